//! The sum of a micro-batch's losses, one f64 chain over the rows.

/// Σ loss · weight over the rows, ascending. A row of weight 0 adds nothing.
#[must_use]
pub fn sum(losses: &[f32], weights: &[f32]) -> f64 {
    assert_eq!(losses.len(), weights.len(), "a weight a loss");
    losses.iter().zip(weights).map(|(&loss, &weight)| f64::from(loss) * f64::from(weight)).sum()
}

#[cfg(test)]
mod tests {
    #[test]
    fn rows_count_as_much_as_their_weights() {
        assert_eq!(super::sum(&[1.5, 0.0, 2.0], &[2.0, 0.0, 0.25]), 3.5);
        assert_eq!(super::sum(&[], &[]), 0.0);
    }
}
