//! The markup of plots: prose with choices `(a|b)`, references to roles `{a.my}` and words that agree with the subject before
//! them `<was>`. What they mean in a telling is `teller.rs`.

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// As it stands.
    Text(String),
    /// One of these.
    Choice(Vec<Vec<Node>>),
    /// Somebody or something of the cast.
    Ref(Reference),
    /// A word that agrees with the subject.
    Agree(Agree),
}

/// A role and in which form it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) role: String,
    pub(super) form: Form,
}

/// How somebody or something is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As the subject: a name or a pronoun; a thing with its article.
    Plain,
    /// As an object: `me`.
    Me,
    /// As an owner: `my`.
    My,
    /// `myself`.
    Oneself,
    /// By name, whatever was said before; who tells it is `I` here, too.
    Name,
    /// By name, even who tells it.
    Called,
    /// For the first time: who or what it is.
    Intro,
    /// With `a` or `an`.
    A,
    /// With `the`.
    The,
    /// The bare noun.
    Noun,
    /// With its adjective, without an article.
    Full,
    /// `it` or `they`.
    It,
    /// `it` or `them`.
    Them,
    /// Owned by a role: `her red kite`.
    OwnedBy(String),
    /// Of a place: `in the park`.
    In,
    /// Of a place: `to the park`.
    To,
    /// More than one.
    Many,
    /// The adjective alone.
    Colour,
    /// What somebody does for a living, or the kind of an animal.
    Trade,
}

/// A word whose form follows its subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Agree {
    /// was, were
    Was,
    /// am, is, are
    Is,
    /// Another verb of the present by its base: like, likes.
    Verb(String),
}

/// Reads a line.
///
/// # Errors
/// What is wrong with it.
pub(super) fn parse(line: &str) -> Result<Vec<Node>, String> {
    let mut rest = line;
    let nodes = sequence(&mut rest, false)?;
    match rest.is_empty() {
        true => Ok(nodes),
        false => Err(format!("`{rest}` closes what was not opened")),
    }
}

fn sequence(rest: &mut &str, inside: bool) -> Result<Vec<Node>, String> {
    let (mut nodes, mut text) = (Vec::new(), String::new());
    let flush = |text: &mut String, nodes: &mut Vec<Node>| {
        if !text.is_empty() {
            nodes.push(Node::Text(std::mem::take(text)));
        }
    };
    while let Some(next) = rest.chars().next() {
        match next {
            ')' | '|' if inside => break,
            ')' | '|' | '}' | '>' => return Err(format!("`{next}` closes what was not opened")),
            '(' => {
                flush(&mut text, &mut nodes);
                *rest = &rest[1..];
                nodes.push(Node::Choice(choice(rest)?));
            }
            '{' => {
                flush(&mut text, &mut nodes);
                nodes.push(Node::Ref(reference(bracketed(rest, '}')?)?));
            }
            '<' => {
                flush(&mut text, &mut nodes);
                nodes.push(Node::Agree(agree(bracketed(rest, '>')?)));
            }
            other => {
                text.push(other);
                *rest = &rest[other.len_utf8()..];
            }
        }
    }
    flush(&mut text, &mut nodes);
    Ok(nodes)
}

fn choice(rest: &mut &str) -> Result<Vec<Vec<Node>>, String> {
    let mut ways = Vec::new();
    loop {
        ways.push(sequence(rest, true)?);
        match rest.chars().next() {
            Some('|') => *rest = &rest[1..],
            Some(_) => {
                *rest = &rest[1..];
                return Ok(ways);
            }
            None => return Err("a `(` is not closed".into()),
        }
    }
}

/// What stands between the bracket that `rest` begins with and `close`.
fn bracketed<'a>(rest: &mut &'a str, close: char) -> Result<&'a str, String> {
    let end = rest.find(close).ok_or_else(|| format!("`{rest}` has no `{close}`"))?;
    let inner = &rest[1..end];
    *rest = &rest[end + 1..];
    Ok(inner)
}

fn reference(inner: &str) -> Result<Reference, String> {
    let (role, form) = inner.split_once('.').unwrap_or((inner, ""));
    let form = match form {
        "" => Form::Plain,
        "me" => Form::Me,
        "my" => Form::My,
        "self" => Form::Oneself,
        "name" => Form::Name,
        "called" => Form::Called,
        "intro" => Form::Intro,
        "a" => Form::A,
        "the" => Form::The,
        "noun" => Form::Noun,
        "full" => Form::Full,
        "it" => Form::It,
        "them" => Form::Them,
        "in" => Form::In,
        "to" => Form::To,
        "s" => Form::Many,
        "colour" => Form::Colour,
        "trade" => Form::Trade,
        other => match other.strip_prefix("my:") {
            Some(owner) if !owner.is_empty() => Form::OwnedBy(owner.into()),
            _ => return Err(format!("no form is called `{other}`")),
        },
    };
    match role.is_empty() {
        true => Err("a reference names no role".into()),
        false => Ok(Reference { role: role.into(), form }),
    }
}

fn agree(inner: &str) -> Agree {
    match inner {
        "was" => Agree::Was,
        "is" => Agree::Is,
        verb => Agree::Verb(verb.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read() {
        let text = |text: &str| Node::Text(text.into());
        let role = |role: &str, form| Node::Ref(Reference { role: role.into(), form });
        assert_eq!(
            parse("{a} <was> (sad|glad (now|)) of {x.my:a}").unwrap(),
            [
                role("a", Form::Plain),
                text(" "),
                Node::Agree(Agree::Was),
                text(" "),
                Node::Choice(vec![
                    vec![text("sad")],
                    vec![text("glad "), Node::Choice(vec![vec![text("now")], vec![]])]
                ]),
                text(" of "),
                role("x", Form::OwnedBy("a".into())),
            ]
        );
        for wrong in ["(a", "a)", "{a", "{}", "{a.mine}", "a|b", "{a.my:}", "x>"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
