// Requests to the server with their key; errors come back as one kind.

import { key, keepKey } from './key.js';

// What went wrong, in words for people. `status` is 0 where no answer came; `retryAfter` is in seconds.
export class ApiError extends Error {
	constructor(message, { status = 0, code = null, retryAfter = null } = {}) {
		super(message);
		Object.assign(this, { name: 'ApiError', status, code, retryAfter });
	}
}

let askKey = null;
let asking = null;

// Says who asks the user for a key: `ask(refused)` gives it, or null.
export function setAskKey(ask) {
	askKey = ask;
}

// A request; addresses are relative, so that the page works below any path. Throws ApiError unless the answer is good,
// and the browser's AbortError when `signal` says so.
export async function request(path, { body, signal } = {}) {
	for (;;) {
		const sent = key();
		const headers = { 'Content-Type': 'application/json' };
		if (sent !== null) headers.Authorization = `Bearer ${sent}`;
		const method = body === undefined ? 'GET' : 'POST';
		let response;
		try {
			response = await fetch(path, { method, headers, body: JSON.stringify(body), signal, cache: 'no-store', redirect: 'error' });
		} catch (error) {
			if (error.name === 'AbortError') throw error;
			throw new ApiError('The server does not answer. Is it still running?');
		}
		if (response.ok) return response;
		if (response.status !== 401 || !askKey) throw await failure(response);
		// Another request may have got a new key in the meantime; one question serves all.
		if (key() !== sent) continue;
		asking ??= askKey(sent !== null).finally(() => { asking = null; });
		const given = await asking;
		if (given === null) throw await failure(response);
		keepKey(given);
	}
}

export async function json(path, options) {
	const response = await request(path, options);
	try {
		return await response.json();
	} catch (error) {
		if (error.name === 'AbortError') throw error;
		throw new ApiError(`The server's answer to ${path} is no JSON.`, { status: response.status });
	}
}

// An error in OpenAI's shape, or what the status says where something else answered.
async function failure(response) {
	const { status, statusText, headers } = response;
	const seconds = Number.parseFloat(headers.get('Retry-After'));
	const said = (await response.json().catch(() => null))?.error;
	return errorOf(said ?? { message: `The server answered ${status} ${statusText}.` }, { status, retryAfter: Number.isNaN(seconds) ? null : seconds });
}

export function errorOf(said, facts = {}) {
	const message = typeof said === 'string' ? said : said.message ?? 'The server broke off without a reason.';
	return new ApiError(message, { ...facts, code: said.code ?? said.type ?? null });
}
