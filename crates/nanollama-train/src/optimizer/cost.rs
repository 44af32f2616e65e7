//! What an optimiser costs, before there is one: the memory plan's numbers and the arithmetic of a step.

use nanollama_model::Config;

use super::member::{Member, Rule, members};

/// f32 of the whole state.
pub(crate) fn state_elements(config: &Config) -> u64 {
    members(config).iter().flat_map(Member::state).map(|shape| shape.iter().product::<usize>() as u64).sum()
}

/// f32 that Muon works in: two copies of its largest matrix, and two squares of the shorter side.
pub(crate) fn workspace_elements(config: &Config) -> u64 {
    let muon = members(config).into_iter().filter(|member| member.rule() == Rule::Muon);
    let matrix = |member: Member| {
        let (rows, cols) = (member.rows.len() as u64, member.cols as u64);
        2 * rows * cols + 2 * rows.min(cols).pow(2)
    };
    muon.map(matrix).max().unwrap_or(0)
}

/// Floating-point operations of one step: Muon's five iterations, with symmetric products at half their cost.
pub(crate) fn step_flops(config: &Config) -> f64 {
    let muon = members(config).into_iter().filter(|member| member.rule() == Rule::Muon);
    muon.map(|member| operations(&member)).sum()
}

/// What moving a tensor costs, in floating-point operations. AdamW moves 28 bytes an element: about as long as 50 take.
pub(super) fn operations(member: &Member) -> f64 {
    let (rows, cols) = (member.rows.len() as f64, member.cols as f64);
    let (short, long) = (rows.min(cols), rows.max(cols));
    match member.rule() {
        Rule::Muon => 5.0 * (3.0 * short * short * long + short.powi(3)),
        Rule::AdamW => 50.0 * rows * cols,
    }
}
