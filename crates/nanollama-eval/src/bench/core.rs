//! CORE (Li et al. 2024, DCLM): 22 tasks in a bundle's `core.yaml`, as nanochat measures them (`nanochat/core_eval.py`,
//! `scripts/base_eval.py`): rows shuffled and cut, examples drawn for each from those rows, accuracy centred so that guessing is 0,
//! and the mean of all.
//!
//! Which tasks there are, `core/listed.rs` reads, and what guessing reaches, `core/baselines.rs`; what a model reads, `core/render.rs`
//! writes. Data files that are not there leave their tasks out, by name.

mod baselines;
mod listed;
mod render;

use std::path::{Path, PathBuf};

use nanollama_engine::Prompts;
use nanollama_token::Tokenizer;

use crate::case::{Case, Passage};
use crate::error::{Error, Result};
use crate::random::Random;
use crate::rule::Rule;
use crate::scoring::Choices;
use crate::table::{self, Table};
use baselines::Gpt2;
use listed::{Kind, Listed};

/// Where the list of tasks lies.
const LISTS: [&str; 2] = ["core.yaml", "eval_bundle/core.yaml"];
/// Shuffles the rows of a task.
const SHUFFLE: u32 = 1337;
/// Draws the examples of row i, with i added.
const DRAW: u32 = 1234;

/// The bundle's tasks.
pub struct Core {
    /// Those whose data is there, in the list's order.
    pub tasks: Vec<CoreTask>,
    /// Names of those that are not, with the file that each needs.
    pub missing: Vec<(String, PathBuf)>,
    /// What GPT-2 reaches, by the bundle's tables.
    gpt2: Vec<Gpt2>,
}

/// One task of the bundle.
pub struct CoreTask {
    listed: Listed,
    /// What guessing reaches, from 0 to 1, by the bundle's table.
    pub baseline: f64,
    table: Table,
    /// Rows, shuffled and cut.
    order: Vec<usize>,
}

impl Core {
    /// Opens the bundle in a folder, or in its `eval_bundle`; `only` names one task, `most` cuts the rows of each.
    ///
    /// # Errors
    /// When there is no bundle, its lists or rows are not right, or a task has fewer rows than examples.
    pub fn open(folder: &Path, only: Option<&str>, most: Option<usize>) -> Result<Core> {
        let list = table::find("core", folder, &LISTS)?;
        let folder = list.parent().unwrap_or(folder);
        let baselines = baselines::read(&folder.join("eval_meta_data.csv"))?;
        let mut core = Core { tasks: Vec::new(), missing: Vec::new(), gpt2: baselines::gpt2(folder)? };
        let all = listed::read(&list)?;
        if let Some(name) = only.filter(|name| !all.iter().any(|task| task.label == *name)) {
            let known: Vec<String> = all.into_iter().map(|task| format!("core/{}", task.label)).collect();
            return Err(Error::UnknownTask { name: format!("core/{name}"), known: known.join(", ") });
        }
        for listed in all.into_iter().filter(|task| only.is_none_or(|only| task.label == only)) {
            let data = folder.join("eval_data").join(&listed.uri);
            if !data.is_file() {
                core.missing.push((listed.label, data));
                continue;
            }
            let found = baselines.iter().find(|(name, _)| *name == listed.label);
            let wanted = || format!("row {:?} of eval_meta_data.csv", listed.label);
            let missing = || Error::Missing { task: listed.label.clone(), folder: folder.into(), wanted: wanted() };
            let baseline = found.ok_or_else(missing)?.1;
            core.tasks.push(CoreTask::open(listed, baseline, Table::read(&data)?, most)?);
        }
        Ok(core)
    }

    /// The data files of the bundle in a folder, or in its `eval_bundle`, each with its task; none where there is no bundle.
    ///
    /// # Errors
    /// When its list cannot be read.
    pub fn files(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
        let lists = LISTS.iter().map(|name| folder.join(name));
        let Some(list) = lists.into_iter().find(|path| path.is_file()) else { return Ok(Vec::new()) };
        let data = list.with_file_name("eval_data");
        let all = listed::read(&list)?.into_iter();
        let all = all.map(|task| (format!("core/{}", task.label), data.join(task.uri)));
        Ok(all.filter(|(_, path)| path.is_file()).collect())
    }

    /// Of GPT-2's sizes, by name: the mean over these tasks by the bundle's tables. A table that lacks one of them says nothing.
    pub fn gpt2(&self) -> Vec<(String, f64)> {
        let labels: Vec<&str> = self.tasks.iter().map(CoreTask::name).collect();
        self.gpt2.iter().filter_map(|table| Some((table.name.clone(), table.mean(&labels)?))).collect()
    }

    /// What a size of GPT-2 reaches in a task, centred: the smallest's.
    pub fn gpt2_of(&self, task: &str) -> Option<f64> {
        self.gpt2.first()?.of(task)
    }
}

impl CoreTask {
    fn open(listed: Listed, baseline: f64, table: Table, most: Option<usize>) -> Result<CoreTask> {
        let mut order: Vec<usize> = (0..table.len()).collect();
        Random::new(SHUFFLE).shuffle(&mut order);
        order.truncate(most.unwrap_or(table.len()));
        if order.len() <= listed.shots {
            return Err(Error::Few { task: listed.label, shots: listed.shots, rows: order.len() });
        }
        Ok(CoreTask { listed, baseline, table, order })
    }

    /// Examples before each row.
    pub fn shots(&self) -> usize {
        self.listed.shots
    }

    /// The rows of the examples before the row at a place of the order.
    fn examples(&self, index: usize) -> Vec<usize> {
        let drawn = match self.listed.shots {
            0 => Vec::new(),
            shots => Random::new(DRAW + index as u32).sample(self.order.len() - 1, shots),
        };
        // It draws from the places of all others.
        drawn.into_iter().map(|at| self.order[at + usize::from(at >= index)]).collect()
    }
}

impl Choices for CoreTask {
    fn name(&self) -> &str {
        &self.listed.label
    }

    fn len(&self) -> usize {
        self.order.len()
    }

    fn case(&self, index: usize, prompts: &Prompts, context: usize) -> Result<Case> {
        let row = self.order[index];
        let written = render::write(&self.table, &self.listed, row, &self.examples(index))?;
        let tokenizer = prompts.tokenizer();
        let begin = begin(tokenizer);
        let ids = |text: &String| -> Vec<u32> { begin.into_iter().chain(tokenizer.encode(text)).collect() };
        let texts: Vec<Vec<u32>> = written.texts.iter().map(ids).collect();
        let shared = match self.listed.kind {
            Kind::MultipleChoice => common(&texts, |text, at| text.get(at).copied()),
            Kind::Schema => common(&texts, |text, at| text.len().checked_sub(at + 1).map(|at| text[at])),
            Kind::LanguageModelling => 0,
        };
        let passage = |ids: Vec<u32>| {
            let from = match self.listed.kind {
                Kind::MultipleChoice => shared,
                Kind::Schema => ids.len() - shared,
                Kind::LanguageModelling => 0,
            };
            Passage { ids, from, characters: 0 }
        };
        let passages = match self.listed.kind {
            Kind::LanguageModelling => {
                // With its end and without: what the end adds counts, if it leaves the tokens before it alone.
                let [whole, before]: [Vec<u32>; 2] = texts.try_into().unwrap_or_default();
                let from = if whole.starts_with(&before) { before.len() } else { whole.len() };
                vec![Passage { ids: whole, from, characters: 0 }]
            }
            _ => texts.into_iter().map(passage).collect(),
        };
        Ok(Case::new(row, passages, written.gold, context))
    }

    fn rules(&self) -> &'static [Rule] {
        match self.listed.kind {
            Kind::LanguageModelling => &[Rule::Exact],
            Kind::MultipleChoice | Kind::Schema => &[Rule::PerToken],
        }
    }

    fn chance(&self) -> Option<f64> {
        Some(self.baseline)
    }
}

/// The token that nanochat puts before each text: the model's beginning of a text, of models that were trained without one what
/// stood between their documents.
fn begin(tokenizer: &Tokenizer) -> Option<u32> {
    let between = || tokenizer.special("<|endoftext|>");
    tokenizer.bos().filter(|_| tokenizer.adds_bos()).or_else(between).or_else(|| tokenizer.bos())
}

/// For how many places all texts agree, where `token` gives the token at a place.
fn common(texts: &[Vec<u32>], token: impl Fn(&[u32], usize) -> Option<u32>) -> usize {
    let Some((first, rest)) = texts.split_first() else { return 0 };
    let agree = |at: &usize| {
        let wanted = token(first, *at);
        wanted.is_some() && rest.iter().all(|text| token(text, *at) == wanted)
    };
    (0..first.len()).take_while(agree).count()
}

#[cfg(test)]
mod tests;
