//! What a line of the conversation is: text for the model, or a word after `/` for the program.

/// A line.
#[derive(Debug, PartialEq)]
pub(super) enum Said<'a> {
    /// An empty one.
    Nothing,
    /// For the model.
    Text(&'a str),
    /// For the program.
    Word(Word<'a>),
    /// It begins as a word for the program does, and there is no such word.
    Unknown(&'a str),
}

/// What can be told to the program, with what stands behind it (nothing: an empty text).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Word<'a> {
    /// The instructions before the conversation.
    System(&'a str),
    /// Forget what was said.
    Reset,
    /// Write the conversation to a file.
    Save(&'a str),
    /// Take one from a file.
    Load(&'a str),
    /// Answer the last question again.
    Regen,
    /// The temperature.
    Temp(&'a str),
    /// The personalities that apply from now on; without any, which there are.
    Personality(&'a str),
    /// The strength of one.
    Alpha(&'a str),
    /// What model and settings there are.
    Info,
    /// These words.
    Help,
    /// The end.
    Quit,
}

/// What /help shows.
pub(super) const HELP: [(&str, &str); 13] = [
    ("/system TEXT", "instructions that stand before the conversation; without a text there are none"),
    ("/reset", "forget what was said (also /clear)"),
    ("/save FILE", "write the conversation, as `nanollama sft --data FILE` reads it"),
    ("/load FILE", "go on with a conversation that was saved"),
    ("/regen", "answer the last question again"),
    ("/temp T", "randomness from now on; 0 takes the likeliest token"),
    (
        "/personality NAME[:SCALE] …",
        "speak as these from now on; none: the base alone; no name: show them (also /gamma)",
    ),
    ("/alpha [NAME] X", "the strength of one: of the output's (δ), or of the one that applies, if no name is given"),
    ("/info", "the model, the settings, and how full the context is"),
    ("/help", "this"),
    ("/quit", "end (also /exit, Ctrl-D)"),
    ("\\ at a line's end", "go on with the text in the next line"),
    ("\"\"\"", "begins and ends a text of several lines"),
];

/// A text of several lines is for the model whatever it begins with, and so is one that begins with two slashes, of which one
/// is sent.
pub(super) fn parse(line: &str) -> Said<'_> {
    let text = line.trim();
    if text.is_empty() {
        return Said::Nothing;
    }
    let Some(rest) = text.strip_prefix('/').filter(|_| !text.contains('\n')) else { return Said::Text(text) };
    if rest.starts_with('/') {
        return Said::Text(rest);
    }
    let (name, behind) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let behind = behind.trim();
    let alone = |word| if behind.is_empty() { Said::Word(word) } else { Said::Unknown(text) };
    match name {
        "system" => Said::Word(Word::System(behind)),
        "save" => Said::Word(Word::Save(behind)),
        "load" => Said::Word(Word::Load(behind)),
        "temp" | "temperature" => Said::Word(Word::Temp(behind)),
        "personality" | "personalities" | "gamma" | "lora" | "delta" => Said::Word(Word::Personality(behind)),
        "alpha" => Said::Word(Word::Alpha(behind)),
        "reset" | "clear" => alone(Word::Reset),
        "regen" => alone(Word::Regen),
        "info" => alone(Word::Info),
        "help" | "?" => alone(Word::Help),
        "quit" | "exit" | "bye" => alone(Word::Quit),
        _ => Said::Unknown(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_for_the_program_and_all_else_for_the_model() {
        let word = |line, word| assert_eq!(parse(line), Said::Word(word), "{line}");
        word("/system Be brief.", Word::System("Be brief."));
        word("/system", Word::System(""));
        word(" /reset ", Word::Reset);
        word("/clear", Word::Reset);
        word("/save my talk.jsonl", Word::Save("my talk.jsonl"));
        word("/load x", Word::Load("x"));
        word("/regen", Word::Regen);
        word("/temp 0.5", Word::Temp("0.5"));
        word("/personality", Word::Personality(""));
        word("/gamma twain:0.5 carroll", Word::Personality("twain:0.5 carroll"));
        word("/alpha 0.5", Word::Alpha("0.5"));
        word("/info", Word::Info);
        word("/help", Word::Help);
        word("/quit", Word::Quit);
        for unknown in ["/quti", "/", "/quit now", "/etc/passwd is a file", "/System x"] {
            assert_eq!(parse(unknown), Said::Unknown(unknown), "{unknown}");
        }
        for text in ["and/or", "what is /quit?", "/quit\nis a word", "1 / 2"] {
            assert_eq!(parse(text), Said::Text(text), "{text}");
        }
        assert_eq!(parse("//etc/passwd"), Said::Text("/etc/passwd"));
        assert_eq!(parse("  "), Said::Nothing);
    }

    #[test]
    fn every_word_that_help_shows_is_known() {
        for (shown, _) in HELP.iter().filter(|(shown, _)| shown.starts_with('/')) {
            assert!(matches!(parse(shown), Said::Word(_)), "{shown}");
        }
    }
}
