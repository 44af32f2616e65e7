// Blocks and inline nodes as elements, by createElement and text nodes alone.

import { make } from '../dom.js';
import { inline } from './inline.js';

export function drawBlock(block) {
	switch (block.kind) {
		// The page has headings of its own; an answer's stand below them.
		case 'heading': return make(`h${Math.min(block.level + 2, 6)}`, {}, ...drawInline(inline(block.text)));
		case 'paragraph': return make('p', {}, ...drawInline(inline(block.text)));
		case 'code': return drawCode(block);
		case 'quote': return make('blockquote', {}, ...block.blocks.map(drawBlock));
		case 'list': return drawList(block);
		case 'table': return drawTable(block);
		default: return make('hr');
	}
}

// A listener on the thread answers the copy buttons.
function drawCode({ language, text }) {
	return make('figure', { class: 'code' },
		make('figcaption', {},
			make('span', {}, language || 'text'),
			make('button', { class: 'quiet copy-code' }, 'Copy')),
		make('pre', { tabindex: '0', 'aria-label': `Code, ${language || 'text'}` }, make('code', {}, text)));
}

export const codeText = (figure) => figure.lastChild.firstChild.firstChild;

function drawList({ ordered, start, loose, items }) {
	const list = make(ordered ? 'ol' : 'ul', { start: ordered && start !== 1 ? start : null });
	for (const { blocks, checked } of items) {
		const item = make('li', { class: checked === null ? null : 'task' });
		if (checked !== null) item.append(make('input', { type: 'checkbox', checked, disabled: true, 'aria-label': checked ? 'done' : 'open' }));
		for (const block of blocks) {
			if (block.kind === 'paragraph' && !loose) item.append(...drawInline(inline(block.text)));
			else item.append(drawBlock(block));
		}
		list.append(item);
	}
	return list;
}

function drawTable({ align, head, rows }) {
	const row = (tag, cells) => make('tr', {}, ...cells.map((cell, column) => make(
		tag, { class: align[column] && `to-${align[column]}`, scope: tag === 'th' ? 'col' : null }, ...drawInline(inline(cell)))));
	return make('div', { class: 'table', tabindex: '0', role: 'group', 'aria-label': 'Table' },
		make('table', {}, make('thead', {}, row('th', head)), make('tbody', {}, ...rows.map((cells) => row('td', cells)))));
}

function drawInline(nodes) {
	return nodes.map((node) => {
		switch (node.kind) {
			case 'text': return node.text;
			case 'code': return make('code', {}, node.text);
			case 'em': return make('em', {}, ...drawInline(node.children));
			case 'strong': return make('strong', {}, ...drawInline(node.children));
			case 'strike': return make('s', {}, ...drawInline(node.children));
			case 'break': return make('br');
			default: return drawLink(node);
		}
	});
}

// Nothing is fetched for an image: it is a link that says so.
function drawLink({ href, image, children }) {
	const inner = children.length > 0 ? drawInline(children) : [href];
	const said = image ? ['image: ', ...inner] : inner;
	return make('a', { href, target: '_blank', rel: 'noopener noreferrer nofollow' }, ...said);
}
