//! The order of features in heads that RoPE turns.
//!
//! Hugging Face's Llama rotates feature `i` of a head with feature `i + head_dim / 2`; llama.cpp's arch `llama` rotates
//! neighbours, `2i` with `2i + 1`. Rotation angles belong to the pair, so the same model in the other layout is the same
//! tensor with the features of each head in another order: rows of a matrix, single values of a gain. Forget it and the
//! file loads and answers nonsense.

use std::borrow::Cow;

use nanollama_model::RowOrder;

/// The feature of Hugging Face's layout that stands at `feature` of llama.cpp's.
pub(crate) fn ours(order: RowOrder, feature: usize) -> usize {
    match order {
        RowOrder::Plain => feature,
        RowOrder::HalfSplit { head_dim } => {
            let (head, feature) = (feature / head_dim, feature % head_dim);
            head * head_dim + (feature % 2) * (head_dim / 2) + feature / 2
        }
    }
}

/// The feature of llama.cpp's layout that stands at `feature` of Hugging Face's.
pub(crate) fn theirs(order: RowOrder, feature: usize) -> usize {
    match order {
        RowOrder::Plain => feature,
        RowOrder::HalfSplit { head_dim } => {
            let (head, feature, half) = (feature / head_dim, feature % head_dim, head_dim / 2);
            head * head_dim + 2 * (feature % half) + feature / half
        }
    }
}

/// A file's tensor in Hugging Face's order: its bytes are `features` of equal length, in whole heads.
pub(crate) fn to_ours(order: RowOrder, bytes: &[u8], features: usize) -> Cow<'_, [u8]> {
    ordered(order, bytes, features, theirs)
}

/// The way back.
pub(crate) fn to_theirs(order: RowOrder, bytes: &[u8], features: usize) -> Cow<'_, [u8]> {
    ordered(order, bytes, features, ours)
}

/// Features, each from the place that `source` says.
fn ordered(order: RowOrder, bytes: &[u8], features: usize, source: fn(RowOrder, usize) -> usize) -> Cow<'_, [u8]> {
    if order == RowOrder::Plain || features == 0 {
        return Cow::Borrowed(bytes);
    }
    let length = bytes.len() / features;
    let mut out = Vec::with_capacity(bytes.len());
    for feature in 0..features {
        let source = source(order, feature) * length;
        out.extend_from_slice(&bytes[source..source + length]);
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads_of(head_dim: usize) -> RowOrder {
        RowOrder::HalfSplit { head_dim }
    }

    #[test]
    fn a_head_of_eight_by_hand() {
        let order: Vec<usize> = (0..8).map(|feature| ours(heads_of(8), feature)).collect();
        assert_eq!(order, [0, 4, 1, 5, 2, 6, 3, 7]);
        assert_eq!(ours(heads_of(8), 8 + 3), 8 + 5);
        assert_eq!(ours(RowOrder::Plain, 11), 11);
    }

    #[test]
    fn the_two_orders_undo_one_another() {
        for order in [8, 64, 128].map(heads_of) {
            for feature in 0..3 * 128 {
                assert_eq!(ours(order, theirs(order, feature)), feature);
                assert_eq!(theirs(order, ours(order, feature)), feature);
            }
        }
        assert_eq!(*to_theirs(heads_of(8), &[0, 1, 2, 3, 4, 5, 6, 7], 8), [0, 4, 1, 5, 2, 6, 3, 7]);
        assert_eq!(*to_ours(heads_of(8), &[0, 1, 2, 3, 4, 5, 6, 7], 8), [0, 2, 4, 6, 1, 3, 5, 7]);
        assert_eq!(*to_ours(RowOrder::Plain, &[0, 1, 2, 3], 4), [0, 1, 2, 3]);
    }
}
