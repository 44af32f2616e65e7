// The dialog that lists keys and commands.

import { make } from '../dom.js';
import { COMMANDS } from './commands.js';
import { openDialog } from './dialog.js';

const KEYS = [
	['Enter, Ctrl+Enter', 'send (on a phone: the button)'],
	['Shift+Enter', 'a new line'],
	['Ctrl+Shift+N, Alt+N', 'a new conversation'],
	['Esc', 'stop the answer; close what is open'],
	['Ctrl+K', 'search conversations'],
	['Ctrl+,', 'settings'],
	['Arrow up', 'in an empty box: edit the last message'],
	['Arrow keys, Enter', 'in the token view'],
];

export function openHelp() {
	const rows = (list) => make('dl', { class: 'keys' }, ...list.flatMap(([name, text]) => [make('dt', {}, name), make('dd', {}, text)]));
	openDialog({ title: 'Keys and commands', content: [
		make('h3', {}, 'Keys'), rows(KEYS),
		make('h3', {}, 'Commands'), make('p', {}, 'A setting without a value is shown; “default” goes back to the server\'s.'),
		rows(COMMANDS.map(({ command, argument, help }) => [argument ? `${command} ${argument}` : command, help])),
	] });
}
