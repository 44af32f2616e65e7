// What the mock's model says: a script by what it was asked.

/** Markdown of every kind. */
export const MARKDOWN = `# A heading

Some **bold**, *italic*, \`code\`, ~~gone~~ and [a link](https://example.org/a?b=c).

1. first
2. second
   - nested
   - again
3. third

| name | size |
|:-----|-----:|
| nano | 45.8M |
| micro | 87.3M |

> A quote,
> of two lines.

\`\`\`rust
fn main() {
    println!("<b>not bold</b> & {}", 1 < 2);
}
\`\`\`

- [x] done
- [ ] open

The end.`;

/** What someone might get a model to say. */
export const HOSTILE = `<script>window.hacked = 1</script>

<img src=x onerror="window.hacked = 2">

<svg onload="window.hacked = 3"><a href="javascript:window.hacked=4">x</a></svg>

[a](javascript:window.hacked=5) [b](JaVaScRiPt:window.hacked=6) [c](data:text/html,<script>window.hacked=7</script>) [d](vbscript:x)
[e]( javascript:window.hacked=8) [f](java\tscript:window.hacked=9) [g](&#106;avascript:window.hacked=10) [h](//example.org)

![pixel](https://evil.example/pixel.png) ![x](javascript:window.hacked=11) ![y](data:image/svg+xml,<svg onload=alert(1)>)

<https://ok.example/> <javascript:window.hacked=12> <a@b.example>

\`\`\`"><img src=x onerror=window.hacked=13>
</code></pre><script>window.hacked = 14</script>
\`\`\`

<style>body { display: none }</style><iframe src="https://evil.example"></iframe><form action="https://evil.example"><input></form>

| <img src=x onerror=window.hacked=15> | b |
|---|---|
| [x](javascript:window.hacked=16) | <script>window.hacked = 17</script> |

**<b onclick="window.hacked=18">bold</b>** &lt;script&gt;window.hacked = 19&lt;/script&gt;`;

const WORDS = 'the little boat went past the mill and the miller waved with both arms while her dog ran along the bank'.split(' ');

/** Words that go on for ever, the same for the same start. */
export function words(count, start = 0) {
  let text = '';
  for (let at = 0; at < count; at++) {
    const here = start + at;
    text += (at === 0 ? '' : ' ') + WORDS[(here * 7 + Math.floor(here / 11)) % WORDS.length];
    if (here % 12 === 11) text += '.';
    if (here % 60 === 59) text += '\n\n';
  }
  return text;
}

/** The answer to the last message of a conversation. */
export function reply(messages) {
  const last = messages.at(-1).content ?? '';
  const number = Number(/\d+/.exec(last)?.[0] ?? 0);
  if (/^markdown/i.test(last)) return MARKDOWN;
  if (/^attack/i.test(last)) return HOSTILE;
  if (/^words/i.test(last)) return words(number || 100);
  if (/^stream/i.test(last)) return `${MARKDOWN}\n\n${words(number || 200)}\n\n${MARKDOWN}`;
  if (/^emoji/i.test(last)) return 'A smile 🙂 and a snail 🐌, then größer.';
  if (/^system/i.test(last)) return messages[0].role === 'system' ? `I was told: ${messages[0].content}` : 'I was told nothing.';
  if (/^how many/i.test(last)) return `You sent ${messages.length} messages.`;
  if (/^say /i.test(last)) return last.slice(4);
  return `You said “${last}”. This is answer number ${number || 1}.`;
}
