// The personalities that the server has, and how much of each answers: kept as long as the browser's session.

import { json } from '../net/api.js';
import { keep, recall } from '../net/session.js';

const NAME = 'nanollama.personality';

export class Voices {
	// As settings; none before `load`.
	rows = [];
	#scales = JSON.parse(recall(NAME)) ?? {};

	async load() {
		const { data = [] } = await json('v1/personalities').catch(() => ({}));
		this.rows = data.map(({ id, scale, made_from: help }) => ({ name: encodeURIComponent(id), label: id, kind: 'number', min: -2, max: 2, step: 0.05, standard: scale, help }));
	}

	get(name) {
		return this.#scales[name];
	}

	set(name, scale) {
		this.#scales[name] = scale;
		keep(NAME, JSON.stringify(this.#scales));
	}

	reset() {
		this.#scales = {};
		this.set();
	}

	#scaled() {
		return this.rows.map(({ label, name, standard }) => ({ name: label, scale: this.get(name) ?? standard }));
	}

	// What a request says of them: nothing where nothing is set.
	fields() {
		return this.rows.some(({ name }) => this.get(name) !== undefined) ? { personality: this.#scaled() } : {};
	}

	// ` · twain 0.5`: those that answer.
	said() {
		return this.#scaled().map(({ name, scale }) => (scale === 0 ? '' : ` · ${name} ${scale}`)).join('');
	}
}
