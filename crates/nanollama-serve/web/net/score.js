// Probabilities of tokens that are there, and what else might have stood there.

import { ApiError, json } from './api.js';

const ALTERNATIVES = 8;

// The ids that an answer follows: of a conversation as the model's template renders it, or of a plain text.
export async function promptIds({ messages, prompt, model }, signal) {
	const body = messages === undefined ? { model, content: prompt, add_special: true } : { model, messages, add_generation_prompt: true };
	return (await json('tokenize', { body, signal })).tokens;
}

export async function textOf(ids, model, signal) {
	return (await json('detokenize', { body: { model, tokens: ids }, signal })).content;
}

// Of each id from place `from` on: `{ id, token, bytes, logprob, top_logprobs: [{ id, token, bytes, logprob }] }`.
// The ids go as they are, so that what is scored is what was written.
export async function score(ids, from, model, personality) {
	const body = { model, personality, prompt: ids, max_tokens: 0, echo: true, logprobs: ALTERNATIVES, logprob_start_len: from, return_token_ids: true };
	const content = (await json('v1/completions', { body })).choices?.[0]?.logprobs?.content ?? [];
	const wanted = ids.slice(from);
	// A server that scores from the start is understood, too.
	const entries = content.slice(-wanted.length);
	if (entries.length === wanted.length && entries.every((entry, at) => entry.id === wanted[at])) return entries;
	throw new ApiError('The server did not score the tokens that were asked for.');
}
