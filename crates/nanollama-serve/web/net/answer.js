// One answer of the model as a stream of pieces, from either endpoint. Waits while the server is busy.

import { ApiError, errorOf, request } from './api.js';
import { events } from './events.js';

const TRIES = 8;
const LONGEST_WAIT = 30;

// Pieces `{ text, ids, calls, finish, usage, timings }`, each where it is there. `messages` asks the chat endpoint, `prompt`
// (text or ids) the plain one. `waiting(seconds)` is told when the server is busy.
export async function* answer({ messages, prompt, model, fields }, { signal, waiting }) {
	const body = { model, ...fields, stream: true, stream_options: { include_usage: true }, return_token_ids: true };
	const response = messages === undefined
		? await patient('v1/completions', { prompt, ...body }, signal, waiting)
		: await patient('v1/chat/completions', { messages, ...body }, signal, waiting);
	try {
		for await (const data of events(response)) {
			if (data === '[DONE]') return;
			yield piece(data);
		}
	} catch (error) {
		if (error.name === 'AbortError' || error instanceof ApiError) throw error;
	}
	throw new ApiError('The connection broke in the middle of the answer.');
}

async function patient(path, body, signal, waiting) {
	for (let tried = 1; ; tried++) {
		try {
			return await request(path, { body, signal });
		} catch (error) {
			if (![429, 503].includes(error.status) || tried === TRIES) throw error;
			const seconds = Math.min(Math.max(error.retryAfter ?? tried, 0.2), LONGEST_WAIT);
			waiting(seconds);
			await new Promise((resolve, reject) => {
				const timer = setTimeout(resolve, 1000 * seconds);
				signal.addEventListener('abort', () => {
					clearTimeout(timer);
					reject(signal.reason);
				}, { once: true });
			});
		}
	}
}

function piece(data) {
	let chunk;
	try {
		chunk = JSON.parse(data);
	} catch {
		throw new ApiError('The server sent an event that is no JSON.');
	}
	if (chunk.error) throw errorOf(chunk.error);
	const { delta, text, token_ids: ids = [], finish_reason: finish = null } = chunk.choices?.[0] ?? {};
	return { text: delta?.content ?? text ?? '', ids, calls: delta?.tool_calls ?? [], finish, usage: chunk.usage, timings: chunk.timings };
}

export function gatherCalls(gathered, pieces) {
	for (const { index = 0, id = '', function: { name = '', arguments: given = '' } = {} } of pieces) {
		const call = (gathered[index] ??= { id: '', name: '', arguments: '' });
		call.id ||= id;
		call.name += name;
		call.arguments += given;
	}
}
