// A conversation: a tree of messages of which one path is shown. An edit or a new answer is a branch beside the old one;
// nothing is lost. Plain data and rules; where it is kept is database.js.

/** Characters of the first message that make a title. */
const TITLE = 60;

/** A new name for a conversation or a message; they sort by time in no way. */
export function newId() {
  // randomUUID is there on https and on this machine only.
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export class Conversation {
  /** `record`: `{ id, title, named, created, updated, system, leaf, first }`. */
  constructor(record, messages = []) {
    this.record = record;
    this.messages = new Map();
    /** Ids of the messages that follow one, in the order in which they came; null: those that follow nothing. */
    this.following = new Map([[null, []]]);
    this.next = 0;
    for (const message of [...messages].sort((a, b) => a.order - b.order)) this.#link(message);
    if (!this.messages.has(record.leaf)) record.leaf = this.#newest(null);
  }

  /** An empty one. */
  static empty(system = '') {
    const now = Date.now();
    return new Conversation({
      id: newId(), title: '', named: false, created: now, updated: now, system, leaf: null, first: null,
    });
  }

  get id() {
    return this.record.id;
  }

  get title() {
    return this.record.title || 'New conversation';
  }

  #link(message) {
    // A message whose forerunner is missing begins a path of its own: better seen than lost.
    const parent = this.messages.has(message.parent) ? message.parent : null;
    this.messages.set(message.id, parent === message.parent ? message : Object.assign(message, { parent }));
    this.next = Math.max(this.next, message.order + 1);
    this.following.set(message.id, []);
    this.following.get(parent).push(message.id);
  }

  /** The messages shown, first to last. */
  path() {
    const path = [];
    for (let id = this.record.leaf; id !== null; id = this.messages.get(id).parent) path.push(this.messages.get(id));
    return path.reverse();
  }

  /** The messages from the first to this one. */
  pathTo(id) {
    const path = [];
    for (let at = id; at !== null; at = this.messages.get(at).parent) path.push(this.messages.get(at));
    return path.reverse();
  }

  /** The ids that stand at this message's place, itself among them. */
  siblings(id) {
    return this.following.get(this.messages.get(id).parent);
  }

  /** Adds a message behind `parent` and shows it. */
  add(parent, role, content, further = {}) {
    const created = Date.now();
    const message = { id: newId(), conversation: this.id, parent, role, content, created, order: this.next, ...further };
    this.#link(message);
    this.record.leaf = message.id;
    this.record.updated = created;
    if (!this.record.named && role === 'user' && parent === null) this.record.title = titleOf(content);
    return message;
  }

  /** Shows another branch: that of a message, down to what was last said in it. */
  select(id) {
    this.record.leaf = this.#newest(id);
  }

  /** Takes away a message that nothing follows. */
  drop(id) {
    const { parent } = this.messages.get(id);
    this.following.set(parent, this.following.get(parent).filter((other) => other !== id));
    this.messages.delete(id);
    this.following.delete(id);
    if (this.record.leaf === id) this.record.leaf = this.following.get(parent).length > 0 ? this.#newest(parent) : parent;
  }

  /** Follows the branch that was added last. */
  #newest(id) {
    let at = id;
    for (let next = this.following.get(at).at(-1); next !== undefined; next = this.following.get(at).at(-1)) at = next;
    return at;
  }

  /** What the model is told up to a message: the system prompt, and the messages from the first one that still counts. */
  told(id) {
    const path = this.pathTo(id);
    const from = Math.max(path.findIndex((message) => message.id === this.record.first), 0);
    const said = path.slice(from).filter((message) => message.content !== '' || message.calls?.length > 0).map(asSaid);
    return this.record.system.trim() === '' ? said : [{ role: 'system', content: this.record.system }, ...said];
  }

  /**
   * Leaves out the older half of what the model is told before a message, in whole turns. False when nothing is left to
   * leave out.
   */
  forget(id) {
    const path = this.pathTo(id);
    const from = Math.max(path.findIndex((message) => message.id === this.record.first), 0);
    const turns = path.map((message, at) => ({ message, at })).filter(({ message, at }) => message.role === 'user' && at > from);
    if (turns.length === 0) return false;
    this.record.first = turns[Math.floor((turns.length - 1) / 2)].message.id;
    return true;
  }
}

function asSaid({ role, content, calls, callId }) {
  if (role === 'tool') return { role, content, tool_call_id: callId };
  if (!calls?.length) return { role, content };
  const tool_calls = calls.map((call) => ({
    id: call.id, type: 'function', function: { name: call.name, arguments: call.arguments },
  }));
  return { role, content: content === '' ? null : content, tool_calls };
}

/** The first words of a text, on one line. */
export function titleOf(text) {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= TITLE) return line;
  const cut = line.slice(0, TITLE);
  return `${cut.slice(0, cut.lastIndexOf(' ') > TITLE / 2 ? cut.lastIndexOf(' ') : TITLE)}…`;
}
