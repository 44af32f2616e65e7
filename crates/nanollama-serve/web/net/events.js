// Server-sent events out of a body that is still coming. What they mean is the callers' matter.

/** Gathers bytes into events. Kept apart from the network, so that it can be tested on every cut. */
export class EventReader {
  #decoder = new TextDecoder();
  #rest = '';
  #data = [];

  /** The `data` of each event that these bytes complete. */
  push(bytes) {
    this.#rest += this.#decoder.decode(bytes, { stream: true });
    const complete = [];
    for (;;) {
      const end = this.#rest.search(/[\r\n]/);
      // A carriage return at the very end may be half of a line's end.
      if (end < 0 || (this.#rest[end] === '\r' && end + 1 === this.#rest.length)) return complete;
      const line = this.#rest.slice(0, end);
      this.#rest = this.#rest.slice(end + (this.#rest.startsWith('\r\n', end) ? 2 : 1));
      if (line !== '') this.#line(line);
      else if (this.#data.length > 0) complete.push(this.#data.splice(0).join('\n'));
    }
  }

  #line(line) {
    // Comments (": ping") and fields other than data say nothing to us.
    if (line === 'data') this.#data.push('');
    else if (line.startsWith('data:')) this.#data.push(line.slice(line[5] === ' ' ? 6 : 5));
  }
}

/** The `data` of each event of a response, as they come. Breaking off closes the connection. */
export async function* events(response) {
  const reader = response.body.getReader();
  const gathered = new EventReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield* gathered.push(value);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
