// The model that the server has: its name, shape and defaults, waited for while it is loaded.

import { json } from './api.js';

const AGAIN = 1000;

// Waits until the server can answer. `loading(seconds)` is told how long it has been.
export async function ready(loading) {
	const began = Date.now();
	for (;;) {
		try {
			return await json('health');
		} catch (error) {
			if (error.status !== 503) throw error;
			loading(Math.round((Date.now() - began) / 1000));
			await new Promise((resolve) => setTimeout(resolve, AGAIN));
		}
	}
}

// The models of `/v1/models`, each `{ id, chat, context, meta }`.
export async function models() {
	const { data } = await json('v1/models');
	return data.map(({ id, meta = {} }) => ({
		id,
		// A server that does not say is a chat server.
		chat: meta.chat !== false,
		context: meta.n_ctx ?? meta.n_ctx_train ?? null,
		meta,
	}));
}
