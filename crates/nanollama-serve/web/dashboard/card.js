// The model's card: what it is, its shape, and how it was trained where it is one of our runs.

import { byId, count, make } from '../dom.js';
import { chart } from './chart.js';
import { bytes, short } from './numbers.js';
import { json } from '../net/api.js';
import { Series } from './series.js';
import { openDialog } from '../chat/dialog.js';

/** Facts of `/v1/models`: field of `meta`, what it is called, how it is written. */
const FACTS = [
	['n_params', 'Parameters', (value) => `${count(value)} (${short(value)})`],
	['n_ctx', 'Context', (value) => `${count(value)} tokens`],
	['n_ctx_train', 'Trained on', (value) => `${count(value)} tokens at a time`],
	['n_vocab', 'Vocabulary', (value) => `${count(value)} tokens`],
	['n_layer', 'Layers', count],
	['n_embd', 'Width', count],
	['n_head', 'Heads', count],
	['n_head_kv', 'Key/value heads', count],
	['n_ff', 'Feed-forward', count],
	['ftype', 'Weights', String],
	['size', 'Size', bytes],
];
/** Samples shown. */
const SAMPLES = 3;

export function openCard(model) {
	const { meta } = model;
	const facts = FACTS.filter(([name]) => meta[name] !== undefined && meta[name] !== null);
	const training = make('div', { class: 'training', 'aria-live': 'polite' });
	openDialog({ title: model.id, content: [
		make('p', {}, model.chat ? 'A chat model: it was trained on conversations.' : 'A base model: it completes text and was not trained on conversations.'),
		make('dl', {}, ...facts.flatMap(([name, label, write]) => [make('dt', {}, label), make('dd', {}, write(meta[name]))])),
		training,
	] });
	if (meta.run) showTraining(training, meta);
}

async function showTraining(element, { run, step }) {
	element.append(make('p', {}, 'Reading how it was trained…'));
	try {
		const series = new Series();
		let answer;
		do {
			answer = await json(`runs/${encodeURIComponent(run)}?offset=${series.offset}&file=${encodeURIComponent(series.file)}`);
			series.take(answer);
		} while (answer.more);
		element.replaceChildren(...drawTraining(series, run, step));
		if (byId('runs').hidden === false) element.append(make('p', {}, make('a', { href: `dashboard.html#run=${encodeURIComponent(run)}` }, 'All about this run')));
	} catch (error) {
		element.replaceChildren(make('p', { class: 'problem' }, `How it was trained cannot be shown: ${error.message}`));
	}
}

function drawTraining(series, run, step) {
	const at = step === undefined || step === null ? '' : `, step ${count(step)}`;
	const parts = [make('h3', {}, 'Training'), make('p', {}, `Run ${run}${at}`)];
	parts.push(chart({ label: 'Loss over the steps', x: 'step', curves: [
		{ name: 'loss', points: series.smooth('loss'), colour: 0 },
		{ name: 'validation', points: series.validation('loss'), colour: 1, dots: true },
	] }));
	const samples = series.samples.slice(-SAMPLES);
	if (samples.length > 0) parts.push(make('h3', {}, 'What it wrote on the way'));
	for (const sample of samples) parts.push(make('p', { class: 'small' }, `Step ${count(sample.step)}`), make('blockquote', { class: 'sample' }, sample.text));
	return parts;
}
