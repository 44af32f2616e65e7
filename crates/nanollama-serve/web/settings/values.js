// What the user has set, kept in the browser: sampler settings and the system prompt of new conversations.

import { SETTINGS, setting } from './table.js';

const NAME = 'nanollama.settings';

/** The kept settings: names to values, only those that were set. */
export class Values {
  #values = {};
  #system = '';

  constructor(storage = globalThis.localStorage) {
    this.storage = storage;
    try {
      const kept = JSON.parse(storage.getItem(NAME) ?? '{}');
      if (typeof kept.system === 'string') this.#system = kept.system;
      for (const { name, kind } of SETTINGS) if (fits(kept.values?.[name], kind)) this.#values[name] = kept.values[name];
    } catch {
      // What cannot be read is as if nothing had been set.
    }
  }

  /** The value, or undefined. */
  get(name) {
    return this.#values[name];
  }

  /** Sets one, or goes back to the server's with undefined. */
  set(name, value) {
    if (!setting(name)) throw new TypeError(`no setting is called ${name}`);
    if (value === undefined || (Array.isArray(value) && value.length === 0)) delete this.#values[name];
    else this.#values[name] = value;
    this.#keep();
  }

  /** The system prompt that a new conversation begins with. */
  get system() {
    return this.#system;
  }

  set system(text) {
    this.#system = text;
    this.#keep();
  }

  /** Forgets all sampler settings. */
  reset() {
    this.#values = {};
    this.#keep();
  }

  /** The fields of a request: what was set and nothing else. */
  fields() {
    return { ...this.#values };
  }

  #keep() {
    try {
      this.storage.setItem(NAME, JSON.stringify({ values: this.#values, system: this.#system }));
    } catch {
      // It holds until the page is closed.
    }
  }
}

const fits = (value, kind) => (kind === 'lines'
  ? Array.isArray(value) && value.every((line) => typeof line === 'string')
  : typeof value === 'number' && Number.isFinite(value));
