//! Divides the rows of a step among those that wait for them.

/// Rows for each of `pending` (rows that each could use, oldest request first), at most `budget` in all.
///
/// Whoever waits for a single row, as texts being continued do, gets it. Of the rest the oldest has a quarter, so that it
/// is never kept out for good; then the shortest come first, so that a long prompt keeps no short one waiting.
pub(super) fn share(budget: usize, pending: &[usize]) -> Vec<usize> {
    let mut rows = vec![0; pending.len()];
    let mut left = budget;
    for (rows, _) in rows.iter_mut().zip(pending).filter(|(_, pending)| **pending == 1).take(budget) {
        *rows = 1;
        left -= 1;
    }
    let mut prompts: Vec<usize> = (0..pending.len()).filter(|&index| pending[index] > 1).collect();
    if let Some(&oldest) = prompts.first() {
        rows[oldest] = pending[oldest].min(left.div_ceil(4));
        left -= rows[oldest];
    }
    prompts.sort_by_key(|&index| pending[index]);
    for index in prompts {
        let more = (pending[index] - rows[index]).min(left);
        rows[index] += more;
        left -= more;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_rows_come_first_then_short_prompts_and_the_oldest_has_its_share() {
        assert!(share(10, &[]).is_empty());
        assert_eq!(share(10, &[4]), [4]);
        assert_eq!(share(10, &[400]), [10]);
        assert_eq!(share(10, &[400, 1, 1]), [8, 1, 1]);
        assert_eq!(share(10, &[400, 1, 5]), [4, 1, 5]);
        assert_eq!(share(8, &[400, 300, 5]), [2, 1, 5]);
        assert_eq!(share(8, &[400, 300, 50]), [2, 0, 6]);
        assert_eq!(share(2, &[1, 9, 1, 1]), [1, 0, 1, 0]);
        for pending in [&[7, 1, 30, 2, 2][..], &[1, 1, 1], &[100, 99, 98]] {
            for budget in 1..150 {
                let rows = share(budget, pending);
                assert_eq!(rows.iter().sum::<usize>(), budget.min(pending.iter().sum()), "all rows are used");
                assert!(rows.iter().zip(pending).all(|(rows, pending)| rows <= pending));
            }
        }
    }
}
