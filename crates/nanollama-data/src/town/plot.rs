//! A plot as it is written down: who and what is in it, what happens, what can be asked. The form is described in
//! `plots/README.md`; how it is told is `telling.rs`.

use super::markup::{self, Node};
use super::people::{ANIMALS, Age, PLACES, Sex, TRADES, place_named};
use super::stock;
use super::trail::{self, Fact};

mod check;

/// What a role stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Person(Wanted),
    Thing { nouns: Vec<Noun>, adjectives: Vec<String> },
    Place(Vec<&'static str>),
    Word(Vec<String>),
    Number(Number),
}

/// Who can play a role.
#[derive(Clone, Debug, PartialEq, Default)]
pub(super) struct Wanted {
    pub(super) age: Option<Age>,
    pub(super) sex: Option<Sex>,
    pub(super) trade: Option<&'static str>,
    /// The role whose pet it is.
    pub(super) owner: Option<String>,
}

/// A thing's name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Noun {
    pub(super) text: String,
    /// Always more than one: mittens.
    pub(super) many: bool,
}

/// How a number comes about.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Number {
    Between(u32, u32),
    /// The sum of roles and numbers, each with its sign.
    Sum(Vec<(i64, Term)>),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Term {
    Fixed(u32),
    Role(String),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Role {
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// How what happens goes with what happened before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// A sentence of its own.
    Start,
    /// A sentence of its own that begins a paragraph.
    Paragraph,
    Then,
    And,
    So,
    But,
    /// The reason for what came before.
    Because,
    /// At the moment when the next thing happens.
    When,
    /// Said by somebody, perhaps to somebody.
    Say {
        speaker: String,
        to: Option<String>,
    },
    /// A line of its own, as it stands: of lists, rhymes and notices.
    Line,
}

/// Where a beat is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Where it stands.
    Fixed,
    /// In any order with its neighbours that are mixed, too.
    Mix,
    /// Behind the beat that it stands behind, wherever that one goes.
    With,
}

/// One thing that happens, in several wordings.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Beat {
    pub(super) relation: Relation,
    /// It may be left out.
    pub(super) maybe: bool,
    pub(super) order: Order,
    pub(super) wordings: Vec<Wording>,
    /// What is so when it has been told.
    pub(super) facts: Vec<Fact>,
}

/// One line, or the lines of a section of the stock, of which one is told.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wording {
    pub(super) lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) nodes: Vec<Node>,
    /// Only where the first role tells it (true) or somebody else does (false).
    pub(super) mine: Option<bool>,
    /// Only in this season.
    pub(super) season: Option<Season>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// The seasons by their names.
pub(super) const SEASONS: [(&str, Season); 4] =
    [("spring", Season::Spring), ("summer", Season::Summer), ("autumn", Season::Autumn), ("winter", Season::Winter)];

/// A question about what happened, and its answers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ask {
    pub(super) kind: String,
    /// The role that answers it, where it is one.
    pub(super) about: Option<String>,
    pub(super) questions: Vec<Vec<Node>>,
    pub(super) answers: Vec<Vec<Node>>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plot {
    pub(super) title: String,
    /// `story`, or a form of text by its name.
    pub(super) form: String,
    /// When it can happen; none where it does not matter, and then no season is spoken of.
    pub(super) seasons: Vec<Season>,
    pub(super) roles: Vec<Role>,
    pub(super) beats: Vec<Beat>,
    pub(super) asks: Vec<Ask>,
}

/// Reads a plot.
///
/// # Errors
/// The line's number and what is wrong with it.
pub(super) fn parse(text: &str) -> Result<Plot, String> {
    let mut plot = Plot {
        title: String::new(),
        form: "story".into(),
        seasons: Vec::new(),
        roles: Vec::new(),
        beats: Vec::new(),
        asks: Vec::new(),
    };
    for (number, line) in (1..).zip(text.lines()) {
        take(&mut plot, line.trim()).map_err(|what| format!("line {number}: {what}"))?;
    }
    check::check(&plot)?;
    Ok(plot)
}

fn take(plot: &mut Plot, line: &str) -> Result<(), String> {
    let (first, rest) = line.split_once(' ').map_or((line, ""), |(first, rest)| (first, rest.trim()));
    match first {
        "" | "#" => {}
        "title" => plot.title = rest.into(),
        "form" => plot.form = rest.into(),
        "season" => plot.seasons = seasons(rest)?,
        "cast" | "thing" | "place" | "word" | "number" => {
            let (name, what) = rest.split_once(':').ok_or("a `:` is missing behind the role")?;
            plot.roles.push(Role { name: name.trim().into(), kind: kind(first, what.trim())? });
        }
        "beat" => plot.beats.push(beat(rest)?),
        "ask" => {
            let (kind, about) = rest.split_once(' ').map_or((rest, None), |(kind, about)| (kind, Some(about.into())));
            plot.asks.push(Ask { kind: kind.into(), about, questions: Vec::new(), answers: Vec::new() });
        }
        "?" | "!" => {
            let ask = plot.asks.last_mut().ok_or("a question stands before the first `ask`")?;
            let list = if first == "?" { &mut ask.questions } else { &mut ask.answers };
            list.push(markup::parse(&stock::fill(rest)?)?);
        }
        _ => {
            if !plot.asks.is_empty() {
                return Err("behind the first `ask` only `?` and `!` lines stand".into());
            }
            let beat = plot.beats.last_mut().ok_or("a wording stands before the first `beat`")?;
            match first.strip_prefix('@') {
                _ if first == "fact" => beat.facts.push(trail::parse(rest)?),
                Some(section) => {
                    let section = if rest.is_empty() { section.to_owned() } else { format!("{section} {rest}") };
                    let lines = stock::lines(&section)?.iter().map(|line| told(line)).collect::<Result<_, _>>()?;
                    beat.wordings.push(Wording { lines });
                }
                None => beat.wordings.push(Wording { lines: vec![told(line)?] }),
            }
        }
    }
    Ok(())
}

/// A line with what stands in front of it: who tells it, in which season.
fn told(line: &str) -> Result<Line, String> {
    let (mut mine, mut season, mut rest) = (None, None, line);
    while let Some((first, behind)) = rest.split_once(": ") {
        match (first, SEASONS.iter().find(|(name, _)| *name == first)) {
            ("1", _) => mine = Some(true),
            ("3", _) => mine = Some(false),
            (_, Some((_, named))) => season = Some(*named),
            _ => break,
        }
        rest = behind.trim();
    }
    Ok(Line { nodes: markup::parse(&stock::fill(rest)?)?, mine, season })
}

fn seasons(text: &str) -> Result<Vec<Season>, String> {
    if text == "any" {
        return Ok(SEASONS.map(|(_, season)| season).into());
    }
    let named = |word: &str| SEASONS.iter().find(|(name, _)| *name == word).map(|(_, season)| *season);
    text.split_whitespace().map(|word| named(word).ok_or_else(|| format!("no season is called `{word}`"))).collect()
}

fn beat(text: &str) -> Result<Beat, String> {
    let (maybe, text) = text.strip_prefix("maybe ").map_or((false, text), |rest| (true, rest));
    let (order, text) = match text.split_once(' ') {
        Some(("mix", rest)) => (Order::Mix, rest),
        Some(("with", rest)) => (Order::With, rest),
        _ => (Order::Fixed, text),
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let relation = match words[..] {
        ["start"] => Relation::Start,
        ["paragraph"] => Relation::Paragraph,
        ["then"] => Relation::Then,
        ["and"] => Relation::And,
        ["so"] => Relation::So,
        ["but"] => Relation::But,
        ["because"] => Relation::Because,
        ["when"] => Relation::When,
        ["line"] => Relation::Line,
        ["say", speaker] => Relation::Say { speaker: speaker.into(), to: None },
        ["say", speaker, "to", other] => Relation::Say { speaker: speaker.into(), to: Some(other.into()) },
        _ => return Err(format!("no beat is called `{text}`")),
    };
    if order != Order::Fixed && relation == Relation::When {
        return Err("`when` belongs to the beat behind it and cannot be mixed".into());
    }
    Ok(Beat { relation, maybe, order, wordings: Vec::new(), facts: Vec::new() })
}

fn kind(first: &str, what: &str) -> Result<Kind, String> {
    let list = |text: &str| text.split(',').map(|item| item.trim().to_owned()).collect::<Vec<_>>();
    Ok(match first {
        "cast" => Kind::Person(wanted(what)?),
        "thing" => {
            let (nouns, adjectives) = what.split_once(';').unwrap_or((what, ""));
            let noun = |text: String| match text.strip_suffix('*') {
                Some(text) => Noun { text: text.into(), many: true },
                None => Noun { text, many: false },
            };
            let adjectives = match adjectives.trim() {
                "" => Vec::new(),
                "colour" => ["red", "blue", "green", "yellow", "white", "black", "brown", "purple", "orange"]
                    .map(String::from)
                    .into(),
                "size" => ["big", "little", "tiny", "huge", "small"].map(String::from).into(),
                other => list(other),
            };
            Kind::Thing { nouns: list(nouns).into_iter().map(noun).collect(), adjectives }
        }
        "place" => Kind::Place(match what {
            "outdoors" => PLACES.iter().filter(|place| place.outdoors).map(|place| place.name).collect(),
            "indoors" => PLACES.iter().filter(|place| !place.outdoors).map(|place| place.name).collect(),
            names => {
                let known = |name: String| match place_named(&name) {
                    Some(place) => Ok(place.name),
                    None => Err(format!("no place is called `{name}`")),
                };
                list(names).into_iter().map(known).collect::<Result<_, _>>()?
            }
        }),
        "word" => Kind::Word(list(what)),
        _ => Kind::Number(number(what)?),
    })
}

fn wanted(what: &str) -> Result<Wanted, String> {
    let (what, owner) = what.split_once(" of ").map_or((what, None), |(what, owner)| (what, Some(owner.trim().into())));
    let mut wanted = Wanted { owner, ..Wanted::default() };
    for word in what.split_whitespace() {
        match word {
            "child" => wanted.age = Some(Age::Child),
            "grown" => wanted.age = Some(Age::Grown),
            "old" => wanted.age = Some(Age::Old),
            "pet" => wanted.age = Some(Age::Pet),
            "she" => wanted.sex = Some(Sex::She),
            "he" => wanted.sex = Some(Sex::He),
            other => {
                let trade = TRADES.iter().chain(&ANIMALS).find(|trade| **trade == other);
                wanted.trade = Some(trade.ok_or_else(|| format!("nobody in the town is `{other}`"))?);
                wanted.age = Some(if ANIMALS.contains(&other) { Age::Pet } else { Age::Grown });
            }
        }
    }
    Ok(wanted)
}

fn number(what: &str) -> Result<Number, String> {
    if let Some((low, high)) = what.split_once("..") {
        let (low, high) = (low.trim().parse(), high.trim().parse());
        return match (low, high) {
            (Ok(low), Ok(high)) if low <= high => Ok(Number::Between(low, high)),
            _ => Err(format!("`{what}` is no range")),
        };
    }
    let mut terms = Vec::new();
    for part in what.replace('-', "+-").split('+').map(str::trim).filter(|part| !part.is_empty()) {
        let (sign, part) = part.strip_prefix('-').map_or((1, part), |part| (-1, part.trim()));
        let term = part.parse().map_or_else(|_| Term::Role(part.into()), Term::Fixed);
        terms.push((sign, term));
    }
    Ok(Number::Sum(terms))
}
