// The token view of an answer: each token by its probability, what else might have stood there, and a branch from it.
// The arrow keys go from token to token.

import { byId, make } from '../dom.js';

const CLASSES = [0.9, 0.5, 0.2, 0.05, 0.01];

// The box of alternatives; there is one on the page. `pinned`: it stays when the mouse leaves.
let box = null;

// Says whether there was one.
export function closeBox() {
	if (!box) return false;
	const { element, token } = box;
	box = null;
	token.ariaExpanded = null;
	if (element.contains(document.activeElement)) token.focus();
	element.remove();
	return true;
}

// The element of the view. `entries` as net/score.js gives them; `branch(at, alternative)` is called when another token is
// chosen; `note` is said above.
export function tokenView(entries, branch, note) {
	const texts = readable(entries);
	const tokens = entries.map((entry, at) => make('span', {
		class: `token p${classOf(entry.logprob)}`, role: 'button', tabindex: at === 0 ? 0 : -1, 'aria-label': `${spoken(texts[at])}, ${percent(entry.logprob)}`,
	}, texts[at]));
	const go = (token, pinned) => {
		const at = tokens.indexOf(token);
		if (at < 0 || (box?.token === token && !pinned)) return false;
		closeBox();
		openBox(token, entries[at], (alternative) => branch(at, alternative));
		box.pinned = pinned;
		return true;
	};
	const focus = (token) => {
		for (const one of tokens) one.tabIndex = one === token ? 0 : -1;
		token.focus();
	};
	const list = make('div', { class: 'tokens', role: 'group', 'aria-label': 'Tokens of the answer', onpointerover: ({ target, pointerType }) => {
		if (pointerType === 'mouse' && !box?.pinned) go(target, false);
	}, onclick: ({ target }) => {
		if (go(target, true)) focus(target);
	}, onkeydown: (event) => {
		const here = tokens.indexOf(event.target);
		const to = tokens[{ ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: tokens.length - 1 }[event.key]];
		if (to) {
			focus(to);
			go(to, true);
		} else if (['Enter', ' ', 'ArrowDown'].includes(event.key)) {
			go(event.target, true);
			box?.element.querySelector('button:enabled')?.focus();
		} else return;
		event.preventDefault();
	} }, ...tokens);
	const said = note ?? `${meanBits(entries)} bits of surprise a token. Choose a token to see what else might have stood there.`;
	return make('div', { class: 'instead' }, make('p', {}, said), list);
}

function openBox(token, entry, branch) {
	const choices = entry.top_logprobs.map((one) => {
		const chosen = one.id === entry.id;
		const share = make('i', { class: 'share' });
		share.style.width = `${100 * Math.exp(one.logprob)}%`;
		return make('button', { disabled: chosen, 'aria-label': `${spoken(one.token)}, ${percent(one.logprob)}`, onclick: () => {
			closeBox();
			branch(one);
		} }, make('code', {}, shown(one)), make('span', {}, percent(one.logprob)), share);
	});
	const element = make('div', { class: 'token-box', role: 'dialog', 'aria-label': `Alternatives to ${spoken(entry.token)}`, onkeydown: (event) => {
		const buttons = choices.filter((button) => !button.disabled);
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (!step) return;
		event.preventDefault();
		buttons.at((buttons.indexOf(document.activeElement) + step) % buttons.length)?.focus();
	} }, make('p', {}, make('code', {}, shown(entry)), ` ${percent(entry.logprob)} `, make('small', {}, `id ${entry.id}`)),
	...choices, make('small', {}, 'Another one begins a branch.'));
	token.ariaExpanded = 'true';
	document.body.append(element);
	box = { element, token };
	const { left, top, bottom } = token.getClientRects()[0];
	const { width, height } = element.getBoundingClientRect();
	const below = bottom + height + 8 < byId('composer').getBoundingClientRect().top;
	element.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
	element.style.top = `${below ? bottom + 2 : Math.max(8, top - height - 2)}px`;
}

// A press elsewhere and scrolling close the box; so does the mouse, unless it is pinned.
export function watchBox(scroller) {
	const outside = ({ target, type }) => {
		const near = target.closest?.('.token, .token-box, .tokens');
		if (!near && (type === 'pointerdown' || !box?.pinned)) closeBox();
	};
	document.addEventListener('pointerdown', outside);
	document.addEventListener('pointerover', outside);
	scroller.addEventListener('scroll', closeBox, { passive: true });
}

// The text of some entries, as far as its characters are whole; `whole` says whether they all are.
export function textOfEntries(entries) {
	const decoder = new TextDecoder();
	const text = entries.map((entry) => decoder.decode(bytesOf(entry), { stream: true })).join('');
	return { text, whole: decoder.decode() === '' };
}

// What each token adds to the text: a character of several tokens stands with its last.
function readable(entries) {
	const decoder = new TextDecoder();
	return entries.map((entry) => decoder.decode(bytesOf(entry), { stream: true }) || '·');
}

const bytesOf = ({ bytes, token }) => (bytes ? Uint8Array.from(bytes) : new TextEncoder().encode(token));

const shown = ({ token }) => token.replaceAll('\n', '⏎').replaceAll('\t', '⇥').replaceAll(' ', '␣');

const spoken = (text) => text.trim() || { ' ': 'space', '\n': 'line break' }[text] || 'white space';

function classOf(logprob) {
	const at = CLASSES.findIndex((least) => Math.exp(logprob) >= least);
	return at < 0 ? CLASSES.length : at;
}

export function percent(logprob) {
	const share = 100 * Math.exp(logprob);
	if (share >= 0.1) return `${share >= 99.95 ? 100 : share.toFixed(1)}%`;
	return share >= 0.001 ? `${share.toFixed(3)}%` : 'below 0.001%';
}

function meanBits(entries) {
	return (-entries.reduce((sum, { logprob }) => sum + logprob, 0) / Math.LN2 / entries.length).toFixed(2);
}
