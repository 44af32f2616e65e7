// Curves as SVG: axes with round numbers, any number of curves, and what they say under the pointer.

import { make, makeSvg } from '../dom.js';
import { short } from './numbers.js';

const HEIGHT = 240;
const LEFT = 52;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 26;
/** Points drawn of a curve; of more, groups are drawn by their mean. */
const MOST = 480;
/** Colours there are in the style. */
const COLOURS = 8;

/**
 * `curves`: `[{ name, points: [[x, y]], colour, dots, faint }]`, x rising; a y that is no number is a gap. `x` names the
 * axis, `log` makes y logarithmic, `write(y)` writes a value. Gives a figure with its legend.
 */
/** A picture is as wide as there is room, so that its letters are as large as they are meant. */
const widest = () => Math.min(640, Math.max(300, innerWidth - 60));

export function chart({ label, x, curves, log = false, write = written }) {
	const drawn = curves.map((curve) => ({ ...curve, points: thin(curve.points.filter(([, y]) => Number.isFinite(y) && (!log || y > 0))) }));
	const all = drawn.flatMap(({ points }) => points);
	if (all.length === 0) return make('figure', { class: 'chart' }, make('figcaption', {}, label), make('p', { class: 'nothing' }, 'Nothing has been measured yet.'));
	const width = widest();
	const scale = log ? Math.log10 : (value) => value;
	const [left, right] = range(all.map(([at]) => at));
	const [low, high] = range(all.map(([, y]) => scale(y)), 0.05);
	const toX = (value) => LEFT + ((value - left) / (right - left)) * (width - LEFT - RIGHT);
	const toY = (value) => HEIGHT - BOTTOM - ((scale(value) - low) / (high - low)) * (HEIGHT - TOP - BOTTOM);
	const svg = makeSvg('svg', { viewBox: `0 0 ${width} ${HEIGHT}`, role: 'img', 'aria-label': described(label, drawn, write) });
	for (const value of log ? logTicks(low, high) : ticks(low, high, 5)) {
		svg.append(makeSvg('line', { class: 'grid', x1: LEFT, x2: width - RIGHT, y1: toY(value), y2: toY(value) }),
			makeSvg('text', { x: LEFT - 6, y: toY(value) + 4, 'text-anchor': 'end' }, write(value)));
	}
	for (const value of ticks(left, right, width / 100)) svg.append(makeSvg('text', { x: toX(value), y: HEIGHT - 8, 'text-anchor': 'middle' }, written(value)));
	for (const { points, colour = 0, dots, faint } of drawn) {
		const kind = `c${colour % COLOURS}${faint ? ' faint' : ''}`;
		svg.append(makeSvg('polyline', { class: kind, points: points.map(([at, y]) => `${toX(at).toFixed(1)},${toY(y).toFixed(1)}`).join(' ') }));
		if (dots || points.length === 1) for (const [at, y] of points) svg.append(makeSvg('circle', { class: kind, cx: toX(at).toFixed(1), cy: toY(y).toFixed(1), r: 2.5 }));
	}
	const named = drawn.filter(({ name, points }) => name && points.length > 0);
	const values = named.map(() => make('b'));
	const legend = make('div', { class: 'legend' }, ...named.map(({ name, colour = 0 }, at) => make('span', { class: `c${colour % COLOURS}` }, `${name} `, values[at])));
	const place = make('span', { class: 'place' });
	watch(svg, { named, values, place, x, toX, left, right, write, width });
	return make('figure', { class: 'chart' }, make('figcaption', {}, label, ' ', place), svg, legend);
}

/** A line under the pointer, and the values there in the legend; without a pointer, the last ones. */
function watch(svg, { named, values, place, x, toX, left, right, write, width }) {
	const line = makeSvg('line', { class: 'cursor', y1: TOP, y2: HEIGHT - BOTTOM, visibility: 'hidden' });
	svg.append(line);
	const show = (at) => {
		named.forEach(({ points }, index) => {
			values[index].textContent = write(nearest(points, at ?? Infinity)[1]);
		});
		place.textContent = at === null ? '' : `at ${x} ${written(at)}`;
		line.setAttribute('visibility', at === null ? 'hidden' : 'visible');
		if (at !== null) for (const name of ['x1', 'x2']) line.setAttribute(name, toX(at));
	};
	svg.addEventListener('pointermove', (event) => {
		const { left: edge, width: drawn } = svg.getBoundingClientRect();
		const share = (((event.clientX - edge) / drawn) * width - LEFT) / (width - LEFT - RIGHT);
		show(left + Math.min(Math.max(share, 0), 1) * (right - left));
	});
	svg.addEventListener('pointerleave', () => show(null));
	show(null);
}

function nearest(points, at) {
	return points.reduce((best, point) => (Math.abs(point[0] - at) <= Math.abs(best[0] - at) ? point : best));
}

/** At most MOST points: means of neighbours. */
function thin(points) {
	const group = Math.ceil(points.length / MOST);
	if (group <= 1) return points;
	const means = [];
	for (let from = 0; from < points.length; from += group) {
		const part = points.slice(from, from + group);
		means.push([0, 1].map((side) => part.reduce((sum, point) => sum + point[side], 0) / part.length));
	}
	return means;
}

function range(values, margin = 0) {
	const [low, high] = values.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [Infinity, -Infinity]);
	const room = high > low ? (high - low) * margin : Math.abs(low) * 0.1 || 1;
	return high > low ? [low - room, high + room] : [low - room, low + room];
}

/** About `wanted` round numbers from low to high. */
function ticks(low, high, wanted) {
	const rough = (high - low) / wanted;
	const size = 10 ** Math.floor(Math.log10(rough));
	const step = [1, 2, 5, 10].find((factor) => factor * size >= rough) * size;
	const found = [];
	for (let at = Math.ceil(low / step); at * step <= high; at++) found.push(at * step);
	return found;
}

/** Round numbers of a logarithmic axis: 1, 2 and 5 of each power of ten, or plain ones where there is less than one. */
function logTicks(low, high) {
	const found = [];
	for (let power = Math.floor(low); power <= high; power++) {
		for (const factor of high - low > 3 ? [1] : [1, 2, 5]) {
			const value = factor * 10 ** power;
			if (Math.log10(value) >= low && Math.log10(value) <= high) found.push(value);
		}
	}
	return found.length > 1 ? found : ticks(10 ** low, 10 ** high, 4);
}

/** A number on an axis. */
export function written(value) {
	if (!Number.isFinite(value)) return '–';
	const size = Math.abs(value);
	if (size >= 1000) return short(value).replace('.0', '');
	if (size !== 0 && size < 0.001) return value.toExponential(1);
	return String(Number(value.toPrecision(3)));
}

function described(label, curves, write) {
	const ends = curves.filter(({ name, points }) => name && points.length > 0)
		.map(({ name, points }) => `${name} from ${write(points[0][1])} to ${write(points.at(-1)[1])}`);
	return `${label}: ${ends.join('; ')}`;
}
