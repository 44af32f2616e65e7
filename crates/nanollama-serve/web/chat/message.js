// One message on the page: its text, what can be done with it, and what is known of it. It grows while it is written.

import { count, icon, iconButton, make } from '../dom.js';
import { Prose } from '../markdown/prose.js';

const NAMES = { user: 'You', assistant: 'Model', tool: 'Result of a tool' };

/** What an answer's end means to people. */
const ENDS = {
  length: 'longest answer reached',
  cancelled: 'stopped',
  tool_calls: 'calls a tool',
  content_filter: 'filtered',
};

export class MessageView {
  #body;
  #calls = make('div', { class: 'calls' });
  #trouble = make('div', { class: 'trouble', role: 'alert' });
  #row = make('div', { class: 'row' });
  #prose = null;
  #drawn = '';
  #drawnCalls = '';

  /** `context`: `{ siblings, writing, last, chat, actions }`; see thread.js. */
  constructor(message, context) {
    this.message = message;
    this.element = make('article', { class: `message ${message.role}`, 'data-id': message.id, 'aria-label': NAMES[message.role] });
    this.#newBody();
    this.element.append(this.#body, this.#calls, this.#trouble, this.#row);
    this.refresh(context);
  }

  #newBody() {
    const { role, plain } = this.message;
    const body = make('div', { class: role === 'assistant' && !plain ? 'body prose' : 'body said', dir: 'auto' });
    if (this.#body) this.#body.replaceWith(body);
    this.#body = body;
    this.#prose = role === 'assistant' && !plain ? new Prose(body) : null;
    this.#drawn = '';
    this.grow();
  }

  /** Shows what has been added to the text. */
  grow() {
    const { content } = this.message;
    if (!content.startsWith(this.#drawn)) {
      this.#newBody();
      return;
    }
    const more = content.slice(this.#drawn.length);
    this.#drawn = content;
    if (this.#prose) this.#prose.append(more);
    else if (more !== '') this.#body.append(document.createTextNode(more));
    this.#growCalls();
  }

  /** Tool calls, as they are written. */
  #growCalls() {
    const calls = this.message.calls ?? [];
    const now = JSON.stringify(calls);
    if (now === this.#drawnCalls) return;
    this.#drawnCalls = now;
    this.#calls.replaceChildren(...calls.map(({ name, arguments: given }) => make('figure', { class: 'call' },
      make('figcaption', {}, 'Calls ', make('strong', {}, name)), make('pre', { tabindex: '0' }, pretty(given)))));
  }

  /** Shows everything anew that is not the text. */
  refresh(context) {
    const { message } = this;
    this.element.classList.toggle('writing', context.writing);
    this.element.setAttribute('aria-busy', String(context.writing));
    this.#growCalls();
    this.#showTrouble(context);
    this.#row.replaceChildren(...this.#switch(context), ...this.#buttons(context), make('span', { class: 'facts' }, ...facts(message, context)));
  }

  #showTrouble({ actions, writing }) {
    const { message } = this;
    this.#trouble.replaceChildren();
    if (!message.error || writing) return;
    this.#trouble.append(make('p', {}, message.error));
    if (message.tooLong) {
      this.#trouble.append(make('button', { type: 'button', onclick: () => actions.forget(message) }, 'Leave out the older half and try again'));
    } else this.#trouble.append(make('button', { type: 'button', onclick: () => actions.again(message) }, 'Try again'));
  }

  /** ‹ 2/3 › where a message has others in its place. */
  #switch({ siblings, actions }) {
    if (siblings.length < 2) return [];
    const at = siblings.indexOf(this.message.id);
    const go = (name, label, to) => iconButton(name, label, () => actions.select(siblings[to]), { disabled: siblings[to] === undefined });
    return [make('span', { class: 'switch' },
      go('left', 'Earlier version', at - 1),
      make('span', { 'aria-label': `Version ${at + 1} of ${siblings.length}` }, `${at + 1}/${siblings.length}`),
      go('right', 'Later version', at + 1))];
  }

  #buttons({ writing, actions, chat }) {
    const { message } = this;
    if (writing) return [];
    const buttons = [];
    const add = (name, label, action, attributes) => buttons.push(iconButton(name, label, action, attributes));
    if (message.content !== '') add('copy', 'Copy', (event) => actions.copy(message, event.currentTarget));
    if (message.role === 'user') add('edit', 'Edit and ask again', () => this.edit(actions));
    if (message.role === 'assistant') {
      add('again', 'Answer again', () => actions.again(message));
      if (chat && message.content !== '') add('edit', 'Edit the answer', () => this.edit(actions));
      const known = message.ids?.length > 0;
      add('tokens', known ? 'Tokens and their probabilities' : 'The tokens of this answer are not known', () => actions.tokens(message), { 'aria-pressed': 'false', disabled: !known });
      if (['length', 'cancelled'].includes(message.finish) && known) {
        buttons.push(make('button', { type: 'button', class: 'small', onclick: () => actions.goOn(message) }, icon('go'), 'Go on'));
      }
    }
    return buttons;
  }

  /** Puts a box in place of the text. What is saved becomes a branch. */
  edit(actions) {
    if (this.element.classList.contains('editing')) return;
    const box = make('textarea', { 'aria-label': 'Edit the message' });
    box.value = this.message.content;
    const end = () => {
      form.remove();
      this.element.classList.remove('editing');
    };
    const save = () => {
      if (box.value.trim() === '') return;
      end();
      actions.edited(this.message, box.value);
    };
    const form = make('form', { class: 'edit', onsubmit: (event) => {
      event.preventDefault();
      save();
    }, onkeydown: (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        save();
      } else if (event.key === 'Escape') {
        event.stopPropagation();
        end();
        this.#row.querySelector('[aria-label^="Edit"]')?.focus();
      }
    } }, box, make('div', { class: 'edit-row' },
      make('button', { type: 'submit', class: 'main' }, this.message.role === 'user' ? 'Send' : 'Save'),
      make('button', { type: 'button', onclick: end }, 'Cancel')));
    this.element.classList.add('editing');
    this.#body.after(form);
    box.style.height = `${Math.min(box.scrollHeight + 2, 0.5 * innerHeight)}px`;
    box.focus();
  }

  /** Puts something else in place of the text (the token view), or the text back with null. */
  instead(element) {
    this.element.querySelector('.instead')?.remove();
    this.element.classList.toggle('replaced', element !== null);
    if (element) {
      element.classList.add('instead');
      this.#body.after(element);
    }
    this.#row.querySelector('[aria-pressed]')?.setAttribute('aria-pressed', String(element !== null));
  }
}

function facts(message, { writing }) {
  if (message.role !== 'assistant') return [];
  if (writing) return message.content === '' && !message.calls ? [make('span', { class: 'dots', 'aria-label': 'The model is reading' }, make('i'), make('i'), make('i'))] : [];
  const said = [];
  if (message.tokens > 0) said.push(`${count(message.tokens)} token${message.tokens === 1 ? '' : 's'}`);
  if (message.rate > 0) said.push(`${rate(message.rate)} tokens/s`);
  if (message.edited) said.push('edited');
  else if (!message.finish && !message.error) said.push('interrupted');
  else if (ENDS[message.finish]) said.push(ENDS[message.finish]);
  return [said.join(' · ')];
}

/** Tokens a second with as many digits as mean something. */
export const rate = (number) => (number < 10 ? number.toFixed(1) : count(number));

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
