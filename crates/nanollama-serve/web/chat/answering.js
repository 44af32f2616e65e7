// Answers under way: one a conversation, each written into its message and kept as it grows.

import { answer, gatherCalls } from '../net/answer.js';
import { ApiError } from '../net/api.js';
import { promptIds, textOf } from '../net/score.js';

const KEEP_EVERY = 1000;
const TOO_LONG = ['context_length_exceeded', 'exceed_context_size_error'];

export class Answering {
	// By conversation id: `{ conversation, message, controller, first, counted, kept, dropped }`.
	#runs = new Map();

	// `request()` gives `{ model, fields, chat }`; `report` has `grew(conversation, message)`,
	// `ended(conversation, message)`, `waiting(conversation, seconds)` and `lost(error)`.
	constructor({ database, request, report }) {
		Object.assign(this, { database, request, report });
	}

	// The message that is being written in a conversation, or null.
	writing({ id }) {
		return this.#runs.get(id)?.message ?? null;
	}

	// The conversation that is being written in; whoever opens it takes it from here.
	conversation(id) {
		return this.#runs.get(id)?.conversation ?? null;
	}

	// Tokens of the answer under way so far, and how many come a second.
	pace({ id }) {
		const run = this.#runs.get(id);
		return run ? { counted: run.counted, rate: paceOf(run) } : null;
	}

	stop({ id }) {
		this.#runs.get(id)?.controller.abort();
	}

	// Stops the answer of a deleted conversation, and keeps nothing of it.
	drop(id) {
		const run = this.#runs.get(id);
		if (!run) return;
		run.dropped = true;
		run.controller.abort();
	}

	// Writes an empty answer, or goes on with one that has ids already. `joint`: these may end within a character, so that
	// the text is read anew from all ids at the end.
	async write(conversation, message, joint = false) {
		const run = { conversation, message, controller: new AbortController(), first: 0, counted: 0 };
		const { signal } = run.controller;
		this.#runs.set(conversation.id, run);
		for (const field of ['error', 'tooLong', 'finish', 'rate']) delete message[field];
		try {
			await this.#keep(run);
			const waiting = (seconds) => this.report.waiting(conversation, seconds);
			for await (const piece of answer(await this.#ask(run, signal), { signal, waiting })) this.#take(run, piece);
			if (joint) message.content = await textOf(message.ids, message.model, signal);
			message.finish ??= 'stop';
		} catch (error) {
			if (error.name === 'AbortError') message.finish = 'cancelled';
			else {
				if (!(error instanceof ApiError)) console.error(error);
				Object.assign(message, { error: error.message, tooLong: TOO_LONG.includes(error.code) });
			}
		}
		message.tokens = message.ids.length || run.counted;
		message.rate ??= paceOf(run);
		this.#runs.delete(conversation.id);
		await this.#keep(run);
		this.report.ended(conversation, message);
	}

	async #ask({ conversation, message }, signal) {
		const { model, fields, chat } = this.request();
		Object.assign(message, { model, personality: fields.personality });
		const told = chat ? { messages: conversation.told(message.parent), model } : { prompt: message.prompt, model };
		if (message.ids.length === 0) return { ...told, fields };
		// Ids go on from ids. They are never read again from text, which might give others.
		return { prompt: [...await promptIds(told, signal), ...message.ids], model, fields };
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
		run.first ||= performance.now();
		run.counted += Math.max(ids.length, 1);
		this.report.grew(conversation, message);
		if (performance.now() - run.kept > KEEP_EVERY) this.#keep(run);
	}

	async #keep(run) {
		run.kept = performance.now();
		try {
			if (!run.dropped) await this.database.keep(run.conversation.record, [run.message]);
		} catch (error) {
			this.report.lost(error);
		}
	}
}

// Tokens a second since the first, which belongs to the reading of the prompt.
function paceOf({ counted, first }) {
	return counted < 3 ? 0 : (counted - 1) / Math.max((performance.now() - first) / 1000, 1e-3);
}
