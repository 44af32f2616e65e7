//! [`Adapter`]: what is added to a model's weights for the rows that name it, without touching the weights.
//!
//! A part of it stands at a [`Site`], a use of a weight rather than the weight: a table that is looked up and multiplied
//! with has two. Which rows name which adapters, and how much each counts, is `rows`; a device does the sums.

use crate::call::{Op, WeightId};
use crate::op::head::Head;
use crate::weight::Weight;

/// Where something is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Site {
    /// To what a product with this weight gives, before the residual.
    Product(WeightId),
    /// To the rows looked up in this table.
    Lookup(WeightId),
    /// To this gain of a norm.
    Gain(WeightId),
    /// To the residual stream behind this block.
    Tap(usize),
    /// To this bias.
    Bias(WeightId),
}

impl Site {
    /// Where an op is.
    #[must_use]
    pub fn of(op: &Op) -> Option<Site> {
        match *op {
            Op::Linear { weight, .. } | Op::Head(Head { weight, .. }) | Op::HeadLoss(Head { weight, .. }) => {
                Some(Site::Product(weight))
            }
            Op::Embedding { table } => Some(Site::Lookup(table)),
            Op::RmsNorm { gain, .. } => gain.weight().map(Site::Gain),
            Op::Tap { layer } => Some(Site::Tap(layer)),
            Op::Bias { bias, .. } => Some(Site::Bias(bias)),
            _ => None,
        }
    }
}

/// What is added, times the scale of the rows.
#[derive(Debug)]
pub enum Delta {
    /// To a product: `(x Aᵀ) Bᵀ`, added to the output features from `first` on (low rank; Hu et al. 2021).
    LowRank {
        /// First output feature.
        first: usize,
        /// `[R, K]`.
        a: Weight,
        /// `[C, R]`.
        b: Weight,
    },
    /// To a product: `x Wᵀ` of a second weight, added to the output features from `first` on.
    Dense {
        /// First output feature.
        first: usize,
        /// `[C, K]`.
        weight: Weight,
    },
    /// To a lookup: the rows of these ids, which ascend.
    Rows {
        /// One id a row.
        ids: Vec<u32>,
        /// `[ids, D]`.
        values: Weight,
    },
    /// To a gain or a bias, or to each row of the residual stream.
    Vector(
        /// `[1, D]`, f32.
        Weight,
    ),
}

/// Everything that one adapter adds.
#[derive(Debug, Default)]
pub struct Adapter {
    /// By site; those of one site in the order of addition.
    parts: Vec<(Site, Delta)>,
}

impl Adapter {
    /// An adapter of these parts. Those of one site are added in the order given.
    #[must_use]
    pub fn new(mut parts: Vec<(Site, Delta)>) -> Adapter {
        parts.sort_by_key(|(site, _)| *site);
        Adapter { parts }
    }

    /// All parts, by site.
    #[must_use]
    pub fn parts(&self) -> &[(Site, Delta)] {
        &self.parts
    }

    /// The weights of all parts, in their order.
    pub fn weights(&self) -> impl Iterator<Item = &Weight> {
        self.parts.iter().flat_map(|(_, delta)| {
            let (first, second) = match delta {
                Delta::LowRank { a, b, .. } => (a, Some(b)),
                Delta::Dense { weight, .. } | Delta::Rows { values: weight, .. } | Delta::Vector(weight) => {
                    (weight, None)
                }
            };
            std::iter::once(first).chain(second)
        })
    }

    /// The same, to be changed.
    pub fn weights_mut(&mut self) -> impl Iterator<Item = &mut Weight> {
        self.parts.iter_mut().flat_map(|(_, delta)| {
            let (first, second) = match delta {
                Delta::LowRank { a, b, .. } => (a, Some(b)),
                Delta::Dense { weight, .. } | Delta::Rows { values: weight, .. } | Delta::Vector(weight) => {
                    (weight, None)
                }
            };
            std::iter::once(first).chain(second)
        })
    }

    /// The parts of a site, in the order of addition.
    #[must_use]
    pub fn at(&self, site: Site) -> &[(Site, Delta)] {
        let first = self.parts.partition_point(|(other, _)| *other < site);
        let count = self.parts[first..].partition_point(|(other, _)| *other == site);
        &self.parts[first..first + count]
    }
}
