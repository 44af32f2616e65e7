// llama.cpp's speed through @node-llama-cpp (which picks the best build for this CPU): a prefill and a run of single-token steps.
// Prints {"prefill_tokens_per_second", "decode_tokens_per_second"}: medians of --repeats in this process, after a warm-up.
//   node generate_bench.mjs MODEL.gguf [--prefill 512] [--decode 48] [--threads 2] [--repeats 3]
// llama.cpp's defaults stand (f16 KV cache, its own choice of flash attention). Decoding feeds fixed tokens and asks for the
// arg-max only, so that no sampler, text or end token gets in the way.
import {open, parse} from "./engine.mjs";

const flags = parse(process.argv.slice(2));
const prefill = Number(flags.prefill ?? 512), decode = Number(flags.decode ?? 48), repeats = Number(flags.repeats ?? 3);
const engine = await open(flags._[0], {threads: Number(flags.threads ?? 2), context: prefill + decode + 16, batch: prefill});
const vocabulary = engine.model.fileInfo.metadata.tokenizer.ggml.tokens.length;
const token = (i) => 256 + (i * 7919) % Math.min(vocabulary - 256, 20000) ;
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const {sequence} = await engine.sequence(false);
const step = (at) => [[token(at), {generateNext: {token: true}}]];
const seconds = {prefill: [], decode: []};
for (let round = 0; round <= repeats; round++) {
    await sequence.clearHistory();
    const prompt = Array.from({length: prefill}, (_, i) => token(i + round));
    let start = process.hrtime.bigint();
    // The last token asks for its successor: the time ends when there is something to print.
    await sequence.controlledEvaluate([...prompt.slice(0, -1), [prompt.at(-1), {generateNext: {token: true}}]]);
    const filled = Number(process.hrtime.bigint() - start) / 1e9;
    start = process.hrtime.bigint();
    for (let i = 0; i < decode; i++) await sequence.controlledEvaluate(step(prefill + i));
    const decoded = Number(process.hrtime.bigint() - start) / 1e9;
    if (round > 0) {
        seconds.prefill.push(filled);
        seconds.decode.push(decoded);
    }
}
console.log(JSON.stringify({engine: engine.version, prefill_tokens_per_second: prefill / median(seconds.prefill), decode_tokens_per_second: decode / median(seconds.decode)}));
await engine.llama.dispose();
