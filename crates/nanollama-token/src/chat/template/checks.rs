//! Jinja2's tests (`x is …`) where minijinja lacks them or has them otherwise.

use minijinja::value::ValueKind;
use minijinja::{Environment, Error, ErrorKind, Value};

use super::methods::{is_lower, is_upper};
use super::values::{View, is_list, kind, shown};

pub(super) fn add(environment: &mut Environment<'_>) {
    ["safe", "startingwith", "endingwith"].iter().for_each(|name| environment.remove_test(name));
    environment.add_test("iterable", |value: &Value| {
        matches!(kind(value), ValueKind::Undefined | ValueKind::String | ValueKind::Map | ValueKind::Iterable)
            || is_list(value)
    });
    // What has a length and can be asked for an item.
    environment.add_test("sequence", |value: &Value| {
        let is_view = value.downcast_object_ref::<View>().is_some();
        !is_view && (matches!(kind(value), ValueKind::Undefined | ValueKind::String | ValueKind::Map) || is_list(value))
    });
    environment.add_test("mapping", |value: &Value| kind(value) == ValueKind::Map);
    environment.add_test("callable", |value: &Value| matches!(kind(value), ValueKind::Undefined | ValueKind::Plain));
    environment.add_test("lower", |value: &Value| is_lower(&shown(value)));
    environment.add_test("upper", |value: &Value| is_upper(&shown(value)));
    environment.add_test("even", |value: &Value| remainder(value, 2).map(|rest| rest == 0.0));
    environment.add_test("odd", |value: &Value| remainder(value, 2).map(|rest| rest == 1.0));
    environment.add_test("divisibleby", |value: &Value, by: i64| remainder(value, by).map(|rest| rest == 0.0));
    for name in ["lt", "lessthan", "<"] {
        environment.add_test(name, |a: Value, b: Value| pair(&a, &b).map(|()| number(a) < number(b)));
    }
    for name in ["le", "<="] {
        environment.add_test(name, |a: Value, b: Value| pair(&a, &b).map(|()| number(a) <= number(b)));
    }
    for name in ["gt", "greaterthan", ">"] {
        environment.add_test(name, |a: Value, b: Value| pair(&a, &b).map(|()| number(a) > number(b)));
    }
    for name in ["ge", ">="] {
        environment.add_test(name, |a: Value, b: Value| pair(&a, &b).map(|()| number(a) >= number(b)));
    }
}

/// True where Python orders two values.
pub(super) fn ordered(a: &Value, b: &Value) -> bool {
    let is_number = |value: &Value| matches!(kind(value), ValueKind::Number | ValueKind::Bool);
    let both = |is: fn(&Value) -> bool| is(a) && is(b);
    both(is_number) || both(|value| value.as_str().is_some()) || both(is_list)
}

fn pair(a: &Value, b: &Value) -> Result<(), Error> {
    if ordered(a, b) {
        return Ok(());
    }
    let problem = format!("values of type {} and {} cannot be ordered", a.kind(), b.kind());
    Err(Error::new(ErrorKind::InvalidOperation, problem))
}

/// True and false count as 1 and 0.
fn number(value: Value) -> Value {
    if kind(&value) == ValueKind::Bool { Value::from(i64::from(value.is_true())) } else { value }
}

/// `value % by`, as Python has it.
fn remainder(value: &Value, by: i64) -> Result<f64, Error> {
    let number = match kind(value) {
        ValueKind::Number | ValueKind::Bool => f64::try_from(number(value.clone())).ok(),
        _ => None,
    };
    let problem = || format!("a value of type {} cannot be divided by {by}", kind(value));
    let number = number.filter(|_| by != 0).ok_or_else(|| Error::new(ErrorKind::InvalidOperation, problem()))?;
    Ok((number % by as f64 + by as f64) % by as f64)
}
