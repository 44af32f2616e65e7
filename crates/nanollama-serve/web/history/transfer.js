// Conversations as a JSON file, out and in. A file from elsewhere is checked field by field before anything is kept.

import { newId } from './conversation.js';

const FORMAT = 'nanollama-conversations';
const VERSION = 1;
const ROLES = ['user', 'assistant', 'tool'];

/** What a message has beside its place and text: name, and whether a value is one. */
const FURTHER = {
  model: (value) => typeof value === 'string',
  finish: (value) => typeof value === 'string',
  error: (value) => typeof value === 'string',
  callId: (value) => typeof value === 'string',
  prompt: (value) => typeof value === 'string',
  ids: (value) => Array.isArray(value) && value.every((id) => Number.isInteger(id) && id >= 0),
  used: isNumber,
  tokens: isNumber,
  rate: isNumber,
  calls: (value) => Array.isArray(value)
    && value.every((call) => ['id', 'name', 'arguments'].every((field) => typeof call?.[field] === 'string')),
};

function isNumber(value) {
  return Number.isFinite(value) && value >= 0;
}

/** The text of a file with these conversations, each `{ record, messages }`. */
export function write(conversations) {
  return JSON.stringify({
    format: FORMAT,
    version: VERSION,
    exported: new Date().toISOString(),
    conversations: conversations.map(({ record, messages }) => ({
      ...record, messages: messages.map(({ conversation, ...message }) => message),
    })),
  }, null, 1);
}

/**
 * The conversations of a file, with new ids, so that they stand beside what is there. Throws an Error that names the field.
 */
export function read(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch (error) {
    throw new Error(`This file is no JSON: ${error.message}`);
  }
  if (file?.format !== FORMAT) throw new Error(`This file has no conversations: its "format" is not "${FORMAT}".`);
  if (file.version !== VERSION) throw new Error(`This file has version ${file.version}, and this page reads version ${VERSION}.`);
  if (!Array.isArray(file.conversations)) throw new Error('This file has no list of "conversations".');
  return file.conversations.map((conversation, at) => readConversation(conversation, `conversations[${at}]`));
}

function readConversation(from, where) {
  if (from === null || typeof from !== 'object') throw new Error(`${where} is no object.`);
  if (!Array.isArray(from.messages)) throw new Error(`${where}.messages is no list.`);
  const id = newId();
  const names = new Map();
  const messages = from.messages.map((message, at) => readMessage(message, `${where}.messages[${at}]`, { id, names, order: at }));
  return {
    record: {
      id,
      title: text(from.title ?? '', `${where}.title`),
      named: from.named === true,
      created: time(from.created, `${where}.created`),
      updated: time(from.updated, `${where}.updated`),
      system: text(from.system ?? '', `${where}.system`),
      leaf: names.get(from.leaf) ?? null,
      first: names.get(from.first) ?? null,
    },
    messages,
  };
}

function readMessage(from, where, { id, names, order }) {
  if (typeof from?.id !== 'string') throw new Error(`${where}.id is no text.`);
  if (names.has(from.id)) throw new Error(`${where}.id is another message's, too.`);
  if (!ROLES.includes(from.role)) throw new Error(`${where}.role is ${JSON.stringify(from.role)}; it is one of ${ROLES.join(', ')}.`);
  const parent = from.parent ?? null;
  // So no message follows itself, by however many others.
  if (parent !== null && !names.has(parent)) throw new Error(`${where}.parent names no message that stands before it.`);
  names.set(from.id, newId());
  const message = {
    id: names.get(from.id),
    conversation: id,
    parent: parent === null ? null : names.get(parent),
    role: from.role,
    content: text(from.content, `${where}.content`),
    created: time(from.created, `${where}.created`),
    order,
  };
  for (const [field, good] of Object.entries(FURTHER)) {
    if (from[field] === undefined || from[field] === null) continue;
    if (!good(from[field])) throw new Error(`${where}.${field} is not what it should be.`);
    message[field] = from[field];
  }
  return message;
}

function text(value, where) {
  if (typeof value !== 'string') throw new Error(`${where} is no text.`);
  return value;
}

function time(value, where) {
  if (!Number.isFinite(value)) throw new Error(`${where} is no time in milliseconds.`);
  return value;
}
