// Answers under way: one a conversation, each written into its message, kept as it grows. How it looks is thread.js.

import { ApiError } from '../net/api.js';
import { answer, gatherCalls } from '../net/answer.js';
import { promptIds, textOf } from '../net/score.js';

/** Between two keepings of an answer under way, in milliseconds. */
const KEEP_EVERY = 1000;

export class Answering {
  #runs = new Map();
  #database;
  #requestOf;
  #report;

  /**
   * `requestOf()` gives `{ model, fields, chat }` for a request; `report` has `grew(conversation, message)`,
   * `ended(conversation, message)`, `waiting(conversation, seconds)` and `lost(error)`.
   */
  constructor({ database, requestOf, report }) {
    this.#database = database;
    this.#requestOf = requestOf;
    this.#report = report;
  }

  /** The message that is being written in a conversation, or null. */
  writing(conversation) {
    return this.#runs.get(conversation?.id)?.message ?? null;
  }

  /** The run of a conversation, for its pace: `{ message, began, first, counted }`. */
  run(conversation) {
    return this.#runs.get(conversation?.id) ?? null;
  }

  /** The conversation objects that are being written in; whoever opens one takes it from here. */
  conversation(id) {
    return this.#runs.get(id)?.conversation ?? null;
  }

  /** Stops the answer; what has been written stays. */
  stop(conversation) {
    this.#runs.get(conversation?.id)?.controller.abort();
  }

  /**
   * Writes an empty answer, or goes on with one that has ids already. `joint`: these ids may end within a character, so
   * that the text has to be read anew from all ids at the end.
   */
  async write(conversation, message, { joint = false } = {}) {
    if (this.#runs.has(conversation.id)) return;
    const controller = new AbortController();
    const run = { conversation, message, controller, began: performance.now(), first: null, counted: 0, kept: performance.now() };
    this.#runs.set(conversation.id, run);
    delete message.error;
    delete message.tooLong;
    delete message.finish;
    // Before the first await: the page shows the new state at once.
    const kept = this.#keep(run);
    try {
      await kept;
      const request = await this.#request(conversation, message, controller.signal);
      const waiting = (seconds) => this.#report.waiting(conversation, seconds);
      for await (const piece of answer(request, { signal: controller.signal, waiting })) this.#take(run, piece);
      if (joint) message.content = await textOf(message.ids, message.model, controller.signal);
      message.finish ??= 'stop';
    } catch (error) {
      if (error.name === 'AbortError') message.finish = 'cancelled';
      else this.#failed(message, error);
    }
    message.tokens = message.ids.length || run.counted;
    if (message.rate === undefined && run.counted > 1) message.rate = pace(run);
    this.#runs.delete(conversation.id);
    this.#report.ended(conversation, message);
    await this.#keep(run);
  }

  /** Stops the answer of a conversation that was deleted, and keeps nothing of it. */
  drop(id) {
    const run = this.#runs.get(id);
    if (!run) return;
    run.dropped = true;
    run.controller.abort();
  }

  async #request(conversation, message, signal) {
    const { model, fields, chat } = this.#requestOf();
    message.model = model;
    const told = chat ? { messages: conversation.told(message.parent) } : { prompt: message.prompt };
    if (message.ids.length === 0) return { ...told, model, fields };
    // Ids go on from ids. They are never read again from text, which might give others.
    const before = await promptIds({ ...told, model }, signal);
    return { prompt: [...before, ...message.ids], model, fields };
  }

  #take(run, { text, ids, calls, finish, usage, timings }) {
    const { message, conversation } = run;
    message.content += text;
    message.ids.push(...ids);
    if (calls.length > 0) gatherCalls((message.calls ??= []), calls);
    if (finish) message.finish = finish;
    if (usage) message.used = usage.prompt_tokens + usage.completion_tokens;
    if (timings?.predicted_per_second > 0) message.rate = timings.predicted_per_second;
    if (text === '' && ids.length === 0 && calls.length === 0) return;
    run.first ??= performance.now();
    run.counted += Math.max(ids.length, 1);
    this.#report.grew(conversation, message);
    if (performance.now() - run.kept > KEEP_EVERY) this.#keep(run);
  }

  #failed(message, error) {
    if (!(error instanceof ApiError)) console.error(error);
    message.error = error.message;
    message.tooLong = error.code === 'context_length_exceeded' || error.code === 'exceed_context_size_error';
  }

  async #keep(run) {
    run.kept = performance.now();
    if (run.dropped) return;
    const { tooLong, ...kept } = run.message;
    try {
      await this.#database.keep(run.conversation.record, [kept]);
    } catch (error) {
      this.#report.lost(error);
    }
  }
}

/** Tokens a second since the first, which belongs to the reading of the prompt. */
export function pace(run) {
  return (run.counted - 1) / Math.max((performance.now() - run.first) / 1000, 1e-3);
}
