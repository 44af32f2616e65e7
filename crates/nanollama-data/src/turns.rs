//! Whose turn it is where several sets of rows are taken side by side.

/// How many rows were taken of each of several sets, over all epochs. The next row is of the set with the smallest share
/// of its rows behind it, the first of several: so all sets end their epochs together. Which one that is follows from the
/// counts alone.
#[derive(Clone, Debug)]
pub(crate) struct Turns {
    /// Rows of an epoch, for each set.
    counts: Vec<u64>,
    /// Rows taken.
    taken: Vec<u64>,
}

impl Turns {
    /// Before the first row.
    pub(crate) fn new(counts: Vec<u64>) -> Self {
        let taken = vec![0; counts.len()];
        Self { counts, taken }
    }

    /// The set that the next row is of, and the row's number in it; it counts as taken.
    pub(crate) fn take(&mut self) -> (usize, u64) {
        // Shares are compared by cross-multiplication, whole numbers throughout.
        let share = |set: usize, other: usize| u128::from(self.taken[set]) * u128::from(self.counts[other]);
        let behind = |least, set| if share(set, least) < share(least, set) { set } else { least };
        let set = (1..self.counts.len()).fold(0, behind);
        let number = self.taken[set];
        self.taken[set] += 1;
        (set, number)
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
