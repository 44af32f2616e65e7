//! The page.

use super::stages::{columns, summary};
use super::told::{DRAWN, EVALUATED, Told, evaluations, side_by_side};
use crate::report::{Chart, Curve, Page};

/// All of it, one file.
pub(super) fn html(title: &str, above: &[(&str, String)], told: &[Told]) -> String {
    let names: Vec<&str> = told.iter().map(|told| told.name.as_str()).collect();
    let mut page = Page::new(title);
    if !above.is_empty() {
        let rows: Vec<_> = above.iter().map(|(label, said)| vec![(*label).to_owned(), said.clone()]).collect();
        page.table(&["", ""], &rows, false);
    }
    let summary = summary(told);
    if !summary.is_empty() {
        page.heading("Summary");
        let head: Vec<&str> = std::iter::once("").chain(columns(told)).collect();
        page.table(&head, &summary, true);
    }
    let head: Vec<&str> = std::iter::once("").chain(names.iter().copied()).collect();
    page.table(&head, &side_by_side(told, |told| &told.facts), false);
    let said = evaluations(told);
    if !said.is_empty() {
        page.heading("Benchmarks");
        let head: Vec<&str> = std::iter::once("").chain(EVALUATED).collect();
        page.table(&head, &said, false);
    }
    for drawn in DRAWN.iter().filter(|drawn| told.iter().any(|told| !drawn.of(told).is_empty())) {
        let named: Vec<(String, Vec<(f64, f64)>)> = told.iter().flat_map(|told| drawn.of(told)).collect();
        let curves = named.iter().map(|(name, points)| Curve { name, points: points.clone() }).collect();
        page.heading(drawn.heading);
        page.note(drawn.note);
        page.chart(&Chart { x: "step", curves });
    }
    if told.iter().any(|told| told.measured.samples().next().is_some()) {
        page.heading("What they wrote on the way");
        for told in told {
            for (step, text) in told.measured.samples() {
                page.note(format_args!("{}, step {step}", told.name));
                page.quote(text);
            }
        }
    }
    page.heading("Settings");
    page.table(&head, &side_by_side(told, |told| &told.settings), false);
    page.html()
}
