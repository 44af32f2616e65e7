// What llama.cpp (through @node-llama-cpp) makes of a GGUF file: greedy continuations and the log-probabilities of a fixed text.
// Prints the JSON object that llama_cpp_check.py describes. Full logits of every position, softmax here in double precision.
//   node llama_cpp_check.mjs MODEL.gguf --prompts '["Once upon a time"]' --tokens 64 --text "..." [--ids '[1,2]'] [--context 512] [--threads 2]
import {open, parse} from "./engine.mjs";

function logSoftmax(logits, wanted) {
    let top = -Infinity;
    for (const logit of logits.values()) top = Math.max(top, logit);
    let sum = 0;
    for (const logit of logits.values()) sum += Math.exp(logit - top);
    return logits.get(wanted) - top - Math.log(sum);
}

async function greedy(engine, prompt, count) {
    const {context, sequence} = await engine.sequence(true);
    const promptIds = tokenize(engine.model, prompt);
    const ids = [];
    let pending = promptIds, closest = Infinity;
    while (ids.length < count) {
        const last = pending.length - 1;
        const input = pending.map((token, i) => i < last ? token : [token, {generateNext: {logits: {filter: {tokens: [], includeTop: 2}}}}]);
        const result = (await sequence.controlledEvaluate(input))[last];
        const [[first, high], [, low]] = [...result.next.logits.entries()];
        closest = Math.min(closest, high - low);
        ids.push(first);
        if (engine.model.isEogToken(first)) break;
        pending = [first];
    }
    const shown = engine.model.isEogToken(ids.at(-1)) ? ids.slice(0, -1) : ids;
    const text = engine.model.detokenize([...promptIds, ...shown]).slice(engine.model.detokenize(promptIds).length);
    await context.dispose();
    return {prompt, prompt_ids: promptIds, ids, text, closest};
}

function tokenize(model, text) {
    const ids = model.tokenize(text);
    return model.tokens.shouldPrependBosToken && ids[0] !== model.tokens.bos ? [model.tokens.bos, ...ids] : ids;
}

async function score(engine, ids) {
    const {context, sequence} = await engine.sequence(true);
    const logprobs = [];
    for (let at = 0; at + 1 < ids.length; at += 32) {
        const part = ids.slice(at, Math.min(at + 32, ids.length - 1));
        const results = await sequence.controlledEvaluate(part.map((token) => [token, {generateNext: {logits: true}}]));
        results.forEach((result, i) => logprobs.push(logSoftmax(result.next.logits, ids[at + i + 1])));
    }
    await context.dispose();
    return logprobs;
}

const flags = parse(process.argv.slice(2));
if (flags._.length !== 1) {
    console.error("usage: llama_cpp_check.mjs MODEL.gguf --prompts JSON --text TEXT | --ids JSON [--tokens N] [--score N] [--context N] [--threads N]");
    process.exit(1);
}
const engine = await open(flags._[0], {threads: Number(flags.threads ?? 2), context: Number(flags.context ?? 512)});
const answers = [];
for (const prompt of JSON.parse(flags.prompts ?? '["Once upon a time"]')) answers.push(await greedy(engine, prompt, Number(flags.tokens ?? 64)));
const ids = (flags.ids ? JSON.parse(flags.ids) : tokenize(engine.model, flags.text ?? "Once upon a time")).slice(0, Number(flags.score ?? 256));
const logprobs = await score(engine, ids);
console.log(JSON.stringify({engine: engine.version, model: flags._[0], greedy: answers, ids: [...ids], logprobs}));
await engine.llama.dispose();
