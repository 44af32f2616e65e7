// Conversations as a JSON file, out and in. A file is checked field by field before anything is kept.

import { newId } from './conversation.js';

const FORMAT = 'nanollama-conversations';
const VERSION = 1;

const isText = (value) => typeof value === 'string';
const isNumber = (value) => Number.isFinite(value) && value >= 0;
const isFlag = (value) => typeof value === 'boolean';
const isListOf = (fits) => (value) => Array.isArray(value) && value.every(fits);

// Fields of a conversation and of a message: those that have to be there, and those that may.
const RECORD = [{ title: isText, system: isText, created: isNumber, updated: isNumber, messages: Array.isArray }, { named: isFlag }];
const MESSAGE = [{ id: isText, role: (value) => ['user', 'assistant', 'tool'].includes(value), content: isText, created: isNumber }, {
	model: isText, finish: isText, error: isText, callId: isText, prompt: isText, used: isNumber, tokens: isNumber, rate: isNumber,
	plain: isFlag, edited: isFlag, personality: isListOf(({ name, scale }) => isText(name) && Number.isFinite(scale)), ids: isListOf((id) => Number.isInteger(id) && id >= 0),
	calls: isListOf((call) => call && [call.id, call.name, call.arguments].every(isText)),
}];

export function write(conversations) {
	const all = conversations.map(({ record, messages }) => ({
		...record, messages: messages.sort((a, b) => a.order - b.order).map(({ conversation, order, ...message }) => message),
	}));
	return JSON.stringify({ format: FORMAT, version: VERSION, conversations: all }, null, 1);
}

// The conversations of a file, with new ids, so that they stand beside what is there. Throws an Error that names the field.
export function read(text) {
	let file;
	try {
		file = JSON.parse(text);
	} catch (error) {
		throw new Error(`This file is no JSON: ${error.message}`);
	}
	if (file?.format !== FORMAT) throw new Error(`This file has no conversations: its “format” is not “${FORMAT}”.`);
	if (file.version !== VERSION) throw new Error(`This file has version ${file.version}, and this page reads version ${VERSION}.`);
	if (!Array.isArray(file.conversations)) throw new Error('This file has no list of “conversations”.');
	return file.conversations.map((from, at) => {
		const { messages: list, ...record } = { id: newId(), ...checked(from, RECORD, `conversations[${at}]`) };
		const ids = new Map([[null, null]]);
		const messages = list.map((message, order) => placed(message, ids, { conversation: record.id, order }, `conversations[${at}].messages[${order}]`));
		return { record: { ...record, leaf: ids.get(from.leaf) ?? null, first: ids.get(from.first) ?? null }, messages };
	});
}

function checked(from, [needed, further], where) {
	const good = {};
	for (const [field, fits] of Object.entries({ ...needed, ...further })) {
		const value = from?.[field];
		if (value === undefined && !(field in needed)) continue;
		if (!fits(value)) throw new Error(`${where}.${field} is ${value === undefined ? 'missing' : 'not what it should be'}.`);
		good[field] = value;
	}
	return good;
}

// A message in its place. `ids`: of the messages before it, from the file's to ours; so none follows itself.
function placed(from, ids, place, where) {
	const { id, ...message } = checked(from, MESSAGE, where);
	if (ids.has(id)) throw new Error(`${where}.id is another message's, too.`);
	if (!ids.has(from.parent)) throw new Error(`${where}.parent names no message that stands before it.`);
	ids.set(id, newId());
	return { ids: [], ...message, ...place, id: ids.get(id), parent: ids.get(from.parent) };
}
