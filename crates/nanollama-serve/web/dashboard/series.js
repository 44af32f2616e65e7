// The measurements of a run, gathered from lines of metrics.jsonl as they come.

/** What a training line gives, by name; a number that is none (a loss that broke) is a gap. */
const FIELDS = {
	loss: (line) => line.loss,
	norm: (line) => line.norm,
	lr: (line) => line.lr,
	tokens: (line) => line.tokens,
	elapsed: (line) => line.timing?.elapsed,
};

export class Series {
	/** Bytes read, and which file they are of: both go with the next question. */
	offset = 0;
	file = '';

	constructor() {
		this.#clear();
	}

	#clear() {
		this.steps = [];
		this.values = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, []]));
		this.values.pace = [];
		this.validations = [];
		this.samples = [];
	}

	/**
	 * Takes an answer of `/runs/NAME`. One that does not go on where the last ended (a run resumed from an earlier step takes
	 * lines back) begins anew.
	 */
	take({ offset, next, file, lines }) {
		if (file !== this.file || offset !== this.offset) this.#clear();
		if (offset !== 0 && this.steps.length === 0 && this.offset !== offset) throw new Error('the measurements of the run do not begin at its start');
		Object.assign(this, { offset: next, file });
		for (const text of lines.split('\n')) if (text !== '') this.#line(JSON.parse(text));
	}

	#line(line) {
		if (line.kind === 'sample') this.samples.push({ step: line.step, text: line.text });
		else if (line.kind === 'validation') this.validations.push({ step: line.step, loss: number(line.loss), bits: number(line.bits_per_byte), at: line });
		else if (line.kind === 'train') {
			const before = this.values.tokens.at(-1) ?? 0;
			this.steps.push(line.step);
			for (const [name, read] of Object.entries(FIELDS)) this.values[name].push(number(read(line)));
			this.values.pace.push((line.tokens - before) / line.timing.seconds);
		}
	}

	/** The last value of a field, or null. */
	last(name) {
		return this.values[name].at(-1) ?? null;
	}

	/** Where a step lies on an axis: `step`, `tokens` or `hours`. */
	#place(index, axis) {
		if (axis === 'step') return this.steps[index];
		return axis === 'tokens' ? this.values.tokens[index] : this.values.elapsed[index] / 3600;
	}

	/** Points of a field, each the mean of its neighbourhood: a running mean over about a hundredth of the run. */
	smooth(name, axis = 'step') {
		const keep = 1 - 1 / Math.max(this.steps.length / 100, 1);
		let sum = 0;
		let weight = 0;
		return this.values[name].map((value, index) => {
			if (!Number.isNaN(value)) [sum, weight] = [keep * sum + value, keep * weight + 1];
			return [this.#place(index, axis), Number.isNaN(value) || weight === 0 ? Number.NaN : sum / weight];
		});
	}

	/** Points of a field as they are. */
	raw(name, axis = 'step') {
		return this.values[name].map((value, index) => [this.#place(index, axis), value]);
	}

	/** Points of the validations: `loss`, or `bits` a byte. */
	validation(name, axis = 'step') {
		return this.validations.map((one) => {
			const index = atOrBefore(this.steps, one.step);
			return [index < 0 ? 0 : this.#place(index, axis), one[name]];
		});
	}
}

function number(value) {
	return typeof value === 'number' ? value : Number.NaN;
}

/** The index of the last of rising steps that is no later; -1 where there is none. */
function atOrBefore(steps, step) {
	let low = 0;
	let high = steps.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (steps[middle] <= step) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}
