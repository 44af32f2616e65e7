//! Reads a plot as it is written down. The form is described in `plots/README.md`.

use super::markup;
use super::people::{ANIMALS, Age, PLACES, Sex, TRADES, place_named};
use super::plot::{
    Ask, Beat, Kind, Line, Noun, Number, Order, Plot, Relation, Role, SEASONS, Season, Term, Wanted, Wording,
};
use super::stock;
use super::trail;

mod check;

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
            let name = name.trim();
            if plot.roles.iter().any(|role| role.name == name) {
                return Err(format!("`{name}` is a role already"));
            }
            plot.roles.push(Role { name: name.into(), kind: kind(first, what.trim())? });
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_plot_is_said_with_its_line() {
        for (text, what) in [
            ("title x\nseason dusk", "line 2: no season is called `dusk`"),
            ("title x\nbeat start\n@nothing", "line 3: no phrases are called `nothing`"),
            ("title x\nbeat start\n{a} ran [fast", "line 3: `[fast` has no `]`"),
            ("title x\nbeat start\none\nfact sits a", "line 4: `sits a` is no fact"),
            ("title x\ncast a: child\nthing a: kite", "line 3: `a` is a role already"),
            ("title x\nbeat sideways", "line 2: no beat is called `sideways`"),
            ("title x\ncast a: dragon", "line 2: nobody in the town is `dragon`"),
            ("title x\ncast d: dog of a", "`d`: nobody before it plays `a`"),
            ("title x\ncast a: child\nask who b\n? Who\n! {a}", "`ask who b`: nobody and nothing plays it"),
            ("title x\ncast a: child\nbeat start\n{b} ran", "nobody and nothing plays `b`"),
            (
                "title x\ncast a: child\nbeat start\n{a} ran\nfact has a a",
                "Has { who: \"a\", what: \"a\" }: a role is not there or of another kind",
            ),
            ("beat start\none", "it has no title"),
        ] {
            assert_eq!(parse(text), Err(what.into()), "{text}");
        }
    }

    #[test]
    fn a_line_is_told_by_somebody_and_in_a_season() {
        let plot =
            parse("title x\nseason any\ncast a: child\nbeat start\n3: winter: {a} froze\n@glad a\nfact leaves a")
                .unwrap();
        let wordings = &plot.beats[0].wordings;
        assert_eq!((wordings[0].lines[0].mine, wordings[0].lines[0].season), (Some(false), Some(Season::Winter)));
        assert!(wordings[1].lines.len() > 1);
        assert_eq!((plot.seasons.len(), plot.beats[0].facts.len()), (4, 1));
    }
}
