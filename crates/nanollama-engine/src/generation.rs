//! One text being generated: what is chosen from logits, what of it may be shown, and whether it has ended. It knows nothing
//! of models and caches, so a text alone and one of many in a batch are the same. Text that became clear is appended to a
//! string of the caller's.

use std::ops::Range;
use std::sync::Arc;

use nanollama_kernel::op::head;
use nanollama_kernel::pool::Pool;
use nanollama_token::{TextStream, Tokenizer};

use crate::draft::Draft;
use crate::error::{Error, Result};
use crate::finished::Reason;
use crate::guide::{Guide, TokenSet};
use crate::request::Generate;
use crate::sampler::Sampler;
use crate::stop::StopMatcher;
use crate::weighed::{self, Report, Weighed};

/// The state of one generation. Its tokens, prompt first, are the caller's and passed to each call.
pub(crate) struct Generation {
    sampler: Sampler,
    stops: StopMatcher,
    stream: TextStream,
    guide: Option<Box<dyn Guide>>,
    draft: Option<Box<dyn Draft>>,
    /// What the guide allows, refilled for each choice.
    allowed: TokenSet,
    ends: Arc<[u32]>,
    /// Ids the tokenizer has; a padded table has more rows, and no text stands for those.
    vocabulary: usize,
    /// Tokens of the prompt.
    prompt: usize,
    /// Most tokens to generate, and what it means to reach them.
    limit: (usize, Reason),
    pub(crate) text: String,
    pub(crate) forced: Vec<Range<usize>>,
    /// As in [`crate::Finished`]; `None` when not asked for.
    pub(crate) logprobs: Option<Vec<Option<f32>>>,
    /// What is told of each token as it comes, and what was not told yet.
    report: Report,
    pub(crate) untold: Vec<Weighed>,
    pub(crate) reason: Option<Reason>,
    /// As in [`crate::Finished`].
    pub(crate) steps: usize,
    pub(crate) drafted: usize,
    pub(crate) accepted: usize,
}

impl Generation {
    /// A generation behind `prompt` tokens in a context of `context`.
    pub(crate) fn new(
        tokenizer: &Tokenizer,
        ends: &Arc<[u32]>,
        prompt: usize,
        context: usize,
        request: Generate,
    ) -> Self {
        let Generate { sampling, ignore_eos, logprobs, report, guide, draft } = request;
        let room = context.saturating_sub(prompt);
        let limit =
            if room < sampling.max_tokens { (room, Reason::Context) } else { (sampling.max_tokens, Reason::Length) };
        let vocabulary = tokenizer.vocab_size();
        Generation {
            stops: StopMatcher::new(&sampling.stop),
            sampler: Sampler::new(sampling),
            stream: TextStream::new(tokenizer),
            allowed: TokenSet::none(if guide.is_some() { vocabulary } else { 0 }),
            guide,
            draft,
            ends: if ignore_eos { Arc::new([]) } else { Arc::clone(ends) },
            vocabulary,
            prompt,
            limit,
            text: String::new(),
            forced: Vec::new(),
            logprobs: logprobs.then(Vec::new),
            report,
            untold: Vec::new(),
            reason: (limit.0 == 0).then_some(limit.1),
            steps: 0,
            drafted: 0,
            accepted: 0,
        }
    }

    /// Chooses a token from each row of `logits` `[1 + drafted, width]`, for as long as the choices are those of `drafted`,
    /// and appends them to `tokens`. Returns how many of the drafted tokens, from the first, were chosen.
    ///
    /// # Errors
    /// [`crate::Error::NotANumber`], [`crate::Error::NothingAllowed`], or a forced token outside the vocabulary.
    pub(crate) fn advance(
        &mut self,
        tokens: &mut Vec<u32>,
        clear: &mut String,
        drafted: &[u32],
        (logits, width): (&[f32], usize),
        pool: &Pool,
    ) -> Result<usize> {
        let mut accepted = 0;
        self.steps += 1;
        self.drafted += drafted.len();
        for row in logits.chunks_exact(width) {
            let id = self.choose(tokens, row, pool)?;
            let logprob = self.weigh(id, row, pool);
            if self.ends.contains(&id) {
                self.end(Reason::Eos, clear);
                break;
            }
            if let Some(logprobs) = &mut self.logprobs {
                logprobs.push(logprob);
            }
            self.append(tokens, id, clear);
            let chosen = tokens.len();
            self.force(tokens, clear)?;
            let as_drafted = drafted.get(accepted) == Some(&id);
            self.accepted += usize::from(as_drafted);
            if self.reason.is_some() || tokens.len() > chosen || !as_drafted {
                break;
            }
            accepted += 1;
        }
        Ok(accepted)
    }

    /// ln p of a chosen token where somebody asks, and notes what is to be told of it.
    fn weigh(&mut self, id: u32, logits: &[f32], pool: &Pool) -> Option<f32> {
        let asked = self.logprobs.is_some() || matches!(self.report, Report::Likely(_));
        let logprob = asked.then(|| {
            let mut logprob = [0.0];
            head::log_probabilities(pool, logits, logits.len(), &[id], &mut logprob);
            logprob[0]
        });
        match (self.report, logprob) {
            (Report::Nothing, _) => {}
            (Report::Likely(count), Some(logprob)) => {
                let others = weighed::likeliest(logits, self.vocabulary, count, (id, logprob));
                self.untold.push(Weighed { id, logprob: Some(logprob), others });
            }
            (Report::Ids | Report::Likely(_), _) => self.untold.push(Weighed::bare(id)),
        }
        logprob
    }

    fn choose(&mut self, tokens: &[u32], logits: &[f32], pool: &Pool) -> Result<u32> {
        let restricting = self.guide.as_mut().filter(|guide| guide.restricts());
        let restricts = restricting.is_some();
        if let Some(guide) = restricting {
            self.allowed.fill();
            guide.restrict(&mut self.allowed);
        }
        let allowed = restricts.then_some(&self.allowed);
        let picked = self.sampler.pick(&logits[..logits.len().min(self.vocabulary)], tokens, allowed, pool);
        picked.map_err(|error| match (error, self.guide.as_ref().and_then(|guide| guide.fault())) {
            (Error::NothingAllowed { position }, Some(problem)) => Error::Guide { position, problem },
            (error, _) => error,
        })
    }

    /// Appends what the guide says must come next.
    ///
    /// # Errors
    /// When that is a token outside the vocabulary.
    pub(crate) fn force(&mut self, tokens: &mut Vec<u32>, clear: &mut String) -> Result<()> {
        while self.reason.is_none() {
            let forced = self.guide.as_mut().map(|guide| guide.forced()).unwrap_or_default();
            if forced.is_empty() {
                break;
            }
            self.extend(tokens, &forced, clear)?;
        }
        Ok(())
    }

    /// Appends given tokens, up to the limit.
    ///
    /// # Errors
    /// When one lies outside the vocabulary; nothing was appended then.
    pub(crate) fn extend(&mut self, tokens: &mut Vec<u32>, given: &[u32], clear: &mut String) -> Result<()> {
        if let Some(&id) = given.iter().find(|&&id| id as usize >= self.vocabulary) {
            return Err(nanollama_model::Error::Token { id, vocabulary: self.vocabulary }.into());
        }
        let first = tokens.len() - self.prompt;
        for &id in given {
            if self.reason.is_some() {
                break;
            }
            if let Some(logprobs) = &mut self.logprobs {
                logprobs.push(None);
            }
            if self.report != Report::Nothing {
                self.untold.push(Weighed::bare(id));
            }
            self.append(tokens, id, clear);
        }
        let end = tokens.len() - self.prompt;
        match self.forced.last_mut() {
            Some(last) if last.end == first => last.end = end,
            _ if end > first => self.forced.push(first..end),
            _ => {}
        }
        Ok(())
    }

    fn append(&mut self, tokens: &mut Vec<u32>, id: u32, clear: &mut String) {
        tokens.push(id);
        if let Some(guide) = &mut self.guide {
            guide.accept(id);
        }
        let is_hidden = self.guide.as_ref().is_some_and(|guide| guide.hides());
        let whole = if is_hidden { String::new() } else { self.stream.push(id) };
        let (shown, stopped) = self.stops.push(&whole);
        self.text.push_str(&shown);
        clear.push_str(&shown);
        if stopped {
            self.reason = Some(Reason::Stop);
        } else if tokens.len() - self.prompt >= self.limit.0 {
            self.end(self.limit.1, clear);
        }
    }

    /// At most `most` drafted tokens, none that the guide would not allow.
    pub(crate) fn draft(&mut self, tokens: &[u32], most: usize) -> Vec<u32> {
        // The last token before the limit is chosen, not drafted: nothing would follow its row.
        let most = most.min((self.prompt + self.limit.0).saturating_sub(tokens.len() + 1));
        let Some(draft) = self.draft.as_mut().filter(|_| most > 0) else { return Vec::new() };
        let mut drafted = draft.propose(tokens, most);
        drafted.truncate(most);
        let known = drafted.iter().take_while(|&&id| (id as usize) < self.vocabulary).count();
        drafted.truncate(known);
        if let Some(guide) = &mut self.guide {
            let mut accepted = 0;
            for &id in &drafted {
                self.allowed.fill();
                guide.restrict(&mut self.allowed);
                if !self.allowed.contains(id) {
                    break;
                }
                guide.accept(id);
                accepted += 1;
            }
            guide.roll_back(accepted);
            drafted.truncate(accepted);
        }
        drafted
    }

    /// Ends it: text that was held back is clear.
    pub(crate) fn end(&mut self, reason: Reason, clear: &mut String) {
        let half = self.stream.finish();
        let (mut rest, stopped) = self.stops.push(&half);
        if !stopped {
            rest.push_str(&self.stops.finish());
        }
        self.text.push_str(&rest);
        clear.push_str(&rest);
        self.reason = Some(reason);
    }
}
