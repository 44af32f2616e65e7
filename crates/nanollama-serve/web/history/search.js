// Finding conversations by what stands in them: every word, in one message or the title. Case does not matter.

const AROUND = 28;

// `[{ record, excerpt }]`, the latest first; no excerpt where the title alone has the words. `still()`: whether it still matters.
export async function search(database, query, still) {
	const words = query.toLowerCase().split(/\s+/).filter(Boolean);
	const has = (text) => words.every((word) => text.toLowerCase().includes(word));
	const found = [];
	for (const record of await database.conversations()) {
		const said = (await database.messages(record.id)).find(({ content }) => has(content));
		if (!still()) break;
		if (said || has(record.title)) found.push({ record, excerpt: said && excerpt(said.content, words[0]) });
	}
	return found;
}

function excerpt(text, word) {
	const at = text.toLowerCase().indexOf(word);
	const from = Math.max(at - AROUND, 0);
	return `${from > 0 ? '…' : ''}${text.slice(from, at + 2 * AROUND).replace(/\s+/g, ' ')}`;
}
