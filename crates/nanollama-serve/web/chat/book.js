// All conversations and the open one: opened, kept, moved in and out as files.

import { Conversation } from '../history/conversation.js';
import { read, write } from '../history/transfer.js';

export class Book {
	// `underWay(id)`: the conversation object in which an answer is being written, or null.
	constructor({ database, underWay }) {
		Object.assign(this, { database, underWay });
	}

	async open(id) {
		const writing = this.underWay(id);
		if (writing) return writing;
		const record = await this.database.conversation(id);
		return record ? new Conversation(record, await this.database.messages(id)) : null;
	}

	keep({ record }, ...messages) {
		return this.database.keep(record, messages);
	}

	// Takes one away; gives what brings it back.
	async remove(id) {
		const record = await this.database.conversation(id);
		const messages = await this.database.messages(id);
		await this.database.remove(id);
		return () => this.database.keep(record, messages);
	}

	async exported(id) {
		const records = (await this.database.conversations()).filter((record) => id === undefined || record.id === id);
		return write(await Promise.all(records.map(async (record) => ({ record, messages: await this.database.messages(record.id) }))));
	}

	// Takes in the conversations of a file; how many. Throws an Error that says what is wrong, and then keeps none.
	async imported(text) {
		const all = read(text);
		for (const { record, messages } of all) await this.database.keep(record, messages);
		return all.length;
	}
}
