// What the model thinks of tokens that are there: their ids, their probabilities and what else might have stood there.

import { ApiError, json } from './api.js';

/** Alternatives asked for, the token itself among them. */
const ALTERNATIVES = 8;

/** The ids that an answer follows: of a conversation as the model's template renders it, or of a plain text. */
export async function promptIds({ messages, prompt, model }, signal) {
  const body = messages === undefined
    ? { model, content: prompt, add_special: true }
    : { model, messages, add_generation_prompt: true };
  const { tokens } = await json('tokenize', { body, signal });
  return tokens;
}

/** The text of ids. */
export async function textOf(ids, model, signal) {
  return (await json('detokenize', { body: { model, tokens: ids }, signal })).content;
}

/**
 * Of each id from place `from` on: `{ id, token, bytes, logprob, top_logprobs: [{ id, token, bytes, logprob }] }`.
 * The ids go as they are, so that what is scored is what was written.
 */
export async function score(ids, from, model, signal) {
  const body = {
    model, prompt: ids, max_tokens: 0, echo: true, logprobs: ALTERNATIVES, logprob_start_len: from, return_token_ids: true,
  };
  const content = (await json('v1/completions', { body, signal })).choices?.[0]?.logprobs?.content;
  // A server that scores from the start is understood, too.
  const entries = content?.slice(-(ids.length - from));
  const same = entries?.length === ids.length - from && entries.every((entry, at) => entry.id === ids[from + at]);
  if (!same) throw new ApiError('The server did not score the tokens that were asked for.');
  return entries;
}
