//! A Kneser-Ney trigram over token ids: what counting alone makes of the same tokens. Printed beside a model's bits per
//! byte and answers, so that nobody takes for understanding what a table of frequencies can do, too.
//!
//! Interpolated and with three discounts an order, estimated from the counts (Chen and Goodman, "An Empirical Study of
//! Smoothing Techniques for Language Modeling", 1998, modified Kneser-Ney). Counts are sorted arrays: built by one sort,
//! read by bisection, the same on every machine.

/// Stands before the first token of a document, so that its second token has two before it, too.
const NOTHING: u32 = u32::MAX;

/// A trained trigram.
#[derive(Clone, Debug)]
pub struct Trigram {
    /// Trigrams under two tokens of context.
    order3: Order<2>,
    /// Bigrams, counted by how many different tokens come before them.
    order2: Order<1>,
    /// Tokens, counted by how many different tokens come before them.
    order1: Order<0>,
    vocab_size: usize,
}

/// The n-grams of one order with C tokens of context.
#[derive(Clone, Debug)]
struct Order<const C: usize> {
    /// Ascending: context, then token.
    grams: Vec<([u32; C], u32)>,
    /// The count of each, discounted.
    weights: Vec<f64>,
    /// Ascending.
    contexts: Vec<[u32; C]>,
    /// Of each context: all its counts, and the part that discounting freed for the order below.
    totals: Vec<(f64, f64)>,
}

impl<const C: usize> Order<C> {
    /// From all n-grams with their counts, ascending.
    fn new(counted: Vec<(([u32; C], u32), u64)>) -> Self {
        let discounts = discounts(counted.iter().map(|(_, count)| *count));
        let mut order = Self { grams: Vec::new(), weights: Vec::new(), contexts: Vec::new(), totals: Vec::new() };
        for (gram, count) in counted {
            let discount = discounts[(count.min(3) - 1) as usize];
            order.grams.push(gram);
            order.weights.push(count as f64 - discount);
            if order.contexts.last() != Some(&gram.0) {
                order.contexts.push(gram.0);
                order.totals.push((0.0, 0.0));
            }
            let total = order.totals.last_mut().expect("a context was pushed above");
            *total = (total.0 + count as f64, total.1 + discount);
        }
        order
    }

    /// The probability of a token, given what the order below says of it.
    fn interpolate(&self, context: [u32; C], token: u32, below: f64) -> f64 {
        let Ok(index) = self.contexts.binary_search(&context) else { return below };
        let (total, freed) = self.totals[index];
        let weight = self.grams.binary_search(&(context, token)).map_or(0.0, |index| self.weights[index]);
        (weight + freed * below) / total
    }
}

impl Trigram {
    /// Counts documents: token ids with their separators. `vocab_size` bounds the ids.
    pub fn train<D: AsRef<[u32]>>(documents: impl IntoIterator<Item = D>, vocab_size: usize) -> Self {
        let mut grams: Vec<[u32; 3]> = Vec::new();
        for document in documents {
            let document = document.as_ref();
            for at in 1..document.len() {
                let before = if at >= 2 { document[at - 2] } else { NOTHING };
                grams.push([before, document[at - 1], document[at]]);
            }
        }
        grams.sort_unstable();
        let trigrams = count(grams.iter().map(|[u, v, w]| ([*u, *v], *w)));
        // Each different trigram is one different token before its bigram, and likewise below.
        let mut bigrams: Vec<([u32; 1], u32)> = trigrams.iter().map(|(([_, v], w), _)| ([*v], *w)).collect();
        bigrams.sort_unstable();
        let bigrams = count(bigrams.into_iter());
        let mut tokens: Vec<([u32; 0], u32)> = bigrams.iter().map(|((_, w), _)| ([], *w)).collect();
        tokens.sort_unstable();
        let tokens = count(tokens.into_iter());
        Self { order3: Order::new(trigrams), order2: Order::new(bigrams), order1: Order::new(tokens), vocab_size }
    }

    /// The natural logarithm of a token's probability after `context`, of which only the last two tokens matter.
    pub fn log_prob(&self, context: &[u32], token: u32) -> f64 {
        let at = |back: usize| context.len().checked_sub(back).map_or(NOTHING, |index| context[index]);
        let uniform = 1.0 / self.vocab_size.max(1) as f64;
        let p1 = self.order1.interpolate([], token, uniform);
        let p2 = self.order2.interpolate([at(1)], token, p1);
        self.order3.interpolate([at(2), at(1)], token, p2).ln()
    }

    /// Bits per byte over documents. `bytes_of` gives the bytes of text that a token stands for; tokens that stand for
    /// none (separators) are read as context but neither counted nor charged. `None` when there is no text at all.
    pub fn bits_per_byte<D: AsRef<[u32]>>(
        &self,
        documents: impl IntoIterator<Item = D>,
        bytes_of: impl Fn(u32) -> usize,
    ) -> Option<f64> {
        let (mut nats, mut bytes) = (0.0, 0);
        for document in documents {
            let document = document.as_ref();
            for at in 1..document.len() {
                let of_token = bytes_of(document[at]);
                if of_token > 0 {
                    nats -= self.log_prob(&document[..at], document[at]);
                    bytes += of_token;
                }
            }
        }
        (bytes > 0).then(|| nats / std::f64::consts::LN_2 / bytes as f64)
    }

    /// The natural logarithm of the probability of a whole continuation.
    pub fn continuation(&self, prompt: &[u32], continuation: &[u32]) -> f64 {
        let mut context: Vec<u32> = prompt[prompt.len().saturating_sub(2)..].to_vec();
        continuation
            .iter()
            .map(|token| {
                let log_prob = self.log_prob(&context, *token);
                context.push(*token);
                log_prob
            })
            .sum()
    }

    /// The index of the likeliest of several continuations; the first of equals, 0 when there are none.
    pub fn answer<D: AsRef<[u32]>>(&self, prompt: &[u32], choices: &[D]) -> usize {
        let mut best = (f64::NEG_INFINITY, 0);
        for (index, choice) in choices.iter().enumerate() {
            let score = self.continuation(prompt, choice.as_ref());
            if score > best.0 {
                best = (score, index);
            }
        }
        best.1
    }
}

/// Runs of equal items, of an ascending sequence.
fn count<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<(T, u64)> {
    let mut counted: Vec<(T, u64)> = Vec::new();
    for item in items {
        match counted.last_mut() {
            Some((last, count)) if *last == item => *count += 1,
            _ => counted.push((item, 1)),
        }
    }
    counted
}

/// Discounts of n-grams seen once, twice, and more often. Chen and Goodman's estimate needs n-grams seen one to four
/// times; a corpus that lacks some gets Ney's single discount, and one without rare n-grams a half.
fn discounts(counts: impl Iterator<Item = u64>) -> [f64; 3] {
    let mut n = [0.0f64; 4];
    for count in counts {
        if (1..=4).contains(&count) {
            n[(count - 1) as usize] += 1.0;
        }
    }
    if n[0] == 0.0 {
        return [0.5; 3];
    }
    let y = n[0] / (n[0] + 2.0 * n[1]);
    if n.contains(&0.0) {
        // With nothing seen twice the estimate is 1, which would leave nothing to n-grams seen once.
        return [y.min(0.9); 3];
    }
    // Where n-grams do not thin out as in natural text the estimate can leave (0, k). A discount of zero would give what a
    // context was never followed by no probability at all, and a text with it infinitely many bits.
    let estimate = |k: usize| k as f64 - (k + 1) as f64 * y * n[k] / n[k - 1];
    [1, 2, 3].map(|k| Some(estimate(k)).filter(|d| *d > 0.0 && *d < k as f64).unwrap_or(y.min(0.9)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corpus() -> Vec<Vec<u32>> {
        // A small language with structure: token 0 starts, 9 ends, what follows 1 depends on what came before it.
        let mut state = 7u64;
        (0..400)
            .map(|_| {
                let mut document = vec![0];
                for _ in 0..20 {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    let noise = (state >> 33) as u32;
                    let last = document[document.len() - 1];
                    document.push(if noise.is_multiple_of(4) { 1 + noise / 4 % 8 } else { 1 + (last * 3 + 1) % 8 });
                }
                document.push(9);
                document
            })
            .collect()
    }

    #[test]
    fn probabilities_sum_to_one_after_any_context() {
        let model = Trigram::train(corpus(), 12);
        for context in [&[][..], &[0], &[0, 1], &[3, 4], &[9, 9], &[11, 11], &[1, 11], &[11, 1]] {
            let sum: f64 = (0..12).map(|token| model.log_prob(context, token).exp()).sum();
            assert!((sum - 1.0).abs() < 1e-12, "{context:?}: {sum}");
        }
    }

    #[test]
    fn text_with_odd_counts_leaves_no_token_without_probability() {
        // More bigrams are seen three times than once: the estimated second discount is negative.
        let mut documents = vec![vec![0, 1, 2], vec![0, 2, 3], vec![0, 3, 4], vec![0, 3, 4]];
        for token in 4..9 {
            documents.extend(std::iter::repeat_n(vec![0, token, token + 1], 3));
        }
        documents.extend(std::iter::repeat_n(vec![0, 9, 1], 4));
        let model = Trigram::train(&documents, 12);
        for context in [[0, 1], [0, 2], [0, 3], [0, 5], [0, 9], [5, 6]] {
            for token in 0..12 {
                assert!(model.log_prob(&context, token).is_finite(), "{token} after {context:?}");
            }
        }
    }

    #[test]
    fn a_small_corpus_by_hand() {
        // Documents a b c, a b c and a b d with a = 0, b = 1, c = 2, d = 3.
        let model = Trigram::train([[0, 1, 2], [0, 1, 2], [0, 1, 3]], 4);
        // Trigrams: (., a, b) 3 times, (a, b, c) 2, (a, b, d) 1. Nothing four times: Ney's discount 1 / (1 + 2) = 1/3.
        // Bigrams by different tokens before: (a, b), (b, c), (b, d) 1 each: nothing twice, so 0.9. Tokens b, c, d: the same.
        let third = 1.0 / 3.0;
        let p1 = |seen: bool| (if seen { 0.1 } else { 0.0 } + 2.7 * 0.25) / 3.0;
        let p2_after_b = |seen: bool| (if seen { 0.1 } else { 0.0 } + 1.8 * p1(seen)) / 2.0;
        let c = (2.0 - third + 2.0 * third * p2_after_b(true)) / 3.0;
        let d = (1.0 - third + 2.0 * third * p2_after_b(true)) / 3.0;
        assert!((model.log_prob(&[0, 1], 2).exp() - c).abs() < 1e-12);
        assert!((model.log_prob(&[0, 1], 3).exp() - d).abs() < 1e-12);
        // An unseen pair before falls to the bigram, an unseen token to the uniform share.
        assert!((model.log_prob(&[3, 1], 2).exp() - p2_after_b(true)).abs() < 1e-12);
        let p2_unseen = 1.8 * p1(false) / 2.0;
        assert!((model.log_prob(&[0, 1], 0).exp() - 2.0 * third * p2_unseen / 3.0).abs() < 1e-12);
        assert_eq!(model.answer(&[0, 1], &[[3], [2]]), 1);
    }

    #[test]
    fn it_beats_token_frequencies_on_new_text() {
        let mut documents = corpus();
        let test = documents.split_off(300);
        let model = Trigram::train(&documents, 10);
        let unigram = {
            let mut counts = [1.0f64; 10];
            for token in documents.iter().flat_map(|d| &d[1..]) {
                counts[*token as usize] += 1.0;
            }
            let all: f64 = counts.iter().sum();
            let tokens: Vec<u32> = test.iter().flat_map(|d| d[1..].to_vec()).collect();
            let bits: f64 = tokens.iter().map(|token| -(counts[*token as usize] / all).log2()).sum();
            bits / tokens.len() as f64
        };
        let bits = model.bits_per_byte(&test, |_| 1).unwrap();
        assert!(bits < 0.75 * unigram, "{bits} against {unigram}");
    }

    #[test]
    fn separators_are_not_charged() {
        let documents = corpus();
        let model = Trigram::train(&documents, 10);
        let all = model.bits_per_byte(&documents, |_| 1).unwrap();
        let text = model.bits_per_byte(&documents, |token| usize::from(token != 9)).unwrap();
        assert!(text != all);
        assert_eq!(model.bits_per_byte([[9, 9]], |_| 0), None);
        assert_eq!(Trigram::train(Vec::<Vec<u32>>::new(), 4).log_prob(&[1], 2), 0.25f64.ln());
    }
}
