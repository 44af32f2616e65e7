// The runs of the server and the measurements of those that are looked at, read anew as long as they go on.

import { json } from '../net/api.js';
import { Series } from './series.js';

/** Between two looks, in milliseconds. A page that nobody sees does not look. */
const AGAIN = 2000;

export class Watch {
	/** All runs, as `/runs` gives them. */
	runs = [];
	/** Names of those that are looked at, in the order in which they were chosen. */
	chosen = [];
	/** What was read of them: name to `{ series, answer }`. */
	read = new Map();
	#timer = 0;
	#looking = false;
	#asked = false;

	/** `changed()` is told after each look that brought something; `state(text)` says what is wrong, or nothing. */
	constructor({ changed, state }) {
		Object.assign(this, { changed, state });
		document.addEventListener('visibilitychange', () => {
			if (!document.hidden) this.look();
		});
	}

	/** Looks now, and again while something goes on. */
	async look() {
		this.#asked = true;
		if (this.#looking) return;
		this.#looking = true;
		clearTimeout(this.#timer);
		while (this.#asked) {
			this.#asked = false;
			try {
				({ runs: this.runs } = await json('runs'));
				this.chosen = this.chosen.filter((name) => this.runs.some((run) => run.name === name));
				for (const name of this.chosen) await this.#follow(name);
				this.state('');
			} catch (error) {
				this.state(error.message);
			}
			this.changed();
		}
		this.#looking = false;
		if (!document.hidden) this.#timer = setTimeout(() => this.look(), AGAIN);
	}

	/** Reads what has been measured of a run since the last look. */
	async #follow(name) {
		const known = this.read.get(name) ?? { series: new Series(), answer: null };
		const { series } = known;
		do {
			known.answer = await json(`runs/${encodeURIComponent(name)}?offset=${series.offset}&file=${encodeURIComponent(series.file)}`);
			series.take(known.answer);
		} while (known.answer.more);
		this.read.set(name, known);
	}

	/** What was read of the chosen runs: `[{ name, series, answer, colour }]`. */
	shown() {
		return this.chosen.map((name, colour) => ({ name, colour, ...this.read.get(name) })).filter(({ series }) => series);
	}
}
