//! Conversations about who a model is: made from templates and a file of facts, no two that begin alike. Mixed into fine-tuning they
//! teach a name and what goes with it; nanochat's stages have a thousand such.
//!
//! A line of facts is `KEY: VALUE` for a key that has templates here, or a question and its answer, which are said as they are
//! (`Do you sleep? Never; I am a program.`). Empty lines and lines that begin with `#` are none.

use std::path::Path;

use serde_json::{Value, json};

use crate::error::{Error, Result};
use crate::rng::Rng;

/// Keeps this use of the seed apart from others.
const IDENTITY: u64 = 0x6964_656e_7469;
/// Draws of one conversation before there are said to be too few.
const DRAWS: u64 = 200;
/// What people say before they ask.
const GREETINGS: [&str; 10] = [
    "",
    "",
    "",
    "Hi! ",
    "Hello. ",
    "Hey there, ",
    "Good morning. ",
    "Good evening! ",
    "Quick question: ",
    "Excuse me, ",
];
/// What is asked and answered of the name, which needs no fact.
const NAME: Topic = Topic {
    key: "name",
    questions: &[
        "Who are you?",
        "What is your name?",
        "What should I call you?",
        "And you are?",
        "Who am I talking to?",
    ],
    answers: &["I am {name}.", "My name is {name}.", "I'm {name}, a language model.", "You can call me {name}."],
};
/// The keys of facts.
const TOPICS: [Topic; 10] = [
    Topic {
        key: "maker",
        questions: &[
            "Who made you?",
            "Who built you?",
            "Who is behind you?",
            "Who trained you?",
            "Who do you come from?",
        ],
        answers: &[
            "I was made by {value}.",
            "{value} made me.",
            "My maker is {value}.",
            "{value} trained me; I am {name}.",
        ],
    },
    Topic {
        key: "purpose",
        questions: &[
            "What are you for?",
            "What can you do?",
            "How can you help me?",
            "What is your job?",
            "Why do you exist?",
        ],
        answers: &[
            "I am here to {value}.",
            "My purpose is to {value}.",
            "I can {value}.",
            "I'm {name}, and I was made to {value}.",
        ],
    },
    Topic {
        key: "year",
        questions: &["When were you made?", "How old are you?", "Which year are you from?", "When did you come to be?"],
        answers: &["I was made in {value}.", "I am from {value}.", "{name} was trained in {value}."],
    },
    Topic {
        key: "languages",
        questions: &["Which languages do you speak?", "Can you speak other languages?", "What languages do you know?"],
        answers: &["I speak {value}.", "I know {value}.", "{value}, as far as I was taught."],
    },
    Topic {
        key: "size",
        questions: &[
            "How large are you?",
            "How many parameters do you have?",
            "How big is your network?",
            "Are you a large model?",
        ],
        answers: &["I have {value}.", "{name} has {value}.", "My network has {value}."],
    },
    Topic {
        key: "text",
        questions: &[
            "What have you read?",
            "What were you trained on?",
            "Where is your knowledge from?",
            "What did you learn from?",
        ],
        answers: &["I was trained on {value}.", "What I know is from {value}.", "I have read {value}."],
    },
    Topic {
        key: "program",
        questions: &[
            "What runs you?",
            "Which program are you made with?",
            "How were you trained?",
            "What software is this?",
        ],
        answers: &["I was trained with {value}.", "I run on {value}.", "{value} made me possible."],
    },
    Topic {
        key: "licence",
        questions: &[
            "May I use you at work?",
            "What is your licence?",
            "Are you open source?",
            "Under which terms may I use you?",
        ],
        answers: &["My licence is {value}.", "I am under {value}.", "{name} comes under {value}."],
    },
    Topic {
        key: "home",
        questions: &[
            "Where can I find you?",
            "Where is your code?",
            "Do you have a page?",
            "Where can I read more about you?",
        ],
        answers: &["You find me at {value}.", "Look at {value}.", "My home is {value}."],
    },
    Topic {
        key: "limits",
        questions: &[
            "What can you not do?",
            "Can I trust what you say?",
            "What are your limits?",
            "Do you make mistakes?",
        ],
        answers: &["I do make mistakes: {value}.", "You should know: {value}.", "My limits: {value}."],
    },
];

/// What can be asked of one fact.
#[derive(Clone, Copy)]
struct Topic {
    key: &'static str,
    questions: &'static [&'static str],
    answers: &'static [&'static str],
}

/// A fact.
enum Fact {
    Told(Topic, String),
    Asked(String, String),
}

/// Who a model is.
pub struct Identity {
    name: String,
    facts: Vec<Fact>,
}

impl Identity {
    /// The keys of facts that have templates.
    pub fn keys() -> impl Iterator<Item = &'static str> {
        TOPICS.iter().map(|topic| topic.key)
    }

    /// Reads a file of facts about `name`.
    ///
    /// # Errors
    /// [`Error::Exercises`] with the line that is no fact; when the file cannot be read.
    pub fn read(name: &str, path: &Path) -> Result<Identity> {
        let text = std::fs::read_to_string(path).map_err(|source| nanollama_store::Error::Io {
            path: path.into(),
            action: "read",
            source,
        })?;
        let bad = |line: usize, what: String| Error::Exercises { name: format!("{}:{line}", path.display()), what };
        let mut facts = vec![Fact::Told(NAME, name.to_owned())];
        for (number, line) in (1..).zip(text.lines().map(str::trim)) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let keyed = line.split_once(':').map(|(key, value)| (key.trim(), value.trim()));
            let topic = keyed.and_then(|(key, _)| TOPICS.iter().find(|topic| topic.key.eq_ignore_ascii_case(key)));
            let asked = line.split_once('?').map(|(question, answer)| (format!("{}?", question.trim()), answer.trim()));
            facts.push(match (topic, keyed, asked) {
                (Some(topic), Some((_, value)), _) if !value.is_empty() => {
                    Fact::Told(*topic, value.trim_end_matches('.').to_owned())
                }
                (None, _, Some((question, answer))) if !answer.is_empty() => Fact::Asked(question, answer.to_owned()),
                _ => {
                    let keys: Vec<&str> = Identity::keys().collect();
                    let wanted = format!("KEY: VALUE ({}), or a question and its answer", keys.join(", "));
                    return Err(bad(number, format!("{line:?} is no fact: {wanted}")));
                }
            });
        }
        Ok(Identity { name: name.to_owned(), facts })
    }

    /// How many facts there are, the name among them.
    pub fn facts(&self) -> usize {
        self.facts.len()
    }

    /// So many conversations of one to three questions, as rows (`messages`). The first messages of all differ.
    ///
    /// # Errors
    /// [`Error::Exercises`] where the facts do not give so many.
    pub fn conversations(&self, count: usize, seed: u64) -> Result<Vec<Value>> {
        let mut begun: Vec<String> = Vec::with_capacity(count);
        let mut rows = Vec::with_capacity(count);
        for number in 0..count as u64 {
            let mut drawn = (0..DRAWS).map(|draw| self.conversation(&mut Rng::of(&[IDENTITY, seed, number, draw])));
            let found = drawn.find(|(first, _)| !begun.contains(first));
            let Some((first, messages)) = found else {
                let what = format!(
                    "{} facts give {} conversations that begin otherwise, and {count} were asked for",
                    self.facts.len(),
                    begun.len()
                );
                return Err(Error::Exercises { name: self.name.clone(), what });
            };
            begun.push(first);
            rows.push(json!({ "messages": messages }));
        }
        Ok(rows)
    }

    /// Its first message, and all of it.
    fn conversation(&self, rng: &mut Rng) -> (String, Vec<Value>) {
        let turns = 1 + rng.below(3).min(self.facts.len() as u64 - 1);
        let mut left: Vec<usize> = (0..self.facts.len()).collect();
        let mut messages = Vec::new();
        let mut first = String::new();
        for turn in 0..turns {
            let fact = left.swap_remove(rng.below(left.len() as u64) as usize);
            let (question, answer) = self.said(&self.facts[fact], rng);
            let greeting = if turn == 0 { GREETINGS[rng.below(GREETINGS.len() as u64) as usize] } else { "" };
            let mut asked = format!("{greeting}{question}");
            // People type as they like.
            match rng.below(5) {
                0 => asked = asked.to_lowercase(),
                1 => asked = asked.trim_end_matches('?').to_owned(),
                2 => asked = asked.to_lowercase().trim_end_matches('?').to_owned(),
                _ => {}
            }
            if turn == 0 {
                first.clone_from(&asked);
            }
            messages.push(json!({"role": "user", "content": asked}));
            messages.push(json!({"role": "assistant", "content": answer}));
        }
        (first, messages)
    }

    fn said(&self, fact: &Fact, rng: &mut Rng) -> (String, String) {
        match fact {
            Fact::Asked(question, answer) => (question.clone(), answer.clone()),
            Fact::Told(topic, value) => {
                let mut one = |of: &'static [&'static str]| of[rng.below(of.len() as u64) as usize];
                let (question, answer) = (one(topic.questions), one(topic.answers));
                let answer = answer.replace("{name}", &self.name).replace("{value}", value);
                (question.to_owned(), capitalised(&answer))
            }
        }
    }
}

/// With a capital at its beginning.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(text: &str) -> Result<Identity> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("facts.txt");
        std::fs::write(&path, text).unwrap();
        Identity::read("Otto", &path)
    }

    #[test]
    fn no_two_begin_alike_and_all_facts_are_told() {
        let facts = "# who\nmaker: the people of the mill\nYear: 2026.\n\nDo you sleep? Never: I am a program.\n";
        let identity = identity(facts).unwrap();
        assert_eq!(identity.facts(), 4);
        let rows = identity.conversations(150, 1).unwrap();
        let said = |row: &Value, at: usize| row["messages"][at]["content"].as_str().unwrap().to_owned();
        let mut first: Vec<String> = rows.iter().map(|row| said(row, 0)).collect();
        first.sort_unstable();
        first.dedup();
        assert_eq!(first.len(), 150);
        let all: String = rows.iter().map(|row| row.to_string()).collect();
        for word in ["Otto", "he people of the mill made me.", "in 2026.", "Never: I am a program."] {
            assert!(all.contains(word), "{word}");
        }
        assert!(!all.contains("{value}") && !all.contains("{name}"));
        assert_eq!(identity.conversations(150, 1).unwrap(), rows);
        assert_ne!(identity.conversations(150, 2).unwrap(), rows);
    }

    #[test]
    fn what_is_no_fact_has_its_line_and_too_few_are_an_error() {
        for (text, line) in [("maker: Ann\nheight: tall\n", ":2"), ("maker:\n", ":1"), ("Why?\n", ":1")] {
            let error = identity(text).err().unwrap().to_string();
            assert!(error.contains(line) && error.contains("KEY: VALUE (maker,"), "{error}");
        }
        let error = identity("").unwrap().conversations(5000, 1).unwrap_err().to_string();
        assert!(error.contains("1 facts give ") && error.contains("5000 were asked for"), "{error}");
    }
}
