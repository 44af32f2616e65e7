// A conversation: a tree of messages of which one path is shown. An edit or a new answer is a branch beside the old one;
// nothing is lost.

const TITLE = 60;

export function newId() {
	return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export class Conversation {
	// `record`: `{ id, title, named, created, updated, system, leaf, first }`.
	constructor(record, messages = []) {
		this.record = record;
		this.messages = new Map();
		// Ids of the messages behind one, in the order in which they came; null: those that begin.
		this.following = new Map([[null, []]]);
		this.next = 0;
		for (const message of messages.sort((a, b) => a.order - b.order)) this.#link(message);
		if (!this.messages.has(record.leaf)) this.select(null);
	}

	static empty(system) {
		const now = Date.now();
		return new Conversation({ id: newId(), title: '', named: false, created: now, updated: now, system, leaf: null, first: null });
	}

	get id() {
		return this.record.id;
	}

	get title() {
		return this.record.title || 'New conversation';
	}

	#link(message) {
		// A message whose forerunner is missing begins a path: better seen than lost.
		if (!this.messages.has(message.parent)) message.parent = null;
		this.messages.set(message.id, message);
		this.following.set(message.id, []);
		this.following.get(message.parent).push(message.id);
		this.next = Math.max(this.next, message.order + 1);
	}

	// The messages from the first to this one; those that are shown.
	path(id = this.record.leaf) {
		const path = [];
		for (let at = id; at !== null; at = path.at(-1).parent) path.push(this.messages.get(at));
		return path.reverse();
	}

	siblings({ parent }) {
		return this.following.get(parent);
	}

	add(parent, role, content, further) {
		const created = Date.now();
		const message = { id: newId(), conversation: this.id, parent, role, content, created, order: this.next, ...further };
		this.#link(message);
		Object.assign(this.record, { leaf: message.id, updated: created });
		if (!this.record.named && role === 'user' && parent === null) this.record.title = titleOf(content);
		return message;
	}

	// Shows the branch of a message, down to what was said last in it.
	select(id) {
		let at = id;
		while (this.following.get(at).length > 0) at = this.following.get(at).at(-1);
		this.record.leaf = at;
	}

	drop({ id, parent }) {
		this.following.set(parent, this.following.get(parent).filter((other) => other !== id));
		this.messages.delete(id);
		if (this.record.leaf === id) this.select(parent);
	}

	#seen(id) {
		const path = this.path(id);
		return path.slice(Math.max(path.findIndex((message) => message.id === this.record.first), 0));
	}

	told(id) {
		const said = this.#seen(id).filter((message) => message.content !== '' || message.calls).map(asSaid);
		return this.record.system.trim() === '' ? said : [{ role: 'system', content: this.record.system }, ...said];
	}

	// Leaves out the older half of what the model is told up to a message. False when there is but one turn.
	forget(id) {
		const turns = this.#seen(id).slice(1).filter((message) => message.role === 'user');
		if (turns.length === 0) return false;
		this.record.first = turns[(turns.length - 1) >> 1].id;
		return true;
	}
}

function asSaid({ role, content, calls, callId }) {
	if (role === 'tool') return { role, content, tool_call_id: callId };
	if (!calls) return { role, content };
	return { role, content, tool_calls: calls.map(({ id, ...called }) => ({ id, type: 'function', function: called })) };
}

function titleOf(text) {
	const line = text.replace(/\s+/g, ' ').trim();
	if (line.length <= TITLE) return line;
	const end = line.lastIndexOf(' ', TITLE);
	return `${line.slice(0, end > TITLE / 2 ? end : TITLE)}…`;
}
