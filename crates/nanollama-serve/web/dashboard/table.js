// The table of runs: how far each is, how good, how fast, and which are compared.

import { count, make } from '../dom.js';
import { duration, short } from './numbers.js';

/** Curves of more runs can hardly be told apart. */
export const MOST = 8;

/** The table. `choose(name, chosen)` is told of each tick. */
export function table(watch, choose) {
	if (watch.runs.length === 0) return make('p', {}, 'There are no runs in the folder that the server shows.');
	const head = ['', 'Run', 'Stage', 'Parameters', 'Progress', 'Loss', 'Bits a byte, best', 'Tokens/s', 'Left'];
	return make('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Table of runs' }, make('table', {},
		make('thead', {}, make('tr', {}, ...head.map((name) => make('th', { scope: 'col' }, name)))),
		make('tbody', {}, ...watch.runs.map((run) => row(run, watch, choose)))));
}

function row(run, watch, choose) {
	const at = watch.chosen.indexOf(run.name);
	const series = watch.read.get(run.name)?.series;
	const box = make('input', { type: 'checkbox', checked: at >= 0, disabled: at < 0 && watch.chosen.length >= MOST, 'aria-label': `Show ${run.name}`, onchange: () => choose(run.name, box.checked) });
	const known = at >= 0 && series?.steps.length > 0;
	const numbers = known ? [series.smooth('loss').at(-1)[1].toFixed(3), bestOf(run), count(pace(series)), run.running ? duration(left(run, series)) : 'done']
		: ['', bestOf(run), '', run.running ? 'running' : 'done'];
	return make('tr', { class: at >= 0 ? `chosen c${at}` : null },
		make('td', {}, box), make('th', { scope: 'row' }, make('i', { class: 'swatch' }), run.name), make('td', {}, run.stage),
		make('td', {}, run.parameters === null ? '–' : short(run.parameters)), make('td', {}, ...progress(run)), ...numbers.map((text) => make('td', {}, text)));
}

function progress({ step, steps, running }) {
	if (!steps) return ['–'];
	const share = Math.floor((100 * step) / steps);
	return [make('progress', { max: steps, value: step, 'aria-label': 'Steps done' }), ` ${share}% of ${count(steps)}${running || step >= steps ? '' : ', stopped'}`];
}

const bestOf = ({ best }) => (best === null ? '–' : best.value.toFixed(4));

/** Tokens a second lately: over the last twentieth of the steps. */
export function pace({ values: { tokens, elapsed } }) {
	const from = Math.max(tokens.length - 1 - Math.max(Math.floor(tokens.length / 20), 10), 0);
	return (tokens.at(-1) - tokens[from]) / (elapsed.at(-1) - elapsed[from]);
}

/** Seconds that the rest takes at the pace so far. */
export function left({ steps }, series) {
	const done = series.steps.at(-1);
	return (series.last('elapsed') / series.steps.length) * (steps - done);
}
