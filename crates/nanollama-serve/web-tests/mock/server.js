// A small stand-in for the server: the pages' files under the policy that they are meant for, and as much of the API as the
// pages use. Its answers are scripts (answers.js); its probabilities are made up, and the same each time.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { reply, words } from './answers.js';
import { runAnswer, runList } from './runs.js';
import { SPECIAL, bytesOf, decode, encode, render } from './tokenizer.js';

const WEB = fileURLToPath(new URL('../../web/', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml' };
export const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
  + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const HEADERS = {
  'Content-Security-Policy': POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/**
 * Starts it. `key`: required if given; `rate`: tokens a second; `chat`: false for a base model; `loading`: milliseconds
 * for which it answers 503; `busy`: how many requests are answered 429 at first; `context`: tokens; `personalities`: as the
 * server lists them; `runs`: see runs.js.
 * Gives `{ url, requests, close }`; `requests` are the bodies that came, each with its path.
 */
export async function startMock(options = {}) {
  const mock = new Mock(options);
  const server = createServer((request, response) => mock.answer(request, response).catch((error) => {
    if (!response.headersSent) mock.fail(response, 500, error.message);
    response.end();
  }));
  await new Promise((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    requests: mock.requests,
    options: mock.options,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

class Mock {
  constructor(options) {
    this.options = { key: null, rate: 200, chat: true, loading: 0, busy: 0, context: 2048, personalities: [], runs: [], ...options };
    // Of loading: it begins with the first question.
    this.began = null;
    this.requests = [];
  }

  async answer(request, response) {
    const url = new URL(request.url, 'http://mock');
    const body = request.method === 'POST' ? JSON.parse(await text(request)) : undefined;
    const api = /^\/(v1|tokenize|detokenize|runs|health)(\/|$)/.test(url.pathname);
    if (!api) return this.file(url.pathname, response);
    this.requests.push({ path: url.pathname, search: url.search, body, aborted: false });
    if (url.pathname !== '/health' && this.options.key && request.headers.authorization !== `Bearer ${this.options.key}`) {
      return this.fail(response, 401, 'Wrong or missing API key.', 'invalid_api_key');
    }
    this.began ??= Date.now();
    if (Date.now() - this.began < this.options.loading) return this.fail(response, 503, 'The model is being loaded.', 'loading');
    const record = this.requests.at(-1);
    response.on('close', () => { record.aborted = !response.writableEnded; });
    switch (url.pathname) {
      case '/health': return this.json(response, { status: 'ok' });
      case '/v1/models': return this.json(response, { object: 'list', data: [this.model()] });
      case '/v1/personalities': return this.json(response, { object: 'list', data: this.options.personalities });
      case '/tokenize': return this.json(response, { tokens: body.messages ? render(body.messages) : [SPECIAL.begin, ...encode(body.content)] });
      case '/detokenize': return this.json(response, { content: decode(body.tokens) });
      case '/v1/chat/completions': return this.chat(body, response);
      case '/v1/completions': return body.echo ? this.scores(body, response) : this.complete(body, response);
      case '/runs': return this.json(response, runList(this.options.runs));
      default: {
        const run = /^\/runs\/([^/]+)$/.exec(url.pathname);
        const answer = run && runAnswer(this.options.runs, decodeURIComponent(run[1]), url.searchParams);
        return answer ? this.json(response, answer) : this.fail(response, 404, `There is no ${url.pathname}.`, 'not_found');
      }
    }
  }

  async file(path, response) {
    const name = normalize(path === '/' ? '/index.html' : path);
    try {
      const bytes = await readFile(join(WEB, name));
      response.writeHead(200, { ...HEADERS, 'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream', 'Cache-Control': 'no-cache' });
      response.end(bytes);
    } catch {
      response.writeHead(404, HEADERS);
      response.end();
    }
  }

  json(response, value) {
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'application/json' });
    response.end(JSON.stringify(value));
  }

  fail(response, status, message, code = null, headers = {}) {
    response.writeHead(status, { ...HEADERS, 'Content-Type': 'application/json', ...headers });
    response.end(JSON.stringify({ error: { message, type: 'error', param: null, code } }));
  }

  model() {
    const { chat, context, runs } = this.options;
    return {
      id: chat ? 'town-chat' : 'town-base', object: 'model', created: 0, owned_by: 'nanollama',
      meta: {
        n_vocab: 4096, n_ctx: context, n_ctx_train: context, n_embd: 384, n_layer: 12, n_head: 6, n_head_kv: 6, n_ff: 1024,
        n_params: 45819264, size: 48700000, ftype: 'q8_0', chat, ends: [SPECIAL.end], runs: runs.length > 0, run: runs[0]?.name ?? null, step: runs.length > 0 ? 1000 : null,
        defaults: { temperature: 0.8, top_k: 50, top_p: 1, min_p: 0, repeat_penalty: 1, repeat_last_n: 64, presence_penalty: 0, frequency_penalty: 0, max_tokens: 512, seed: null, stop: [] },
      },
    };
  }

  async chat(body, response) {
    const ids = render(body.messages);
    const last = body.messages.at(-1).content ?? '';
    if (ids.length > this.options.context) {
      return this.fail(response, 400, `This model's context is ${this.options.context} tokens, and the messages have ${ids.length}.`, 'context_length_exceeded');
    }
    if (/^fail/i.test(last)) return this.fail(response, 500, 'The engine failed.', 'internal');
    if (this.options.busy-- > 0) return this.fail(response, 429, 'All slots are taken.', 'rate_limit_exceeded', { 'Retry-After': '0.3' });
    if (/^call/i.test(last)) return this.calls(body, response, ids.length);
    return this.stream(response, body, ids.length, encode(reply(body.messages)), {
      object: 'chat.completion.chunk', choice: (content) => ({ delta: content === '' ? {} : { content } }), breaks: /^break/i.test(last),
    });
  }

  complete(body, response) {
    const ids = typeof body.prompt === 'string' ? [SPECIAL.begin, ...encode(body.prompt)] : body.prompt;
    // The end of a character that the prompt began comes first, as a model would have it.
    const missing = encode('🙂').slice(1);
    const begun = bytesOf(ids.at(-1))[0] === 0xf0 && bytesOf(ids.at(-1)).length === 2;
    const go = [...(begun ? missing : []), ...encode(` and so it went on: ${words(12, ids.length)}`)];
    return this.stream(response, body, ids.length, go, { object: 'text_completion', choice: (text) => ({ text }) });
  }

  async calls(body, response, prompt) {
    const pieces = [{ index: 0, id: 'call_1', type: 'function', function: { name: 'weather', arguments: '' } },
      { index: 0, function: { arguments: '{"town":' } }, { index: 0, function: { arguments: '"Milltown"}' } }];
    this.open(response);
    for (const piece of pieces) this.event(response, { choices: [{ index: 0, delta: { tool_calls: [piece] }, finish_reason: null }] });
    this.event(response, { choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] });
    this.event(response, { choices: [], usage: { prompt_tokens: prompt, completion_tokens: 9, total_tokens: prompt + 9 } });
    response.end('data: [DONE]\n\n');
  }

  open(response) {
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache', 'X-Accel-Buffering': 'no' });
    response.write(': ping\n\n');
  }

  event(response, value) {
    response.write(`data: ${JSON.stringify(value)}\n\n`);
  }

  async stream(response, body, prompt, all, { object, choice, breaks = false }) {
    const limit = Math.min(body.max_tokens ?? 512, this.options.context - prompt);
    const ids = all.slice(0, Math.max(limit, 0));
    const base = { id: 'mock', object, created: 0, model: body.model };
    const decoder = new TextDecoder();
    const began = performance.now();
    this.open(response);
    for (let at = 0; at < ids.length && !response.destroyed; at++) {
      // As many as are due by now: timers are coarser than tokens.
      const due = began + (1000 * (at + 1)) / this.options.rate;
      if (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
      const content = decoder.decode(bytesOf(ids[at]), { stream: true });
      this.event(response, { ...base, choices: [{ index: 0, ...choice(content), token_ids: body.return_token_ids ? [ids[at]] : undefined, finish_reason: null }] });
      if (breaks && at === 4) {
        // What was sent has to arrive first.
        await new Promise((resolve) => setTimeout(resolve, 500));
        return response.destroy();
      }
    }
    const rest = decoder.decode();
    if (rest !== '') this.event(response, { ...base, choices: [{ index: 0, ...choice(rest), finish_reason: null }] });
    this.event(response, { ...base, choices: [{ index: 0, ...choice(''), finish_reason: ids.length < all.length ? 'length' : 'stop' }] });
    const seconds = (performance.now() - began) / 1000;
    this.event(response, {
      ...base, choices: [], usage: { prompt_tokens: prompt, completion_tokens: ids.length, total_tokens: prompt + ids.length },
      timings: { prompt_n: prompt, prompt_ms: 5, predicted_n: ids.length, predicted_ms: 1000 * seconds, predicted_per_second: ids.length / seconds },
    });
    response.end('data: [DONE]\n\n');
    return undefined;
  }

  scores(body, response) {
    const ids = body.prompt;
    const from = body.logprob_start_len ?? 0;
    const content = ids.slice(from).map((id, at) => entry(id, from + at, body.logprobs));
    this.json(response, { object: 'text_completion', choices: [{ index: 0, text: decode(ids), finish_reason: 'length', logprobs: { content } }] });
  }
}

/** A token's made-up probability, and its rivals'. */
function entry(id, place, alternatives) {
  const share = [0.97, 0.71, 0.34, 0.9, 0.12, 0.999, 0.03, 0.6][(id * 31 + place) % 8];
  const rivals = [...encode(' sea hill moon barn lane'), ...encode('🙂').slice(0, 1), SPECIAL.end].filter((rival) => rival !== id).slice(0, alternatives - 1);
  const left = 1 - share;
  const own = described(id, share);
  const others = rivals.map((rival, at) => described(rival, left / 2 ** (at + 1)));
  return { ...own, top_logprobs: [own, ...others].sort((a, b) => b.logprob - a.logprob) };
}

function described(id, probability) {
  const special = Object.entries(SPECIAL).find(([, known]) => known === id);
  const bytes = bytesOf(id);
  return { id, token: special ? `<|${special[0]}|>` : new TextDecoder().decode(bytes), bytes: special ? null : [...bytes], logprob: Math.log(probability) };
}

async function text(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
