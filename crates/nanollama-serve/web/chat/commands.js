// Slash commands: what can be typed in the message box instead of a message. What they do with the page is app.js's matter.

import { SETTINGS, numberOf } from '../settings/table.js';

/** `/topk` for `top_k`: nanochat's spelling. */
const spelled = (name) => `/${name.replaceAll('_', '')}`;

/** Every command: how it is typed and what it does. */
export const COMMANDS = [
  { command: '/clear', help: 'A new conversation. The old one stays in the list.' },
  { command: '/help', help: 'Keys and commands.' },
  { command: '/system', argument: 'TEXT', help: 'The system prompt of this conversation; without a text it is shown.' },
  ...SETTINGS.filter(({ kind }) => kind !== 'lines').map((setting) => ({
    command: spelled(setting.name),
    argument: setting.name === 'seed' ? 'N' : `${setting.min}–${setting.max}`,
    help: setting.help,
    setting,
  })),
];

/** The commands that begin as this text does, for the list above the box. */
export function hints(text) {
  if (!/^\/[a-z]*$/i.test(text)) return [];
  return COMMANDS.filter(({ command }) => command.startsWith(text.toLowerCase()));
}

/**
 * Carries out a text that is a command. Gives what to say, or null where there is nothing to say; undefined when the text
 * is none. `page`: `clear()`, `help()`, `system(text)` (gives the one that holds), `values`, `defaults()`.
 */
export function carryOut(text, page) {
  const [, typed, argument] = /^(\/[a-z]+)(?:\s+([\s\S]*))?$/i.exec(text.trimEnd()) ?? [];
  if (typed === undefined) return undefined;
  const found = COMMANDS.find(({ command }) => command === typed.toLowerCase());
  if (!found) return `There is no command ${typed}; /help lists them. A space before it sends it as a message.`;
  if (found.setting) return setOne(found, argument, page);
  if (found.command === '/system') return page.system(argument);
  found.command === '/clear' ? page.clear() : page.help();
  return null;
}

function setOne({ command, setting }, argument, { values, defaults }) {
  const { name, label } = setting;
  const standard = defaults()[name];
  const server = `the server's${standard === undefined || standard === null ? '' : `, ${standard}`}`;
  if (argument === undefined || argument.trim() === '') {
    const value = values.get(name);
    return value === undefined ? `${label} is ${server}.` : `${label} is ${value}. “${command} default” goes back to ${server}.`;
  }
  if (argument.trim().toLowerCase() === 'default') {
    values.set(name, undefined);
    return `${label} is ${server}.`;
  }
  try {
    values.set(name, numberOf(setting, argument));
  } catch (error) {
    return error.message;
  }
  return `${label} is ${values.get(name)} from now on.`;
}
