// The settings of a request: what each is called, its range and what it does.

// `kind`: `number`, `whole` (an integer), `lines` (texts, one a line).
export const SETTINGS = [
	{ name: 'temperature', label: 'Temperature', kind: 'number', min: 0, max: 2, step: 0.05, help: 'Randomness. 0 always takes the likeliest token.' },
	{ name: 'top_k', label: 'Top-k', kind: 'whole', min: 0, max: 200, step: 1, help: 'Draws from the k likeliest tokens. 0 is all.' },
	{ name: 'top_p', label: 'Top-p', kind: 'number', min: 0.01, max: 1, step: 0.01, help: 'Draws from the likeliest tokens that together have this probability. 1 is all.' },
	{ name: 'min_p', label: 'Min-p', kind: 'number', min: 0, max: 0.99, step: 0.01, help: 'Leaves out tokens less likely than this share of the likeliest. 0 is off.' },
	{ name: 'repeat_penalty', label: 'Repetition penalty', kind: 'number', min: 1, max: 2, step: 0.01, help: 'Makes recent tokens less likely. 1 is off.' },
	{ name: 'repeat_last_n', label: 'Repetition window', kind: 'whole', min: 0, max: 2048, step: 1, help: 'How many tokens are recent. 0 is none.' },
	{ name: 'presence_penalty', label: 'Presence penalty', kind: 'number', min: -2, max: 2, step: 0.05, help: 'Taken off the logit of every token that has come. 0 is off.' },
	{ name: 'frequency_penalty', label: 'Frequency penalty', kind: 'number', min: -2, max: 2, step: 0.05, help: 'The same, each time that it has come. 0 is off.' },
	{ name: 'max_tokens', label: 'Longest answer', kind: 'whole', min: 1, max: 4096, step: 1, help: 'An answer ends after so many tokens.' },
	{ name: 'seed', label: 'Seed', kind: 'whole', min: 0, max: 2 ** 53 - 1, help: 'Same seed, same text. Empty: another one each time.' },
	{ name: 'stop', label: 'Stop at', kind: 'lines', most: 4, help: 'Texts that end an answer, one a line, at most 4. \\n is a line break.' },
];

export function numberOf({ label, kind, min, max }, text) {
	const number = Number(text.trim().replace(',', '.') || Number.NaN);
	if (!(number >= min && number <= max) || (kind === 'whole' && !Number.isInteger(number))) {
		throw new Error(`${label} is a${kind === 'whole' ? ' whole' : ''} number from ${min} to ${max}, and not “${text.trim()}”.`);
	}
	return number;
}

export function linesOf({ label, most }, text) {
	const lines = text.split('\n').filter(Boolean).map((line) => line.replace(/\\([nt\\])/g, (_, letter) => ({ n: '\n', t: '\t', '\\': '\\' })[letter]));
	if (lines.length > most) throw new Error(`${label}: at most ${most} texts, and not ${lines.length}.`);
	return lines;
}

export const textOfLines = (lines) => lines.map((line) => line.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t')).join('\n');
