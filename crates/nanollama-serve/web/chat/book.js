// All conversations and the open one: opened, kept, moved in and out as files. Other tabs are told of changes.

import { Conversation } from '../history/conversation.js';
import { read, write } from '../history/transfer.js';

export class Book {
  #channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('nanollama') : null;

  // `underWay(id)`: the conversation object in which an answer is being written; `elsewhere(id)`: another tab changed it.
  constructor({ database, underWay, elsewhere }) {
    Object.assign(this, { database, underWay });
    this.#channel?.addEventListener('message', ({ data }) => elsewhere(data));
  }

  async open(id) {
    const writing = this.underWay(id);
    if (writing) return writing;
    const record = await this.database.conversation(id);
    return record ? new Conversation(record, await this.database.messages(id)) : null;
  }

  // Keeps a conversation's record and these of its messages.
  async keep(conversation, ...messages) {
    await this.database.keep(conversation.record, messages);
    this.tell(conversation.id);
  }

  tell(id) {
    this.#channel?.postMessage(id);
  }

  async rename(id, title) {
    const conversation = await this.open(id);
    Object.assign(conversation.record, { title, named: true });
    await this.keep(conversation);
    return conversation.record;
  }

  // Takes one away; gives what brings it back.
  async remove(id) {
    const record = await this.database.conversation(id);
    const messages = await this.database.messages(id);
    await this.database.remove(id);
    this.tell(id);
    return async () => {
      await this.database.keep(record, messages);
      this.tell(id);
    };
  }

  async exported(id) {
    const records = (await this.database.conversations()).filter((record) => id === undefined || record.id === id);
    return write(await Promise.all(records.map(async (record) => ({ record, messages: await this.database.messages(record.id) }))));
  }

  // Takes in the conversations of a file; how many. Throws an Error that says what is wrong, and then keeps none.
  async imported(text) {
    const all = read(text);
    for (const { record, messages } of all) await this.database.keep(record, messages);
    this.tell(null);
    return all.length;
  }
}
