// Numbers as people read them.

/** A number in few digits: 950, 45.8M, 1.1B. */
export function short(number) {
	for (const [size, letter] of [[1e12, 'T'], [1e9, 'B'], [1e6, 'M'], [1e3, 'K']]) {
		if (number >= size) return `${(number / size).toFixed(number >= 100 * size ? 0 : 1)}${letter}`;
	}
	return String(Math.round(number));
}

/** Bytes in few digits. */
export function bytes(number) {
	for (const [size, unit] of [[2 ** 30, 'GiB'], [2 ** 20, 'MiB'], [2 ** 10, 'KiB']]) {
		if (number >= size) return `${(number / size).toFixed(number >= 100 * size ? 0 : 1)} ${unit}`;
	}
	return `${number} B`;
}

/** A stretch of time from seconds: 8 s, 12 min, 3.4 h, 5.1 days. */
export function duration(seconds) {
	if (!Number.isFinite(seconds)) return '–';
	for (const [size, unit] of [[86400, 'days'], [3600, 'h'], [60, 'min']]) {
		if (seconds >= size * (unit === 'days' ? 2 : 1)) return `${(seconds / size).toFixed(unit === 'min' ? 0 : 1)} ${unit}`;
	}
	return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
}
