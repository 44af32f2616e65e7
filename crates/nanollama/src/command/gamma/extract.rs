//! `nanollama gamma extract`

use std::path::Path;

use nanollama_bundle::gamma::{Form, Gamma, Size, Taken, extract, extract_delta};
use nanollama_bundle::{Locations, StoredModel};
use nanollama_kernel::dtype::DType;

use super::super::advice::program;
use super::super::opened;
use super::refit::{Taken as ToRefit, refit};
use crate::args::{ExtractArgs, Global};
use crate::print::{self, Printer};

pub(super) fn run(args: &ExtractArgs, global: &Global, printer: &Printer) -> anyhow::Result<()> {
    let locations = Locations::new(global.runs.clone());
    let base = opened::open(&args.base, &locations, printer)?;
    let other = opened::open(&args.other, &locations, printer)?;
    let form = match args.size {
        None => Form { dtype: args.form.dtype, rank: args.form.rank.map(|rank| rank as usize) },
        Some(bytes) => Size(bytes).form(base.config(), args.form.dtype)?,
    };
    if args.sparse.is_some() && form.dtype.safetensors_name().is_none() {
        anyhow::bail!("--sparse keeps single numbers, which --dtype int8 has no form for: f16, bf16 or f32");
    }
    let mut gamma = if let Some(keep) = args.sparse {
        // Which numbers are the largest is seen before they are rounded.
        let whole = taken_of(&base, &other, &args.out, Form { dtype: DType::F32, rank: None }, printer)?;
        let energy = whole.norm().powi(2);
        let (sparse, lost) = whole.sparse(keep, form.dtype)?;
        let (kept, out) = (100.0 * (1.0 - lost / energy), args.out.display());
        printer.line(format_args!("{out}: the largest {keep} of each matrix keep {kept:.2}% of its energy"));
        sparse
    } else if args.delta {
        delta_of(&base, &other, &args.out, Form { rank: form.rank.or(Some(DELTA_RANK)), ..form }, printer)?
    } else {
        taken_of(&base, &other, &args.out, form, printer)?
    };
    if let Some(steps) = args.refit.refit {
        let taken = ToRefit { base: &base, other: &other, gamma: &gamma, form };
        match refit(args, steps, &taken, global, printer)? {
            Some(refitted) => gamma = refitted,
            None => return Ok(()),
        }
    }
    gamma.about.scale = args.scale;
    save(&gamma, &args.out, printer)?;
    let (flag, out) = (if args.delta { "--delta" } else { "--gamma" }, args.out.display());
    printer.line(format_args!("next: {} chat -m {} {flag} {out}", program(&global.runs), args.base));
    Ok(())
}

/// The rank of a δ, where nobody says another: Yent's.
const DELTA_RANK: usize = 64;

/// What the head of `other` has more than that of `base`, and a word on it.
fn delta_of(
    base: &StoredModel,
    other: &StoredModel,
    out: &Path,
    form: Form,
    printer: &Printer,
) -> anyhow::Result<Gamma> {
    let config = base.config();
    printer.line(format_args!("taking the heads of {} × {} apart", config.vocabulary, config.dim));
    let (gamma, taken) = extract_delta(base, other, &name_of(out), form)?;
    for line in told(&gamma, &[taken], form) {
        printer.line(format_args!("{}: {line}", out.display()));
    }
    Ok(gamma)
}

/// What a file is called without its ending.
fn name_of(out: &Path) -> String {
    out.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What `other` has more than `base`, called as the file `out` will be, and a word on it.
pub(crate) fn taken_of(
    base: &StoredModel,
    other: &StoredModel,
    out: &Path,
    form: Form,
    printer: &Printer,
) -> anyhow::Result<Gamma> {
    let name = name_of(out);
    let bar = printer.bar(1, "tensors");
    let (gamma, taken) = extract(base, other, &name, form, &mut |done, count| {
        bar.set_length(count as u64);
        bar.set_position(done as u64);
    })?;
    bar.finish_and_clear();
    for line in told(&gamma, &taken, form) {
        printer.line(format_args!("{}: {line}", out.display()));
    }
    Ok(gamma)
}

/// Writes a file and says how large it is.
pub(crate) fn save(gamma: &Gamma, out: &Path, printer: &Printer) -> anyhow::Result<()> {
    gamma.save(out)?;
    let size = std::fs::metadata(out).map_or(0, |metadata| metadata.len());
    printer.line(format_args!("{}: {} ({} bytes)", out.display(), print::bytes(size), print::grouped(size)));
    Ok(())
}

/// How large it is beside its base, and what its form lost.
fn told(gamma: &Gamma, taken: &[Taken], form: Form) -> Vec<String> {
    let sum = |of: fn(&Taken) -> f64| taken.iter().map(of).sum::<f64>();
    let (base, whole, lost) = (sum(|taken| taken.base), sum(|taken| taken.gamma), sum(|taken| taken.lost));
    let equal = taken.iter().filter(|taken| taken.gamma == 0.0).count();
    let mut lines = vec![format!(
        "{}, in {} tensors{}: its norm is {:.3}, {:.2}% of the base's",
        gamma.about.made,
        gamma.parts().count(),
        if equal > 0 { format!(" ({equal} are equal and left out)") } else { String::new() },
        whole.sqrt(),
        100.0 * (whole / base.max(f64::MIN_POSITIVE)).sqrt()
    )];
    let kept = 100.0 * (1.0 - lost / whole);
    lines.push(match form.rank {
        Some(rank) => format!("rank {rank} keeps {kept:.2}% of its energy (the square of its norm), in {}", form.dtype),
        None => format!("{} keeps {kept:.4}% of its energy (the square of its norm)", form.dtype),
    });
    lines
}
