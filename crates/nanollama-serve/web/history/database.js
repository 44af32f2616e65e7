// Where conversations are kept: the browser's IndexedDB, one record a conversation and one a message.

const CONVERSATIONS = 'conversations';
const MESSAGES = 'messages';

// Opens it: a `Database`, or a `Nothing` where the browser has none.
export async function openDatabase() {
	try {
		const opening = indexedDB.open('nanollama', 1);
		opening.onupgradeneeded = () => {
			opening.result.createObjectStore(CONVERSATIONS, { keyPath: 'id' });
			opening.result.createObjectStore(MESSAGES, { keyPath: 'id' }).createIndex('conversation', 'conversation');
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
	});
}

class Database {
	lasts = true;
	#database;

	constructor(database) {
		this.#database = database;
		// A newer page in another tab may change the form.
		database.onversionchange = () => database.close();
	}

	#read(store) {
		return this.#database.transaction(store).objectStore(store);
	}

	#write(change) {
		const transaction = this.#database.transaction([CONVERSATIONS, MESSAGES], 'readwrite');
		change(transaction.objectStore(CONVERSATIONS), transaction.objectStore(MESSAGES));
		return new Promise((resolve, reject) => {
			transaction.oncomplete = resolve;
			transaction.onabort = () => reject(transaction.error);
		});
	}

	async conversations() {
		const all = await settled(this.#read(CONVERSATIONS).getAll());
		return all.sort((a, b) => b.updated - a.updated);
	}

	conversation(id) {
		return settled(this.#read(CONVERSATIONS).get(id));
	}

	messages(id) {
		return settled(this.#read(MESSAGES).index('conversation').getAll(id));
	}

	keep(record, kept = []) {
		return this.#write((conversations, messages) => {
			conversations.put(record);
			for (const message of kept) messages.put(message);
		});
	}

	removeMessage(id) {
		return this.#write((_, messages) => messages.delete(id));
	}

	async remove(id) {
		const keys = await settled(this.#read(MESSAGES).index('conversation').getAllKeys(id));
		await this.#write((conversations, messages) => {
			conversations.delete(id);
			for (const message of keys) messages.delete(message);
		});
	}
}

class Nothing {
	lasts = false;
	conversations = async () => [];
	messages = async () => [];
	conversation = async () => {};
	keep = this.conversation;
	remove = this.conversation;
	removeMessage = this.conversation;
}
