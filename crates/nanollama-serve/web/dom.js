// Making elements. Text goes in as text nodes; nothing here or elsewhere reads HTML.

const SVG = 'http://www.w3.org/2000/svg';

export const byId = (id) => document.getElementById(id);

// An element. `attributes`: a function is a listener (`onclick`), `true` an empty attribute, `null`, `undefined` and
// `false` none. `children`: nodes and strings; `null` is left out.
export function make(tag, attributes = {}, ...children) {
	return fill(document.createElement(tag), tag === 'button' ? { type: 'button', ...attributes } : attributes, children);
}

export function makeSvg(tag, attributes = {}, ...children) {
	return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
	for (const [name, value] of Object.entries(attributes)) {
		if (typeof value === 'function') element.addEventListener(name.slice(2), value);
		else if ((value ?? false) !== false) {
			element.setAttribute(name, value === true ? '' : String(value));
		}
	}
	element.append(...children.filter((child) => (child ?? false) !== false));
	return element;
}

export function icon(name) {
	return makeSvg('svg', { class: 'icon', viewBox: '0 0 24 24' }, makeSvg('use', { href: `#icon-${name}` }));
}

export function iconButton(name, label, onclick, attributes = {}) {
	return make('button', { class: 'quiet', 'aria-label': label, title: label, onclick, ...attributes }, icon(name));
}

export const count = (number) => Math.round(number).toLocaleString('en');
