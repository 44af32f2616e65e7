//! What is kept for the exam: a stable hash of the thing itself decides, the same in every town.

use crate::rng::hash;

/// Whether a thing is among the one in `of` of its kind that no text may have.
pub(super) fn is_held_out(kind: &str, thing: &str, of: u64) -> bool {
    let bytes = |text: &str| hash(&text.bytes().map(u64::from).collect::<Vec<_>>());
    hash(&[bytes(kind), bytes(thing)]).is_multiple_of(of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_its_share_is_held_out() {
        let count = (0..10_000).filter(|number| is_held_out("test", &number.to_string(), 5)).count();
        assert!((1_800..2_200).contains(&count), "{count}");
        assert_eq!(is_held_out("a", "b", 7), is_held_out("a", "b", 7));
    }
}
