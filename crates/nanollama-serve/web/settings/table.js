// The settings of a request: what each is called, its range and what it does.

// Name, label, least, most, step of a slider, meaning. Without a step of less than 1 it is a whole number.
const NUMBERS = [
	['temperature', 'Temperature', 0, 2, 0.05, 'Randomness. 0 always takes the likeliest token.'],
	['top_k', 'Top-k', 0, 200, 1, 'Draws from the k likeliest tokens. 0 is all.'],
	['top_p', 'Top-p', 0.01, 1, 0.01, 'Draws from the likeliest tokens that together have this probability. 1 is all.'],
	['min_p', 'Min-p', 0, 0.99, 0.01, 'Leaves out tokens less likely than this share of the likeliest. 0 is off.'],
	['repeat_penalty', 'Repetition penalty', 1, 2, 0.01, 'Makes recent tokens less likely. 1 is off.'],
	['repeat_last_n', 'Repetition window', 0, 2048, 1, 'How many tokens are recent. 0 is none.'],
	['presence_penalty', 'Presence penalty', -2, 2, 0.05, 'Taken off the logit of every token that has come. 0 is off.'],
	['frequency_penalty', 'Frequency penalty', -2, 2, 0.05, 'The same, each time that it has come. 0 is off.'],
	['max_tokens', 'Longest answer', 1, 4096, 1, 'An answer ends after so many tokens.'],
	['seed', 'Seed', 0, 2 ** 53 - 1, undefined, 'Same seed, same text. Empty: another one each time.'],
];

// The kind `lines`: texts, one a line.
export const SETTINGS = [
	...NUMBERS.map(([name, label, min, max, step, help]) => ({ name, label, kind: step % 1 ? 'number' : 'whole', min, max, step, help })),
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
