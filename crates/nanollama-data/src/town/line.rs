//! What a line of a plot lets one do with it before it is told: what it tells of, what stands at its end, whether it speaks
//! of something before it.

use super::markup::{Form, Node, Reference};

/// Words of sentences that tell how things were.
const STATES: [&str; 9] = ["was", "were", "had", "could", "did", "not", "felt", "still", "is"];

/// Whether a sentence tells what somebody did, not how things were or what did not happen.
pub(super) fn tells_a_deed(sentence: &str) -> bool {
    !sentence.split_whitespace().any(|word| STATES.contains(&word))
}

/// A place at the end of a line about what somebody did there, and what stands before it. Not behind a bare `was`: "in the
/// park Nora was" is not how people talk.
pub(super) fn place_behind(nodes: &[Node]) -> Option<(&Node, &[Node])> {
    let (last, before) = nodes.split_last()?;
    let place = matches!(last, Node::Ref(Reference { form: Form::In, .. }));
    let somebody = matches!(before.first(), Some(Node::Ref(Reference { form: Form::Plain | Form::Name, .. })));
    let Some(Node::Text(deed)) = before.get(1).filter(|_| place && somebody) else { return None };
    let simple = before
        .iter()
        .all(|node| matches!(node, Node::Ref(_)) || matches!(node, Node::Text(text) if !text.contains([',', '.'])));
    let words: Vec<&str> = deed.split_whitespace().collect();
    let is_deed = words.len() >= 2 && !matches!(words[0], "was" | "were" | "and" | "had" | "who" | "stayed" | "lived");
    (simple && is_deed).then_some((last, before))
}

/// Whether a line speaks of something that stands before it.
pub(super) fn points_back(nodes: &[Node]) -> bool {
    const BACK: [&str; 8] = ["it", "its", "they", "them", "there", "this", "that", "so"];
    nodes.iter().any(|node| match node {
        Node::Text(text) => {
            text.split(|c: char| !c.is_alphabetic()).any(|word| BACK.contains(&word.to_lowercase().as_str()))
        }
        Node::Ref(reference) => matches!(reference.form, Form::It | Form::Them),
        Node::Choice(ways) => ways.iter().any(|way| points_back(way)),
        Node::Agree(_) => false,
    })
}

/// Whether a line tells when: nothing that tells it, too, may stand in front.
pub(super) fn tells_time(nodes: &[Node]) -> bool {
    const LATER: [&str; 5] = [" the next ", " the following ", " in the night", " that evening", " that night"];
    LATER.iter().any(|time| has(nodes, time)) || begins_with_time(nodes)
}

fn begins_with_time(nodes: &[Node]) -> bool {
    const TIMES: [&str; 24] = [
        "after", "all", "as", "at", "before", "by", "during", "every", "finally", "for", "from", "in", "just", "later",
        "next", "on", "once", "one", "only", "soon", "that", "then", "when", "while",
    ];
    nodes.first().is_some_and(|node| match node {
        Node::Text(text) => {
            let first = text.split_whitespace().next().unwrap_or_default().trim_end_matches(',');
            TIMES.contains(&first.to_lowercase().as_str())
        }
        Node::Choice(ways) => ways.iter().any(|way| begins_with_time(way)),
        Node::Ref(_) | Node::Agree(_) => false,
    })
}

/// Whether a line may have this in it.
pub(super) fn has(nodes: &[Node], part: &str) -> bool {
    nodes.iter().any(|node| match node {
        Node::Text(text) => text.contains(part),
        Node::Choice(ways) => ways.iter().any(|way| has(way, part)),
        Node::Ref(_) | Node::Agree(_) => false,
    })
}

/// About how many words a line has.
pub(super) fn words(nodes: &[Node]) -> usize {
    let of = |node: &Node| match node {
        Node::Text(text) => text.split_whitespace().count(),
        Node::Choice(ways) => ways.iter().map(|way| words(way)).max().unwrap_or(0),
        Node::Ref(_) | Node::Agree(_) => 1,
    };
    nodes.iter().map(of).sum()
}

/// Whether a line tells what happened, not how things were.
pub(super) fn is_event(nodes: &[Node]) -> bool {
    nodes.iter().all(|node| match node {
        Node::Text(text) => !text.split_whitespace().any(|word| STATES.contains(&word)),
        Node::Choice(ways) => ways.iter().all(|way| is_event(way)),
        Node::Ref(_) => true,
        Node::Agree(_) => false,
    })
}
