// Where conversations are kept: the browser's IndexedDB, one record a conversation and one a message. Without it nothing
// is kept, and whoever opened it is told.

const NAME = 'nanollama';
const VERSION = 1;
const CONVERSATIONS = 'conversations';
const MESSAGES = 'messages';

/** Opens it: a `Database`, or a `Nothing` where the browser has none. */
export async function openDatabase() {
  try {
    const opening = indexedDB.open(NAME, VERSION);
    opening.onupgradeneeded = () => {
      const database = opening.result;
      database.createObjectStore(CONVERSATIONS, { keyPath: 'id' });
      database.createObjectStore(MESSAGES, { keyPath: 'id' }).createIndex('conversation', 'conversation');
    };
    return new Database(await settled(opening));
  } catch {
    return new Nothing();
  }
}

function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('another tab holds an older version of the history'));
  });
}

function finished(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('the browser broke off keeping the history'));
  });
}

class Database {
  lasts = true;
  #database;

  constructor(database) {
    this.#database = database;
    // A newer page in another tab may change the form; this one keeps what it shows.
    database.onversionchange = () => database.close();
  }

  #stores(mode) {
    const transaction = this.#database.transaction([CONVERSATIONS, MESSAGES], mode);
    return {
      conversations: transaction.objectStore(CONVERSATIONS), messages: transaction.objectStore(MESSAGES), done: () => finished(transaction),
    };
  }

  /** Records of all conversations, the latest first. */
  async conversations() {
    const all = await settled(this.#stores('readonly').conversations.getAll());
    return all.sort((a, b) => b.updated - a.updated);
  }

  /** One conversation's record, or undefined. */
  conversation(id) {
    return settled(this.#stores('readonly').conversations.get(id));
  }

  /** The messages of one conversation. */
  messages(id) {
    return settled(this.#stores('readonly').messages.index('conversation').getAll(id));
  }

  /** Keeps a conversation's record and some of its messages. */
  async keep(record, messages = []) {
    const stores = this.#stores('readwrite');
    stores.conversations.put(record);
    for (const message of messages) stores.messages.put(message);
    await stores.done();
  }

  /** Takes one message away. */
  async removeMessage(id) {
    const stores = this.#stores('readwrite');
    stores.messages.delete(id);
    await stores.done();
  }

  /** Takes a conversation away with all its messages. */
  async remove(id) {
    const stores = this.#stores('readwrite');
    stores.conversations.delete(id);
    const keys = stores.messages.index('conversation').openKeyCursor(id);
    keys.onsuccess = () => {
      if (!keys.result) return;
      stores.messages.delete(keys.result.primaryKey);
      keys.result.continue();
    };
    await stores.done();
  }

  /** Shows each message to `look(message)`, until that returns false. */
  eachMessage(look) {
    const cursors = this.#stores('readonly').messages.openCursor();
    return new Promise((resolve, reject) => {
      cursors.onerror = () => reject(cursors.error);
      cursors.onsuccess = () => {
        const cursor = cursors.result;
        if (cursor && look(cursor.value) !== false) cursor.continue();
        else resolve();
      };
    });
  }
}

/** Keeps nothing. */
class Nothing {
  lasts = false;
  async conversations() { return []; }
  async conversation() {}
  async messages() { return []; }
  async keep() {}
  async removeMessage() {}
  async remove() {}
  async eachMessage() {}
}
