// The message box: it grows with its text, sends, stops, and lists the commands that begin as what is typed.

import { byId, make } from '../dom.js';
import { hints } from './commands.js';

/** Where unsent texts are kept, by conversation, for the browser's session. */
const DRAFTS = 'nanollama.draft.';

export class Composer {
  #draft = byId('draft');
  #send = byId('send');
  #hints = byId('hints');
  #chosen = -1;
  #busy = false;
  #ready = false;
  #conversation = null;

  /** `send(text)` says whether it took the text; `stop()`, `up()` (arrow up in an empty box). */
  constructor({ send, stop, up }) {
    this.actions = { send, stop, up };
    // On a phone the key for a new line is the one that people look for.
    this.touch = matchMedia('(pointer: coarse)').matches;
    this.#draft.enterKeyHint = this.touch ? 'enter' : 'send';
    this.#draft.addEventListener('input', () => this.#typed());
    this.#draft.addEventListener('keydown', (event) => this.#pressed(event));
    byId('composer').addEventListener('submit', (event) => {
      event.preventDefault();
      this.submit();
    });
    this.#hints.addEventListener('pointerdown', (event) => event.preventDefault());
  }

  /** Sends what is in the box, or stops the answer that is being written. */
  submit() {
    if (this.#busy) {
      this.actions.stop();
      return;
    }
    const text = this.#draft.value;
    if (text.trim() === '' || !this.#ready) return;
    if (this.actions.send(text)) this.text = '';
  }

  get text() {
    return this.#draft.value;
  }

  set text(text) {
    this.#draft.value = text;
    this.#typed();
  }

  focus() {
    this.#draft.focus({ preventScroll: true });
  }

  /** Shows the unsent text of a conversation. */
  open(id) {
    this.#conversation = id;
    let kept = '';
    try {
      kept = sessionStorage.getItem(DRAFTS + id) ?? '';
    } catch {
      // Unsent texts are lost with the page, then.
    }
    this.text = kept;
  }

  /** Says whether an answer is being written, and whether the server can answer at all. */
  state({ busy, ready, placeholder }) {
    this.#busy = busy;
    this.#ready = ready;
    this.#draft.placeholder = placeholder;
    byId('send-icon').setAttribute('href', busy ? '#icon-stop' : '#icon-send');
    this.#send.setAttribute('aria-label', busy ? 'Stop' : 'Send');
    this.#send.title = busy ? 'Stop (Esc)' : this.touch ? 'Send' : 'Send (Enter)';
    this.#send.classList.toggle('stop', busy);
    this.#enable();
  }

  #enable() {
    this.#send.disabled = !this.#busy && (!this.#ready || this.#draft.value.trim() === '');
  }

  #typed() {
    this.#enable();
    if (!CSS.supports('field-sizing', 'content')) {
      this.#draft.style.height = 'auto';
      this.#draft.style.height = `${this.#draft.scrollHeight}px`;
    }
    this.#showHints();
    try {
      if (this.#draft.value === '') sessionStorage.removeItem(DRAFTS + this.#conversation);
      else sessionStorage.setItem(DRAFTS + this.#conversation, this.#draft.value);
    } catch {
      // As above.
    }
  }

  #showHints() {
    const found = hints(this.#draft.value);
    this.#chosen = -1;
    this.#hints.hidden = found.length === 0;
    this.#hints.replaceChildren(...found.map(({ command, argument, help }) => make('li', {
      onclick: () => this.#take(command, argument),
    }, make('strong', {}, command), argument ? make('em', {}, ` ${argument}`) : null, make('span', {}, help))));
  }

  /** A command from the list: one without argument is sent. */
  #take(command, argument) {
    this.text = argument ? `${command} ` : command;
    this.focus();
    if (!argument) this.submit();
  }

  #pressed(event) {
    if (event.isComposing) return;
    const listed = [...this.#hints.children];
    if (!this.#hints.hidden && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      this.#chosen = (this.#chosen + (event.key === 'ArrowDown' ? 1 : -1) + listed.length + 1) % (listed.length + 1);
      if (this.#chosen === listed.length) this.#chosen = -1;
      listed.forEach((item, at) => item.classList.toggle('chosen', at === this.#chosen));
      listed[this.#chosen]?.scrollIntoView({ block: 'nearest' });
    } else if (!this.#hints.hidden && event.key === 'Tab' && !event.shiftKey) {
      event.preventDefault();
      (listed[Math.max(this.#chosen, 0)]).click();
    } else if (!this.#hints.hidden && event.key === 'Escape') {
      event.stopPropagation();
      this.#hints.hidden = true;
    } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey && (!this.touch || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (!this.#hints.hidden && this.#chosen >= 0) listed[this.#chosen].click();
      else if (!this.#busy) this.submit();
    } else if (event.key === 'ArrowUp' && this.#draft.value === '') {
      event.preventDefault();
      this.actions.up();
    }
  }
}
