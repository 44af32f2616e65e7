// What the models wrote on the way, the newest first, and a slider through the training.

import { count, make } from '../dom.js';

/** Where the slider of each run stands: an index, or null for the newest. Kept while the page is drawn anew. */
const places = new Map();

/** The samples of a run. */
export function samples({ name, series, colour }) {
	const all = series.samples;
	const head = make('h3', { class: `c${colour}` }, make('i', { class: 'swatch' }), name);
	if (all.length === 0) return make('article', {}, head, make('p', {}, 'It has written nothing yet.'));
	const step = make('span', { class: 'place' });
	const text = make('blockquote', { dir: 'auto' });
	const show = () => {
		const one = all[Math.min(places.get(name) ?? all.length - 1, all.length - 1)];
		step.textContent = `step ${count(one.step)}`;
		text.textContent = one.text;
	};
	const slider = make('input', { type: 'range', id: `sample-${name}`, min: 0, max: all.length - 1, step: 1, 'aria-label': `Samples of ${name} over time`, oninput: () => {
		const at = Number(slider.value);
		places.set(name, at === all.length - 1 ? null : at);
		show();
	} });
	slider.value = places.get(name) ?? all.length - 1;
	show();
	return make('article', {}, head, make('div', { class: 'slide' }, slider, step), text);
}
