// Finding conversations by what stands in them: every word, in one message or the title. Case does not matter.

const AROUND = 28;

// `[{ record, excerpt }]`, the latest first; no excerpt where the title has the words. `still()`: whether it still matters.
export async function search(database, query, still) {
	const words = query.toLowerCase().split(/\s+/).filter(Boolean);
	const has = (text) => words.every((word) => text.toLowerCase().includes(word));
	const excerpts = new Map();
	await database.eachMessage(({ conversation, content }) => {
		if (!excerpts.has(conversation) && has(content)) excerpts.set(conversation, excerpt(content, content.toLowerCase().indexOf(words[0])));
		return still();
	});
	const records = await database.conversations();
	return records.filter(({ id, title }) => excerpts.has(id) || has(title)).map((record) => ({ record, excerpt: excerpts.get(record.id) }));
}

function excerpt(text, at) {
	const from = Math.max(at - AROUND, 0);
	return `${from > 0 ? '…' : ''}${text.slice(from, at + 2 * AROUND).replace(/\s+/g, ' ')}`;
}
