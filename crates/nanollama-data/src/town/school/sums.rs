//! Sums: which there are, which are kept for the exam, and their parts: tens and ones apart, or counting on in equal steps.
//! How they are said is the matter of `working.rs`.

use super::super::held_out::is_held_out;
use super::super::question::Use;
use crate::rng::Rng;

/// What is done with the two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Op {
    Plus,
    Minus,
    Times,
}

/// Two numbers and what is done with them. Nothing goes below zero or above a hundred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sum {
    pub(super) op: Op,
    pub(super) left: u32,
    pub(super) right: u32,
}

/// One of so many pairs of numbers that are added or taken away is never in a text.
const HELD_OUT: u64 = 10;
/// The same of pairs that are multiplied, of which there are few.
const HELD_OUT_TIMES: u64 = 5;
/// No number is larger.
const MOST: u32 = 100;

impl Sum {
    pub(super) fn result(self) -> u32 {
        match self.op {
            Op::Plus => self.left + self.right,
            Op::Minus => self.left - self.right,
            Op::Times => self.left * self.right,
        }
    }

    /// Whether training never has these two numbers together, whichever stands first. Adding and taking away share their
    /// pairs. What other sums are worked with is always there: numbers up to nine, tens, a number up to twenty with one up to
    /// nine; and what stories multiply by, two and three.
    pub(super) fn is_held_out(self) -> bool {
        let (low, high) = (self.left.min(self.right), self.left.max(self.right));
        match self.op {
            Op::Times => low >= 4 && high <= 9 && is_held_out("times", &format!("{low} {high}"), HELD_OUT_TIMES),
            Op::Plus | Op::Minus => {
                let needed = low.is_multiple_of(10) || high.is_multiple_of(10) || (low <= 9 && high <= 20) || low == 1;
                !needed && is_held_out("sum", &format!("{low} {high}"), HELD_OUT)
            }
        }
    }

    /// A sum that training has, or one that it never has.
    pub(super) fn draw(op: Op, usage: Use, rng: &mut Rng) -> Sum {
        Sum::draw_where(op, usage, rng, |_| true)
    }

    /// The same, of those that fit. Some must.
    pub(super) fn draw_where(op: Op, usage: Use, rng: &mut Rng, fits: impl Fn(Sum) -> bool) -> Sum {
        loop {
            let sum = Sum::any(op, rng);
            if sum.is_held_out() == (usage == Use::Exam) && fits(sum) {
                return sum;
            }
        }
    }

    fn any(op: Op, rng: &mut Rng) -> Sum {
        let mut between = |low: u32, high: u32| low + rng.below(u64::from(high - low) + 1) as u32;
        // As often small as one number large as both.
        let size = between(1, 3);
        match op {
            Op::Times => Sum { op, left: between(2, 10), right: between(2, 10) },
            Op::Plus => {
                let left = if size == 1 { between(1, 10) } else { between(11, MOST - 11) };
                let right = if size == 3 { between(10, MOST - left) } else { between(1, (MOST - left).min(10)) };
                if between(0, 1) == 0 { Sum { op, left, right } } else { Sum { op, left: right, right: left } }
            }
            Op::Minus => {
                let left = if size == 1 { between(3, 20) } else { between(21, MOST) };
                let right = if size == 3 { between(10, left - 1) } else { between(1, (left - 1).min(9)) };
                Sum { op, left, right }
            }
        }
    }

    /// How it is worked, with tens and ones apart. Empty: it is known by heart.
    pub(super) fn steps(self) -> Vec<Step> {
        match self.op {
            Op::Plus => self.adding(),
            Op::Minus => self.taking_away(),
            Op::Times => Vec::new(),
        }
    }

    fn adding(self) -> Vec<Step> {
        let ((tens, ones), (more_tens, more_ones)) = (parts(self.left), parts(self.right));
        let known = if ones == 0 { more_ones == 0 || more_tens == 0 } else { more_ones == 0 && tens == 0 };
        if known || self.result() <= 20 {
            return Vec::new();
        }
        let mut steps = Vec::new();
        if tens > 0 && more_tens > 0 {
            steps.push(step(Part::Tens, Op::Plus, tens, more_tens));
        }
        if ones > 0 && more_ones > 0 {
            steps.push(step(Part::Ones, Op::Plus, ones, more_ones));
        }
        steps.push(step(Part::Both, Op::Plus, tens + more_tens, ones + more_ones));
        steps
    }

    fn taking_away(self) -> Vec<Step> {
        let ((mut tens, mut ones), (less_tens, less_ones)) = (parts(self.left), parts(self.right));
        if self.left <= 20 && self.right <= 9 || ones == 0 && less_ones == 0 {
            return Vec::new();
        }
        let borrows = ones < less_ones;
        if borrows {
            (tens, ones) = (tens - 10, ones + 10);
        }
        let mut steps = Vec::new();
        if less_tens > 0 {
            steps.push(step(Part::Tens, Op::Minus, tens, less_tens));
        }
        if less_ones > 0 {
            let part = if borrows { Part::Borrowed } else { Part::Ones };
            steps.push(step(part, Op::Minus, ones, less_ones));
        }
        let (tens, ones) = (tens - less_tens, ones - less_ones);
        if tens > 0 && ones > 0 {
            steps.push(step(Part::Both, Op::Plus, tens, ones));
        }
        steps
    }

    /// The numbers on the way when equal steps are counted: `6, 12, 18, 24` for four times six.
    pub(super) fn counted(self) -> Vec<u32> {
        (1..=self.left).map(|times| times * self.right).collect()
    }
}

/// A sum on the way, and what it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) part: Part,
    pub(super) sum: Sum,
}

/// What a step works with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Tens,
    Ones,
    /// The ones with one ten more, because they were too few.
    Borrowed,
    /// Tens and ones together.
    Both,
}

fn step(part: Part, op: Op, left: u32, right: u32) -> Step {
    Step { part, sum: Sum { op, left, right } }
}

/// Tens, as `20`, and ones.
fn parts(number: u32) -> (u32, u32) {
    (number / 10 * 10, number % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_is_held_out_and_no_step_is() {
        let (mut held, mut all) = ([0; 3], [0; 3]);
        for op in [Op::Plus, Op::Minus, Op::Times] {
            for left in 1..=100 {
                for right in 1..=100 {
                    let sum = Sum { op, left, right };
                    let fits = match op {
                        Op::Plus => left + right <= MOST,
                        Op::Minus => right < left,
                        Op::Times => left <= 10 && right <= 10,
                    };
                    if !fits {
                        continue;
                    }
                    all[op as usize] += 1;
                    held[op as usize] += usize::from(sum.is_held_out());
                    assert_eq!(sum.is_held_out(), Sum { op, left: right, right: left }.is_held_out());
                    let steps = sum.steps();
                    for step in &steps {
                        assert!(!step.sum.is_held_out(), "{sum:?}: {step:?}");
                        assert!(step.sum.left > 0 && step.sum.right > 0, "{sum:?}: {step:?}");
                    }
                    if let Some(last) = steps.last().filter(|step| step.part == Part::Both) {
                        assert_eq!(last.sum.result(), sum.result(), "{sum:?}");
                    }
                    if op == Op::Times {
                        assert_eq!(sum.counted().last(), Some(&sum.result()));
                    }
                }
            }
        }
        for (held, all) in held.into_iter().zip(all) {
            assert!((all / 25..all / 8).contains(&held), "{held} of {all}");
        }
    }

    #[test]
    fn sums_are_worked_as_children_do() {
        let steps = |op, left, right| {
            let steps = Sum { op, left, right }.steps();
            steps.iter().map(|step| (step.sum.left, step.sum.right, step.sum.result())).collect::<Vec<_>>()
        };
        assert_eq!(steps(Op::Plus, 27, 35), [(20, 30, 50), (7, 5, 12), (50, 12, 62)]);
        assert_eq!(steps(Op::Plus, 27, 5), [(7, 5, 12), (20, 12, 32)]);
        assert_eq!(steps(Op::Plus, 5, 27), [(5, 7, 12), (20, 12, 32)]);
        assert_eq!(steps(Op::Plus, 30, 45), [(30, 40, 70), (70, 5, 75)]);
        assert_eq!(steps(Op::Plus, 45, 30), [(40, 30, 70), (70, 5, 75)]);
        assert_eq!(steps(Op::Minus, 62, 27), [(50, 20, 30), (12, 7, 5), (30, 5, 35)]);
        assert_eq!(steps(Op::Minus, 62, 5), [(12, 5, 7), (50, 7, 57)]);
        assert_eq!(steps(Op::Minus, 67, 27), [(60, 20, 40), (7, 7, 0)]);
        assert_eq!(steps(Op::Minus, 31, 28), [(20, 20, 0), (11, 8, 3)]);
        assert_eq!(steps(Op::Plus, 8, 5), []);
        assert_eq!(steps(Op::Minus, 90, 40), []);
    }
}
