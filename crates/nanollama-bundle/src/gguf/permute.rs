//! The order of rows in query and key projections.
//!
//! Hugging Face's Llama rotates feature `i` of a head with feature `i + head_dim / 2`; llama.cpp's arch `llama` rotates
//! neighbours, `2i` with `2i + 1`. Rotation angles belong to the pair, so the same model in the other layout is the same
//! matrix with the rows of each head in another order. Forget it and the file loads and answers nonsense.

/// Row of the half-split layout that stands at `row` of the interleaved one.
pub(crate) fn half_split_of(row: usize, head_dim: usize) -> usize {
    let (head, feature) = (row / head_dim, row % head_dim);
    head * head_dim + (feature % 2) * (head_dim / 2) + feature / 2
}

/// Row of the interleaved layout that stands at `row` of the half-split one.
pub(crate) fn interleaved_of(row: usize, head_dim: usize) -> usize {
    let (head, feature) = (row / head_dim, row % head_dim);
    let half = head_dim / 2;
    head * head_dim + 2 * (feature % half) + feature / half
}

/// The rows of a file's query or key projection, `row_bytes` each, in the half-split order.
pub(crate) fn to_half_split(bytes: &[u8], rows: usize, head_dim: usize) -> Vec<u8> {
    let row_bytes = bytes.len() / rows;
    let mut out = Vec::with_capacity(bytes.len());
    for row in 0..rows {
        let source = interleaved_of(row, head_dim) * row_bytes;
        out.extend_from_slice(&bytes[source..source + row_bytes]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_of_eight_by_hand() {
        let order: Vec<usize> = (0..8).map(|row| half_split_of(row, 8)).collect();
        assert_eq!(order, [0, 4, 1, 5, 2, 6, 3, 7]);
        assert_eq!(half_split_of(8 + 3, 8), 8 + 5);
    }

    #[test]
    fn the_two_orders_undo_one_another() {
        for head_dim in [8, 64, 128] {
            for row in 0..3 * head_dim {
                assert_eq!(half_split_of(interleaved_of(row, head_dim), head_dim), row);
                assert_eq!(interleaved_of(half_split_of(row, head_dim), head_dim), row);
            }
        }
        assert_eq!(to_half_split(&[0, 1, 2, 3, 4, 5, 6, 7], 8, 8), [0, 2, 4, 6, 1, 3, 5, 7]);
    }
}
