// The token view of an answer: each token by its probability, what else might have stood there, and a branch from it.
// The arrow keys go from token to token; the alternatives are in a box that follows.

import { byId, make } from '../dom.js';

/** Lower bounds of the classes of colour, from sure to surprising. */
const CLASSES = [0.9, 0.5, 0.2, 0.05, 0.01];

/** The box of alternatives; there is one on the page. */
let box = null;

/** Takes the box away. True when there was one. */
export function closeBox() {
  if (!box) return false;
  box.element.remove();
  box.token.removeAttribute('aria-expanded');
  if (box.element.contains(document.activeElement)) box.token.focus();
  box = null;
  return true;
}

/**
 * The element of the view. `entries` as net/score.js gives them; `branch(at, alternative)` is called when another token is
 * chosen; `note` is said above, where there is one.
 */
export function tokenView(entries, branch, note) {
  const texts = readable(entries);
  const tokens = entries.map((entry, at) => make('span', {
    class: `token p${classOf(entry.logprob)}`, role: 'button', tabindex: at === 0 ? '0' : '-1', 'data-at': at,
    'aria-label': `${spoken(texts[at])}, ${percent(entry.logprob)}`,
  }, texts[at]));
  const open = (token) => openBox(token, entries[token.dataset.at], texts[token.dataset.at], (alternative) => branch(Number(token.dataset.at), alternative));
  const list = make('div', { class: 'tokens', role: 'group', 'aria-label': 'Tokens of the answer' }, ...tokens);
  const at = (event) => event.target.closest?.('.token');
  list.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'mouse' && at(event) && !box?.pinned) open(at(event));
  });
  list.addEventListener('click', (event) => {
    if (!at(event)) return;
    focusOn(at(event));
    open(at(event));
    box.pinned = true;
  });
  list.addEventListener('keydown', (event) => {
    const here = tokens.indexOf(at(event));
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: tokens.length - 1 }[event.key];
    if (here < 0) return;
    if (to !== undefined && tokens[to]) {
      focusOn(tokens[to]);
      open(tokens[to]);
    } else if (event.key === 'Enter' || event.key === ' ' || event.key === 'ArrowDown') {
      open(tokens[here]);
      box.pinned = true;
      box.element.querySelector('button')?.focus();
    } else return;
    event.preventDefault();
  });
  function focusOn(token) {
    list.querySelector('[tabindex="0"]').tabIndex = -1;
    token.tabIndex = 0;
    token.focus();
  }
  return make('div', {}, make('p', { class: 'legend' }, note ?? `Mean surprise: ${meanBits(entries)} bits a token. Choose a token to see what else might have stood there.`), list);
}

function openBox(token, entry, text, branch) {
  if (box?.token === token) return;
  closeBox();
  const rank = entry.top_logprobs.findIndex(({ id }) => id === entry.id);
  const choices = entry.top_logprobs.map((one) => {
    const chosen = one.id === entry.id;
    const share = make('i', { class: 'share' });
    share.style.width = `${100 * Math.exp(one.logprob)}%`;
    return make('li', {}, make('button', {
      type: 'button', disabled: chosen, 'aria-label': `${spoken(one.token)}, ${percent(one.logprob)}${chosen ? ', chosen' : ', go on from here'}`,
      onclick: () => {
        closeBox();
        branch(one);
      },
    }, make('code', {}, shown(one)), make('span', {}, percent(one.logprob)), share));
  });
  const element = make('div', { class: 'token-box', role: 'dialog', 'aria-label': `Alternatives to ${spoken(text)}` },
    make('p', {}, make('code', {}, shown(entry)), ` ${percent(entry.logprob)}`, make('small', {}, ` id ${entry.id}${rank < 0 ? '' : `, place ${rank + 1}`}`)),
    make('ol', {}, ...choices),
    make('small', {}, 'Another one begins a branch.'));
  element.addEventListener('keydown', (event) => {
    const buttons = [...element.querySelectorAll('button:not(:disabled)')];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length]?.focus();
  });
  box = { element, token, pinned: false };
  token.setAttribute('aria-expanded', 'true');
  document.body.append(element);
  place(element, token);
}

/** Below the token if there is room, else above; within the window. */
function place(element, token) {
  const { left, top, bottom } = token.getClientRects()[0] ?? token.getBoundingClientRect();
  const { width, height } = element.getBoundingClientRect();
  const below = bottom + height + 8 < byId('composer').getBoundingClientRect().top;
  element.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  element.style.top = `${below ? bottom + 4 : Math.max(8, top - height - 4)}px`;
}

/** A press elsewhere and scrolling close it; so does leaving it with the mouse, unless a press opened it. */
export function watchBox(scroller) {
  document.addEventListener('pointerdown', (event) => {
    if (box && !box.element.contains(event.target) && !event.target.closest?.('.token')) closeBox();
  });
  document.addEventListener('pointerover', (event) => {
    const near = event.target.closest?.('.token, .token-box, .tokens');
    if (event.pointerType === 'mouse' && box && !box.pinned && !near) closeBox();
  });
  scroller.addEventListener('scroll', closeBox, { passive: true });
}

/** The text before a place, as far as its characters are whole; `whole` says whether they all are. */
export function textBefore(entries, at) {
  const decoder = new TextDecoder();
  let text = '';
  for (const entry of entries.slice(0, at)) text += decoder.decode(bytesOf(entry), { stream: true });
  return { text, whole: decoder.decode() === '' };
}

function bytesOf({ bytes, token }) {
  return bytes ? Uint8Array.from(bytes) : new TextEncoder().encode(token);
}

/** What each token adds to the text: a character of several tokens stands with its last. */
function readable(entries) {
  const decoder = new TextDecoder();
  return entries.map((entry, at) => {
    const text = decoder.decode(bytesOf(entry), { stream: at + 1 < entries.length });
    return text === '' ? '·' : text;
  });
}

const shown = ({ token }) => token.replaceAll('\n', '⏎').replaceAll('\t', '⇥').replaceAll(' ', '␣');

function spoken(text) {
  return text.trim() === '' ? { ' ': 'space', '\n': 'line break' }[text] ?? 'white space' : text.trim();
}

function classOf(logprob) {
  if (logprob === null) return 0;
  const at = CLASSES.findIndex((least) => Math.exp(logprob) >= least);
  return at < 0 ? CLASSES.length : at;
}

/** A probability as people read it. */
export function percent(logprob) {
  if (logprob === null) return 'no probability';
  const share = 100 * Math.exp(logprob);
  if (share >= 99.95) return '100%';
  if (share >= 0.1) return `${share.toFixed(1)}%`;
  return share >= 0.001 ? `${share.toFixed(3)}%` : 'below 0.001%';
}

function meanBits(entries) {
  const scored = entries.filter(({ logprob }) => logprob !== null);
  return (-scored.reduce((sum, { logprob }) => sum + logprob, 0) / Math.LN2 / Math.max(scored.length, 1)).toFixed(2);
}
