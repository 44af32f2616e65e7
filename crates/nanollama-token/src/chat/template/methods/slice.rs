//! `value[start:stop:step]` as Python cuts texts, lists and tuples. (minijinja's own slices panic backwards over an empty
//! text, include the end backwards, and find nothing in nothing.)

use minijinja::value::{Tuple, ValueKind};
use minijinja::{Error, ErrorKind, Value};

use super::super::values::is_list;

/// The method that a slice becomes.
pub(super) const NAME: &str = "__slice__";

pub(super) fn call(value: &Value, given: &[Value]) -> Result<Value, Error> {
    let [start, stop, step] = given else { return Err(Error::from(ErrorKind::UnknownMethod)) };
    if value.is_undefined() {
        return Err(fault("a slice of what is undefined"));
    }
    // Jinja2 finds nothing where Python has no such slice.
    let (Some(start), Some(stop), Some(step)) = (bound(start), bound(stop), bound(step)) else {
        return Ok(Value::UNDEFINED);
    };
    let step = step.unwrap_or(1);
    if step == 0 {
        return Err(fault("a slice with steps of zero"));
    }
    if let Some(text) = value.as_str() {
        let characters: Vec<char> = text.chars().collect();
        let kept = places(characters.len(), start, stop, step).map(|place| characters[place]);
        return Ok(kept.collect::<String>().into());
    }
    if !is_list(value) {
        return Ok(Value::UNDEFINED);
    }
    let items: Vec<Value> = value.try_iter()?.collect();
    let kept: Vec<Value> = places(items.len(), start, stop, step).map(|place| items[place].clone()).collect();
    Ok(if value.is_tuple() { Tuple::from(kept).into() } else { kept.into() })
}

/// A place, or none; `None` where it is neither.
fn bound(value: &Value) -> Option<Option<i64>> {
    match value.kind() {
        ValueKind::None => Some(None),
        ValueKind::Bool => Some(Some(i64::from(value.is_true()))),
        ValueKind::Number if value.is_integer() => i64::try_from(value.clone()).ok().map(Some),
        _ => None,
    }
}

fn fault(what: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, what.to_owned())
}

/// What `range(*slice(start, stop, step).indices(length))` gives.
fn places(length: usize, start: Option<i64>, stop: Option<i64>, step: i64) -> impl Iterator<Item = usize> {
    let length = length as i64;
    // Backwards, the end in front of everything is -1.
    let (least, most) = if step > 0 { (0, length) } else { (-1, length - 1) };
    let inside = |place: i64| if place < 0 { place.saturating_add(length).max(least) } else { place.min(most) };
    let (first, last) = if step > 0 { (least, most) } else { (most, least) };
    let (start, stop) = (start.map_or(first, inside), stop.map_or(last, inside));
    let goes_on = move |place: &i64| if step > 0 { *place < stop } else { *place > stop };
    std::iter::successors(Some(start), move |place| place.checked_add(step))
        .take_while(goes_on)
        .map(|place| place as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_as_pythons_slices_have_them() {
        for (length, start, stop, step, expected) in [
            (4, Some(3), Some(0), -1, vec![3, 2, 1]),
            (0, None, None, -1, vec![]),
            (3, None, None, -1, vec![2, 1, 0]),
            (3, Some(-5), Some(2), 1, vec![0, 1]),
            (3, Some(5), None, 1, vec![]),
            (5, None, None, 2, vec![0, 2, 4]),
            (5, Some(-1), Some(-9), -2, vec![4, 2, 0]),
            (3, Some(i64::MIN), Some(i64::MAX), i64::MAX, vec![0]),
            (3, Some(i64::MAX), Some(i64::MIN), i64::MIN, vec![2]),
        ] {
            assert_eq!(places(length, start, stop, step).collect::<Vec<_>>(), expected, "{start:?}:{stop:?}:{step}");
        }
    }
}
