// Requests to the server: the key goes along, errors come back as one kind. What is asked for stands in the callers.

import { key, keepKey } from './key.js';

/** What went wrong, in words for people. `status` is 0 where no answer came. */
export class ApiError extends Error {
  constructor(message, { status = 0, code = null, retryAfter = null } = {}) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

let askKey = null;
let asking = null;

/** Says who asks the user for a key: `ask(refused)` gives it, or null. */
export function setAskKey(ask) {
  askKey = ask;
}

/** One question for however many requests were refused at once. */
function newKey(refused) {
  asking ??= askKey(refused).finally(() => {
    asking = null;
  });
  return asking;
}

/**
 * A request; addresses are relative, so that the page works below any path. Throws ApiError unless the answer is good,
 * and the browser's AbortError when `signal` says so.
 */
export async function request(path, { body, signal, accept = 'application/json' } = {}) {
  for (;;) {
    const sent = key();
    const headers = { Accept: accept };
    if (sent !== null) headers.Authorization = `Bearer ${sent}`;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    let response;
    try {
      response = await fetch(path, {
        method: body === undefined ? 'GET' : 'POST',
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        signal,
        cache: 'no-store',
        credentials: 'same-origin',
        redirect: 'error',
      });
    } catch (error) {
      if (error.name === 'AbortError') throw error;
      throw new ApiError('The server does not answer. Is it still running?');
    }
    if (response.ok) return response;
    if (response.status === 401 && askKey) {
      // Another request may have got a new key in the meantime.
      if (key() !== sent) continue;
      const given = await newKey(sent !== null);
      if (given === null) throw new ApiError('This server asks for a key.', { status: 401 });
      keepKey(given);
      continue;
    }
    throw await failure(response);
  }
}

/** The JSON of an answer. */
export async function json(path, options) {
  const response = await request(path, options);
  try {
    return await response.json();
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError(`The server's answer to ${path} is no JSON.`, { status: response.status });
  }
}

/** An error in OpenAI's shape, or what the status says. */
async function failure(response) {
  const retryAfter = Number.parseFloat(response.headers.get('Retry-After') ?? '');
  const facts = { status: response.status, retryAfter: Number.isFinite(retryAfter) ? retryAfter : null };
  let said;
  try {
    said = (await response.json()).error;
  } catch {
    // Something between us and the server answered.
  }
  return errorOf(said, facts) ?? new ApiError(`The server answered ${response.status} ${response.statusText}`.trim() + '.', facts);
}

/** The ApiError of an `error` object, or null where there is none. */
export function errorOf(said, facts = {}) {
  if (typeof said === 'string') return new ApiError(said, facts);
  if (typeof said?.message !== 'string') return null;
  return new ApiError(said.message, { ...facts, code: said.code ?? said.type ?? null });
}
