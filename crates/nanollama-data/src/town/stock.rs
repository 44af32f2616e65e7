//! Phrases that many plots share: the weather of a season, what else could be seen, how somebody felt, how a day ended. A
//! plot takes one line of a section by `@SECTION ROLE`, or a choice of all within a wording by `[SECTION ROLE]`. In the
//! sections the role is called `a`.

use super::texts::text;

const FILE: &str = "plots/stock.txt";
/// How deep phrases may take phrases.
const DEPTH: usize = 4;

/// The lines of a section, told of a role.
///
/// # Errors
/// That there is no such section.
pub(super) fn lines(section: &str) -> Result<Vec<String>, String> {
    let (name, role) = section.split_once(' ').unwrap_or((section, "a"));
    let mut own = text(FILE).lines().skip_while(|line| line.strip_prefix("= ") != Some(name)).skip(1);
    let found: Vec<String> = own
        .by_ref()
        .take_while(|line| !line.starts_with("= "))
        .filter(|line| !line.is_empty())
        .map(|line| line.replace("{a}", &format!("{{{role}}}")).replace("{a.", &format!("{{{role}.")))
        .collect();
    if found.is_empty() { Err(format!("no phrases are called `{name}`")) } else { Ok(found) }
}

/// A wording with every `[SECTION ROLE]` in it made a choice of the section's lines.
///
/// # Errors
/// A section that is not there, or a bracket that is not closed.
pub(super) fn fill(wording: &str) -> Result<String, String> {
    let mut text = wording.to_owned();
    for _ in 0..DEPTH {
        let Some(start) = text.find('[') else { return Ok(text) };
        text = each(&text, start)?;
    }
    if text.contains('[') { Err(format!("phrases take each other in a circle: `{wording}`")) } else { Ok(text) }
}

fn each(text: &str, start: usize) -> Result<String, String> {
    let (mut done, mut rest) = (text[..start].to_owned(), &text[start..]);
    while let Some(inner) = rest.strip_prefix('[') {
        let end = inner.find(']').ok_or_else(|| format!("`{rest}` has no `]`"))?;
        done.push_str(&format!("({})", lines(&inner[..end])?.join("|")));
        rest = &inner[end + 1..];
        let next = rest.find('[').unwrap_or(rest.len());
        done.push_str(&rest[..next]);
        rest = &rest[next..];
    }
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::town::markup;

    #[test]
    fn all_phrases_are_read() {
        let names: Vec<&str> = text(FILE).lines().filter_map(|line| line.strip_prefix("= ")).collect();
        assert!(names.len() > 10);
        for name in names {
            let lines = lines(name).unwrap();
            assert!(lines.len() >= 3, "{name}");
            lines.iter().for_each(|line| assert!(markup::parse(&fill(line).unwrap()).is_ok(), "{name}: {line}"));
        }
    }

    #[test]
    fn phrases_are_told_of_a_role_and_unknown_ones_refused() {
        assert!(lines("glad b").unwrap().iter().all(|line| !line.contains("{a")));
        assert!(fill("{a} ran home [fast b]").unwrap().starts_with("{a} ran home ("));
        assert_eq!(fill("[nothing]"), Err("no phrases are called `nothing`".into()));
        assert_eq!(fill("[fast"), Err("`[fast` has no `]`".into()));
    }
}
