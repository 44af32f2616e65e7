// Markdown as plain data: what CommonMark's and GitHub's writers mean, and that no text takes long or breaks it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocks } from '../../web/markdown/blocks.js';
import { inline, safeAddress } from '../../web/markdown/inline.js';

const NAMES = { em: 'i', strong: 'b', strike: 's', link: 'a' };

/** Nodes as a short text, to compare. */
const flat = (nodes) => nodes.map((node) => {
  if (node.kind === 'text') return node.text;
  if (node.kind === 'code') return `{${node.text}}`;
  if (node.kind === 'break') return '/';
  const target = node.kind === 'link' ? ` ${node.image ? '!' : ''}${node.href}` : '';
  return `<${NAMES[node.kind]}${target}>${flat(node.children)}</>`;
}).join('');

const line = (text) => flat(inline(text));

/** Blocks as a short text. */
const shape = (list) => list.map((block) => {
  switch (block.kind) {
    case 'heading': return `h${block.level}(${line(block.text)})`;
    case 'paragraph': return `p(${line(block.text)})`;
    case 'code': return `code${block.closed ? '' : '…'}[${block.language}](${block.text})`;
    case 'quote': return `q(${shape(block.blocks)})`;
    case 'list': return `${block.ordered ? `ol${block.start}` : 'ul'}${block.loose ? '*' : ''}(${block.items.map((item) => `${item.checked === null ? '' : item.checked ? '[x]' : '[ ]'}${shape(item.blocks)}`).join('; ')})`;
    case 'table': return `table(${[block.head, ...block.rows].map((row) => row.map(line).join('|')).join(' / ')})[${block.align.map((one) => one?.[0] ?? '-').join('')}]`;
    default: return block.kind;
  }
}).join(' ');

const text = (source) => shape(blocks(source.split('\n')));

const INLINE = [
  ['plain', 'plain'],
  ['*a* _b_ **c** __d__ ~~e~~ ~f~', '<i>a</> <i>b</> <b>c</> <b>d</> <s>e</> <s>f</>'],
  ['***both***', '<i><b>both</></>'],
  ['**a *b* c**', '<b>a <i>b</> c</>'],
  ['*a **b** c*', '<i>a <b>b</> c</>'],
  ['2 * 3 * 4 and a * b', '2 * 3 * 4 and a * b'],
  ['snake_case_name and __init__.py', 'snake_case_name and <b>init</>.py'],
  ['in*side*word', 'in<i>side</>word'],
  ['**open', '**open'],
  ['*a _b* c_', '<i>a _b</> c_'],
  ['**Title:** text', '<b>Title:</> text'],
  ['**„Zitat“** 和**强调**字', '<b>„Zitat“</> 和<b>强调</>字'],
  ['`a*b*` ``c`d`` `` ` `` `open', '{a*b*} {c`d} {`} `open'],
  ['\\*not\\* \\a \\\\', '*not* \\a \\'],
  ['a\nb  \nc\\\nd', 'a/b/c/d'],
  ['a<br>b<br/>c', 'a/b/c'],
  ['&lt;b&gt; &amp; AT&T', '&lt;b&gt; &amp; AT&T'],
  ['[t](https://a.b/c)', '<a https://a.b/c>t</>'],
  ['[*t* `c`](http://a.b "title")', '<a http://a.b/><i>t</> {c}</>'],
  ['[t](https://a.b/x_(y))', '<a https://a.b/x_(y)>t</>'],
  ['![alt](https://a.b/p.png)', '<a !https://a.b/p.png>alt</>'],
  ['[![alt](https://a.b/p.png)](https://c.d/)', '<a https://c.d/><a !https://a.b/p.png>alt</></>'],
  ['[a [b](https://c.d/) e](https://f.g/)', '[a <a https://c.d/>b</> e](<a https://f.g/>https://f.g/</>)'],
  ['[t](/relative) [t](javascript:x) [t]( data:text/html,x )', '[t](/relative) [t](javascript:x) [t]( data:text/html,x )'],
  ['[t] (no) [x', '[t] (no) [x'],
  ['see https://a.b/c_d_e. Or (https://a.b/f), **https://g.h**', 'see <a https://a.b/c_d_e>https://a.b/c_d_e</>. Or (<a https://a.b/f>https://a.b/f</>), <b><a https://g.h/>https://g.h</></>'],
  ['xhttps://a.b https:// http://', 'xhttps://a.b https:// http://'],
  ['<https://a.b/?c> <me@a.b> <b> <javascript:x>', '<a https://a.b/?c>https://a.b/?c</> <a mailto:me@a.b>me@a.b</> <b> <javascript:x>'],
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
];

test('what stands in a line', () => {
  for (const [source, expected] of INLINE) assert.equal(line(source), expected, source);
});

const BLOCKS = [
  ['a\nb\n\nc', 'p(a/b) p(c)'],
  ['# One\n## Two ##\n#no\n####### seven', 'h1(One) h2(Two) p(#no/####### seven)'],
  ['a\n# b\nc', 'p(a) h1(b) p(c)'],
  ['```js\na\n\n  b\n```\nc', 'code[js](a\n\n  b) p(c)'],
  ['~~~\n```\n~~~', 'code[](```)'],
  ['````md\n```\nx\n```\n````', 'code[md](```\nx\n```)'],
  ['```\nopen', 'code…[](open)'],
  ['``` a`b', 'p(``` a`b)'],
  ['  ```\n  a\n   b\n  ```', 'code[](a\n b)'],
  ['---\n***\n_ _ _', 'rule rule rule'],
  ['> a\n> b\nc\n\nd', 'q(p(a/b/c)) p(d)'],
  ['> a\n>\n> - b\n> > c', 'q(p(a) ul(p(b)) q(p(c)))'],
  ['- a\n- b\n\nc', 'ul(p(a); p(b)) p(c)'],
  ['- a\n\n- b', 'ul*(p(a); p(b))'],
  ['1. a\n2. b\n   - c\n   - d\n3. e', 'ol1(p(a); p(b) ul(p(c); p(d)); p(e))'],
  ['3) a\n4) b', 'ol3(p(a); p(b))'],
  ['1. a\n  - b\n  - c\n2. d', 'ol1(p(a) ul(p(b); p(c)); p(d))'],
  ['1. a\n\n   ```sh\n   x\n   ```\n\n2. b', 'ol1*(p(a) code[sh](x); p(b))'],
  ['- a\nlazy\n- b', 'ul(p(a/lazy); p(b))'],
  ['- a\n* b', 'ul(p(a)) ul(p(b))'],
  ['- [ ] a\n- [x] b', 'ul([ ]p(a); [x]p(b))'],
  ['text\n- a\n1. b\n2. c', 'p(text) ul(p(a)) ol1(p(b); p(c))'],
  ['In the year\n1984. Not a list', 'p(In the year/1984. Not a list)'],
  ['-\n- a', 'ul(; p(a))'],
  ['a | b\n--|:-:\n1 | 2 | 3\n4\n\nc', 'table(a|b / 1|2)[-c] p(4) p(c)'],
  ['| a | b |\n|:--|--:|\n| `x\\|y` | **z** |', 'table(a|b / {x|y}|<b>z</>)[lr]'],
  ['text\n| a |\n|---|', 'p(text) table(a)[-]'],
  ['a | b\nno rule', 'p(a | b/no rule)'],
  ['    indented', 'p(indented)'],
  ['<div>\n**b**\n</div>', 'p(<div>/<b>b</>/</div>)'],
];

test('what lines make', () => {
  for (const [source, expected] of BLOCKS) assert.equal(text(source), expected, source);
});

test('an address is safe or null', () => {
  for (const bad of ['javascript:x', ' javascript:x', 'java\nscript:x', 'JAVASCRIPT:x', 'data:text/html,x', 'vbscript:x', 'blob:https://a.b/c', 'file:///etc', '//a.b', '/a', 'a', '', 'https://']) {
    assert.equal(safeAddress(bad), null, bad);
  }
  assert.equal(safeAddress('https://a.b'), 'https://a.b/');
});

test('no text takes long', () => {
  const many = 20_000;
  const hostile = [
    '*'.repeat(many), '_a '.repeat(many), '**a'.repeat(many), '*a _b '.repeat(many), '['.repeat(many), '[a]('.repeat(many), '](x'.repeat(many),
    '![['.repeat(many), '`'.repeat(many), Array.from({ length: 300 }, (_, n) => '`'.repeat(n)).join(' '), '<'.repeat(many), '&'.repeat(many), '\\'.repeat(many),
    'https://'.repeat(many), `https://a.b/${'('.repeat(many)}`, `https://a.b/${')'.repeat(many)}`, '~~a'.repeat(many), '[](('.repeat(many), '> '.repeat(many), '- '.repeat(many),
    `${'> '.repeat(200)}a\n`.repeat(50), '|'.repeat(many), '|-'.repeat(many), '- a\n'.repeat(many), '1. a\n\n'.repeat(many), ' '.repeat(many), '\n'.repeat(many),
    '```\n'.repeat(many), '# '.repeat(many), '[a](<'.repeat(many), '\\['.repeat(many), 'a\n'.repeat(many), 'a|b\n'.repeat(many), '> a\n'.repeat(many), `${' '.repeat(60)}- a\n`.repeat(500),
  ];
  for (const source of hostile) {
    // Of this process alone: what else the machine does is not the text's fault.
    const before = process.cpuUsage();
    shape(blocks(source.split('\n')));
    const { user } = process.cpuUsage(before);
    assert.ok(user < 2e6, `${source.slice(0, 20)}… took ${Math.round(user / 1000)} ms`);
  }
});
