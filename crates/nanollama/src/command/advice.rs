//! Commands that people are told to type next: as they work in the place in which they are read.

use std::path::Path;

use crate::args::{RUNS, RUNS_VARIABLE};

/// The program, and the folder of runs where a command would look elsewhere without it.
pub(crate) fn program(runs: &Path) -> String {
    let usual = std::env::var_os(RUNS_VARIABLE).unwrap_or_else(|| RUNS.into());
    match runs.as_os_str() == usual {
        true => "nanollama".into(),
        false => format!("nanollama --runs {}", quoted(&runs.display().to_string())),
    }
}

/// A word as a shell reads it.
pub(crate) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+:@%,=".contains(c);
    match !word.is_empty() && word.chars().all(plain) {
        true => word.into(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_runs_is_named_where_it_is_not_the_usual_one() {
        assert_eq!(program(Path::new("runs")), "nanollama");
        assert_eq!(program(Path::new("../all/runs")), "nanollama --runs ../all/runs");
        assert_eq!(program(Path::new("it's mine")), r"nanollama --runs 'it'\''s mine'");
    }
}
