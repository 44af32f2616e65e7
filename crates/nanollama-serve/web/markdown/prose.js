// A Markdown text that grows, in an element. Only what may still change is read and drawn again: the last block, and the
// one before it while the last is no more than an unfinished line.

import { blocks } from './blocks.js';
import { codeText, drawBlock } from './draw.js';

export class Prose {
	#element;
	#text = '';
	#open = 0;
	#last = [];

	constructor(element) {
		this.#element = element;
	}

	get text() {
		return this.#text;
	}

	append(text) {
		if (text === '') return;
		this.#text += text;
		this.#draw();
	}

	#draw() {
		const lines = this.#text.slice(this.#open).replaceAll('\r\n', '\n').split('\n');
		const found = blocks(lines);
		found.forEach((block, at) => this.#place(block, at));
		for (const { element } of this.#last.splice(found.length)) element.remove();
		// Lines that are not complete may turn out to belong to the block above.
		const unsure = found.length > 0 && found.at(-1).line >= lines.length - 2 ? 2 : 1;
		const firm = Math.max(found.length - unsure, 0);
		if (firm === 0) return;
		this.#open = this.#offset(found[firm].line);
		this.#last.splice(0, firm);
	}

	#place(block, at) {
		const drawn = this.#last[at];
		if (drawn && same(drawn.block, block)) return;
		if (drawn && growsCode(drawn.block, block)) {
			// Long code would be drawn again with every token.
			codeText(drawn.element).appendData(block.text.slice(drawn.block.text.length));
			drawn.block = block;
			return;
		}
		const element = drawBlock(block);
		if (drawn) drawn.element.replaceWith(element);
		else this.#element.append(element);
		this.#last[at] = { block, element };
	}

	#offset(line) {
		let at = this.#open;
		for (let passed = 0; passed < line; passed++) at = this.#text.indexOf('\n', at) + 1;
		return at;
	}
}

const same = (a, b) => JSON.stringify({ ...a, line: 0 }) === JSON.stringify({ ...b, line: 0 });

function growsCode(a, b) {
	return a.kind === 'code' && b.kind === 'code' && a.language === b.language && b.text.startsWith(a.text);
}
