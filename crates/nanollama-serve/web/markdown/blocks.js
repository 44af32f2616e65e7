// Markdown's blocks: lines to a tree of plain data. What stands inside a line is inline.js.
// Indented code and underlined headings are left out: what looks like them in an answer is mostly an accident.

// Quotes and lists in each other; what lies deeper is text.
const DEEPEST = 12;

const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+|$)/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( {0,3})([-*+]|\d{1,9}[.)])( +|\t|$)/;
const BLANK = /^[ \t]*$/;

// The blocks of some lines, each with `line`, where it begins:
// `heading { level, text }`, `paragraph { text }`, `code { language, text, closed }`, `quote { blocks }`,
// `list { ordered, start, loose, items: [{ blocks, checked }] }`, `table { align, head, rows }`, `rule`.
export function blocks(lines, depth = 0) {
	const found = [];
	let at = 0;
	while (at < lines.length) {
		if (BLANK.test(lines[at])) {
			at += 1;
			continue;
		}
		const [block, next] = begins(lines, at, depth) ?? paragraph(lines, at, depth);
		found.push({ ...block, line: at });
		at = next;
	}
	return found;
}

// The block other than a paragraph that begins at a line, with the line behind it; null where none does.
function begins(lines, at, depth) {
	return fence(lines, at) ?? heading(lines, at) ?? rule(lines, at) ?? table(lines, at)
		?? (depth < DEEPEST ? quote(lines, at, depth) ?? list(lines, at, depth) : null);
}

function fence(lines, at) {
	const [, marks, info] = FENCE.exec(lines[at]) ?? [];
	if (!marks || (marks[0] === '`' && info.includes('`'))) return null;
	const indent = lines[at].indexOf(marks);
	let end = at + 1;
	while (end < lines.length && !closes(lines[end], marks)) end += 1;
	const inside = lines.slice(at + 1, end).map((line) => unindent(line, indent));
	return [{ kind: 'code', language: info.trim().split(/\s/)[0], text: inside.join('\n'), closed: end < lines.length }, end + 1];
}

function closes(line, marks) {
	const [, closing, rest] = FENCE.exec(line) ?? [];
	return closing !== undefined && closing[0] === marks[0] && closing.length >= marks.length && BLANK.test(rest);
}

function heading(lines, at) {
	const [all, marks] = HEADING.exec(lines[at]) ?? [];
	if (!marks) return null;
	return [{ kind: 'heading', level: marks.length, text: lines[at].slice(all.length).replace(/(^|[ \t]+)#*[ \t]*$/, '') }, at + 1];
}

function rule(lines, at) {
	return RULE.test(lines[at]) ? [{ kind: 'rule' }, at + 1] : null;
}

function quote(lines, at, depth) {
	if (!QUOTE.test(lines[at])) return null;
	const inside = [];
	let end = at;
	for (; end < lines.length; end++) {
		const marked = QUOTE.exec(lines[end]);
		if (marked) inside.push(lines[end].slice(marked[0].length));
		else if (!BLANK.test(lines[end]) && !BLANK.test(inside.at(-1)) && !interrupts(lines, end)) inside.push(lines[end]);
		else break;
	}
	return [{ kind: 'quote', blocks: blocks(inside, depth + 1) }, end];
}

function mark(line) {
	const [all, indent, sign, space] = ITEM.exec(line) ?? [];
	if (all === undefined || RULE.test(line)) return null;
	const ordered = sign.length > 1;
	const width = indent.length + sign.length + (space.length > 4 || space === '\t' || space === '' ? 1 : space.length);
	return { ordered, kind: sign.at(-1), number: ordered ? Number.parseInt(sign, 10) : 0, width, empty: space === '' };
}

function list(lines, at, depth) {
	const first = mark(lines[at]);
	if (!first) return null;
	const items = [];
	let loose = false;
	let end = at;
	while (end < lines.length) {
		const here = mark(lines[end]);
		if (!here || here.kind !== first.kind) break;
		const [inside, next] = item(lines, end, here.width);
		const trailing = inside.length > 1 && BLANK.test(inside.at(-1));
		while (inside.length > 1 && BLANK.test(inside.at(-1))) inside.pop();
		const box = /^\[([ xX])\] /.exec(inside[0]);
		if (box) inside[0] = inside[0].slice(box[0].length);
		const within = blocks(inside, depth + 1);
		items.push({ blocks: within, checked: box ? box[1] !== ' ' : null });
		loose ||= within.some((block, index) => index > 0 && within[index - 1].kind === 'paragraph' && block.kind === 'paragraph');
		end = next;
		loose ||= trailing && end < lines.length && mark(lines[end])?.kind === first.kind;
	}
	return [{ kind: 'list', ordered: first.ordered, start: first.number, loose, items }, end];
}

function item(lines, at, width) {
	const inside = [lines[at].slice(Math.min(width, lines[at].length))];
	let end = at + 1;
	for (; end < lines.length; end++) {
		const line = lines[end];
		if (BLANK.test(line)) {
			// An item of which nothing is there yet ends with its line.
			if (inside.length === 1 && BLANK.test(inside[0])) break;
			inside.push('');
		} else if (indentOf(line) >= width) inside.push(unindent(line, width));
		// A nested item that is indented by less than the text above it, as models often write.
		else if (indentOf(line) >= 2 && mark(line.trimStart())) inside.push(line.trimStart());
		else if (BLANK.test(inside.at(-1)) || mark(line) || interrupts(lines, end)) break;
		else inside.push(line.trimStart());
	}
	return [inside, end];
}

function interrupts(lines, at) {
	const line = lines[at];
	const begun = mark(line);
	return fence(lines, at) !== null || HEADING.test(line) || RULE.test(line) || QUOTE.test(line)
		|| (begun !== null && !begun.empty && (!begun.ordered || begun.number === 1));
}

function paragraph(lines, at, depth) {
	let end = at + 1;
	while (end < lines.length && !BLANK.test(lines[end])) {
		if (depth < DEEPEST && interrupts(lines, end)) break;
		if (table(lines, end)) break;
		end += 1;
	}
	const text = lines.slice(at, end).map((line) => line.trimStart()).join('\n').trimEnd();
	return [{ kind: 'paragraph', text }, end];
}

function table(lines, at) {
	if (!lines[at].includes('|') || at + 1 >= lines.length || !/^[ \t]*[|:-][|: \t-]*$/.test(lines[at + 1])) return null;
	const rules = cells(lines[at + 1]);
	const head = cells(lines[at]);
	if (rules.length !== head.length || !rules.every((cell) => /^:?-+:?$/.test(cell))) return null;
	const align = rules.map((cell) => [null, 'right', 'left', 'center'][2 * cell.startsWith(':') + cell.endsWith(':')]);
	const rows = [];
	let end = at + 2;
	for (; end < lines.length && !BLANK.test(lines[end]) && lines[end].includes('|'); end++) {
		const row = cells(lines[end]);
		rows.push(head.map((_, column) => row[column] ?? ''));
	}
	return [{ kind: 'table', align, head, rows }, end];
}

// A row's cells; a bar behind a backslash is a bar.
function cells(line) {
	return line.trim().replace(/^\||(?<!\\)\|$/g, '').split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}

const indentOf = (line) => /^[ \t]*/.exec(line)[0].replaceAll('\t', '    ').length;

const unindent = (line, width) => (width === 0 ? line : line.replace(new RegExp(`^(?:\\t| {1,${width}})`), ''));
