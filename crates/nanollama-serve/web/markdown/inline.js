// Markdown inside a block: text to a tree of plain data, CommonMark's way for emphasis and links, and GitHub's for ~~ and
// bare addresses. A line break stays one, as people expect in a chat. The time is linear but for short look-aheads.

/** The longest address of a link. */
const LONGEST = 2048;
/** Openings that may be open at once: brackets, and marks of emphasis. */
const MOST_OPEN = 200;

const SPECIAL = /[\\`*_~[\]!<&\n]|https?:\/\//g;
const PUNCTUATION = /[\p{P}\p{S}]/u;
const SPACE = /\s/;
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', hellip: '…', mdash: '—', ndash: '–', copy: '©', rarr: '→', larr: '←', times: '×' };

/**
 * The nodes of a text: `text { text }`, `code { text }`, `em`, `strong` and `strike { children }`,
 * `link { href, image, children }`, `break`. An address that is not http, https or mailto is no link but text.
 */
export function inline(text) {
  return new Inline(text).nodes();
}

/** The address to link to, or null: only http(s) and mailto, and only what is whole. */
export function safeAddress(address) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : null;
}

class Inline {
  constructor(text) {
    this.text = text;
    this.at = 0;
    /** Nodes, and marks that may still become emphasis: `{ mark, count, opens, closes }`. */
    this.items = [];
    /** Indices of `[` and `![` in items. */
    this.brackets = [];
    /** Lengths of runs of backticks that no later run closes. */
    this.unclosed = new Set();
  }

  nodes() {
    const { text } = this;
    while (this.at < text.length) {
      SPECIAL.lastIndex = this.at;
      const found = SPECIAL.exec(text);
      const next = found ? found.index : text.length;
      this.say(text.slice(this.at, next));
      this.at = next;
      if (found) this.special(found[0]);
    }
    return emphasis(this.items);
  }

  say(text) {
    if (text === '') return;
    const last = this.items.at(-1);
    if (last?.kind === 'text' && !last.bracket) last.text += text;
    else this.items.push({ kind: 'text', text });
  }

  special(sign) {
    const { text, at } = this;
    if (sign === '\\') this.escape();
    else if (sign === '`') this.code();
    else if (sign === '*' || sign === '_' || sign === '~') this.run(sign);
    else if (sign === '[') this.open(1);
    else if (sign === '!') text[at + 1] === '[' ? this.open(2) : this.plain(1);
    else if (sign === ']') this.close();
    else if (sign === '<') this.angle();
    else if (sign === '&') this.entity();
    else if (sign === '\n') this.lineBreak();
    else this.bare(sign);
  }

  plain(length) {
    this.say(this.text.slice(this.at, this.at + length));
    this.at += length;
  }

  escape() {
    const next = this.text[this.at + 1];
    if (next === '\n') {
      this.at += 1;
      this.lineBreak();
    } else if (next !== undefined && /[!-/:-@[-`{-~]/.test(next)) {
      this.say(next);
      this.at += 2;
    } else this.plain(1);
  }

  lineBreak() {
    const last = this.items.at(-1);
    if (last?.kind === 'text' && !last.bracket) last.text = last.text.trimEnd();
    this.items.push({ kind: 'break' });
    this.at += 1;
    while (this.text[this.at] === ' ') this.at += 1;
  }

  code() {
    const run = /`+/y;
    run.lastIndex = this.at;
    const marks = run.exec(this.text)[0];
    const inside = this.at + marks.length;
    let end = inside;
    if (!this.unclosed.has(marks.length)) {
      const any = /`+/g;
      any.lastIndex = inside;
      for (let found = any.exec(this.text); found; found = any.exec(this.text)) {
        if (found[0].length !== marks.length) continue;
        end = found.index;
        let text = this.text.slice(inside, end).replaceAll('\n', ' ');
        if (/^ .*[^ ].* $/.test(text)) text = text.slice(1, -1);
        this.items.push({ kind: 'code', text });
        this.at = end + marks.length;
        return;
      }
      this.unclosed.add(marks.length);
    }
    this.plain(marks.length);
  }

  /** A run of marks: what stands beside it says whether it may open, close or both. */
  run(mark) {
    let end = this.at;
    while (this.text[end] === mark) end += 1;
    const count = end - this.at;
    const before = this.text[this.at - 1] ?? ' ';
    const after = String.fromCodePoint(this.text.codePointAt(end) ?? 32);
    const left = !SPACE.test(after) && (!PUNCTUATION.test(after) || SPACE.test(before) || PUNCTUATION.test(before));
    const right = !SPACE.test(before) && (!PUNCTUATION.test(before) || SPACE.test(after) || PUNCTUATION.test(after));
    // Inside a word an underscore is a character.
    const word = mark === '_' && left && right;
    const opens = left && (!word || PUNCTUATION.test(before));
    const closes = right && (!word || PUNCTUATION.test(after));
    if (mark === '~' && count > 2) this.plain(count);
    else {
      this.items.push({ kind: 'mark', mark, count, whole: count, opens, closes });
      this.at = end;
    }
  }

  open(length) {
    if (this.brackets.length < MOST_OPEN) {
      this.brackets.push(this.items.length);
      this.items.push({ kind: 'text', text: this.text.slice(this.at, this.at + length), bracket: true, image: length === 2, dead: false });
      this.at += length;
    } else this.plain(length);
  }

  close() {
    const opened = this.brackets.pop();
    const begin = this.items[opened];
    const target = begin && !begin.dead && this.text[this.at + 1] === '(' ? destination(this.text, this.at + 2) : null;
    const href = target && safeAddress(target.address);
    if (!href) {
      // The mark stands for itself from now on.
      if (begin) begin.bracket = false;
      this.plain(1);
      return;
    }
    const children = emphasis(this.items.splice(opened).slice(1));
    this.items.push({ kind: 'link', href, image: begin.image, children });
    this.at = target.end;
    // A link holds no other.
    if (!begin.image) for (const outer of this.brackets) if (!this.items[outer].image) this.items[outer].dead = true;
  }

  angle() {
    const found = /<((?:https?:\/\/|mailto:)[^\s<>]{1,2048}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})>/y;
    found.lastIndex = this.at;
    const [all, address] = found.exec(this.text) ?? [];
    const href = address && safeAddress(/^[a-z]+:/.test(address) ? address : `mailto:${address}`);
    if (!href) {
      const line = /<br ?\/?>/iy;
      line.lastIndex = this.at;
      const written = line.exec(this.text);
      if (!written) return this.plain(1);
      this.items.push({ kind: 'break' });
      this.at += written[0].length;
      return undefined;
    }
    this.items.push({ kind: 'link', href, image: false, children: [{ kind: 'text', text: address }] });
    this.at += all.length;
    return undefined;
  }

  entity() {
    const found = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z]{2,8}));/y;
    found.lastIndex = this.at;
    const [all, decimal, hex, name] = found.exec(this.text) ?? [];
    const code = decimal ? Number.parseInt(decimal, 10) : hex ? Number.parseInt(hex, 16) : null;
    const known = name !== undefined && Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
    const meant = code === null ? known : code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
    if (all === undefined || meant === undefined) return this.plain(1);
    this.say(meant);
    this.at += all.length;
    return undefined;
  }

  /** An address without brackets around it; what ends a sentence is not part of it. */
  bare(scheme) {
    const before = this.text[this.at - 1] ?? ' ';
    const found = /https?:\/\/[^\s<>"'`|\\^{}]{1,2048}/y;
    found.lastIndex = this.at;
    let address = found.exec(this.text)?.[0] ?? '';
    const within = this.brackets.some((bracket) => !this.items[bracket].image && !this.items[bracket].dead);
    if (within) address = address.split(']')[0];
    for (;;) {
      const shorter = address.replace(/[.,;:!?*_~\]]+$/, '');
      const open = shorter.split('(').length;
      const cut = shorter.endsWith(')') && shorter.split(')').length > open ? shorter.slice(0, -1) : shorter;
      if (cut === address) break;
      address = cut;
    }
    const href = /[\p{L}\p{N}]/u.test(before) || address.length <= scheme.length || within ? null : safeAddress(address);
    if (!href) return this.plain(scheme.length);
    this.items.push({ kind: 'link', href, image: false, children: [{ kind: 'text', text: address }] });
    this.at += address.length;
    return undefined;
  }
}

/** `address "title")` behind a link's text: the address and where the whole ends, or null. */
function destination(text, from) {
  const inner = /\s*(?:<([^<>\n]{0,2048})>|([^\s<][^\s]{0,2047})?)/y;
  inner.lastIndex = from;
  const [all, pointed, open] = inner.exec(text);
  let address = pointed;
  let end = from + all.length;
  if (pointed === undefined) {
    const begin = end - (open ?? '').length;
    let depth = 0;
    let at = begin;
    for (; at < end; at++) {
      if (text[at] === '\\') at += 1;
      else if (text[at] === '(') depth += 1;
      else if (text[at] === ')' && --depth < 0) break;
    }
    end = Math.min(at, end);
    address = text.slice(begin, end).replace(/\\([!-/:-@[-`{-~])/g, '$1');
  }
  if (address.length > LONGEST) return null;
  const rest = /\s*(?:"[^"]{0,500}"|'[^']{0,500}')?\s*\)/y;
  rest.lastIndex = end;
  const closed = rest.exec(text);
  return closed ? { address, end: end + closed[0].length } : null;
}

const NAMES = { '*1': 'em', '_1': 'em', '*2': 'strong', '_2': 'strong', '~1': 'strike', '~2': 'strike' };

/** Turns marks into nodes, the innermost first; marks that match none are text. */
function emphasis(items) {
  /** What has been read, flat; and the places of marks in it that may open. */
  const out = [];
  let open = [];
  for (const item of items) {
    if (item.kind !== 'mark') {
      out.push(item);
      continue;
    }
    const here = { ...item };
    for (let index = open.length - 1; here.closes && here.count > 0 && index >= 0; ) {
      const opener = out[open[index]];
      if (!matches(opener, here)) {
        index -= 1;
        continue;
      }
      const used = here.mark === '~' ? here.count : Math.min(opener.count, here.count, 2);
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
    if (here.count === 0) continue;
    if (here.opens) {
      open.push(out.length);
      // Marks without end would be looked through again and again.
      if (open.length > MOST_OPEN) open.shift();
    }
    out.push(here);
  }
  return out.map(asText);
}

function matches(opener, closer) {
  if (opener.mark !== closer.mark) return false;
  if (closer.mark === '~') return opener.count === closer.count;
  // CommonMark's rule of three: *a**b* is not cut in the middle.
  const both = (opener.opens && opener.closes) || (closer.opens && closer.closes);
  return !both || (opener.whole + closer.whole) % 3 !== 0 || (opener.whole % 3 === 0 && closer.whole % 3 === 0);
}

function asText(item) {
  if (item.kind === 'mark') return { kind: 'text', text: item.mark.repeat(item.count) };
  return item.kind === 'text' ? { kind: 'text', text: item.text } : item;
}
