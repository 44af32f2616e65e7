//! How sums are said: asked, and worked step by step to what comes out. The last number of a working is the result.

use super::super::phrases::{Gaps, Phrases, gaps};
use super::super::words;
use super::super::words::capitals;
use super::sums::{Op, Part, Sum};
use crate::rng::Rng;

/// How numbers and signs are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// `7 + 5 = 12`
    Signs,
    /// `7 and 5 make 12`
    Said,
    /// `seven and five make twelve`
    Words,
}

/// A voice: signs most often.
pub(super) fn voice(rng: &mut Rng) -> Voice {
    match rng.below(10) {
        0..6 => Voice::Signs,
        6..8 => Voice::Said,
        _ => Voice::Words,
    }
}

/// A number in a voice.
pub(super) fn number(number: u32, voice: Voice) -> String {
    if voice == Voice::Words { words::number(number) } else { number.to_string() }
}

impl Op {
    pub(super) const ALL: [Op; 3] = [Op::Plus, Op::Minus, Op::Times];

    /// Its name in lists of wordings.
    pub(super) fn name(self) -> &'static str {
        match self {
            Op::Plus => "plus",
            Op::Minus => "minus",
            Op::Times => "times",
        }
    }

    /// Its sign.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Op::Plus => "+",
            Op::Minus => "-",
            Op::Times => "x",
        }
    }
}

/// The gaps of a sum's numbers.
pub(super) fn numbers(sum: Sum, voice: Voice) -> Gaps {
    let said = |value| number(value, voice);
    gaps([("l", &said(sum.left)), ("r", &said(sum.right)), ("v", &said(sum.result())), ("sign", sum.op.sign())])
}

/// `7 + 5 = 12`, without a mark.
pub(super) fn equation(phrases: &Phrases, sum: Sum, voice: Voice, rng: &mut Rng) -> String {
    if voice == Voice::Signs {
        return format!("{} {} {} = {}", sum.left, sum.op.sign(), sum.right, sum.result());
    }
    let list = if sum.result() == 0 { "said nothing".to_owned() } else { format!("said {}", sum.op.name()) };
    phrases.say(&list, &numbers(sum, voice), rng)
}

/// The whole working, tens first: `20 + 30 = 50, and 7 + 5 = 12. 50 + 12 = 62, so 27 + 35 = 62`, without the last mark, so
/// that something can follow.
pub(super) fn worked(phrases: &Phrases, sum: Sum, voice: Voice, rng: &mut Rng) -> String {
    let whole = equation(phrases, sum, voice, rng);
    if sum.op == Op::Times {
        return counted(phrases, sum, voice, whole, rng);
    }
    let steps = sum.steps();
    if steps.is_empty() {
        return capitals(&whole);
    }
    let mut said = String::new();
    if steps.iter().any(|step| step.part == Part::Borrowed) {
        let (tens, ones) = (sum.left / 10 * 10 - 10, sum.left % 10 + 10);
        let of = |value| number(value, voice);
        let less = match (sum.left % 10, voice) {
            (0, Voice::Words) => "zero".into(),
            (ones, _) => of(ones),
        };
        let broken =
            [("x", &*less), ("y", &of(sum.right % 10)), ("l", &of(sum.left)), ("t", &of(tens)), ("o", &of(ones))];
        said = phrases.say("broken up", &gaps(broken), rng) + " ";
    }
    let equations: Vec<String> = steps.iter().map(|step| equation(phrases, step.sum, voice, rng)).collect();
    let way = match (rng.index(3), equations.as_slice()) {
        (0, _) => {
            let mut lines = Vec::new();
            for (at, (step, equation)) in steps.iter().zip(&equations).enumerate() {
                let label = match step.part {
                    Part::Tens => "tens first",
                    Part::Both => "both",
                    _ if at == 0 => "ones first",
                    _ => "ones then",
                };
                lines.push(format!("{} {equation}.", phrases.say(label, &Gaps::new(), rng)));
            }
            format!("{} so {whole}", lines.join(" "))
        }
        (1, [first, second, last]) => format!("{first}, and {second}. {last}, so {whole}"),
        (1, [first, last]) if steps[1].part == Part::Both => format!("{first}, {last}, so {whole}"),
        _ => format!("{}. so {whole}", equations.join(". ")),
    };
    capitals(&format!("{said}{way}"))
}

fn counted(phrases: &Phrases, sum: Sum, voice: Voice, whole: String, rng: &mut Rng) -> String {
    let way: Vec<String> = sum.counted().into_iter().map(|value| number(value, voice)).collect();
    let gaps = gaps([
        ("l", &number(sum.left, voice)),
        ("r", &number(sum.right, voice)),
        ("steps", &words::plural(&words::number(sum.right))),
        ("way", &way.join(", ")),
        ("f", &whole),
    ]);
    without_stop(&phrases.sentence("counted", &gaps, rng))
}

/// A sum with two digits in both numbers and ones to add, the ones first, written under each other: what is carried is said.
/// `None` for others.
pub(super) fn carried(phrases: &Phrases, sum: Sum, rng: &mut Rng) -> Option<String> {
    if sum.op != Op::Plus || sum.left.min(sum.right) < 10 || sum.left.is_multiple_of(10) && sum.right.is_multiple_of(10)
    {
        return None;
    }
    let ((tens, ones), (more_tens, more_ones)) = ((sum.left / 10, sum.left % 10), (sum.right / 10, sum.right % 10));
    let carries = ones + more_ones >= 10;
    let carried = if carries { " + 1" } else { "" };
    let all_tens = tens + more_tens + u32::from(carries);
    let gaps = gaps([
        ("ones", &format!("{ones} + {more_ones} = {}", ones + more_ones)),
        ("w", &((ones + more_ones) % 10).to_string()),
        ("tens", &format!("{tens} + {more_tens}{carried} = {all_tens}")),
        ("v", &sum.result().to_string()),
        ("f", &equation(phrases, sum, Voice::Signs, rng)),
    ]);
    let list = if carries { "carried" } else { "nothing carried" };
    Some(without_stop(&phrases.sentence(list, &gaps, rng)))
}

fn without_stop(text: &str) -> String {
    text.strip_suffix('.').unwrap_or(text).to_owned()
}

/// A question for a sum. `again` asks behind another one. Signs stand in none whose numbers are words.
pub(super) fn asked(phrases: &Phrases, sum: Sum, again: bool, voice: Voice, rng: &mut Rng) -> String {
    let list = format!("{} {}", if again { "and" } else { "ask" }, sum.op.name());
    loop {
        let question = phrases.sentence(&list, &numbers(sum, voice), rng);
        if voice == Voice::Signs || !question.split(' ').any(|word| ["+", "-", "x", "="].contains(&word)) {
            return question;
        }
    }
}
