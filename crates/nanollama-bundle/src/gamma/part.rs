//! [`Part`]: what is added to one tensor, in one of four forms.

use nanollama_kernel::dtype::DType;
use nanollama_kernel::error::Error as KernelError;
use nanollama_kernel::low_rank::product;
use nanollama_model::TensorData;

use super::numbers::{decode, dot, encode, square, turned};
use super::sparse::Sparse;

/// What is added to a tensor.
#[derive(Debug, Clone)]
pub enum Part {
    /// As many numbers as the tensor has.
    Dense(TensorData<'static>),
    /// To a matrix `[N, K]`: `B A`.
    LowRank {
        /// `[R, K]`.
        a: TensorData<'static>,
        /// `[N, R]`.
        b: TensorData<'static>,
    },
    /// To some rows of a table.
    Rows {
        /// Which, ascending.
        ids: Vec<u32>,
        /// `[ids, D]`.
        values: TensorData<'static>,
    },
    /// To some places of a matrix `[N, K]`.
    Sparse(Sparse),
}

impl Part {
    /// `dense`, `rank 55`, `12 rows`.
    pub fn kind(&self) -> String {
        match self {
            Part::Dense(_) => "dense".into(),
            Part::LowRank { a, .. } => format!("rank {}", a.shape[0]),
            Part::Rows { ids, .. } => format!("{} rows", ids.len()),
            Part::Sparse(sparse) => format!("{:.3}% of places", 100.0 * sparse.share()),
        }
    }

    /// How its numbers are stored.
    pub fn dtype(&self) -> DType {
        match self {
            Part::Dense(values) | Part::Rows { values, .. } => values.dtype,
            Part::LowRank { a, .. } => a.dtype,
            Part::Sparse(sparse) => sparse.values.dtype,
        }
    }

    /// The shape of the tensor that it belongs to, outermost first. Of rows it is only known that there are as many as the last
    /// id asks for.
    pub fn shape(&self) -> Vec<usize> {
        match self {
            Part::Dense(values) => values.shape.clone(),
            Part::LowRank { a, b } => vec![b.shape[0], a.shape[1]],
            Part::Sparse(sparse) => vec![sparse.counts.len(), sparse.cols],
            Part::Rows { ids, values } => {
                vec![ids.last().map_or(0, |&last| last as usize + 1), values.shape.get(1).copied().unwrap_or(0)]
            }
        }
    }

    /// Whether it can be added to a tensor of this shape.
    pub fn fits(&self, shape: &[usize]) -> bool {
        let own = self.shape();
        match self {
            Part::Rows { .. } => shape.len() == 2 && own[0] <= shape[0] && own[1] == shape[1],
            _ => own == shape,
        }
    }

    /// Bytes of its numbers.
    pub fn bytes(&self) -> u64 {
        let places = if let Part::Sparse(sparse) = self { sparse.place_bytes() } else { 0 };
        self.tensors().into_iter().map(|tensor| tensor.bytes.len() as u64).sum::<u64>() + places
    }

    /// What it adds to a tensor of this shape, whole.
    ///
    /// # Panics
    /// When it does not fit.
    pub fn values(&self, shape: &[usize]) -> Vec<f32> {
        assert!(self.fits(shape), "{:?} for {shape:?}", self.shape());
        match self {
            Part::Dense(values) => checked(values),
            Part::LowRank { a, b } => product(&checked(a), &checked(b), a.shape[0], a.shape[1]),
            Part::Rows { ids, values } => {
                let mut all = vec![0.0; shape.iter().product()];
                for (&id, row) in ids.iter().zip(checked(values).chunks_exact(shape[1].max(1))) {
                    all[id as usize * shape[1]..][..shape[1]].copy_from_slice(row);
                }
                all
            }
            Part::Sparse(sparse) => sparse.whole(&checked(&sparse.values)),
        }
    }

    /// The same times a factor, in f32.
    pub(super) fn times(&self, factor: f32) -> Result<Part, KernelError> {
        let scaled = |tensor: &TensorData<'static>| {
            let values: Vec<f32> = decode(tensor)?.into_iter().map(|value| factor * value).collect();
            encode(&values, &tensor.shape, DType::F32)
        };
        Ok(match self {
            Part::Dense(values) => Part::Dense(scaled(values)?),
            Part::LowRank { a, b } => Part::LowRank { a: a.clone(), b: scaled(b)? },
            Part::Rows { ids, values } => Part::Rows { ids: ids.clone(), values: scaled(values)? },
            Part::Sparse(sparse) => Part::Sparse(Sparse { values: scaled(&sparse.values)?, ..sparse.clone() }),
        })
    }

    /// The square of its Frobenius norm.
    pub fn square(&self) -> f64 {
        match self {
            Part::Dense(values) | Part::Rows { values, .. } | Part::Sparse(Sparse { values, .. }) => {
                square(&checked(values))
            }
            // The product itself may be far larger than what it is made of.
            Part::LowRank { a, b } if a.shape[0].saturating_pow(2) <= b.shape[0].saturating_mul(a.shape[1]) => {
                // ‖B A‖² is the sum of (Bᵀ B)(A Aᵀ), element by element.
                let rank = a.shape[0];
                let (across, down) = (products(&checked(a), rank), products(&turned(&checked(b), rank), rank));
                across.iter().zip(&down).map(|(a, b)| a * b).sum::<f64>().max(0.0)
            }
            Part::LowRank { .. } => square(&self.values(&self.shape())),
        }
    }

    pub(super) fn tensors(&self) -> Vec<&TensorData<'static>> {
        match self {
            Part::Dense(values) | Part::Rows { values, .. } | Part::Sparse(Sparse { values, .. }) => vec![values],
            Part::LowRank { a, b } => vec![a, b],
        }
    }

    /// Why it is no part, if it is none: every number is to be finite, ids are to ascend, matrices to have two dimensions.
    pub(super) fn problem(&self) -> Option<String> {
        if let Some(error) = self.tensors().into_iter().find_map(|tensor| decode(tensor).err()) {
            return Some(error.to_string());
        }
        match self {
            Part::Dense(values) if ![1, 2].contains(&values.shape.len()) => {
                Some(format!("it has shape {:?}, which no tensor of a Llama has", values.shape))
            }
            Part::Dense(_) => None,
            Part::LowRank { a, b } if a.shape.len() != 2 || b.shape.len() != 2 || a.shape[0] != b.shape[1] => {
                Some(format!("A of shape {:?} and B of shape {:?} are no product B A", a.shape, b.shape))
            }
            Part::LowRank { .. } => None,
            Part::Rows { ids, values } if values.shape.len() != 2 || values.shape[0] != ids.len() => {
                Some(format!("{} ids, but values of shape {:?}", ids.len(), values.shape))
            }
            Part::Sparse(sparse) => sparse.problem(),
            Part::Rows { ids, .. } => (!ids.is_sorted_by(|a, b| a < b)).then(|| "its ids do not ascend".to_owned()),
        }
    }
}

/// The products of so many vectors, one after the other, with each other.
fn products(vectors: &[f32], count: usize) -> Vec<f64> {
    let length = vectors.len() / count.max(1);
    let vector = |at: usize| &vectors[at * length..][..length];
    (0..count * count).map(|at| dot(vector(at / count), vector(at % count))).collect()
}

/// Numbers that were looked at when the part came in.
fn checked(tensor: &TensorData<'_>) -> Vec<f32> {
    decode(tensor).expect("a part's numbers are finite")
}
