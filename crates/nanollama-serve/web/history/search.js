// Finding conversations by what stands in them. Case does not matter; every word must be there, in one message or the title.

/** Characters shown around what was found. */
const AROUND = 28;

/**
 * Conversations with all the words, the latest first: `[{ record, excerpt }]`; the excerpt is null where the title alone has
 * them. `still()` says whether anyone still wants to know.
 */
export async function search(database, query, still) {
  const words = query.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const has = (text) => words.every((word) => text.includes(word));
  const excerpts = new Map();
  await database.eachMessage((message) => {
    const text = message.content.toLowerCase();
    if (!excerpts.has(message.conversation) && has(text)) {
      excerpts.set(message.conversation, excerpt(message.content, text.indexOf(words[0]), words[0].length));
    }
    return still();
  });
  const found = [];
  for (const record of await database.conversations()) {
    if (excerpts.has(record.id)) found.push({ record, excerpt: excerpts.get(record.id) });
    else if (has(record.title.toLowerCase())) found.push({ record, excerpt: null });
  }
  return found;
}

function excerpt(text, at, length) {
  const from = Math.max(at - AROUND, 0);
  const to = at + length + AROUND;
  return `${from > 0 ? '…' : ''}${text.slice(from, to).replace(/\s+/g, ' ')}${to < text.length ? '…' : ''}`;
}
