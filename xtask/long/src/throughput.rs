//! `cargo xtask long --only eval --model FILE --bundle DIR`: what asking side by side saves. Questions of each task are asked as `eval`
//! asks them, then each option alone with nothing in the cache, as a program does that asks one example at a time. Told is the
//! processor time of all threads, which others on the machine change less than the clock.
//!
//! On tasks of CORE with options it must be worth eight tenths of the mean number of options, on MMLU behind five examples ten times.

use std::path::PathBuf;

use nanollama_bundle::Locations;
use nanollama_engine::{Prompts, Scheduler, Worker};
use nanollama_eval::scoring::{self, Choices};
use nanollama_eval::{Asks, Battery, Case, Rule};
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::pool::Pool;
use nanollama_model::{KvCache, Model};

/// What is measured.
pub(crate) struct Throughput {
    /// The model.
    pub(crate) model: PathBuf,
    /// The tasks' files.
    pub(crate) bundle: PathBuf,
    /// Questions of each task.
    pub(crate) questions: usize,
}

/// Share of the mean number of options that tasks of CORE must be worth, and what MMLU must be.
const SHARE: f64 = 0.8;
const MMLU: f64 = 10.0;
/// Examples before each question of MMLU.
const SHOTS: usize = 5;
/// Texts of full context that the cache holds.
const SEQUENCES: usize = 16;
/// Longest text in tokens, where the model's context is longer.
const CONTEXT: usize = 2048;

/// Whether all tasks are worth what they should be.
pub(crate) fn run(throughput: &Throughput) -> Result<bool, String> {
    let Throughput { model, bundle, questions } = throughput;
    let told = |error: &dyn std::fmt::Display| error.to_string();
    let source =
        nanollama_bundle::open(&model.display().to_string(), &Locations::new("runs")).map_err(|it| told(&it))?;
    let cpu = Cpu::new(Pool::new(0));
    let loaded = source.load_frozen(&cpu).map_err(|it| told(&it))?;
    let (config, tokenizer) = (source.config(), source.tokenizer());
    let context = config.context.min(CONTEXT);
    let cache = KvCache::new(&cpu, config, DType::F32, SEQUENCES * context).map_err(|it| told(&it))?;
    let scheduler = Scheduler::new(config, tokenizer, source.stop_tokens(), cache, context).map_err(|it| told(&it))?;
    let prompts = Prompts::of(source.name(), tokenizer, source.chat());
    let mut asking = Asking { scheduler, model: loaded, cpu, prompts };
    let core = Battery::core(bundle, None, Some(*questions)).map_err(|it| told(&it));
    let mmlu = nanollama_eval::bench::open("mmlu", bundle, None, SHOTS, &Default::default()).map_err(|it| told(&it));
    if let (Err(first), Err(second)) = (&core, &mmlu) {
        return Err(format!("{first}; {second}"));
    }
    let mut all = true;
    println!("task, questions, options, tokens asked, computed, seconds one by one, side by side, worth, wanted");
    if let Ok(core) = &core {
        for member in core.members() {
            // What is to be said exactly has no options.
            let (Asks::Choices(task), true) = (member.asks, member.baseline > 0.0) else { continue };
            all &= asking.measure(&member.name, task, None)?;
        }
    }
    if let Ok(mmlu) = &mmlu
        && let Asks::Choices(task) = Asks::of(mmlu)
    {
        // They are sorted by subject: the first ones have the same examples before them.
        all &= asking.measure("mmlu, 5 shots", &First(task, *questions), Some(MMLU))?;
    }
    Ok(all)
}

/// The first so many questions of a task.
struct First<'a>(&'a dyn Choices, usize);

impl Choices for First<'_> {
    fn name(&self) -> &str {
        self.0.name()
    }

    fn len(&self) -> usize {
        self.0.len().min(self.1)
    }

    fn case(&self, index: usize, prompts: &Prompts, context: usize) -> nanollama_eval::Result<Case> {
        self.0.case(index, prompts, context)
    }

    fn rules(&self) -> &'static [Rule] {
        self.0.rules()
    }

    fn chance(&self) -> Option<f64> {
        self.0.chance()
    }
}

/// A model that is asked.
struct Asking {
    scheduler: Scheduler,
    model: Model,
    cpu: Cpu,
    prompts: Prompts,
}

impl Asking {
    fn measure(&mut self, name: &str, task: &dyn Choices, wanted: Option<f64>) -> Result<bool, String> {
        let Asking { scheduler, model, cpu, prompts } = self;
        let begun = processor_seconds()?;
        let (mut options, mut asked) = (0_u32, 0);
        for index in 0..task.len() {
            let case = task.case(index, prompts, scheduler.context()).map_err(|error| error.to_string())?;
            asked += case.tokens();
            for passage in case.passages.iter().filter(|passage| passage.counts()) {
                options += 1;
                scheduler.forget_prefixes();
                let scored = scheduler.score(model, cpu, passage.ids.clone(), passage.from);
                scored.map_err(|error| error.to_string())?;
            }
        }
        let alone = processor_seconds()? - begun;
        scheduler.forget_prefixes();
        let (begun, before) = (processor_seconds()?, scheduler.computed());
        let mut worker = Worker::new(scheduler, model, cpu, prompts);
        let scored = scoring::score(task, &mut |_, _| None, &mut worker, &mut |_, _, _| true);
        scored.map_err(|error| error.to_string())?;
        let (beside, computed) = (processor_seconds()? - begun, scheduler.computed() - before);
        let each = f64::from(options) / task.len().max(1) as f64;
        let wanted = wanted.unwrap_or(SHARE * each);
        let worth = alone / beside.max(1e-9);
        println!(
            "{name}, {}, {each:.2}, {asked}, {computed}, {alone:.2}, {beside:.2}, {worth:.2}, {wanted:.2}{}",
            task.len(),
            if worth < wanted { ": too little" } else { "" }
        );
        Ok(worth >= wanted)
    }
}

/// Seconds that all threads of this process have computed, as Linux counts them.
fn processor_seconds() -> Result<f64, String> {
    let text = std::fs::read_to_string("/proc/self/stat").map_err(|error| format!("/proc/self/stat: {error}"))?;
    let behind = text.rsplit(')').next().unwrap_or_default();
    let ticks = |at: usize| behind.split_whitespace().nth(at).and_then(|ticks| ticks.parse::<f64>().ok());
    // utime and stime, the 14th and 15th field, in hundredths.
    let (user, system) = (ticks(11).ok_or("no utime")?, ticks(12).ok_or("no stime")?);
    Ok((user + system) / 100.0)
}
