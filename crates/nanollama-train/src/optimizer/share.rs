//! [`Share`]: which rows of which tensor one of several processes moves, and so keeps the moments of (ZeRO-1, Rajbhandari et al.
//! 2020). Every process makes the same list.
//!
//! A matrix under Muon is moved whole, because it is orthogonalised whole; embedding and head are divided by rows. The
//! costliest matrix goes first, to whoever has least to do.

use std::ops::Range;

use nanollama_model::Group;

use super::cost::operations;
use super::member::Member;

/// Rows of a tensor, and who moves them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Share {
    /// The tensor's number.
    pub(crate) member: usize,
    /// Rows of its weight.
    pub(crate) rows: Range<usize>,
    /// The rank.
    pub(crate) owner: usize,
}

/// The shares of all tensors, in their order.
pub(crate) fn shares(members: &[Member], world: usize) -> Vec<Share> {
    let mut load = vec![0.0; world];
    let divided = |member: &Member| matches!(member.group, Group::Embedding | Group::Head) && world > 1;
    let mut owners = vec![0; members.len()];
    let mut whole: Vec<usize> = (0..members.len()).filter(|&number| !divided(&members[number])).collect();
    // Operations are whole numbers; of equal ones the first goes first.
    whole.sort_unstable_by_key(|&number| (u64::MAX - operations(&members[number]) as u64, number));
    for number in whole {
        let least = (1..world).fold(0, |least, rank| if load[rank] < load[least] { rank } else { least });
        load[least] += operations(&members[number]);
        owners[number] = least;
    }
    let of = |(number, member): (usize, &Member)| {
        let (first, rows, parts) = (member.rows.start, member.rows.len(), if divided(member) { world } else { 1 });
        let owner = owners[number];
        (0..parts).map(move |part| {
            let at = |part: usize| first + part * rows / parts;
            Share { member: number, rows: at(part)..at(part + 1), owner: if parts > 1 { part } else { owner } }
        })
    };
    let all = members.iter().enumerate().flat_map(of);
    all.filter(|share| !share.rows.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use nanollama_model::Config;

    use super::super::member::{Rule, members};
    use super::*;

    #[test]
    fn every_row_has_one_owner_and_muons_work_is_balanced() {
        let members = members(&Config::new(6, 64, 4, 2, 100, 32));
        for world in [1, 2, 3, 8] {
            let shares = shares(&members, world);
            let mut covered: Vec<Vec<u8>> = members.iter().map(|member| vec![0; member.rows.len()]).collect();
            let mut load = vec![0.0; world];
            for share in &shares {
                let member = &members[share.member];
                let rows = share.rows.start - member.rows.start..share.rows.end - member.rows.start;
                covered[share.member][rows].iter_mut().for_each(|count| *count += 1);
                if member.rule() == Rule::Muon {
                    assert_eq!(share.rows, member.rows, "a matrix is moved whole");
                    load[share.owner] += operations(member);
                }
            }
            assert!(covered.iter().flatten().all(|count| *count == 1), "{world} ranks");
            let most = members.iter().map(operations).fold(0.0, f64::max);
            let (low, high) = load.iter().fold((f64::MAX, 0f64), |(low, high), &one| (low.min(one), high.max(one)));
            assert!(high - low <= most, "{load:?}");
            if world == 1 {
                assert_eq!(shares.len(), members.len());
            }
        }
    }
}
