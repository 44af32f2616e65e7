// What the user has set, kept in the browser: sampler settings and the system prompt of new conversations.

import { SETTINGS } from './table.js';

const NAME = 'nanollama.settings';

export class Values {
	#values = {};
	#system = '';

	constructor(storage = () => localStorage) {
		this.storage = storage;
		try {
			const { values = {}, system = '' } = JSON.parse(storage().getItem(NAME)) ?? {};
			this.#system = String(system);
			for (const { name, kind } of SETTINGS) {
				if (kind === 'lines' ? Array.isArray(values[name]) : Number.isFinite(values[name])) this.#values[name] = values[name];
			}
		} catch {
			// What cannot be read is as if nothing had been set.
		}
	}

	get(name) {
		return this.#values[name];
	}

	set(name, value) {
		if (value === undefined || value.length === 0) delete this.#values[name];
		else this.#values[name] = value;
		this.#keep();
	}

	get system() {
		return this.#system;
	}

	set system(text) {
		this.#system = text;
		this.#keep();
	}

	reset() {
		this.#values = {};
		this.#keep();
	}

	fields() {
		return { ...this.#values };
	}

	#keep() {
		try {
			this.storage().setItem(NAME, JSON.stringify({ values: this.#values, system: this.#system }));
		} catch {
			// It holds while the page is open.
		}
	}
}
