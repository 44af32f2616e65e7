// Making elements. Text goes in as text nodes; nothing here or elsewhere reads HTML.

const SVG = 'http://www.w3.org/2000/svg';

/** The element of an id that the page is known to have. */
export const byId = (id) => document.getElementById(id);

/**
 * An element. `attributes`: a function is a listener (`onclick`), `true` an empty attribute, `null`, `undefined` and
 * `false` none. `children`: nodes and strings; `null` is left out.
 */
export function make(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function makeSvg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** One of the icons of index.html. */
export function icon(name) {
  return makeSvg('svg', { class: 'icon', 'aria-hidden': 'true' }, makeSvg('use', { href: `#icon-${name}` }));
}

/** A button with an icon and, for those who hear the page, its name. */
export function iconButton(name, label, onclick, attributes = {}) {
  return make('button', { type: 'button', class: 'quiet', 'aria-label': label, title: label, onclick, ...attributes }, icon(name));
}

/** A whole number with separators. */
export const count = (number) => Math.round(number).toLocaleString('en');

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
