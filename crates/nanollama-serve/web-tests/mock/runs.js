// Runs for the mock: made-up curves of the right shape, which grow with the clock when a run is "running".

/** A run: `{ name, stage, steps, done, seconds }`; `done` grows by one every `seconds` when that is given. */
export function madeRun({ name, stage = 'pretrain', steps = 1000, done = steps, seconds = null, seed = 1, broken = false }) {
  const lines = [];
  const began = Date.now();
  let elapsed = 0;
  let random = seed;
  const noise = () => {
    random = (random * 1103515245 + 12345) % 2147483648;
    return random / 2147483648 - 0.5;
  };
  const loss = (step) => 1.9 + 0.2 * seed + 5.8 * Math.exp(-step / (60 + 20 * seed)) + 0.9 * Math.exp(-step / 400);
  lines.push(JSON.stringify({ step: 0, kind: 'sample', text: 'One day grew look feet they said bridge hen <b>of</b> the.' }));
  for (let step = 1; step <= steps; step++) {
    const took = 0.19 + 0.02 * noise();
    elapsed += took;
    const lr = 0.05 * Math.min(step / 20, 1, (steps - step + 1) / (steps / 2));
    const value = broken && step === 50 ? null : loss(step) + 0.15 * noise();
    lines.push(JSON.stringify({ step, kind: 'train', loss: value, norm: 0.3 + 0.1 * noise(), lr, momentum: 0.95, tokens: step * 2048, targets: 2048, epoch: 0, timing: { seconds: took, elapsed } }));
    if (step % 100 === 0) {
      lines.push(JSON.stringify({ step, kind: 'validation', loss: loss(step) + 0.05, bits_per_byte: (loss(step) + 0.05) / 2.6, tokens: 50000, timing: { seconds: 1.1, elapsed } }));
      lines.push(JSON.stringify({ step, kind: 'sample', text: `One day Ada went to the mill, and after step ${step} she found the postman's red hat.\nShe laughed.` }));
    }
  }
  const model = { format: 2, layers: 3, dim: 128, heads: 4, kv_heads: 4, head_dim: 32, ffn: 320, vocabulary: 2048, context: 512, rope_theta: 10000, norm_eps: 1e-5, features: { tied: false } };
  const plan = {
    format: 2, stage: { start: stage === 'pretrain' ? 'random' : 'model', feed: stage === 'sft' ? 'conversations' : 'text', loss: stage === 'sft' ? 'answers' : 'all_tokens' },
    size: null, base: stage === 'pretrain' ? null : { name: 'base@1000' }, model,
    data: [{ path: '/data/town', train_tokens: 3755520, valid_tokens: 76288, train_bytes: 11249317, tokenizer_hash: 'ca8d', vocabulary: 2048 }],
    batch: { tokens: 2048, rows: 4, context: 512, accumulation: 1 }, steps,
    schedule: { warmup_steps: 20, warmdown_ratio: 0.5, final_lr_fraction: 0, momentum_warmup_steps: 300 },
    rates: { embedding: 0.2, head: 0.1, norm: 0.02, matrix: 0.05 }, weight_decay: 0.1, gradient_clip: 1,
    watch: { eval_every: 100, eval_tokens: 50000, sample_every: 100, sample_at: [], sample_tokens: 48, sample_prompt: 'One day', save_every: 1000, save_minutes: 15, keep: 2 },
    validation_fraction: 0.02, seed, order: 'rows', recompute: false,
    cost: { parameters: 1090432, tokens: steps * 2048, epochs: 0.68, flops_per_token: 6146304, flops: 1.7e13, memory: { weights: 4361728, packed: 3309568, gradients: 4361728, optimizer: 6480128, training: 55205888, validation: 8912896, workspace: 5185536 }, hours: 0.037 },
    extensions: [],
  };
  const now = () => (seconds === null ? done : Math.min(done + Math.floor((Date.now() - began) / 1000 / seconds), steps));
  return { name, stage, plan, lines, now, file: `${name}-1` };
}

const described = (run) => ({
  name: run.name, stage: run.stage, running: run.plan !== null && run.now() < run.plan.steps, parameters: run.plan?.cost.parameters ?? null,
  step: run.now(), steps: run.plan?.steps ?? null, best: run.plan && { step: 900, metric: 'val_bpb', value: 0.73 }, changed: Date.now(),
});

/** `GET /runs`. */
export const runList = (runs) => ({ runs: runs.map(described) });

/** `GET /runs/NAME?offset=N&file=F`: whole lines from a byte on, at most 256 KiB of them. */
export function runAnswer(runs, name, search) {
  const run = runs.find((one) => one.name === name);
  if (!run) return null;
  const all = Buffer.from(run.lines.filter((line) => JSON.parse(line).step <= run.now()).map((line) => `${line}\n`).join(''));
  const asked = Number(search.get('offset') ?? 0);
  // Lines that were taken back make another file.
  const from = search.get('file') === run.file && asked <= all.length ? asked : 0;
  let to = Math.min(from + 256 * 1024, all.length);
  to = all.lastIndexOf('\n', to - 1) + 1;
  return {
    ...described(run), plan: run.plan, checkpoints: [900, 1000], file: run.file,
    offset: from, next: Math.max(to, from), more: to < all.length, lines: all.subarray(from, to).toString('utf8'),
  };
}
