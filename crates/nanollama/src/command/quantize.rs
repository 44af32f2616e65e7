//! `nanollama quantize`

use std::collections::BTreeMap;
use std::process::ExitCode;

use nanollama_bundle::{Choice, Importances, Locations, Mix};
use nanollama_kernel::dtype::DType;

use super::opened;
use crate::args::{Global, QuantizeArgs};
use crate::print::{self, Printer};

pub(crate) fn run(args: &QuantizeArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let mix: Mix = args.kind.parse()?;
    let locations = Locations { runs: global.runs.clone(), tokenizer: args.tokenizer.clone() };
    let source = opened::open(&args.model, &locations, printer)?;
    let rounded: Vec<String> = source.dtypes()?.iter().filter(|(dtype, _)| dtype.block() > 1).map(counted).collect();
    if !rounded.is_empty() {
        printer.line(format_args!(
            "{} is quantised already ({}): what that lost stays lost, and this is lost besides",
            args.model,
            rounded.join(", ")
        ));
    }
    let importances = args.imatrix.as_deref().map(|path| Importances::read(path, source.config())).transpose()?;
    let importances = importances.as_ref();
    let choices = mix.choices(source.config(), importances.is_some());
    replaced(&choices).iter().for_each(|line| printer.line(line));
    if let Some(importances) = importances {
        weighed(importances, &choices).iter().for_each(|line| printer.line(line));
    }
    let kind = (mix, importances);
    let certificate = nanollama_bundle::quantize_checked(&source, kind, &args.out, &args.model, |file| {
        anyhow::Ok(nanollama_engine::certify(&source, file, importances, global.threads.into())?.to_string())
    })?;
    let out = args.out.display();
    let size = std::fs::metadata(&args.out).map_or(0, |metadata| metadata.len());
    printer.line(format_args!("{out}: {} of {}: {}", print::bytes(size), mix.name(), types(&choices).join(", ")));
    printer.line(certificate);
    if source.tokenizer().composes() {
        printer.line(super::export::COMPOSES);
    }
    printer.line(format_args!("next: nanollama run -m {out} -p 'Once upon a time'"));
    Ok(ExitCode::SUCCESS)
}

fn counted((dtype, count): &(DType, usize)) -> String {
    let tensors = if *count == 1 { "tensor" } else { "tensors" };
    format!("{count} {tensors} {dtype}")
}

/// How many tensors there are of each type, in the order in which they first come.
fn types(choices: &[Choice]) -> Vec<String> {
    let mut found = Vec::new();
    for choice in choices {
        match found.iter_mut().find(|(dtype, _)| *dtype == choice.dtype) {
            Some((_, count)) => *count += 1,
            None => found.push((choice.dtype, 1)),
        }
    }
    found.iter().map(counted).collect()
}

/// What an importance matrix is of, and what it says nothing of.
fn weighed(importances: &Importances, choices: &[Choice]) -> Vec<String> {
    let named = |names: &[String]| match names {
        [first, .., last] if names.len() > 3 => format!("{first} to {last}"),
        few => few.join(", "),
    };
    let (dataset, chunks) = importances.dataset();
    let text = if dataset.is_empty() { String::new() } else { format!(", of {chunks} pieces of {dataset}") };
    let mut lines = vec![format!("errors are weighed in {} matrices{text}", importances.known())];
    if !importances.missing().is_empty() {
        lines.push(format!("it says nothing of {}: their errors count as without it", named(importances.missing())));
    }
    if !importances.foreign().is_empty() {
        lines.push(format!("this model has no {}: passed over", named(importances.foreign())));
    }
    if !choices.iter().any(|choice| importances.of(&choice.tensor).is_some() && choice.dtype.weighs()) {
        lines.push("no type of this mix weighs errors: the file is as it would be without it".into());
    }
    lines
}

/// A line for each type that took the place of another because of the rows' length.
fn replaced(choices: &[Choice]) -> Vec<String> {
    let mut found: BTreeMap<(usize, &str, &str), (usize, usize)> = BTreeMap::new();
    for Choice { cols, dtype, wanted, .. } in choices.iter().filter(|choice| choice.dtype != choice.wanted) {
        let (block, count) = found.entry((*cols, wanted.name(), dtype.name())).or_default();
        (*block, *count) = (wanted.block(), *count + 1);
    }
    let line = |((cols, wanted, dtype), (block, count)): (&(usize, &str, &str), &(usize, usize))| {
        let tensors = if *count == 1 { "tensor" } else { "tensors" };
        format!("rows of {cols} numbers are no multiple of {block}: {count} {tensors} {dtype} instead of {wanted}")
    };
    found.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_replaced_is_said_once_a_kind() {
        let choice = |cols, wanted, dtype| Choice { tensor: "t".into(), cols, dtype, wanted };
        let choices = [
            choice(576, DType::Q4K, DType::Q5_0),
            choice(1536, DType::Q4K, DType::Q4K),
            choice(576, DType::Q4K, DType::Q5_0),
            choice(576, DType::Q6K, DType::Q8_0),
        ];
        assert_eq!(
            replaced(&choices),
            [
                "rows of 576 numbers are no multiple of 256: 2 tensors q5_0 instead of q4_k",
                "rows of 576 numbers are no multiple of 256: 1 tensor q8_0 instead of q6_k",
            ]
        );
        assert_eq!(types(&choices), ["2 tensors q5_0", "1 tensor q4_k", "1 tensor q8_0"]);
    }
}
