//! What is told of an evaluation: a line a task, means over several, all of it as JSON, and what was asked and answered, item by item.

use std::fmt::Write;

use nanollama_engine::Prompts;
use nanollama_eval::published::figures;
use nanollama_eval::scoring::{Answered, Choices, Tokens};
use nanollama_eval::writing::Written;
use nanollama_eval::{Battery, Bits, Member, Tasks, bootstrap, centred, wilson};
use serde_json::{Map, Value, json};

use super::asked::{Asked, Part};
use crate::args::EvalArgs;
use crate::print;

/// Whose figures stand beside those of the tasks in chat.
const REFERENCE: &str = "nanochat d20";

/// What is known so far.
pub(super) struct Told {
    model: String,
    most: Option<u32>,
    json: bool,
    tasks: Map<String, Value>,
    means: Map<String, Value>,
    /// Lines of JSON.
    pub(super) items: String,
}

impl Told {
    pub(super) fn new(args: &EvalArgs) -> Told {
        let (tasks, means) = (Map::new(), Map::new());
        Told { model: args.model.clone(), most: args.max_per_task, json: args.json, tasks, means, items: String::new() }
    }

    /// The tasks that are finished.
    pub(super) fn finished(&self) -> Vec<String> {
        self.tasks.keys().cloned().collect()
    }

    /// Whether no task is finished.
    pub(super) fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }

    /// All of it.
    pub(super) fn json(&self) -> Value {
        let mut all = Map::new();
        all.insert("model".into(), json!(self.model));
        all.insert("max_per_task".into(), json!(self.most));
        all.insert("tasks".into(), Value::Object(self.tasks.clone()));
        all.extend(self.means.clone());
        Value::Object(all)
    }

    /// A line for people: on stdout, unless JSON is wanted there.
    fn line(&self, text: &str) -> std::io::Result<()> {
        if self.json { Ok(()) } else { print::data(text) }
    }

    /// How a task of options went.
    pub(super) fn choices(
        &mut self,
        name: &str,
        task: &dyn Choices,
        answered: &[Answered],
        tokens: Tokens,
        seconds: f64,
    ) -> anyhow::Result<()> {
        let asked = answered.len();
        let right = |rule: usize| answered.iter().filter(|it| it.chosen[rule] == Some(it.gold)).count();
        let sum = |of: fn(&Answered) -> usize| answered.iter().map(of).sum::<usize>();
        let mut fields = share(right(0), asked);
        let mut line = format!("{name}: {}", spoken(right(0), asked));
        if let Some(chance) = task.chance() {
            let _infallible = write!(line, ", guessing {chance:.3}");
            fields.insert("chance".into(), json!(chance));
        }
        for (at, rule) in task.rules().iter().enumerate().skip(1) {
            let _infallible = write!(line, "; {} {}", rule.name(), spoken(right(at), asked));
            fields.insert(rule.name().into(), Value::Object(share(right(at), asked)));
        }
        let (cropped, lost) = (sum(|it| it.cropped), sum(|it| it.lost));
        if cropped + lost > 0 {
            let _infallible = write!(
                line,
                "; {cropped} texts were too long and lost their beginning, {lost} have nothing that counts"
            );
        }
        fields.insert("cropped".into(), json!(cropped));
        fields.insert("lost".into(), json!(lost));
        self.end(name, line, fields, tokens, seconds)
    }

    /// How a task went whose answers are written.
    pub(super) fn written(
        &mut self,
        name: &str,
        written: &[Written],
        tokens: Tokens,
        seconds: f64,
    ) -> anyhow::Result<()> {
        let (right, asked) = (written.iter().filter(|it| it.right).count(), written.len());
        let (mut line, mut fields) = (format!("{name}: {}", spoken(right, asked)), share(right, asked));
        // Several answers to each question, one behind the other.
        let questions: Vec<&[Written]> = written.chunk_by(|one, two| one.number == two.number).collect();
        let samples = asked / questions.len().max(1);
        if samples > 1 {
            let passed = questions.iter().filter(|answers| answers.iter().any(|it| it.right)).count();
            let _infallible = write!(line, "; of {samples} answers one is right: {}", spoken(passed, questions.len()));
            fields.insert("samples".into(), json!(samples));
            fields.insert(format!("pass@{samples}"), Value::Object(share(passed, questions.len())));
        }
        self.end(name, line, fields, tokens, seconds)
    }

    fn end(
        &mut self,
        name: &str,
        mut line: String,
        mut fields: Map<String, Value>,
        tokens: Tokens,
        seconds: f64,
    ) -> anyhow::Result<()> {
        let [asked, computed] = [tokens.asked, tokens.computed].map(print::grouped);
        let _infallible = write!(line, " [{computed} tokens computed of {asked}, {seconds:.1} s]");
        for (model, _, share) in figures(name) {
            let _infallible = write!(line, "\n  theirs: {model} {share:.4}");
        }
        fields.insert("tokens_asked".into(), json!(tokens.asked));
        fields.insert("tokens_computed".into(), json!(tokens.computed));
        fields.insert("seconds".into(), json!(seconds));
        self.tasks.insert(name.into(), Value::Object(fields));
        Ok(self.line(&line)?)
    }

    /// What a text measured.
    pub(super) fn bits(&mut self, bits: Bits) -> anyhow::Result<()> {
        let Bits { per_byte, tokens, bytes } = bits;
        let item = json!({"task": "bpb", "bits_per_byte": per_byte, "tokens": tokens, "bytes": bytes});
        let _infallible = writeln!(self.items, "{item}");
        self.tasks.insert("bpb".into(), json!({"bits_per_byte": per_byte, "tokens": tokens, "bytes": bytes}));
        let [tokens, bytes] = [tokens, bytes].map(|count| print::grouped(count as u64));
        Ok(self.line(&format!("bpb: {per_byte:.4} bits a byte, of {bytes} bytes in {tokens} tokens"))?)
    }

    /// Means over what was typed as one.
    pub(super) fn means(&mut self, asked: &Asked) -> anyhow::Result<()> {
        for part in asked.parts() {
            if let Part::Battery(battery) = part
                && battery.of > 1
            {
                self.battery(battery)?;
            }
        }
        Ok(())
    }

    fn battery(&mut self, battery: &Battery) -> anyhow::Result<()> {
        let members = battery.members();
        for Member { name, baseline, .. } in &members {
            let centred = centred(self.accuracy(name), *baseline);
            if let Some(Value::Object(fields)) = self.tasks.get_mut(name) {
                fields.insert("centred".into(), json!(centred));
            }
        }
        let shares: Vec<_> = members.iter().map(|it| self.counted(&it.name, it.baseline)).collect();
        let (same, source) = match battery.tasks() {
            Tasks::Core(core) => (core.gpt2(), "the bundle's tables"),
            Tasks::Chat(_) => {
                let theirs = |it: &Member<'_>| {
                    let (_, _, share) = figures(&it.name).find(|(found, ..)| *found == REFERENCE)?;
                    Some(centred(*share, it.baseline))
                };
                let sum = members.iter().map(theirs).sum::<Option<f64>>();
                let same = sum.map(|sum| (REFERENCE.to_owned(), sum / members.len() as f64));
                (same.into_iter().collect(), "its figures")
            }
        };
        self.mean(battery.name(), &shares, battery.of, &same, source)
    }

    fn accuracy(&self, name: &str) -> f64 {
        self.tasks[name]["accuracy"].as_f64().unwrap_or(0.0)
    }

    /// Right, asked, and how the share counts once it is centred.
    fn counted(&self, name: &str, baseline: f64) -> (usize, usize, f64, f64) {
        let count = |field: &str| self.tasks[name][field].as_u64().unwrap_or(0) as usize;
        let factor = 1.0 / (1.0 - baseline);
        (count("right"), count("asked"), factor, -baseline * factor)
    }

    /// The mean of centred shares, and what others reached.
    fn mean(
        &mut self,
        name: &str,
        shares: &[(usize, usize, f64, f64)],
        all: usize,
        same: &[(String, f64)],
        source: &str,
    ) -> anyhow::Result<()> {
        let centred = shares
            .iter()
            .map(|(right, asked, factor, offset)| factor * *right as f64 / (*asked).max(1) as f64 + offset);
        let mean = centred.sum::<f64>() / shares.len().max(1) as f64;
        let [low, high] = bootstrap(shares);
        let over = shares.len();
        let mut line = format!("{name} over {over} of {all}: {mean:.4}, 95% {low:.4} to {high:.4}");
        for (model, theirs) in same {
            let _infallible = write!(line, "\n  {model} over the same {over}, by {source}: {theirs:.4}");
        }
        for (model, _, share) in figures(name) {
            let all = if name == "CORE" { "its 22 tasks" } else { "five tasks, HumanEval among them" };
            let _infallible = write!(line, "\n  theirs, over {all}: {model} {share:.4}");
        }
        self.means.insert(
            name.into(),
            json!({"mean": mean, "interval": [low, high], "over": over, "of": all,
                "same": same.iter().map(|(model, share)| (model.clone(), json!(share))).collect::<Map<_, _>>()}),
        );
        Ok(self.line(&line)?)
    }

    /// What was asked of options, and their scores.
    pub(super) fn choices_items(
        &mut self,
        name: &str,
        task: &dyn Choices,
        answered: &[Answered],
        prompts: &Prompts,
        context: usize,
    ) -> anyhow::Result<()> {
        for (index, it) in answered.iter().enumerate() {
            let case = task.case(index, prompts, context)?;
            let options = case.passages.iter().zip(&it.scores).map(|(passage, scored)| {
                let (before, option) = passage.ids.split_at(passage.from.min(passage.ids.len()));
                json!({"prompt": prompts.shown(before), "option": prompts.shown(option), "logprob": scored.logprob,
                    "tokens": scored.tokens, "characters": passage.characters, "likeliest": scored.likeliest})
            });
            let rules: Vec<&str> = task.rules().iter().map(|rule| rule.name()).collect();
            let chosen: Map<String, Value> =
                rules.iter().zip(&it.chosen).map(|(rule, chosen)| ((*rule).into(), json!(chosen))).collect();
            let line = json!({"task": name, "number": it.number, "gold": it.gold, "chosen": chosen,
                "right": it.chosen[0] == Some(it.gold), "options": options.collect::<Vec<_>>()});
            let _infallible = writeln!(self.items, "{line}");
        }
        Ok(())
    }

    /// What was written.
    pub(super) fn written_items(&mut self, name: &str, written: &[Written]) {
        for it in written {
            let line = json!({"task": name, "number": it.number, "right": it.right, "text": it.text});
            let _infallible = writeln!(self.items, "{line}");
        }
    }
}

fn share(right: usize, asked: usize) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("accuracy".into(), json!(right as f64 / asked.max(1) as f64));
    fields.insert("interval".into(), json!(wilson(right, asked)));
    fields.insert("right".into(), json!(right));
    fields.insert("asked".into(), json!(asked));
    fields
}

fn spoken(right: usize, asked: usize) -> String {
    let [low, high] = wilson(right, asked);
    format!("{:.4} ({right} of {asked}), 95% {low:.4} to {high:.4}", right as f64 / asked.max(1) as f64)
}
