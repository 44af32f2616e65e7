// Numbers as people read them.

// A number in few digits: 950, 45.8M, 1.1B.
export function short(number) {
  for (const [size, letter] of [[1e12, 'T'], [1e9, 'B'], [1e6, 'M'], [1e3, 'K']]) {
    if (number >= size) return `${(number / size).toFixed(number >= 100 * size ? 0 : 1)}${letter}`;
  }
  return String(Math.round(number));
}

// Bytes in few digits.
export function bytes(number) {
  for (const [size, unit] of [[2 ** 30, 'GiB'], [2 ** 20, 'MiB'], [2 ** 10, 'KiB']]) {
    if (number >= size) return `${(number / size).toFixed(number >= 100 * size ? 0 : 1)} ${unit}`;
  }
  return `${number} B`;
}
