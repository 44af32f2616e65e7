// The conversation on the page: the shown path, of which only the newest messages are drawn until the user goes up.

import { make } from '../dom.js';
import { Follow } from './follow.js';
import { MessageView } from './message.js';

/** Messages drawn at first, and each time the user reaches the top. */
const PART = 40;

export class Thread {
  #element;
  #scroller;
  #follow;
  #actions;
  #conversation = null;
  #path = [];
  /** Where in the path the drawn part begins, and its views. */
  #from = 0;
  #views = new Map();
  #grown = new Set();
  #frame = 0;
  #earlier = make('button', { type: 'button', class: 'earlier', onclick: () => this.#drawEarlier() }, 'Show earlier messages');

  /**
   * `actions`: what a message's buttons do (`copy`, `again`, `edited`, `select`, `tokens`, `goOn`, `forget`, `results`), and
   * `writing(conversation)`, the message that is being written. `facts()` gives `{ chat }`.
   */
  constructor({ element, scroller, latest, actions, facts }) {
    this.#element = element;
    this.#scroller = scroller;
    this.#follow = new Follow(scroller, latest);
    this.#actions = actions;
    this.facts = facts;
    new IntersectionObserver(([seen]) => {
      if (seen.isIntersecting) this.#drawEarlier();
    }, { root: scroller, rootMargin: '600px 0px 0px' }).observe(this.#earlier);
  }

  /** Shows a conversation. What stays of the path stays on the page. */
  show(conversation, empty) {
    const changed = conversation !== this.#conversation;
    this.#conversation = conversation;
    const before = this.#path;
    this.#path = conversation.path();
    if (changed) {
      this.#views.clear();
      this.#element.replaceChildren();
      this.#from = Math.max(this.#path.length - PART, 0);
    } else {
      let same = 0;
      while (same < this.#path.length && before[same]?.id === this.#path[same].id) same += 1;
      for (const message of before.slice(same)) this.#take(message.id);
      this.#from = Math.min(this.#from, Math.max(this.#path.length - 1, 0));
    }
    this.#element.querySelector('.empty')?.remove();
    for (const message of this.#path.slice(this.#from)) if (!this.#views.has(message.id)) this.#element.append(this.#draw(message).element);
    if (this.#path.length === 0) this.#element.append(empty());
    this.#placeEarlier();
    this.refresh(2);
    if (changed) this.#follow.toEnd();
    else this.#follow.grown();
  }

  #take(id) {
    this.#views.get(id)?.element.remove();
    this.#views.delete(id);
  }

  #draw(message) {
    const view = new MessageView(message, this.#context(message));
    this.#views.set(message.id, view);
    return view;
  }

  #context(message) {
    const writing = this.#actions.writing(this.#conversation);
    return {
      ...this.facts(),
      actions: this.#actions,
      siblings: this.#conversation.siblings(message.id),
      writing: writing === message,
      last: message.id === this.#conversation.record.leaf,
    };
  }

  /** Draws the part above, and keeps what is in sight where it is. */
  #drawEarlier() {
    if (this.#from === 0) return;
    const top = this.#views.get(this.#path[this.#from].id).element;
    const before = top.getBoundingClientRect().top;
    const from = Math.max(this.#from - PART, 0);
    top.before(...this.#path.slice(from, this.#from).map((message) => this.#draw(message).element));
    this.#from = from;
    this.#placeEarlier();
    // Where the browser has done so by itself, nothing is left to do.
    this.#scroller.scrollTop += top.getBoundingClientRect().top - before;
  }

  #placeEarlier() {
    this.#earlier.remove();
    if (this.#from > 0) this.#element.prepend(this.#earlier);
    const cut = this.#path.findIndex((message) => message.id === this.#conversation.record.first);
    this.#element.querySelector('.forgotten')?.remove();
    if (cut > this.#from) {
      this.#views.get(this.#path[cut].id).element.before(make('p', { class: 'forgotten' }, 'The model no longer sees what is above: it did not fit its context.'));
    }
  }

  /** The view of a message that is drawn, or undefined. */
  view(message) {
    return this.#views.get(message.id);
  }

  /** Shows what has changed beside the texts of the last messages; of the others nothing does. */
  refresh(last) {
    for (const message of this.#path.slice(-last)) this.view(message)?.refresh(this.#context(message));
  }

  /** A message has grown; it is shown with the next frame, however often that is said before. */
  grow(message) {
    this.#grown.add(message);
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      for (const one of this.#grown) this.#growNow(one);
      this.#grown.clear();
      this.#follow.grown();
    });
  }

  #growNow(message) {
    const view = this.view(message);
    const first = view?.element.querySelector('.dots');
    view?.grow();
    if (first) view.refresh(this.#context(message));
  }

  /** A message is complete. */
  ended(message) {
    const view = this.view(message);
    view?.grow();
    view?.refresh(this.#context(message));
    this.#follow.grown();
  }

  /** Something for the user that is no part of the conversation. */
  note(...content) {
    this.#element.append(make('div', { class: 'note' }, ...content));
    this.toEnd();
  }

  /** Takes such notes away. */
  clearNotes() {
    for (const note of this.#element.querySelectorAll('.note')) note.remove();
  }

  toEnd() {
    this.#follow.toEnd();
  }
}
