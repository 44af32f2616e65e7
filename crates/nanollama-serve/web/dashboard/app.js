// The dashboard: ties its parts together. It reads `/runs` and `/runs/NAME` and changes nothing.

import { askForKey } from '../chat/askkey.js';
import { colours } from '../chat/colours.js';
import { byId, make } from '../dom.js';
import { setAskKey } from '../net/api.js';
import { takeKey } from '../net/key.js';
import { curves } from './curves.js';
import { plan } from './plan.js';
import { samples } from './samples.js';
import { MOST, table } from './table.js';
import { Watch } from './watch.js';

takeKey();
setAskKey(askForKey);
colours(byId('theme'));

const watch = new Watch({ changed, state: (text) => { byId('state').textContent = text; } });
let drawn = '';

/** Something was read. What would look the same is left alone, so that nothing is lost under a reader's hands. */
function changed() {
	// Whoever opens the page sees the run that changed last.
	if (watch.chosen.length === 0 && watch.runs.length > 0 && drawn === '') {
		choose([...watch.runs].sort((a, b) => b.changed - a.changed)[0].name, true);
		return;
	}
	const now = JSON.stringify([watch.runs, watch.chosen, watch.shown().map(({ series }) => [series.file, series.offset]), options()]);
	if (now !== drawn) draw();
	drawn = now;
}

function options() {
	return { axis: byId('axis').value, log: byId('log').checked, smooth: byId('smooth').checked };
}

function draw() {
	const runs = watch.shown();
	const focused = document.activeElement?.getAttribute('aria-label');
	const open = new Map([...document.querySelectorAll('#plans details')].map((one) => [key(one), one.open]));
	byId('runs').replaceChildren(table(watch, choose));
	byId('axes').hidden = runs.length === 0;
	byId('curves').replaceChildren(...(runs.length > 0 ? curves(runs, options()) : []));
	byId('samples').replaceChildren(...(runs.length > 0 ? [make('h2', {}, 'What they wrote on the way'), ...runs.map(samples)] : []));
	byId('plans').replaceChildren(...(runs.length > 0 ? [make('h2', {}, 'Plan and cost'), ...runs.map(plan)] : []));
	for (const one of document.querySelectorAll('#plans details')) one.open = open.get(key(one)) ?? one.open;
	if (focused) document.querySelector(`main [aria-label="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

const key = (details) => details.closest('article').querySelector('h3').textContent + details.querySelector('summary').textContent;

/** Takes a run among those that are compared, or out of them; the address says which, so that it can be passed on. */
function choose(name, chosen) {
	watch.chosen = watch.chosen.filter((other) => other !== name);
	if (chosen && watch.chosen.length < MOST) watch.chosen.push(name);
	history.replaceState(null, '', `#${new URLSearchParams(watch.chosen.map((one) => ['run', one]))}`);
	watch.look();
}

/** The runs that the address names. */
function named() {
	return new URLSearchParams(location.hash.slice(1)).getAll('run').slice(0, MOST);
}

for (const id of ['axis', 'log', 'smooth']) byId(id).addEventListener('change', changed);
addEventListener('hashchange', () => {
	takeKey();
	watch.chosen = named();
	watch.look();
});
watch.chosen = named();
watch.look();
