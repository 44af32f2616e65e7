// The conversation on the page: its newest messages, and older ones when the user goes up.

import { make } from '../dom.js';
import { Follow } from './follow.js';
import { MessageView } from './message.js';

// Messages drawn at first, and at each reach of the top.
const PART = 40;

export class Thread {
	#conversation = null;
	#path = [];
	// Where in the path the drawn part begins, and its views by message id.
	#from = 0;
	#views = new Map();
	#grown = new Set();
	#earlier = make('button', { class: 'earlier', onclick: () => this.#drawEarlier() }, 'Show earlier messages');

	// `actions`: what a message's buttons do (`copy`, `again`, `edited`, `select`, `tokens`, `goOn`, `forget`), and
	// `writing(conversation)`, the message that is being written; `chat()`: whether the model is one for chat.
	constructor({ element, scroller, latest, actions, chat }) {
		Object.assign(this, { element, scroller, actions, chat });
		this.follow = new Follow(scroller, latest);
		new IntersectionObserver(([seen]) => {
			if (seen.isIntersecting) this.#drawEarlier();
		}, { root: scroller, rootMargin: '600px 0px 0px' }).observe(this.#earlier);
	}

	// Shows a conversation. What stays of the path stays on the page; `empty()` is shown where there is none.
	show(conversation, empty) {
		const before = this.#path;
		this.#path = conversation.path();
		if (conversation === this.#conversation) {
			let same = 0;
			while (same < this.#path.length && before[same]?.id === this.#path[same].id) same += 1;
			for (const { id } of before.slice(same)) {
				this.#views.get(id)?.element.remove();
				this.#views.delete(id);
			}
			this.#from = Math.min(this.#from, Math.max(this.#path.length - 1, 0));
		} else {
			this.#views.clear();
			this.element.replaceChildren();
			this.#from = Math.max(this.#path.length - PART, 0);
			this.follow.toEnd();
		}
		this.#conversation = conversation;
		for (const passing of this.element.querySelectorAll('.empty, .note')) passing.remove();
		for (const message of this.#path.slice(this.#from)) if (!this.view(message)) this.element.append(this.#draw(message));
		if (this.#path.length === 0) this.element.append(empty());
		// What came of calls may be another branch's.
		for (const [at, message] of this.#path.entries()) if (message.calls || at > this.#path.length - 3) this.#refresh(message);
		this.#mark();
		this.follow.grown();
	}

	#draw(message) {
		const view = new MessageView(message, this.#context(message));
		this.#views.set(message.id, view);
		return view.element;
	}

	#context(message) {
		const { actions } = this;
		const writing = actions.writing(this.#conversation) === message;
		return { actions, writing, results: this.#results(message), chat: this.chat(), siblings: this.#conversation.siblings(message) };
	}

	// What came of calls, by their ids: it follows the message that calls.
	#results(message) {
		const results = new Map();
		let at = this.#path.indexOf(message);
		while (this.#path[at].role === 'tool' && at > 0) at -= 1;
		const { calls = [] } = this.#path[at];
		for (at += 1; this.#path[at]?.role === 'tool'; at += 1) {
			const { callId, content } = this.#path[at];
			if (calls.some(({ id }) => id === callId)) results.set(callId, content);
		}
		return results;
	}

	#refresh(message) {
		this.view(message)?.refresh(this.#context(message));
	}

	// Draws the part above, and keeps what is in sight where it is.
	#drawEarlier() {
		if (this.#from === 0) return;
		const top = this.view(this.#path[this.#from]).element;
		const before = top.getBoundingClientRect().top;
		const from = Math.max(this.#from - PART, 0);
		// In parts, because a browser looks with each frame which of its elements are in sight.
		this.#earlier.after(make('div', { class: 'part' }, ...this.#path.slice(from, this.#from).map((message) => this.#draw(message))));
		this.#from = from;
		this.#mark();
		this.scroller.scrollTop += top.getBoundingClientRect().top - before;
	}

	#mark() {
		this.#earlier.remove();
		if (this.#from > 0) this.element.prepend(this.#earlier);
		this.element.querySelector('.forgotten')?.remove();
		const first = this.#path.find(({ id }) => id === this.#conversation.record.first);
		if (first) this.view(first)?.element.before(make('p', { class: 'forgotten' }, 'The model no longer sees what is above: it did not fit its context.'));
	}

	view(message) {
		return this.#views.get(message.id);
	}

	// Shown with the next frame, however often it is said before.
	grow(message) {
		if (this.#grown.size === 0) {
			requestAnimationFrame(() => {
				for (const one of this.#grown) {
					const view = this.view(one);
					view?.grow();
					if (view?.element.querySelector('.dots')) this.#refresh(one);
				}
				this.#grown.clear();
				this.follow.grown();
			});
		}
		this.#grown.add(message);
	}

	ended(message) {
		this.view(message)?.grow();
		this.#refresh(message);
		this.follow.grown();
	}

	// Something for the user that is no part of the conversation.
	note(text) {
		this.element.append(make('div', { class: 'note' }, text));
		this.follow.toEnd();
	}
}
