//! What a story's `fact` lines say: who has what, and where everybody is. Followed from the first beat to the last, they show
//! whether a telling contradicts itself.

#[cfg(test)]
use std::collections::BTreeMap;

/// Something that is so when its beat has been told. Names are those of roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    /// Somebody has something, from here on or all the time.
    Has {
        who: String,
        what: String,
    },
    Gives {
        who: String,
        what: String,
        to: String,
    },
    /// Nobody has it any more.
    Loses {
        who: String,
        what: String,
    },
    /// Somebody is at a place, from here on or all the time.
    At {
        who: String,
        place: String,
    },
    /// Somebody goes to a place, and was not there before.
    Goes {
        who: String,
        place: String,
    },
    /// Somebody goes to where no role is.
    Leaves {
        who: String,
    },
}

/// Reads a fact.
///
/// # Errors
/// That it is none.
pub(super) fn parse(text: &str) -> Result<Fact, String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    Ok(match words[..] {
        ["has", who, what] => Fact::Has { who: who.into(), what: what.into() },
        ["gives", who, what, to] => Fact::Gives { who: who.into(), what: what.into(), to: to.into() },
        ["loses", who, what] => Fact::Loses { who: who.into(), what: what.into() },
        ["at", who, place] => Fact::At { who: who.into(), place: place.into() },
        ["goes", who, place] => Fact::Goes { who: who.into(), place: place.into() },
        ["leaves", who] => Fact::Leaves { who: who.into() },
        _ => return Err(format!("`{text}` is no fact")),
    })
}

/// The roles that a fact speaks of: people, things, places.
pub(super) fn roles(fact: &Fact) -> (Vec<&str>, Option<&str>, Option<&str>) {
    match fact {
        Fact::Has { who, what } | Fact::Loses { who, what } => (vec![who], Some(what), None),
        Fact::Gives { who, what, to } => (vec![who, to], Some(what), None),
        Fact::At { who, place } | Fact::Goes { who, place } => (vec![who], None, Some(place)),
        Fact::Leaves { who } => (vec![who], None, None),
    }
}

/// Follows facts in the order in which they were told.
///
/// # Errors
/// The first that cannot be after those before it.
#[cfg(test)]
pub(super) fn follow<'f>(facts: impl IntoIterator<Item = &'f Fact>) -> Result<(), String> {
    let mut holders: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    let mut places: BTreeMap<&str, &str> = BTreeMap::new();
    for fact in facts {
        let wrong = |what: &str| Err(format!("{fact:?}: {what}"));
        match fact {
            Fact::Has { who, what } => {
                if holders.get(what.as_str()).is_some_and(|holder| holder.is_some_and(|holder| holder != who)) {
                    return wrong("somebody else has it");
                }
                holders.insert(what, Some(who));
            }
            Fact::Gives { who, what, to } => {
                if who == to {
                    return wrong("nobody gives anything to themselves");
                }
                if holders.get(what.as_str()).is_some_and(|holder| *holder != Some(who)) {
                    return wrong("who gives it does not have it");
                }
                holders.insert(what, Some(to));
            }
            Fact::Loses { who, what } => {
                if holders.get(what.as_str()).is_some_and(|holder| *holder != Some(who)) {
                    return wrong("who loses it does not have it");
                }
                holders.insert(what, None);
            }
            Fact::At { who, place } => {
                if places.get(who.as_str()).is_some_and(|other| other != place) {
                    return wrong("they are at another place");
                }
                places.insert(who, place);
            }
            Fact::Goes { who, place } => {
                if places.insert(who, place) == Some(place.as_str()) {
                    return wrong("they are there already");
                }
            }
            Fact::Leaves { who } => {
                places.remove(who.as_str());
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_is_found() {
        let check = |lines: &str| follow(&lines.split(", ").map(|line| parse(line).unwrap()).collect::<Vec<_>>());
        for fine in ["has a x, gives a x b, gives b x a", "goes a p, leaves a, goes a p", "has a x, loses a x, has b x"]
        {
            assert_eq!(check(fine), Ok(()), "{fine}");
        }
        for (wrong, what) in [
            ("has a x, has b x", "somebody else has it"),
            ("gives a x a", "nobody gives anything to themselves"),
            ("has a x, gives a x b, gives a x c", "who gives it does not have it"),
            ("has a x, loses a x, loses a x", "who loses it does not have it"),
            ("at a p, at a q", "they are at another place"),
            ("goes a p, goes a p", "they are there already"),
        ] {
            assert!(check(wrong).unwrap_err().ends_with(what), "{wrong}");
        }
        assert!(parse("sits a").is_err());
    }
}
