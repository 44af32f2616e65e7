//! [`Launch`]: a kernel, its grid and its arguments, as plain data. Who runs it is elsewhere.

/// A place in a device's memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Address(pub u64);

impl Address {
    /// No place. Kernels that may be given none say so.
    pub const NULL: Address = Address(0);

    /// The place so many bytes on.
    #[must_use]
    pub fn plus(self, bytes: usize) -> Address {
        Address(self.0 + bytes as u64)
    }
}

/// Rows of activations in a device's memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matrix {
    /// Its first number.
    pub at: Address,
    /// How many rows.
    pub rows: usize,
    /// How many columns.
    pub cols: usize,
    /// Numbers from row to row.
    pub stride: usize,
}

impl Matrix {
    /// Rows without gaps.
    #[must_use]
    pub fn dense(at: Address, rows: usize, cols: usize) -> Matrix {
        Matrix { at, rows, cols, stride: cols }
    }
}

/// Fewer than 2³² of something, as kernels count rows, columns and blocks.
///
/// # Panics
/// When there are more.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).expect("fewer than 2^32")
}

/// One launch of a kernel. One whose grid is empty has nothing to do and must not be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Launch {
    /// The kernel's name.
    pub kernel: &'static str,
    /// Blocks along each axis.
    pub grid: [u32; 3],
    /// Threads of a block.
    pub threads: u32,
    /// Bytes of shared memory.
    pub shared: u32,
    /// The arguments, each beginning a word.
    words: Vec<u64>,
    /// For each argument its first word and its bytes.
    places: Vec<(usize, usize)>,
}

/// Bytes that sums over a block work in, at the start of shared memory.
pub(crate) const BLOCK_SUM_BYTES: u32 = 256;
/// Threads of a block where each thing has a thread.
const EACH: u32 = 256;
/// Most blocks of such a launch: threads take several things then.
const MOST_BLOCKS: usize = 1 << 16;
/// Numbers that a thread takes at a time, where they lie together.
pub(crate) const EIGHT: usize = 8;
/// Most blocks of a launch of eights, whose threads divide before their first: several to a thread soon, and still many times
/// what a GPU holds at once.
const MOST_BLOCKS_OF_EIGHTS: usize = 1 << 13;

impl Launch {
    /// Without arguments yet.
    ///
    /// # Panics
    /// When an axis has more than 2³² blocks.
    #[must_use]
    pub fn new(kernel: &'static str, grid: [usize; 3], threads: u32) -> Launch {
        let (words, places) = (Vec::new(), Vec::new());
        Launch { kernel, grid: grid.map(count), threads, shared: BLOCK_SUM_BYTES, words, places }
    }

    /// A thread a thing, and the number of things is the last argument.
    pub(crate) fn each(kernel: &'static str, things: usize) -> Launch {
        Launch::new(kernel, [things.div_ceil(EACH as usize).min(MOST_BLOCKS), 1, 1], EACH)
    }

    /// A thread eight numbers of a row. Where kernels go one by one, each takes more.
    pub(crate) fn eights(kernel: &'static str, rows: usize, cols: usize) -> Launch {
        let blocks = (rows * cols.div_ceil(EIGHT)).div_ceil(EACH as usize);
        Launch::new(kernel, [blocks.min(MOST_BLOCKS_OF_EIGHTS), 1, 1], EACH)
    }

    /// One block of the most threads.
    pub(crate) fn alone(kernel: &'static str) -> Launch {
        Launch::new(kernel, [1; 3], 1024)
    }

    /// The same for each of many: the second axis of the grid counts them.
    pub(crate) fn many(self, many: usize) -> Launch {
        let [x, _, z] = self.grid;
        Launch { grid: [x, count(many), z], ..self }
    }

    /// With so many bytes of shared memory.
    #[must_use]
    pub fn shared(self, bytes: usize) -> Launch {
        Launch { shared: count(bytes), ..self }
    }

    /// With one more argument.
    #[must_use]
    pub fn pass(mut self, argument: impl Argument) -> Launch {
        let first = self.words.len();
        let bytes = argument.write(&mut self.words);
        self.places.push((first, bytes));
        self
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.grid.contains(&0)
    }

    /// How long each argument is.
    #[must_use]
    pub fn argument_bytes(&self) -> Vec<usize> {
        self.places.iter().map(|&(_, bytes)| bytes).collect()
    }

    /// Where each argument lies: what the driver's launch takes, valid as long as this is.
    #[must_use]
    pub fn argument_pointers(&self) -> Vec<*const u64> {
        self.places.iter().map(|&(word, _)| &raw const self.words[word]).collect()
    }
}

/// What a kernel can be given.
pub trait Argument {
    /// Appends its words; gives its bytes.
    fn write(self, words: &mut Vec<u64>) -> usize;
}

impl Argument for Address {
    fn write(self, words: &mut Vec<u64>) -> usize {
        words.push(self.0);
        8
    }
}

impl Argument for u64 {
    fn write(self, words: &mut Vec<u64>) -> usize {
        words.push(self);
        8
    }
}

/// A count that a kernel takes in 64 bits.
impl Argument for usize {
    fn write(self, words: &mut Vec<u64>) -> usize {
        (self as u64).write(words)
    }
}

/// A machine that has such a GPU is little-endian: the word begins with its low half.
impl Argument for u32 {
    fn write(self, words: &mut Vec<u64>) -> usize {
        words.push(u64::from(self));
        4
    }
}

impl Argument for f32 {
    fn write(self, words: &mut Vec<u64>) -> usize {
        self.to_bits().write(words)
    }
}

/// A condition, as kernels take it.
impl Argument for bool {
    fn write(self, words: &mut Vec<u64>) -> usize {
        u32::from(self).write(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_lie_as_a_driver_reads_them() {
        let launch = Launch::each("add", 1000).pass(Address(7)).pass(0.5f32).pass(9u32).pass(1usize << 40);
        assert_eq!((launch.grid, launch.threads), ([4, 1, 1], 256));
        assert_eq!(launch.argument_bytes(), [8, 4, 4, 8]);
        let words: Vec<u64> = launch.argument_pointers().iter().map(|&p| launch.words[index(&launch, p)]).collect();
        assert_eq!(words, [7, u64::from(0.5f32.to_bits()), 9, 1 << 40]);
        assert!(Launch::each("add", 0).is_empty() && !Launch::alone("add").is_empty());
    }

    fn index(launch: &Launch, pointer: *const u64) -> usize {
        (pointer.addr() - launch.words.as_ptr().addr()) / 8
    }

    #[test]
    fn a_launch_of_many_things_has_a_bounded_grid() {
        assert_eq!(Launch::each("add", 1 << 40).grid, [1 << 16, 1, 1]);
        assert_eq!(Launch::eights("add", 1 << 30, 9).grid, [1 << 13, 1, 1]);
        assert_eq!(Launch::eights("add", 3, 1025).grid, [2, 1, 1]);
    }
}
