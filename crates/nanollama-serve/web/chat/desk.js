// What a user does with the open conversation: ask, answer again, edit, branch, go on.

import { Conversation } from '../history/conversation.js';
import { promptIds, score } from '../net/score.js';
import { toast } from './dialog.js';
import { closeBox, textOfEntries, tokenView } from './tokens.js';

export class Desk {
	#scored = new WeakMap();

	// `shown()` is told when another path is shown; `model()` gives the server's.
	constructor({ book, answering, values, model, shown }) {
		Object.assign(this, { book, answering, values, model, shown });
		this.conversation = Conversation.empty(values.system);
	}

	get busy() {
		return this.answering.writing(this.conversation) !== null;
	}

	#occupied() {
		if (this.busy) toast('An answer is being written. Stop it first, or wait.');
		return this.busy || !this.model();
	}

	open(conversation = Conversation.empty(this.values.system)) {
		this.conversation = conversation;
		this.shown();
	}

	ask(text, parent = this.conversation.record.leaf) {
		const asked = this.conversation.add(parent, 'user', text);
		this.#keep(asked);
		this.#answer(asked);
	}

	#keep(...messages) {
		this.book.keep(this.conversation, ...messages).catch(this.answering.report.lost);
	}

	#begin(behind, text = '', ids = []) {
		const { chat, id } = this.model();
		return this.conversation.add(behind.id, 'assistant', text, { ids, model: id, ...(chat ? {} : { plain: true, prompt: behind.content }) });
	}

	#answer(behind) {
		this.#write(this.#begin(behind));
	}

	#write(message, joint) {
		this.answering.write(this.conversation, message, joint);
		this.shown();
	}

	again(message) {
		if (this.#occupied()) return;
		const behind = this.conversation.messages.get(message.parent);
		// Of an answer that never came nothing is worth keeping.
		if (message.error && message.content === '') {
			this.conversation.drop(message);
			this.book.database.removeMessage(message.id);
		}
		this.#answer(behind);
	}

	edited(message, text) {
		if (this.#occupied()) return;
		if (message.role === 'user') {
			this.ask(text, message.parent);
			return;
		}
		this.#keep(this.conversation.add(message.parent, 'assistant', text, { ids: [], model: message.model, edited: true, finish: 'stop' }));
		this.shown();
	}

	select(id) {
		if (this.#occupied()) return;
		this.conversation.select(id);
		this.#keep();
		this.shown();
	}

	// Goes on with an answer that was cut off; its last token may have ended within a character.
	goOn(message) {
		if (!this.#occupied()) this.#write(message, true);
	}

	forget(message) {
		if (this.#occupied()) return;
		if (this.conversation.forget(message.parent)) this.again(message);
		else toast('The last message alone does not fit the context of this model.');
	}

	async tokens(message, view) {
		closeBox();
		if (view.element.matches('.replaced')) {
			view.instead(null);
			return;
		}
		const { conversation } = this;
		try {
			if (this.#scored.get(message)?.length !== message.ids.length) this.#scored.set(message, await this.#score(conversation, message));
			const { entries, note } = this.#scored.get(message);
			view.instead(tokenView(entries, (at, other) => this.#branch(message, entries.slice(0, at), other), note));
		} catch (error) {
			toast(error.message);
		}
	}

	async #score(conversation, { parent, prompt, ids, used, tokens, personality }) {
		const { chat, id: model } = this.model();
		const before = await promptIds(chat ? { messages: conversation.told(parent), model } : { prompt, model });
		const entries = await score([...before, ...ids], before.length, model, personality);
		const changed = used - tokens !== before.length;
		return { length: ids.length, entries, note: changed && used ? `The prompt had ${used - tokens} tokens then and has ${before.length} now: these are the probabilities now.` : undefined };
	}

	// Another token at a place, and what the model makes of it: a branch. All that stood before goes along as ids.
	#branch(message, before, other) {
		if (this.#occupied()) return;
		const ends = this.model().meta.ends?.includes(other.id);
		const kept = ends ? before : [...before, other];
		const { text, whole } = textOfEntries(kept);
		const branch = this.#begin(this.conversation.messages.get(message.parent), text, kept.map(({ id }) => id));
		if (!ends) {
			this.#write(branch, !whole);
			return;
		}
		Object.assign(branch, { finish: 'stop', tokens: kept.length });
		this.#keep(branch);
		this.shown();
	}
}
