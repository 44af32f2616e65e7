// What a run was planned to be, and what it costs: promised and so far.

import { count, make } from '../dom.js';
import { bytes, duration, short } from './numbers.js';
import { left, pace } from './table.js';

/** The plan of a run as tables; a run from elsewhere has none. */
export function plan({ name, series, answer, colour }) {
	const head = make('h3', { class: `c${colour}` }, make('i', { class: 'swatch' }), name);
	if (!answer.plan) return make('article', {}, head, make('p', {}, 'This model came from elsewhere: there is no plan.'));
	return make('article', {}, head, ...cost(answer, series), ...facts(answer.plan), ...extensions(answer.plan));
}

function cost({ plan: { cost: planned, steps }, running }, series) {
	const memory = Object.entries(planned.memory).filter(([, size]) => size > 0).sort((a, b) => b[1] - a[1]);
	const total = memory.reduce((sum, [, size]) => sum + size, 0);
	const some = series.steps.length > 0;
	const rest = some && running ? left({ steps }, series) : 0;
	const tokens = some ? pace(series) : Number.NaN;
	return [
		list([
			['Parameters', `${count(planned.parameters)} (${short(planned.parameters)})`],
			['Tokens', `${short(planned.tokens)}, ${planned.epochs.toFixed(2)} times through the data`],
			['Operations', `${planned.flops.toExponential(2)} in all, ${short(planned.flops_per_token)} a token`],
			['Time planned', duration(3600 * planned.hours)],
			['Time so far', some ? duration(series.last('elapsed')) : '–'],
			...(rest > 0 ? [['Time left', duration(rest)]] : []),
			['Speed now', some ? `${count(tokens)} tokens/s, ${((tokens * planned.flops_per_token) / 1e9).toFixed(1)} GFLOP/s` : '–'],
			['Memory planned', total === 0 ? '–' : bytes(total)],
		]),
		...(total === 0 ? [] : [make('details', {}, make('summary', {}, 'What the memory is for'), list(memory.map(([use, size]) => [use, bytes(size)])))]),
	];
}

function facts({ stage, size, base, model, data, batch, steps, schedule, rates, weight_decay, gradient_clip, watch, seed }) {
	const features = Object.entries(model.features).filter(([, value]) => value !== false && value !== null);
	return [make('details', { open: true }, make('summary', {}, 'The plan'), list([
		['Start', base ? `from ${base.name}` : `${stage.start} weights`],
		['Model', `${size ? `${size}: ` : ''}${model.layers} layers of ${model.dim}, ${model.heads} heads (${model.kv_heads} kv), feed-forward ${model.ffn}, ${count(model.vocabulary)} tokens, context ${count(model.context)}`],
		...(features.length > 0 ? [['Features', features.map(([feature, value]) => (value === true ? feature : `${feature}: ${JSON.stringify(value)}`)).join(', ')]] : []),
		...data.map((one) => ['Data', `${one.path}: ${short(one.train_tokens)} tokens to learn, ${short(one.valid_tokens)} held out`]),
		['Learned', `${stage.feed}, ${stage.loss.replace('_', ' ')}`],
		['A step', `${count(batch.tokens)} tokens: ${batch.accumulation} × ${batch.rows} rows of ${batch.context}`],
		['Steps', `${count(steps)}, ${schedule.warmup_steps} of warm-up, the last ${Math.round(100 * schedule.warmdown_ratio)}% falling to ${schedule.final_lr_fraction}`],
		['Rates', Object.entries(rates).map(([group, rate]) => `${group} ${rate}`).join(', ')],
		['Weight decay', String(weight_decay)],
		['Clipping', gradient_clip === 0 ? 'none' : String(gradient_clip)],
		['Looks', `validation every ${watch.eval_every || '–'} steps, samples every ${watch.sample_every || '–'}, checkpoints every ${watch.save_every || '–'}`],
		['Seed', String(seed)],
	]))];
}

function extensions({ extensions: made = [] }) {
	return made.map(({ at_step, from_steps, to_steps }) => make('p', { class: 'note' }, `At step ${count(at_step)} it was made ${count(to_steps)} steps long instead of ${count(from_steps)}.`));
}

function list(rows) {
	return make('dl', {}, ...rows.flatMap(([name, text]) => [make('dt', {}, name), make('dd', {}, text)]));
}
