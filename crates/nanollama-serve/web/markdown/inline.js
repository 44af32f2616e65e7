// Markdown inside a block: text to plain data, CommonMark's way, with GitHub's ~~ and bare addresses; a line break stays one,
// as people expect in a chat. Every look ahead is bounded, so that no text takes long.

// Openings that may be open at once: brackets, and marks of emphasis.
const MOST_OPEN = 200;

const SPECIAL = /[\\`*_~[\]!<\n]|https?:\/\//g;
const PUNCTUATION = /[\p{P}\p{S}]/u;
const NAMES = { '*1': 'em', _1: 'em', '*2': 'strong', _2: 'strong', '~1': 'strike', '~2': 'strike' };

const DESTINATION = /\(\s*((?:[^\s()<>\\]|\\.|\([^\s()<>\\]{0,500}\)){0,2000})(?:\s+(?:"[^"]{0,500}"|'[^']{0,500}'))?\s*\)/y;
const ANGLE = /<(?:((?:https?:\/\/|mailto:)[^\s<>]{1,2000})|([\w.+-]{1,64}@[\w.-]{1,255})|(br ?\/?))>/iy;
const BARE = /https?:\/\/[^\s<>"'`|\\^{}]{1,2000}/y;

// The address to link to, or null: whole ones of http, https and mailto alone.
export function safeAddress(address) {
	if (!URL.canParse(address)) return null;
	const { protocol, href } = new URL(address);
	return ['http:', 'https:', 'mailto:'].includes(protocol) ? href : null;
}

// The nodes of a text: `text { text }`, `code { text }`, `em`, `strong` and `strike { children }`,
// `link { href, image, children }`, `break`. What has no safe address is no link but text.
export function inline(text) {
	// Nodes, and marks that may yet become emphasis: `{ kind: 'mark', mark, count, opens, closes }`.
	const items = [];
	const brackets = [];
	const unclosed = new Set();
	let at = 0;

	const match = (pattern, from = at) => {
		pattern.lastIndex = from;
		return pattern.exec(text);
	};
	const take = (length, node) => {
		items.push(node);
		at += length;
	};
	const say = (said) => {
		const last = items.at(-1);
		if (last?.kind === 'text' && !last.bracket) last.text += said;
		else if (said !== '') items.push({ kind: 'text', text: said });
	};
	const plain = (length) => {
		say(text.slice(at, at + length));
		at += length;
	};
	const link = (length, href, said) => take(length, { kind: 'link', href, image: false, children: [{ kind: 'text', text: said }] });

	function escape() {
		const next = text[at + 1] ?? '';
		at += 1;
		if (next === '\n') lineBreak();
		else if (/[!-/:-@[-`{-~]/.test(next)) {
			say(next);
			at += 1;
		} else say('\\');
	}

	function lineBreak() {
		const last = items.at(-1);
		if (last?.kind === 'text' && !last.bracket) last.text = last.text.trimEnd();
		take(1, { kind: 'break' });
		while (text[at] === ' ') at += 1;
	}

	function code() {
		const marks = match(/`+/y)[0];
		const any = /`+/g;
		let end = unclosed.has(marks.length) ? null : match(any, at + marks.length);
		while (end && end[0].length !== marks.length) end = any.exec(text);
		if (!end) {
			unclosed.add(marks.length);
			plain(marks.length);
			return;
		}
		const inside = text.slice(at + marks.length, end.index).replaceAll('\n', ' ');
		take(end.index + marks.length - at, { kind: 'code', text: /^ .*[^ ].* $/.test(inside) ? inside.slice(1, -1) : inside });
	}

	// A run of marks: what stands beside it says whether it may open, close or both.
	function run(mark) {
		let end = at;
		while (text[end] === mark) end += 1;
		const before = text[at - 1] ?? ' ';
		const after = text[end] === undefined ? ' ' : String.fromCodePoint(text.codePointAt(end));
		const [spaceBefore, spaceAfter] = [/\s/.test(before), /\s/.test(after)];
		const [signBefore, signAfter] = [PUNCTUATION.test(before), PUNCTUATION.test(after)];
		const left = !spaceAfter && (!signAfter || spaceBefore || signBefore);
		const right = !spaceBefore && (!signBefore || spaceAfter || signAfter);
		const word = mark === '_' && left && right;
		if (mark === '~' && end - at > 2) plain(end - at);
		else take(end - at, { kind: 'mark', mark, count: end - at, opens: left && (!word || signBefore), closes: right && (!word || signAfter) });
	}

	function open(length) {
		if (brackets.length >= MOST_OPEN) return plain(length);
		brackets.push(items.length);
		return take(length, { kind: 'text', text: text.slice(at, at + length), bracket: true, image: length === 2, dead: false });
	}

	function close() {
		const opened = brackets.pop();
		const begin = items[opened];
		const target = begin && !begin.dead ? match(DESTINATION, at + 1) : null;
		const href = target && safeAddress(target[1].replace(/\\([!-/:-@[-`{-~])/g, '$1'));
		if (!href) {
			// The bracket stands for itself from now on.
			if (begin) begin.bracket = false;
			plain(1);
			return;
		}
		const children = emphasis(items.splice(opened).slice(1));
		take(1 + target[0].length, { kind: 'link', href, image: begin.image, children });
		// A link holds no other.
		if (!begin.image) for (const outer of brackets) items[outer].dead ||= !items[outer].image;
	}

	function angle() {
		const [all, address, mail, line] = match(ANGLE) ?? [];
		const href = safeAddress(address ?? `mailto:${mail}`);
		if (line) take(all.length, { kind: 'break' });
		else if (all && href) link(all.length, href, address ?? mail);
		else plain(1);
	}

	// What ends a sentence is not part of an address.
	function bare(scheme) {
		let address = match(BARE)?.[0] ?? '';
		for (let before = null; before !== address;) {
			before = address;
			address = address.replace(/[.,;:!?*_~\]]+$/, '');
			if (address.endsWith(')') && address.split(')').length > address.split('(').length) address = address.slice(0, -1);
		}
		const inLink = brackets.some((place) => !items[place].image && !items[place].dead);
		const href = inLink || /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') ? null : safeAddress(address);
		if (href) link(address.length, href, address);
		else plain(scheme.length);
	}

	const reading = {
		'\\': escape, '\n': lineBreak, '`': code, '*': run, _: run, '~': run, '[': () => open(1), ']': close, '<': angle,
		'!': () => (text[at + 1] === '[' ? open(2) : plain(1)),
	};
	while (at < text.length) {
		const found = match(SPECIAL);
		plain((found?.index ?? text.length) - at);
		if (found) (reading[found[0]] ?? bare)(found[0]);
	}
	return emphasis(items);
}

function emphasis(items) {
	const out = [];
	let open = [];
	for (const item of items) {
		const here = { ...item };
		for (let index = open.length - 1; here.closes && here.count > 0 && index >= 0;) {
			const opener = out[open[index]];
			if (opener.mark !== here.mark || (here.mark === '~' && opener.count !== here.count)) {
				index -= 1;
				continue;
			}
			const used = Math.min(opener.count, here.count, 2);
			const children = out.splice(open[index] + 1).map(asText);
			open = open.slice(0, index + 1);
			opener.count -= used;
			here.count -= used;
			out.push({ kind: NAMES[here.mark + used], children });
			if (opener.count === 0) {
				out.splice(open.pop(), 1);
				index -= 1;
			}
		}
		if (here.kind === 'mark' && here.count === 0) continue;
		if (here.opens) {
			open.push(out.length);
			// Marks without end would be looked through again and again.
			if (open.length > MOST_OPEN) open.shift();
		}
		out.push(here);
	}
	return out.map(asText);
}

function asText({ kind, ...item }) {
	if (kind === 'mark') return { kind: 'text', text: item.mark.repeat(item.count) };
	return kind === 'text' ? { kind, text: item.text } : { kind, ...item };
}
