//! [`Spread`]: a step's exchanges between processes that share the optimiser. Gradients are summed where they are used, in the
//! order of the ranks; what was moved is handed to everybody once; moments are gathered only to be written.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use nanollama_data::Rank;
use nanollama_kernel::bytes;
use nanollama_kernel::call::WeightId;
use nanollama_kernel::device::{Buffer, Device};
use nanollama_kernel::op::add::add;
use nanollama_kernel::op::gradient_norm;
use nanollama_model::Model;

use super::member::Member;
use super::share::{Share, shares};
use crate::error::{Error, Result};
use crate::ranks::Ranks;

/// f32 of a piece that is sent at once, if a row is not longer: large beside what a message costs, small in memory.
const PIECE: usize = 1 << 20;

/// Who moves what, and room for what others send.
pub(super) struct Spread {
    ranks: Ranks,
    members: Vec<Member>,
    shares: Vec<Share>,
    /// First byte of the gradient of each share.
    gradients: Vec<usize>,
    /// By rank, the pieces of its shares.
    pieces: Vec<Vec<Piece>>,
    /// A piece from each rank.
    received: Vec<Vec<f32>>,
    /// Why moments could not be gathered.
    failure: Mutex<Option<Error>>,
}

/// Rows that are sent at once.
#[derive(Debug, Clone)]
struct Piece {
    weight: WeightId,
    rows: Range<usize>,
    cols: usize,
    /// First byte of its gradient.
    gradient: usize,
}

impl Piece {
    fn values(&self) -> usize {
        self.rows.len() * self.cols
    }

    fn gradient_bytes(&self) -> Range<usize> {
        self.gradient..self.gradient + self.values() * size_of::<f32>()
    }
}

impl Spread {
    /// `gradient` says where that of a weight begins, in bytes.
    pub(super) fn new(ranks: &Ranks, members: &[Member], gradient: &dyn Fn(WeightId) -> usize) -> Spread {
        let world = ranks.rank().world;
        let shares = shares(members, world);
        let mut pieces: Vec<Vec<Piece>> = vec![Vec::new(); world];
        let mut gradients = Vec::new();
        for share in &shares {
            let Member { weight, cols, .. } = members[share.member];
            let at = |row: usize| gradient(weight) + row * cols * size_of::<f32>();
            gradients.push(at(share.rows.start));
            let most = (PIECE / cols).max(1);
            for first in share.rows.clone().step_by(most) {
                let rows = first..share.rows.end.min(first + most);
                pieces[share.owner].push(Piece { weight, rows, cols, gradient: at(first) });
            }
        }
        let (received, failure) = (vec![Vec::new(); world], Mutex::new(None));
        Spread { ranks: ranks.clone(), members: members.to_vec(), shares, gradients, pieces, received, failure }
    }

    pub(super) fn ranks(&self) -> &Ranks {
        &self.ranks
    }

    /// All tensors.
    pub(super) fn members(&self) -> &Vec<Member> {
        &self.members
    }

    /// The shares of this process.
    fn own(&self) -> impl Iterator<Item = &Share> {
        let Rank { index, .. } = self.ranks.rank();
        self.shares.iter().filter(move |share| share.owner == index)
    }

    /// What this process moves: tensors, or rows of them.
    pub(super) fn own_members(&self) -> Vec<Member> {
        self.own().map(|share| Member { rows: share.rows.clone(), ..self.members[share.member].clone() }).collect()
    }

    /// The tensor that one of this process' is, or is rows of, and how many of its rows lie before them.
    pub(super) fn whole(&self, own: usize) -> (&Member, usize) {
        let share = self.own().nth(own).expect("it is one of this process'");
        let member = &self.members[share.member];
        (member, share.rows.start - member.rows.start)
    }

    /// Sums the gradients of all processes, each part where it is moved; elsewhere it stays what it is.
    pub(super) fn sum_gradients(&mut self, device: &dyn Device, gradients: &mut Buffer) -> Result<()> {
        let Rank { index, .. } = self.ranks.rank();
        let rounds = self.pieces.iter().map(Vec::len).max().unwrap_or(0);
        for round in 0..rounds {
            let piece = |rank: usize| self.pieces[rank].get(round);
            let own = piece(index);
            let expected = own.map_or(0, Piece::values);
            for (rank, room) in self.received.iter_mut().enumerate() {
                room.resize(if rank == index { 0 } else { expected }, 0.0);
            }
            let lent: Vec<Cow<'_, [f32]>> = (0..self.pieces.len())
                .map(|rank| match piece(rank).filter(|_| rank != index) {
                    Some(piece) => device.lend(gradients, piece.gradient_bytes()),
                    None => Cow::Borrowed(&[][..]),
                })
                .collect();
            let out: Vec<&[u8]> = lent.iter().map(|values| bytes::of(values)).collect();
            let mut into: Vec<&mut [u8]> = self.received.iter_mut().map(|room| bytes::of_mut(room)).collect();
            self.ranks.exchange(&out, &mut into)?;
            drop(lent);
            if let Some(own) = own {
                let received = &mut self.received;
                device.edit(gradients, own.gradient_bytes(), &mut |values| {
                    in_order(device, values, (index, &mut *received));
                });
            }
        }
        Ok(())
    }

    /// The sum of the squares of all gradients, behind [`Spread::sum_gradients`].
    pub(super) fn squares(&self, device: &dyn Device, gradients: &Buffer) -> Result<f64> {
        let Rank { index, world } = self.ranks.rank();
        let (mut mine, mut sums) = (Vec::new(), Vec::new());
        for (share, first) in self.shares.iter().zip(&self.gradients).filter(|(share, _)| share.owner == index) {
            let values = share.rows.len() * self.members[share.member].cols;
            let values = device.lend(gradients, *first..*first + values * size_of::<f32>());
            sums.resize(gradient_norm::blocks(values.len()), 0.0);
            mine.push(gradient_norm::sum_of_squares(device.pool(), &values, &mut sums).to_ne_bytes());
        }
        let lengths: Vec<usize> =
            (0..world).map(|rank| 8 * self.shares.iter().filter(|share| share.owner == rank).count()).collect();
        let all = self.ranks.gather(mine.as_flattened(), &lengths)?;
        let mut next: Vec<_> = all.iter().map(|bytes| bytes.as_chunks::<8>().0.iter()).collect();
        let of = |share: &Share| next[share.owner].next().map_or(f64::NAN, |bytes| f64::from_ne_bytes(*bytes));
        Ok(self.shares.iter().map(of).sum())
    }

    /// Gives what this process has moved to the others, takes what they have, and renews the packed copies of all.
    pub(super) fn hand_on(&mut self, device: &dyn Device, model: &mut Model) -> Result<()> {
        let Rank { index, world } = self.ranks.rank();
        let mut weights = model.moved_mut();
        let rounds = self.pieces.iter().map(Vec::len).max().unwrap_or(0);
        for round in 0..rounds {
            let piece = |rank: usize| self.pieces[rank].get(round);
            for (rank, room) in self.received.iter_mut().enumerate() {
                room.resize(piece(rank).filter(|_| rank != index).map_or(0, Piece::values), 0.0);
            }
            let own = piece(index).and_then(|piece| weights[piece.weight.index()].values(device, piece.rows.clone()));
            let out = vec![own.as_deref().map_or(&[][..], bytes::of); world];
            let mut into: Vec<&mut [u8]> = self.received.iter_mut().map(|room| bytes::of_mut(room)).collect();
            self.ranks.exchange(&out, &mut into)?;
            drop(own);
            for (rank, values) in self.received.iter().enumerate().filter(|(rank, _)| *rank != index) {
                if let Some(piece) = piece(rank) {
                    weights[piece.weight.index()].put(device, piece.rows.start, bytes::of(values));
                }
            }
        }
        weights.iter_mut().for_each(|weight| weight.renew_packed(device));
        Ok(())
    }

    /// The name of the first tensor at fault of all processes; `number` is that of this one among its own.
    pub(super) fn first_at_fault(&self, number: Option<usize>) -> Result<Option<String>> {
        let Rank { world, .. } = self.ranks.rank();
        let share = number.and_then(|number| self.own().nth(number));
        let mine = share.map_or(u64::MAX, |share| share.member as u64);
        let all = self.ranks.gather(&mine.to_ne_bytes(), &vec![8; world])?;
        let numbers =
            all.iter().filter_map(|bytes| bytes.as_chunks().0.first()).map(|bytes| u64::from_ne_bytes(*bytes));
        let first = numbers.min().and_then(|number| usize::try_from(number).ok());
        Ok(first.and_then(|number| self.members.get(number)).map(|member| member.name.clone()))
    }

    /// Sends the first process the moments of this one, by tensor; `lend` gives that of one of its own.
    pub(super) fn hand_over<'a>(&self, lend: &dyn Fn(usize, usize) -> Cow<'a, [f32]>) -> Result<()> {
        let Rank { index, world } = self.ranks.rank();
        for number in 0..self.members.len() {
            for which in 0..2 {
                for (own, _) in self.own().enumerate().filter(|(_, share)| share.member == number && index != 0) {
                    for piece in lend(own, which).chunks(PIECE) {
                        let mut out: Vec<&[u8]> = vec![Default::default(); world];
                        out[0] = bytes::of(piece);
                        let mut nothing: Vec<&mut [u8]> = (0..world).map(|_| Default::default()).collect();
                        self.ranks.exchange(&out, &mut nothing)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Why moments could not be gathered, once.
    pub(super) fn failure(&self) -> Option<Error> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// A whole moment of a tensor, in the first process; shorter than it should be where another one has ended.
    pub(super) fn gathered<'a>(&self, number: usize, which: usize, lend: &dyn Fn(usize) -> Cow<'a, [f32]>) -> Vec<f32> {
        let Rank { index, world } = self.ranks.rank();
        let (mut whole, member) = (Vec::new(), &self.members[number]);
        for share in self.shares.iter().filter(|share| share.member == number) {
            if share.owner == index {
                let own = self.own().position(|own| own == share).expect("it is one of this process'");
                whole.extend_from_slice(&lend(own));
                continue;
            }
            let of_share = Member { rows: share.rows.clone(), ..member.clone() };
            let mut values = vec![0.0; of_share.state()[which].iter().product()];
            for piece in values.chunks_mut(PIECE) {
                let mut into: Vec<&mut [u8]> = (0..world).map(|_| Default::default()).collect();
                into[share.owner] = bytes::of_mut(piece);
                if let Err(error) = self.ranks.exchange(&vec![Default::default(); world], &mut into) {
                    *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                    return Vec::new();
                }
            }
            whole.extend_from_slice(&values);
        }
        whole
    }
}

/// Adds what each rank has up, in the order of their numbers; `own` are the values of rank `index`, and get the sum.
fn in_order(device: &dyn Device, own: &mut [f32], (index, received): (usize, &mut Vec<Vec<f32>>)) {
    let pool = device.pool();
    if index == 0 {
        received[1..].iter().for_each(|values| add(pool, values, own));
        return;
    }
    let (sum, others) = received.split_at_mut(1);
    for (rank, values) in (1..).zip(&*others) {
        add(pool, if rank == index { own } else { values }, &mut sum[0]);
    }
    own.copy_from_slice(&sum[0]);
}
