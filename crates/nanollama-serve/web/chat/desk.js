// What a user does with the open conversation: ask, answer again, edit, branch, go on. Each changes the conversation, keeps
// it, shows it, and has an answer written.

import { promptIds, score } from '../net/score.js';
import { byId, icon } from '../dom.js';
import { Conversation } from '../history/conversation.js';
import { copyText, toast } from './dialog.js';
import { closeBox, textBefore, tokenView } from './tokens.js';

export class Desk {
  /** What was scored, by message: it is asked for once. */
  #scored = new WeakMap();

  /** `shown()` is told when another path or conversation is shown; `model()` gives the server's, or null. */
  constructor({ book, answering, values, model, shown, requestOf }) {
    Object.assign(this, { book, answering, values, model, shown, requestOf });
    this.conversation = Conversation.empty(values.system);
  }

  get busy() {
    return this.answering.writing(this.conversation) !== null;
  }

  /** Opens a conversation, or a new one. */
  open(conversation = Conversation.empty(this.values.system)) {
    closeBox();
    this.conversation = conversation;
    this.shown();
  }

  /** A user's message, and its answer. */
  ask(text) {
    const { conversation } = this;
    const asked = conversation.add(conversation.record.leaf, 'user', text);
    this.#answer(asked, [asked]);
  }

  /** Has an answer written behind a message; `changed` are kept before. */
  #answer(behind, changed = []) {
    const { conversation } = this;
    const { chat, id } = this.model();
    const plain = chat ? {} : { plain: true, prompt: behind.content };
    const message = conversation.add(behind.id, 'assistant', '', { ids: [], model: id, ...plain });
    this.#write(conversation, message, changed);
  }

  #write(conversation, message, changed = [], options) {
    closeBox();
    if (changed.length > 0) this.book.keep(conversation, ...changed).catch((error) => toast(`Not kept: ${error.message}`));
    const written = this.answering.write(conversation, message, options);
    this.shown({ toEnd: true });
    return written;
  }

  /** Says that an answer has to be stopped first; false when there is none. */
  #occupied() {
    if (this.busy) toast('An answer is being written. Stop it first, or wait.');
    return this.busy;
  }

  again(message) {
    if (this.#occupied()) return;
    const { conversation } = this;
    const behind = conversation.messages.get(message.parent);
    // Of an answer that never came nothing is worth keeping.
    if (message.error && message.content === '') {
      conversation.drop(message.id);
      this.book.removeMessage(message.id);
    }
    this.#answer(behind);
  }

  /** A message was edited: it becomes a branch. */
  edited(message, text) {
    if (this.#occupied()) return;
    const { conversation } = this;
    if (message.role === 'user') {
      const asked = conversation.add(message.parent, 'user', text);
      this.#answer(asked, [asked]);
      return;
    }
    const answer = conversation.add(message.parent, 'assistant', text, { ids: [], model: message.model, edited: true, finish: 'stop' });
    this.book.keep(conversation, answer);
    this.shown();
  }

  /** Shows another branch. */
  select(id) {
    if (this.#occupied()) return;
    closeBox();
    this.conversation.select(id);
    this.book.keep(this.conversation);
    this.shown();
  }

  /** Goes on with an answer that was cut off. Its last token may have ended within a character. */
  goOn(message) {
    if (!this.#occupied()) this.#write(this.conversation, message, [], { joint: true });
  }

  /** Leaves out older messages, and answers again. */
  forget(message) {
    if (this.#occupied()) return;
    if (this.conversation.forget(message.parent)) this.again(message);
    else toast('The last message alone does not fit the context of this model.');
  }

  /** The message under the arrow key: the user's last. */
  lastAsked() {
    return this.conversation.path().findLast((message) => message.role === 'user');
  }

  async copy(message, button) {
    const done = await copyText(message.content);
    if (!done) {
      toast('The browser did not let the page copy.');
      return;
    }
    button.replaceChildren(icon('check'));
    setTimeout(() => button.replaceChildren(icon('copy')), 1500);
  }

  /** Shows an answer as tokens, or as text again. */
  async tokens(message, view) {
    closeBox();
    if (view.element.classList.contains('replaced')) {
      view.instead(null);
      return;
    }
    const { conversation } = this;
    view.element.classList.add('loading');
    try {
      const { entries, note } = await this.#entries(conversation, message);
      if (!view.element.isConnected) return;
      view.instead(tokenView(entries, (at, alternative) => this.#branch(conversation, message, entries, at, alternative), note));
    } catch (error) {
      toast(`The tokens cannot be shown: ${error.message}`);
    } finally {
      view.element.classList.remove('loading');
    }
  }

  async #entries(conversation, message) {
    const known = this.#scored.get(message);
    if (known?.length === message.ids.length) return known.result;
    const { model, chat } = this.requestOf();
    const told = chat ? { messages: conversation.told(message.parent) } : { prompt: message.prompt };
    const before = await promptIds({ ...told, model });
    const entries = await score([...before, ...message.ids], before.length, model);
    const then = message.used - message.tokens;
    const note = then > 0 && then !== before.length
      ? `This was written after a prompt of ${then} tokens, and today's has ${before.length}: the probabilities are those after today's.` : undefined;
    const result = { entries, note };
    this.#scored.set(message, { length: message.ids.length, result });
    return result;
  }

  /** Another token at a place, and what the model makes of it: a branch. All that stood before goes along as ids. */
  #branch(conversation, message, entries, at, alternative) {
    if (this.#occupied()) return;
    const { model, chat, meta } = { ...this.model(), model: this.model().id };
    const plain = chat ? {} : { plain: true, prompt: message.prompt };
    const ends = meta.ends?.includes(alternative.id);
    const { text, whole } = textBefore(ends ? entries.slice(0, at) : [...entries.slice(0, at), alternative], ends ? at : at + 1);
    const ids = [...message.ids.slice(0, at), ...(ends ? [] : [alternative.id])];
    const branch = conversation.add(message.parent, 'assistant', text, { ids, model, tokens: ids.length, ...plain });
    if (ends) {
      branch.finish = 'stop';
      this.book.keep(conversation, branch);
      this.shown();
    } else this.#write(conversation, branch, [], { joint: !whole });
    byId('draft').focus({ preventScroll: true });
  }
}
