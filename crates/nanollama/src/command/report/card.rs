//! The card: the same as text, curves as a line of blocks.

use std::fmt::Write;

use super::stages::{columns, summary};
use super::told::{DRAWN, EVALUATED, Told, evaluations, side_by_side};

/// Blocks of a curve.
const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// How many a curve has.
const WIDTH: usize = 60;

/// All of it.
pub(super) fn markdown(title: &str, head: &[(&str, String)], told: &[Told]) -> String {
    let names: Vec<&str> = told.iter().map(|told| told.name.as_str()).collect();
    let mut text = format!("# {title}\n\n");
    if !head.is_empty() {
        let rows: Vec<_> = head.iter().map(|(label, said)| vec![(*label).to_owned(), said.clone()]).collect();
        let _infallible = writeln!(text, "{}", table(&[""], &rows));
    }
    let summary = summary(told);
    if !summary.is_empty() {
        let _infallible = write!(text, "## Summary\n\n{}\n", table(&columns(told), &summary));
    }
    text += &table(&names, &side_by_side(told, |told| &told.facts));
    let said = evaluations(told);
    if !said.is_empty() {
        let _infallible = write!(text, "\n## Benchmarks\n\n{}", table(&EVALUATED, &said));
    }
    for drawn in DRAWN.iter().filter(|drawn| told.iter().any(|told| !drawn.of(told).is_empty())) {
        let _infallible = write!(text, "\n## {}\n\n{}\n\n```\n", drawn.heading, drawn.note);
        for (name, points) in told.iter().flat_map(|told| drawn.of(told)) {
            let _infallible = writeln!(text, "{name}\n{}", curve(&points));
        }
        text.push_str("```\n");
    }
    if told.iter().any(|told| told.measured.samples().next().is_some()) {
        text.push_str("\n## What they wrote on the way\n");
        for told in told {
            for (step, sample) in told.measured.samples() {
                let fence = fence(sample);
                let _infallible = write!(text, "\n{}, step {step}:\n\n{fence}\n{sample}\n{fence}\n", told.name);
            }
        }
    }
    let _infallible = write!(text, "\n## Settings\n\n{}", table(&names, &side_by_side(told, |told| &told.settings)));
    text
}

fn table(names: &[&str], rows: &[Vec<String>]) -> String {
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let cells: Vec<String> = cells.map(|cell| cell.replace('|', "\\|").replace('\n', " ")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let head = line(&mut std::iter::once("").chain(names.iter().copied()));
    let rule = format!("|{}\n", "---|".repeat(names.len() + 1));
    let rows: String = rows.iter().map(|row| line(&mut row.iter().map(String::as_str))).collect();
    head + &rule + &rows
}

/// A curve as blocks, between its first and last steps, with its least and greatest value.
pub(in crate::command) fn curve(points: &[(f64, f64)]) -> String {
    let finite: Vec<(f64, f64)> = points.iter().copied().filter(|(_, y)| y.is_finite()).collect();
    let (Some(first), Some(last)) = (finite.first(), finite.last()) else { return "nothing was measured".into() };
    let (low, high) = finite.iter().fold((f64::MAX, f64::MIN), |(low, high), (_, y)| (low.min(*y), high.max(*y)));
    let group = finite.len().div_ceil(WIDTH).max(1);
    let block = |points: &[(f64, f64)]| {
        let mean = points.iter().map(|(_, y)| y).sum::<f64>() / points.len() as f64;
        let share = if high > low { (mean - low) / (high - low) } else { 0.0 };
        BLOCKS[((share * BLOCKS.len() as f64) as usize).min(BLOCKS.len() - 1)]
    };
    let blocks: String = finite.chunks(group).map(block).collect();
    format!("{blocks}  steps {} to {}, {low:.4} to {high:.4}, at the end {:.4}", first.0, last.0, last.1)
}

/// A fence that the text does not have.
fn fence(text: &str) -> String {
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(longest.max(2) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_is_a_line_of_blocks() {
        let falling: Vec<(f64, f64)> = (0..300).map(|step| (f64::from(step), 10.0 - f64::from(step) / 30.0)).collect();
        let line = curve(&falling);
        let blocks: String = line.chars().take_while(|letter| *letter != ' ').collect();
        assert_eq!(blocks.chars().count(), WIDTH);
        assert!(blocks.starts_with('█') && blocks.ends_with('▁'), "{blocks}");
        assert!(line.contains("steps 0 to 299, 0.0333 to 10.0000"), "{line}");
        assert_eq!(curve(&[(1.0, 5.0)]).chars().next(), Some('▁'));
        assert_eq!(curve(&[(1.0, f64::NAN)]), "nothing was measured");
    }

    #[test]
    fn whatever_a_model_writes_stays_within_its_fence() {
        assert_eq!(fence("plain"), "```");
        assert_eq!(fence("a ```` b"), "`````");
        let rows = [vec!["a|b".to_owned(), "c\nd".to_owned()]];
        assert_eq!(table(&["one"], &rows), "|  | one |\n|---|---|\n| a\\|b | c d |\n");
    }
}
