//! Whose turn it is where several sets of rows are taken side by side.

/// How many rows were taken of each of several sets, over all epochs. Without weights the next row is of the set with the
/// smallest share of its rows behind it, the first of several: so all sets end their epochs together. With weights it is of
/// the set that is due. Which one that is follows from the counts alone.
#[derive(Clone, Debug)]
pub(crate) struct Turns {
    /// Rows of an epoch, for each set.
    counts: Vec<u64>,
    /// How many rows of each beside those of the others; nothing where their sizes say it.
    weights: Vec<u32>,
    /// Rows taken.
    taken: Vec<u64>,
}

impl Turns {
    /// Before the first row.
    pub(crate) fn new(counts: Vec<u64>) -> Self {
        Self::weighed(counts, Vec::new())
    }

    /// Before the first row, of sets with weights above 0.
    pub(crate) fn weighed(counts: Vec<u64>, weights: Vec<u32>) -> Self {
        let taken = vec![0; counts.len()];
        Self { counts, weights, taken }
    }

    /// The set that the next row is of, and the row's number in it; it counts as taken.
    pub(crate) fn take(&mut self) -> (usize, u64) {
        let set = if self.weights.is_empty() { self.slowest() } else { self.due() };
        let number = self.taken[set];
        self.taken[set] += 1;
        (set, number)
    }

    /// The set with the smallest share of its rows behind it.
    fn slowest(&self) -> usize {
        // Shares are compared by cross-multiplication, whole numbers throughout.
        let share = |set: usize, other: usize| u128::from(self.taken[set]) * u128::from(self.counts[other]);
        let behind = |least, set| if share(set, least) < share(least, set) { set } else { least };
        (1..self.counts.len()).fold(0, behind)
    }

    /// The set whose row must come first, among those that lack enough of one: no set is ever a whole row away from its
    /// share, so two places are less than two apart in any window (Tijdeman, "The chairman assignment problem", 1980).
    fn due(&self) -> usize {
        let all: i128 = self.weights.iter().map(|weight| i128::from(*weight)).sum();
        let next = self.taken.iter().map(|taken| i128::from(*taken)).sum::<i128>() + 1;
        // A row is cut into so many parts.
        let parts = (2 * self.weights.len() as i128 - 2).max(1);
        // What a set lacks of its share of the rows up to the next one, and how long it can wait.
        let lacks = |set: usize| parts * (i128::from(self.weights[set]) * next - all * i128::from(self.taken[set]));
        let wait = |set: usize| (parts - 1) * all - lacks(set);
        let sooner = |set: usize, other: usize| {
            wait(set) * i128::from(self.weights[other]) < wait(other) * i128::from(self.weights[set])
        };
        let mut due = None;
        for set in (0..self.weights.len()).filter(|set| lacks(*set) >= all) {
            due = due.filter(|due| !sooner(set, *due)).or(Some(set));
        }
        due.unwrap_or_default()
    }

    /// Rows of an epoch, for each set.
    pub(crate) fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// Rows taken of each set.
    pub(crate) fn taken(&self) -> &[u64] {
        &self.taken
    }

    /// Goes to where so many rows of each set were taken.
    pub(crate) fn set(&mut self, taken: Vec<u64>) {
        debug_assert_eq!(taken.len(), self.counts.len());
        self.taken = taken;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_set_is_a_row_away_from_its_weight_at_any_place() {
        let en_only = vec![25, 55, 10, 10];
        let large = vec![30, 9, 6, 6, 6, 5, 4, 4, 5, 4, 6, 4, 3, 5, 3];
        for weights in [en_only, large, vec![1], vec![1, 1000], vec![7, 7, 7], vec![999_983, 17, 1, 65_536]] {
            let mut turns = Turns::weighed(vec![1; weights.len()], weights.clone());
            let all = weights.iter().sum::<u32>() as f64;
            for row in 1..=1_000_000u64 {
                turns.take();
                if row < 3000 || row % 997 == 0 {
                    for (taken, weight) in turns.taken().iter().zip(&weights) {
                        let fair = row as f64 * f64::from(*weight) / all;
                        assert!((*taken as f64 - fair).abs() < 1.0, "row {row}: {taken} of {fair}: {weights:?}");
                    }
                }
            }
            // Within 0.1% over a million rows, by far.
            for (taken, weight) in turns.taken().iter().zip(&weights) {
                assert!((*taken as f64 / 1e6 - f64::from(*weight) / all).abs() < 1.1e-6);
            }
        }
    }

    #[test]
    fn where_it_goes_on_follows_from_the_counts_alone() {
        let mut whole = Turns::weighed(vec![5, 5, 5], vec![45, 17, 5]);
        for _ in 0..200 {
            let mut other = Turns::weighed(vec![5, 5, 5], vec![45, 17, 5]);
            other.set(whole.taken().to_vec());
            assert_eq!(other.take(), whole.take());
        }
    }

    #[test]
    fn sets_are_taken_at_one_pace() {
        let counts = [3, 10, 1];
        let mut turns = Turns::new(counts.to_vec());
        for row in 1..=70u32 {
            let before = turns.taken().to_vec();
            let (set, number) = turns.take();
            assert_eq!(number, before[set]);
            for (&taken, count) in turns.taken().iter().zip(counts) {
                let fair = f64::from(row) * count as f64 / 14.0;
                assert!((taken as f64 - fair).abs() < 2.0, "{row}: {turns:?}");
            }
            if row % 14 == 0 {
                assert_eq!(turns.taken(), counts.map(|count| count * u64::from(row) / 14));
            }
        }
    }
}
