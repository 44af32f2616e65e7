//! Which of several equally frequent pairs is taken first.

use std::cmp::Reverse;
use std::rc::Rc;

/// A pair's place among equally frequent ones: the greatest merges first.
pub(super) trait Order: Ord + Sized {
    /// The place of a pair; `texts` are the tokens' bytes by id.
    fn of(left: u32, right: u32, texts: &[Rc<[u8]>]) -> Self;
}

pub(super) type Ascending = Reverse<(u32, u32)>;
pub(super) type Greatest = (Rc<[u8]>, Rc<[u8]>);

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
