//! A grade by benchmarks between two steps: the model in training answers, through the engine that evaluates finished ones. It moves
//! no weight and draws no number that training draws, so the run's bits are those of a run without.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

use nanollama_engine::{Adapter, Prompts, Scheduler, Worker};
use nanollama_kernel::device::Device;
use nanollama_kernel::dtype::DType;
use nanollama_model::KvCache;
use serde::Deserialize;

use super::TrainingLoop;
use crate::checkpoint::ADAPTER;
use crate::error::{Error, Result};
use crate::event::{Event, Observer};
use crate::metrics::{Record, Timing};

/// Bytes that keys and values may take, unless the longest text needs more. No bit depends on it.
const CACHE: usize = 512 << 20;
/// Longest text in tokens, where the model's context is longer, as `nanollama_engine::Options` has it.
const CONTEXT: usize = 4096;
/// Texts of full context that are held at most.
const SEQUENCES: usize = 16;

/// What is read of a line of the metrics.
#[derive(Deserialize)]
struct Line {
    step: u64,
    kind: String,
}

impl TrainingLoop {
    /// Grades the model, if the run is graded. Someone who asks to stop breaks it off: a run that goes on from here does it again.
    pub(super) fn grade(
        &mut self,
        device: &dyn Device,
        observer: &mut dyn Observer,
        interrupt: &dyn Fn() -> bool,
    ) -> Result<()> {
        let (Some(battery), Some(grading)) = (&self.battery, &self.plan.watch.grading) else { return Ok(()) };
        self.ranks.be_patient()?;
        if !self.ranks.is_first() {
            return Ok(());
        }
        let begun = Instant::now();
        let (model, tokenizer) = (&self.model, &self.tokenizer);
        let config = model.config();
        let context = config.context.min(CONTEXT);
        let fits = CACHE / (config.cache_bytes_per_token(DType::F32.into()) * context).max(1);
        let cache = KvCache::new(device, config, DType::F32, context * fits.clamp(1, SEQUENCES))?;
        let mut scheduler = Scheduler::new(config, tokenizer, &tokenizer.stop_tokens(), cache, context)?;
        if let Some(lora) = model.learned() {
            scheduler.set_usual(vec![Adapter { name: ADAPTER.to_owned(), scale: lora.scale() }]);
        }
        let prompts = Prompts::of(self.run.name(), tokenizer, self.plan.chat_template());
        let grade = battery.sit(&mut Worker::new(&mut scheduler, model, device, &prompts), &mut || !interrupt())?;
        let seconds = begun.elapsed().as_secs_f64();
        let (step, name) = (self.done, grading.name());
        if let Some(grade) = &grade {
            let timing = Timing { seconds, elapsed: self.elapsed() };
            self.metrics.append(step, &Record::graded(grading.chat, grade, timing))?;
        }
        observer.observe(&Event::Graded { step, name, grade: grade.as_ref(), seconds });
        // What a step took is counted from the last report: this was none of it.
        self.reported = Instant::now();
        Ok(())
    }

    /// Whether a grade was due behind the steps that are done, and the metrics do not have it.
    pub(super) fn is_owed(&self, metrics: &Path) -> Result<bool> {
        let Some(grading) = self.plan.watch.grading.as_ref().filter(|it| it.due(self.done, self.plan.steps)) else {
            return Ok(false);
        };
        let kind = if grading.chat { "chatcore" } else { "core" };
        let file = File::open(metrics).map_err(|source| Error::io(metrics, "read", source))?;
        let of_it = |line: &str| {
            serde_json::from_str::<Line>(line).is_ok_and(|line| line.step == self.done && line.kind == kind)
        };
        Ok(!BufReader::new(file).lines().map_while(|line| line.ok()).any(|line| of_it(&line)))
    }
}
