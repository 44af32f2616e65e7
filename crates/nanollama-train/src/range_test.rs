//! A range test (Smith 2017): steps whose rate rises from small to large, and the loss that each leads to. Nothing is stored.

use nanollama_data::{Batch, Rank};
use nanollama_kernel::device::Device;
use nanollama_model::initialise;

use crate::error::Result;
use crate::optimizer::{Optimizer, StepSettings};
use crate::plan::Plan;
use crate::stage::{StageData, TextData};
use crate::step::{Step, StepResult};

/// Weight of the past in the smoothed loss.
const SMOOTHING: f64 = 0.8;
/// A smoothed loss that lies above the lowest by this share of it has left the useful rates behind.
const LOST: f64 = 0.25;
/// Of the rate with the lowest loss, what is suggested: the rule of thumb, an order of magnitude below.
const SUGGESTED: f64 = 0.1;

/// One step of a range test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RatePoint {
    /// Rate of the matrices; all others are in the plan's proportion to it.
    pub rate: f64,
    /// Loss behind the step, in nats.
    pub loss: f64,
    /// Exponential mean of the losses so far.
    pub smoothed: f64,
}

/// Takes the plan's steps from random weights, with rates that rise from `low` to `high` by the same factor each; ends before
/// when the loss has left its lowest far behind, or is no finite number, or `interrupt` says so. The schedule's momentum is
/// that of a run.
///
/// # Errors
/// When the data is not what the plan says or a step fails.
pub fn range_test(
    device: &dyn Device,
    plan: &Plan,
    (low, high): (f64, f64),
    interrupt: &dyn Fn() -> bool,
) -> Result<Vec<RatePoint>> {
    let mut data = TextData::open(plan, Rank::ALONE)?;
    let mut model = initialise(device, &plan.model, plan.seed)?;
    model.pack(device)?;
    let mut optimizer = Optimizer::new(device, &plan.model, plan.rates, plan.weight_decay)?;
    let mut step = Step::new(device, &plan.model, plan.step.rows, plan.step.context, plan.recompute)?;
    step.arena().reserve(device, optimizer.arena_bytes())?;
    let mut batches = vec![Batch::default(); plan.step.accumulation];
    let mut points: Vec<RatePoint> = Vec::new();
    let (mut mean, mut gathered, mut before) = (0.0, 0.0, None);
    // One more than there are rates: a step's loss is known by the next one.
    for number in 0..=plan.steps {
        for batch in &mut batches {
            data.feed().next_into(batch)?;
        }
        let share = number as f64 / plan.steps.saturating_sub(1).max(1) as f64;
        let rate = low * (high / low).powf(share);
        let settings = StepSettings {
            rate: rate / plan.rates.matrix,
            momentum: plan.schedule.momentum(number),
            clip: plan.gradient_clip,
        };
        step.submit(device, &mut model, &mut optimizer, &batches, &settings)?;
        let outcome = step.outcome(device, &mut optimizer);
        device.sound()?;
        let Some(StepResult::Done(outcome)) = outcome else { break };
        if let Some(rate) = before {
            (mean, gathered) = (SMOOTHING * mean + outcome.loss, SMOOTHING * gathered + 1.0);
            points.push(RatePoint { rate, loss: outcome.loss, smoothed: mean / gathered });
        }
        before = Some(rate);
        let lowest = points.iter().map(|point| point.smoothed).fold(f64::INFINITY, f64::min);
        if points.last().is_some_and(|point| point.smoothed > (1.0 + LOST) * lowest) || interrupt() {
            break;
        }
    }
    Ok(points)
}

/// The rate with the lowest smoothed loss, and the one that is suggested: a tenth of it. `None` where the loss was lowest at
/// the last point: the rates have not gone far enough to say.
pub fn suggested(points: &[RatePoint]) -> Option<(f64, f64)> {
    let (at, lowest) = points.iter().enumerate().min_by(|a, b| a.1.smoothed.total_cmp(&b.1.smoothed))?;
    (at + 1 < points.len()).then_some((lowest.rate, SUGGESTED * lowest.rate))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_of_the_rate_with_the_lowest_loss_is_suggested() {
        let point = |rate: f64, smoothed: f64| RatePoint { rate, loss: smoothed, smoothed };
        let points = [point(0.001, 5.0), point(0.01, 4.0), point(0.1, 3.0), point(1.0, 9.0)];
        let (lowest, rate) = suggested(&points).unwrap();
        assert!(lowest == 0.1 && (rate - 0.01).abs() < 1e-12);
        assert_eq!(suggested(&points[..3]), None, "it was falling still");
        assert_eq!(suggested(&[]), None);
    }
}
