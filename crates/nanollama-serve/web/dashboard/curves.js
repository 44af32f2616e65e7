// The curves of the chosen runs, one figure a measurement.

import { chart, written } from './chart.js';

/** What an axis counts. */
const AXES = { step: 'step', tokens: 'token', hours: 'hour' };
/** Width at which the rates of AdamW stand in a plan; elsewhere they go with the inverse root. */
const RATE_WIDTH = 768;

/** Figures of the runs, each `{ name, series, answer, colour }`. */
export function curves(runs, { axis, log, smooth }) {
	const x = AXES[axis];
	const points = (series, field) => (smooth ? series.smooth(field, axis) : series.raw(field, axis));
	const each = (field) => runs.map(({ name, series, colour }) => ({ name, colour, points: points(series, field) }));
	const validated = (field, suffix) => runs.map(({ name, series, colour }) => ({ name: `${name}${suffix}`, colour, dots: true, points: series.validation(field, axis) }));
	return [
		chart({ label: 'Loss in nats a token, and on held-out text (dots)', x, log, curves: [...each('loss'), ...validated('loss', ', held out')] }),
		chart({ label: 'Bits a byte on held-out text', x, log, curves: validated('bits', '') }),
		chart({ label: runs.length === 1 ? 'Learning rates' : 'Learning rate of the matrices', x, curves: rates(runs, axis), log: runs.length === 1 }),
		chart({ label: 'Tokens a second', x, curves: each('pace'), write: (value) => written(Math.round(value)) }),
		chart({ label: 'Norm of the gradient before clipping', x, log: true, curves: each('norm') }),
	];
}

/** One run shows the rates of all its groups: they move together. */
function rates(runs, axis) {
	const [{ series, answer }] = runs;
	if (runs.length > 1 || !answer.plan) return runs.map((run) => ({ name: run.name, colour: run.colour, points: run.series.raw('lr', axis) }));
	const { rates: planned, model } = answer.plan;
	const width = Math.sqrt(RATE_WIDTH / model.dim);
	return Object.entries(planned).map(([group, rate], colour) => {
		const factor = ((group === 'matrix' ? 1 : width) * rate) / planned.matrix;
		return { name: group, colour, points: series.raw('lr', axis).map(([at, lr]) => [at, lr * factor]) };
	});
}
