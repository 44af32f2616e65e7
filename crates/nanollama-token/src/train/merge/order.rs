//! Which of several equally frequent pairs is taken first.

use std::cmp::Reverse;
use std::rc::Rc;

/// A pair's place among equally frequent ones: the greatest merges first.
pub(super) trait Order: Ord + Sized {
    /// The place of a pair; `texts` are the tokens' bytes by id.
    fn of(left: u32, right: u32, texts: &[Rc<[u8]>]) -> Self;

    /// Whether the pair may merge at all.
    fn may_merge(_left: u32, _right: u32, _texts: &[Rc<[u8]>]) -> bool {
        true
    }
}

pub(super) type Ascending = Reverse<(u32, u32)>;
pub(super) type Greatest = (Rc<[u8]>, Rc<[u8]>);

/// SentencePiece's order: the shorter union, then the lesser text. Unions may be made in several ways; then ids decide.
pub(super) type Shortest = (Reverse<usize>, Reverse<Box<[u8]>>, Reverse<(u32, u32)>);

/// The most characters of a piece, as SentencePiece has it.
const LONGEST: usize = 16;

/// What stands for a space.
const SPACE: &[u8] = "▁".as_bytes();

fn characters(text: &[u8]) -> usize {
    text.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

fn is_space(text: &[u8]) -> bool {
    text.chunks(SPACE.len()).all(|sign| sign == SPACE)
}

impl Order for Shortest {
    fn of(left: u32, right: u32, texts: &[Rc<[u8]>]) -> Shortest {
        let union = [&*texts[left as usize], &*texts[right as usize]].concat();
        (Reverse(characters(&union)), Reverse(union.into()), Reverse((left, right)))
    }

    /// A space begins a piece, or all of it is spaces.
    fn may_merge(left: u32, right: u32, texts: &[Rc<[u8]>]) -> bool {
        let (left, right) = (&*texts[left as usize], &*texts[right as usize]);
        let apart = right.starts_with(SPACE) && !(is_space(left) && is_space(right));
        !apart && characters(left) + characters(right) <= LONGEST
    }
}

impl Order for Ascending {
    fn of(left: u32, right: u32, _: &[Rc<[u8]>]) -> Ascending {
        Reverse((left, right))
    }
}

impl Order for Greatest {
    fn of(left: u32, right: u32, texts: &[Rc<[u8]>]) -> Greatest {
        (texts[left as usize].clone(), texts[right as usize].clone())
    }
}
