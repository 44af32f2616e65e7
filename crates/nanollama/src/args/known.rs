//! What the command line knows: a command by the words that name it, an option by its spelling. What may be typed is
//! declared beside this file; old spellings are `legacy`'s.

use clap::{Arg, Command};

/// Hands the options of every command (`--runs`, `--threads`, `--quiet`) down to each, where the functions below look.
pub(super) fn complete(mut command: Command) -> Command {
    command.build();
    command
}

/// The command below `whole` that these words name: `data prepare`.
pub(super) fn find<'a>(whole: &'a Command, verb: &str) -> Option<&'a Command> {
    verb.split(' ').try_fold(whole, |at, word| at.find_subcommand(word))
}

/// An option of a command: by its long name or an alias of it, or by its letter with the dash before it.
pub(super) fn option<'a>(command: &'a Command, name: &str) -> Option<&'a Arg> {
    command.get_arguments().find(|arg| match name.strip_prefix('-') {
        Some(short) => {
            let visible = arg.get_short_and_visible_aliases().unwrap_or_default();
            let all = arg.get_all_short_aliases().unwrap_or_default();
            visible.iter().chain(&all).any(|known| short.chars().eq([*known]))
        }
        None => arg.get_long() == Some(name) || arg.get_all_aliases().unwrap_or_default().contains(&name),
    })
}
