// Slash commands: what can be typed in the message box instead of a message.

import { SETTINGS, numberOf } from '../settings/table.js';

// Settings are spelled as nanochat does: `/topk`.
export const COMMANDS = [
	{ command: '/clear', help: 'A new conversation. The old one stays in the list.' },
	{ command: '/help', help: 'Keys and commands.' },
	{ command: '/system', argument: 'TEXT', help: 'The system prompt of this conversation; without a text it is shown.' },
	...SETTINGS.filter(({ kind }) => kind !== 'lines').map((setting) => ({
		command: `/${setting.name.replaceAll('_', '')}`, argument: setting.step === undefined ? 'N' : `${setting.min}–${setting.max}`, help: setting.help, setting,
	})),
];

export function hints(text) {
	return /^\/[a-z]*$/i.test(text) ? COMMANDS.filter(({ command }) => command.startsWith(text.toLowerCase())) : [];
}

// Carries out a text that is a command. Gives what to say or null; undefined when the text is none. `page`: `clear()`, `help()`, `system(text)` (gives what to say), `values`, `defaults()`.
export function carryOut(text, page) {
	const [, typed, argument = ''] = /^(\/[a-z]+)(?:\s+([\s\S]*))?$/i.exec(text.trimEnd()) ?? [];
	if (typed === undefined) return undefined;
	const found = COMMANDS.find(({ command }) => command === typed.toLowerCase());
	if (!found) return `There is no command ${typed}; /help lists them. A space before it sends it as a message.`;
	if (found.setting) return setOne(found, argument.trim(), page);
	if (found.command === '/system') return page.system(argument.trim());
	page[found.command.slice(1)]();
	return null;
}

function setOne({ command, setting }, argument, { values, defaults }) {
	const { name, label } = setting;
	const standard = `the server's (${defaults()[name] ?? 'not known'})`;
	try {
		if (argument === 'default') values.set(name, undefined);
		else if (argument !== '') values.set(name, numberOf(setting, argument));
	} catch (error) {
		return error.message;
	}
	const value = values.get(name);
	return value === undefined ? `${label} is ${standard}.` : `${label} is ${value}. “${command} default” goes back to ${standard}.`;
}
