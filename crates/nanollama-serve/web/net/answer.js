// One answer of the model as a stream of pieces, from whichever of the two endpoints. Waits while the server is busy.

import { ApiError, errorOf, request } from './api.js';
import { events } from './events.js';

/** How often a busy server is asked again, and the longest wait in seconds. */
const TRIES = 8;
const LONGEST_WAIT = 30;

/**
 * Pieces of an answer: `{ text, ids, calls, finish, usage, timings }`, each where it is there. `messages` asks the chat
 * endpoint, `prompt` (text or ids) the plain one. `waiting(seconds)` is told when the server is busy.
 */
export async function* answer({ messages, prompt, model, fields }, { signal, waiting }) {
  const body = { model, ...fields, stream: true, stream_options: { include_usage: true }, return_token_ids: true };
  const chat = messages !== undefined;
  const path = chat ? 'v1/chat/completions' : 'v1/completions';
  const response = await patient(path, chat ? { messages, ...body } : { prompt, ...body }, { signal, waiting });
  let complete = false;
  try {
    for await (const data of events(response)) {
      if (data === '[DONE]') {
        complete = true;
        break;
      }
      yield piece(data);
    }
  } catch (error) {
    if (error.name === 'AbortError' || error instanceof ApiError) throw error;
    throw new ApiError('The connection broke in the middle of the answer.');
  }
  if (!complete) throw new ApiError('The connection ended in the middle of the answer.');
}

async function patient(path, body, { signal, waiting }) {
  for (let tried = 1; ; tried++) {
    try {
      return await request(path, { body, signal, accept: 'text/event-stream' });
    } catch (error) {
      const busy = error.status === 429 || error.status === 503;
      if (!busy || tried === TRIES) throw error;
      const seconds = Math.min(Math.max(error.retryAfter ?? tried, 0.2), LONGEST_WAIT);
      waiting?.(seconds);
      await pause(seconds, signal);
    }
  }
}

function pause(seconds, signal) {
  return new Promise((resolve, reject) => {
    const aborted = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', aborted);
      resolve();
    }, 1000 * seconds);
    signal?.addEventListener('abort', aborted, { once: true });
  });
}

/** One event's piece. Exported for its test. */
export function piece(data) {
  let chunk;
  try {
    chunk = JSON.parse(data);
  } catch {
    throw new ApiError('The server sent an event that is no JSON.');
  }
  if (chunk.error) throw errorOf(chunk.error) ?? new ApiError('The server broke off without a reason.');
  const choice = chunk.choices?.[0] ?? {};
  return {
    text: choice.delta?.content ?? choice.text ?? '',
    ids: choice.token_ids ?? [],
    calls: choice.delta?.tool_calls ?? [],
    finish: choice.finish_reason ?? null,
    usage: chunk.usage ?? null,
    timings: chunk.timings ?? null,
  };
}

/** Adds the pieces of tool calls to those gathered so far, as OpenAI cuts them. */
export function gatherCalls(gathered, pieces) {
  for (const { index = 0, id, function: called = {} } of pieces) {
    const call = (gathered[index] ??= { id: '', name: '', arguments: '' });
    if (id) call.id = id;
    if (called.name) call.name += called.name;
    if (called.arguments) call.arguments += called.arguments;
  }
}
