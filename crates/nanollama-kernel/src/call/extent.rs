//! Sizes of matrices before their rows are counted: columns × a row count that has a name.

/// What the rows of a matrix are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowCount {
    /// The rows of a launch: one a token.
    Tokens,
    /// The rows whose results the launch is asked for.
    Selected,
    /// This many, whatever the launch.
    Fixed(usize),
}

/// The two row counts of a launch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Counts {
    /// Rows of the launch.
    pub tokens: usize,
    /// Rows whose results are asked for.
    pub selected: usize,
}

impl Counts {
    /// The number that `rows` stands for.
    #[must_use]
    pub fn of(&self, rows: RowCount) -> usize {
        match rows {
            RowCount::Tokens => self.tokens,
            RowCount::Selected => self.selected,
            RowCount::Fixed(count) => count,
        }
    }
}

/// The size of a matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Extent {
    /// What its rows are counted by.
    pub rows: RowCount,
    /// Columns.
    pub cols: usize,
}

/// What an output is for; a device's precision policy goes by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Values that flow on, and their gradients.
    Activation,
    /// A few numbers a row that must stay precise: norms, log-sum-exps, losses.
    Statistic,
}

/// One output of an op.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Output {
    /// Its size.
    pub extent: Extent,
    /// What it is for.
    pub role: Role,
}

/// What a plan must know of a weight `[rows, cols]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WeightShape {
    /// Output features, or the rows of a table.
    pub rows: usize,
    /// Input features.
    pub cols: usize,
    /// Stored as f32 values that can be trained.
    pub dense: bool,
    /// f32 that a row takes when products with it round what they multiply; 0 where they do not.
    pub rounded_words: usize,
}

impl WeightShape {
    /// A weight of f32 values.
    #[must_use]
    pub const fn dense(rows: usize, cols: usize) -> WeightShape {
        WeightShape { rows, cols, dense: true, rounded_words: 0 }
    }
}
