//! `nanollama gamma compare`: how two personalities lie to one another, tensor by tensor, by layer, and in what they read and write.

use nanollama_bundle::gamma::{Compared, Gamma, Overlap, compare, layer, locate, overlap};
use serde_json::json;

use crate::args::{CompareArgs, Global};
use crate::print;

pub(super) fn run(args: &CompareArgs, global: &Global) -> anyhow::Result<()> {
    let open = |path| Gamma::open(&locate(path, &global.runs)?);
    let (one, other) = (open(&args.one)?, open(&args.other)?);
    let rows = compare(&one, &other)?;
    let overlaps = match args.subspace {
        Some(rank) => overlap(&one, &other, rank as usize)?,
        None => Vec::new(),
    };
    let Some((all, tensors)) = rows.split_last() else { return Ok(()) };
    let found = |tensor: &str| overlaps.iter().find(|overlap| overlap.tensor == tensor);
    if args.json {
        let row = |row: &Compared| {
            let mut row = json!({"tensor": row.tensor, "norms": [row.norms.0, row.norms.1], "cosine": row.cosine});
            if let Some(Overlap { reads, writes, .. }) = found(row["tensor"].as_str().unwrap_or_default()) {
                row["reads"] = json!({"overlap": reads.0, "by_chance": reads.1});
                row["writes"] = json!({"overlap": writes.0, "by_chance": writes.1});
            }
            row
        };
        let layers: Vec<_> =
            by_layer(tensors).iter().map(|(name, row)| json!({"layer": name, "cosine": row.cosine})).collect();
        print::data(json!({
            "one": args.one,
            "other": args.other,
            "norms": [all.norms.0, all.norms.1],
            "cosine": all.cosine,
            "layers": layers,
            "tensors": tensors.iter().map(row).collect::<Vec<_>>(),
        }))?;
        return Ok(());
    }
    let width = tensors.iter().map(|row| row.tensor.len()).max().unwrap_or(0).max("all tensors".len());
    let (reads, writes) = if overlaps.is_empty() { ("", "") } else { ("reads (chance)", "writes (chance)") };
    print::data(
        format_args!("{:<width$}  {:>10}  {:>10}  {:>8}  {reads:>15}  {writes:>15}", "", "norm", "norm", "cosine")
            .to_string()
            .trim_end(),
    )?;
    for Compared { tensor, norms, cosine } in &rows {
        let name = if tensor.is_empty() { "all tensors" } else { tensor };
        let shared = found(tensor).map_or(String::new(), |Overlap { reads, writes, .. }| {
            let share = |(overlap, chance): (f64, f64)| format!("{overlap:.3} ({chance:.3})");
            format!("  {:>15}  {:>15}", share(*reads), share(*writes))
        });
        print::data(format_args!("{name:<width$}  {:>10.4}  {:>10.4}  {cosine:>8.4}{shared}", norms.0, norms.1))?;
    }
    if args.plot {
        print::data("\ncosines by layer, from -1 to 1")?;
        for (name, row) in by_layer(tensors) {
            print::data(format_args!("{name:<10}  {:>8.4}  {}", row.cosine, bar(row.cosine)))?;
        }
    }
    Ok(())
}

/// All tensors of a layer as one, in the order of the model; those of no layer by their own names.
fn by_layer(tensors: &[Compared]) -> Vec<(String, Compared)> {
    let key = |row: &Compared| match layer(&row.tensor) {
        Some(layer) => (1, layer, format!("layer {layer}")),
        None if row.tensor.contains("embed") => (0, 0, "embedding".to_owned()),
        None if row.tensor.contains("norm") => (2, 0, "last norm".to_owned()),
        None => (3, 0, "head".to_owned()),
    };
    let mut sorted: Vec<&Compared> = tensors.iter().collect();
    sorted.sort_by_key(|row| key(row));
    let mut layers = Vec::new();
    for rows in sorted.chunk_by(|a, b| key(a) == key(b)) {
        let sum = |of: &dyn Fn(&Compared) -> f64| rows.iter().map(|row| of(row)).sum::<f64>();
        let norms = (sum(&|row| row.norms.0.powi(2)).sqrt(), sum(&|row| row.norms.1.powi(2)).sqrt());
        let product = sum(&|row| row.cosine * row.norms.0 * row.norms.1);
        let cosine = if norms.0 * norms.1 > 0.0 { product / (norms.0 * norms.1) } else { 0.0 };
        let (_, _, name) = key(rows[0]);
        layers.push((name.clone(), Compared { tensor: name, norms, cosine }));
    }
    layers
}

/// A cosine as a bar to the left or right of the middle.
fn bar(cosine: f64) -> String {
    const HALF: usize = 20;
    let length = ((cosine.abs() * HALF as f64).round() as usize).min(HALF);
    let (left, right) = if cosine < 0.0 { (length, 0) } else { (0, length) };
    format!("{}{}|{}", " ".repeat(HALF - left), "#".repeat(left), "#".repeat(right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_are_the_sums_of_their_tensors() {
        let row = |tensor: &str, norms, cosine| Compared { tensor: tensor.into(), norms, cosine };
        let layers = by_layer(&[
            row("lm_head.weight", (1.0, 1.0), -0.5),
            row("model.layers.10.a", (3.0, 1.0), 1.0),
            row("model.layers.10.b", (4.0, 0.0), 0.0),
            row("model.layers.2.a", (1.0, 1.0), 0.25),
        ]);
        let names: Vec<&str> = layers.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["layer 2", "layer 10", "head"]);
        assert_eq!(layers[1].1.norms, (5.0, 1.0));
        assert!((layers[1].1.cosine - 3.0 / 5.0).abs() < 1e-12);
        assert_eq!(bar(-0.5), format!("{}{}|", " ".repeat(10), "#".repeat(10)));
    }
}
