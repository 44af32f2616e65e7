// The list of conversations, its search and what can be done with one of them.

import { byId, iconButton, make } from '../dom.js';

/** Conversations drawn at first, and with each press on "more". */
const PART = 100;
/** After the last key of a search, in milliseconds. */
const PAUSE = 150;

export class Sidebar {
  #list = byId('list');
  #search = byId('search');
  #records = [];
  #current = null;
  #shown = PART;

  /**
   * `actions`: `open(id)`, `more(record)`; `find(query, still)` gives
   * `[{ record, excerpt }]`; `writing(id)` says whether an answer is being written.
   */
  constructor({ actions, find, writing }) {
    this.actions = actions;
    this.find = find;
    this.writing = writing;
    let timer = 0;
    this.#search.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.#look(), PAUSE);
    });
    this.#search.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.#search.value !== '') {
        event.stopPropagation();
        this.#search.value = '';
        this.#look();
      } else if (event.key === 'ArrowDown') this.#list.querySelector('.open')?.focus();
    });
    this.#list.addEventListener('keydown', (event) => this.#step(event));
    byId('side-open').addEventListener('click', () => this.toggle());
    byId('side-close').addEventListener('click', () => this.toggle(false));
    byId('shade').addEventListener('click', () => this.toggle(false));
    this.wide = matchMedia('(min-width: 900px)');
    this.wide.addEventListener('change', () => this.toggle(this.wide.matches));
    this.toggle(this.wide.matches);
  }

  /** Opens or closes it; on a narrow window it lies over the page. */
  toggle(open = !document.body.classList.contains('side')) {
    document.body.classList.toggle('side', open);
    byId('side-open').setAttribute('aria-expanded', String(open));
    byId('shade').hidden = !open || this.wide.matches;
    byId('sidebar').inert = !open;
    byId('main').inert = open && !this.wide.matches;
  }

  /** Closes it where it lies over the page. */
  leave() {
    if (!this.wide.matches) this.toggle(false);
  }

  /** Shows these conversations, the latest first. */
  show(records, current) {
    this.#records = records;
    this.#current = current;
    if (this.#search.value.trim() === '') this.#draw(records.map((record) => ({ record, excerpt: null })));
    else this.#look();
  }

  /** Marks the one that is open. */
  mark(current) {
    this.#current = current;
    for (const button of this.#list.querySelectorAll('.open')) {
      if (button.dataset.id === current) button.setAttribute('aria-current', 'page');
      else button.removeAttribute('aria-current');
      button.classList.toggle('writing', this.writing(button.dataset.id));
    }
  }

  async #look() {
    const query = this.#search.value;
    const still = () => query === this.#search.value;
    if (query.trim() === '') this.#draw(this.#records.map((record) => ({ record, excerpt: null })));
    else {
      const found = await this.find(query, still);
      if (still()) this.#draw(found, `Nothing has “${query.trim()}” in it.`);
    }
  }

  #draw(found, none = 'Your conversations are kept in this browser.') {
    const parts = [];
    let group = null;
    for (const { record, excerpt } of found.slice(0, this.#shown)) {
      const day = dayOf(record.updated);
      if (day !== group) parts.push(make('h2', {}, day));
      group = day;
      parts.push(this.#item(record, excerpt));
    }
    if (found.length === 0) parts.push(make('p', {}, none));
    if (found.length > this.#shown) {
      parts.push(make('button', { type: 'button', class: 'more', onclick: () => {
        this.#shown += PART;
        this.#draw(found, none);
      } }, `${found.length - this.#shown} more`));
    }
    const top = this.#list.scrollTop;
    this.#list.replaceChildren(...parts);
    this.#list.scrollTop = top;
    this.mark(this.#current);
  }

  #item(record, excerpt) {
    const open = make('button', { type: 'button', class: 'open', 'data-id': record.id, title: record.title || 'New conversation', onclick: () => {
      this.actions.open(record.id);
      this.leave();
    } }, make('span', {}, record.title || 'New conversation'), excerpt === null ? null : make('small', {}, excerpt));
    return make('div', { class: 'item' }, open,
      iconButton('more', `More about “${record.title || 'New conversation'}”`, () => this.actions.more(record)));
  }

  /** Up and down from conversation to conversation. */
  #step(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.matches('.open')) return;
    event.preventDefault();
    const all = [...this.#list.querySelectorAll('.open')];
    const to = all.indexOf(event.target) + step;
    (all[to] ?? (to < 0 ? this.#search : event.target)).focus();
  }
}

function dayOf(time) {
  const midnight = new Date().setHours(0, 0, 0, 0);
  if (time >= midnight) return 'Today';
  if (time >= midnight - 86_400_000) return 'Yesterday';
  if (time >= midnight - 7 * 86_400_000) return 'Last seven days';
  return new Date(time).toLocaleDateString('en', { year: 'numeric', month: 'long' });
}
