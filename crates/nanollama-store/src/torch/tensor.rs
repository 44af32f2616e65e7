//! A tensor of torch's: a window of a storage, by offset, shape and strides, all held against the storage's size.

use std::ops::Range;

use nanollama_kernel::dtype::DType;

/// The type of a storage's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    F64,
    F32,
    F16,
    Bf16,
    I64,
    I32,
    I16,
    I8,
    U8,
    Bool,
}

/// Names in the module `torch`, torch's name of the type, bytes of a number.
const ELEMENTS: [(&str, Element, &str, usize); 10] = [
    ("DoubleStorage", Element::F64, "float64", 8),
    ("FloatStorage", Element::F32, "float32", 4),
    ("HalfStorage", Element::F16, "float16", 2),
    ("BFloat16Storage", Element::Bf16, "bfloat16", 2),
    ("LongStorage", Element::I64, "int64", 8),
    ("IntStorage", Element::I32, "int32", 4),
    ("ShortStorage", Element::I16, "int16", 2),
    ("CharStorage", Element::I8, "int8", 1),
    ("ByteStorage", Element::U8, "uint8", 1),
    ("BoolStorage", Element::Bool, "bool", 1),
];

impl Element {
    /// The one that a storage's class holds.
    pub(super) fn of(class: &str) -> Option<Element> {
        ELEMENTS.iter().find(|(name, ..)| *name == class).map(|(_, element, ..)| *element)
    }

    fn name(self) -> &'static str {
        ELEMENTS.iter().find(|(_, element, ..)| *element == self).map_or("", |(_, _, name, _)| name)
    }

    fn size(self) -> usize {
        ELEMENTS.iter().find(|(_, element, ..)| *element == self).map_or(1, |(.., size)| *size)
    }
}

/// torch's own limit.
pub(super) const MOST_DIMENSIONS: usize = 64;

/// Numbers of one type, an entry of the zip.
#[derive(Clone, Debug)]
pub(super) struct Storage {
    element: Element,
    count: usize,
    /// Where in the file.
    bytes: Range<usize>,
}

impl Storage {
    /// A storage that is said to have `count` numbers, which must be all that the entry has.
    pub(super) fn new(element: Element, count: i64, key: &str, bytes: Range<usize>) -> Result<Storage, String> {
        let fits = usize::try_from(count).ok().filter(|count| count.checked_mul(element.size()) == Some(bytes.len()));
        let count = fits.ok_or_else(|| {
            let (name, found) = (element.name(), bytes.len());
            format!("storage {key} should have {count} numbers of {name}, and its entry has {found} bytes")
        })?;
        Ok(Storage { element, count, bytes })
    }
}

/// A tensor, wherever its numbers lie in the file.
#[derive(Clone, Debug)]
pub struct Tensor {
    element: Element,
    shape: Vec<usize>,
    strides: Vec<usize>,
    /// From its first number to the end of its storage, in the file.
    bytes: Range<usize>,
    elements: usize,
}

impl Tensor {
    /// A window of a storage: it must lie inside.
    pub(super) fn new(storage: &Storage, offset: i64, shape: &[i64], strides: &[i64]) -> Result<Tensor, String> {
        let wrong = || {
            let count = storage.count;
            format!(
                "a tensor of shape {shape:?}, strides {strides:?} and offset {offset} is not within {count} numbers"
            )
        };
        let all =
            |numbers: &[i64]| numbers.iter().map(|&number| usize::try_from(number).ok()).collect::<Option<Vec<_>>>();
        let (Some(sizes), Some(steps), Ok(offset)) = (all(shape), all(strides), usize::try_from(offset)) else {
            return Err(wrong());
        };
        let elements = sizes.iter().try_fold(1usize, |product, &size| product.checked_mul(size)).ok_or_else(wrong)?;
        let reach = sizes.iter().zip(&steps).try_fold(offset, |reach, (size, step)| {
            size.saturating_sub(1).checked_mul(*step).and_then(|further| reach.checked_add(further))
        });
        let inside =
            if elements == 0 { offset <= storage.count } else { reach.is_some_and(|last| last < storage.count) };
        if sizes.len() != steps.len() || !inside {
            return Err(wrong());
        }
        let start = storage.bytes.start + offset * storage.element.size();
        let bytes = start..storage.bytes.end;
        Ok(Tensor { element: storage.element, shape: sizes, strides: steps, bytes, elements })
    }

    /// Row-major, outermost first; empty for a single value.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// Its first rows alone; all of it where there are no more.
    #[must_use]
    pub fn first_rows(&self, rows: usize) -> Tensor {
        let mut first = self.clone();
        if let Some(size) = first.shape.first_mut().filter(|size| **size > rows) {
            first.elements = self.elements / *size * rows;
            *size = rows;
        }
        first
    }

    /// The number format, or why there is none here.
    pub(super) fn dtype(&self) -> Result<DType, String> {
        match self.element {
            Element::F32 => Ok(DType::F32),
            Element::F16 => Ok(DType::F16),
            Element::Bf16 => Ok(DType::Bf16),
            other => Err(format!("its numbers are {}, only float32, float16 and bfloat16 are read", other.name())),
        }
    }

    /// Where its numbers lie in the file, one after the other.
    pub(super) fn bytes(&self) -> Result<Range<usize>, String> {
        let mut step = 1;
        for (&size, &stride) in self.shape.iter().zip(&self.strides).rev() {
            if size > 1 && stride != step && self.elements > 0 {
                let (shape, strides) = (&self.shape, &self.strides);
                return Err(format!("its numbers do not lie row after row: shape {shape:?}, strides {strides:?}"));
            }
            step *= size.max(1);
        }
        Ok(self.bytes.start..self.bytes.start + self.elements * self.element.size())
    }
}
