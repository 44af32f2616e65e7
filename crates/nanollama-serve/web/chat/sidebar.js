// The list of conversations and its search.

import { byId, iconButton, make } from '../dom.js';

const PAUSE = 150;

export class Sidebar {
	#list = byId('list');
	#search = byId('search');
	#records = [];
	#current = null;
	// On other windows it lies over the page.
	#wide = matchMedia('(min-width: 900px)');

	// `open(id)`, `more(record)`: what the buttons do; `find` is history/search.js's; `writing(id)`: an answer is under way.
	constructor({ open, more, find, writing }) {
		Object.assign(this, { open, more, find, writing });
		let timer = 0;
		this.#search.addEventListener('input', () => {
			clearTimeout(timer);
			timer = setTimeout(() => this.#look(), PAUSE);
		});
		byId('side-open').addEventListener('click', () => this.toggle());
		for (const id of ['side-close', 'shade']) byId(id).addEventListener('click', () => this.toggle(false));
		this.#wide.addEventListener('change', () => this.toggle(this.#wide.matches));
		this.toggle(this.#wide.matches);
	}

	toggle(open = !document.body.classList.contains('side')) {
		const over = open && !this.#wide.matches;
		document.body.classList.toggle('side', open);
		byId('side-open').setAttribute('aria-expanded', open);
		byId('shade').hidden = !over;
		byId('main').inert = over;
	}

	// Closes it over the page. Says whether it did.
	leave() {
		const over = byId('main').inert;
		if (over) this.toggle(false);
		return over;
	}

	show(records, current) {
		this.#records = records;
		this.#current = current;
		return this.#look();
	}

	mark(current) {
		this.#current = current;
		for (const button of this.#list.querySelectorAll('.open')) {
			button.ariaCurrent = button.dataset.id === current ? 'page' : null;
			button.classList.toggle('writing', this.writing(button.dataset.id));
		}
	}

	async #look() {
		const query = this.#search.value;
		if (query.trim() === '') return this.#draw(this.#records.map((record) => ({ record })), 'Your conversations are kept in this browser.');
		const still = () => query === this.#search.value;
		const found = await this.find(query, still);
		return still() && this.#draw(found, `Nothing has “${query.trim()}” in it.`);
	}

	#draw(found, none) {
		const parts = found.length === 0 ? [make('p', {}, none)] : [];
		let group = null;
		for (const { record, excerpt } of found) {
			const day = dayOf(record.updated);
			if (day !== group) parts.push(make('h2', {}, day));
			group = day;
			const title = record.title || 'New conversation';
			parts.push(make('div', { class: 'item' },
				make('button', { class: 'open', 'data-id': record.id, title, onclick: () => {
					this.leave();
					this.open(record.id);
				} }, make('span', {}, title), excerpt && make('small', {}, excerpt)),
				iconButton('more', `More about “${title}”`, () => this.more(record))));
		}
		const top = this.#list.scrollTop;
		this.#list.replaceChildren(...parts);
		this.#list.scrollTop = top;
		this.mark(this.#current);
	}
}

function dayOf(time) {
	const midnight = new Date().setHours(0, 0, 0, 0);
	const days = (midnight - time) / 86_400_000;
	return days <= 0 ? 'Today' : days <= 1 ? 'Yesterday' : days <= 7 ? 'Last seven days' : 'Earlier';
}
