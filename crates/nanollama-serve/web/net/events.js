// Server-sent events out of a body that is still coming.

// Gathers text into events; apart from the network, so that it can be tested on every cut.
export class EventReader {
	#rest = '';
	#data = [];

	push(text) {
		const complete = [];
		// A carriage return at the very end may be half of a line's end, and waits.
		const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
		this.#rest = lines.pop();
		for (const line of lines) {
			// Comments (": ping") and fields other than data say nothing to us.
			if (line.startsWith('data:')) this.#data.push(line.slice(line[5] === ' ' ? 6 : 5));
			else if (line === '' && this.#data.length > 0) complete.push(this.#data.splice(0).join('\n'));
		}
		return complete;
	}
}

// The `data` of each event of a response, as they come. Breaking off closes the connection.
export async function* events(response) {
	const reader = response.body.getReader();
	const decoder = new TextDecoder();
	const gathered = new EventReader();
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return;
			yield* gathered.push(decoder.decode(value, { stream: true }));
		}
	} finally {
		reader.cancel().catch(() => {});
	}
}
