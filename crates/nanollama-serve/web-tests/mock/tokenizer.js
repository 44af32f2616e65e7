// A tokenizer for the mock: words with the space before them, and characters beyond ASCII in two pieces, so that tokens end
// within characters as they do in real models.

/** Ids of the tokens that are no text. */
export const SPECIAL = { begin: 0, end: 1, user: 2, assistant: 3, system: 4, tool: 5 };

const pieces = new Map();
const bytesById = Object.values(SPECIAL).map(() => new Uint8Array());

function idOf(bytes) {
  const key = Buffer.from(bytes).toString('hex');
  if (!pieces.has(key)) {
    pieces.set(key, bytesById.length);
    bytesById.push(bytes);
  }
  return pieces.get(key);
}

/** The ids of a text. */
export function encode(text) {
  const ids = [];
  for (const piece of text.match(/ ?[A-Za-z]+| ?[0-9]|\s+|[^\sA-Za-z0-9]/gu) ?? []) {
    const bytes = new TextEncoder().encode(piece);
    if (bytes.length > piece.length && bytes.length > 2) ids.push(idOf(bytes.slice(0, 2)), idOf(bytes.slice(2)));
    else ids.push(idOf(bytes));
  }
  return ids;
}

/** The bytes of a token; none for a special one. */
export const bytesOf = (id) => bytesById[id] ?? new Uint8Array();

/** The text of ids. */
export const decode = (ids) => new TextDecoder().decode(Buffer.concat(ids.map(bytesOf)));

/** A conversation as ids. */
export function render(messages) {
  const ids = [SPECIAL.begin];
  for (const { role, content } of messages) ids.push(SPECIAL[role], ...encode(content ?? ''), SPECIAL.end);
  return [...ids, SPECIAL.assistant];
}
