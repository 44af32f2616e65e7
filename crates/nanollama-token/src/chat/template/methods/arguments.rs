//! What a method was called with, by position or by name.

use minijinja::value::Kwargs;
use minijinja::{Error, ErrorKind, Value};

pub(super) struct Arguments<'a> {
    method: &'a str,
    positional: &'a [Value],
    named: Option<Kwargs>,
}

impl<'a> Arguments<'a> {
    pub(super) fn new(method: &'a str, given: &'a [Value]) -> Result<Arguments<'a>, Error> {
        match given.split_last() {
            Some((last, positional)) if last.is_kwargs() => {
                Ok(Arguments { method, positional, named: Some(Kwargs::try_from(last.clone())?) })
            }
            _ => Ok(Arguments { method, positional: given, named: None }),
        }
    }

    /// One value a name, `None` where it was not given. `required` of them must be.
    pub(super) fn take<const N: usize>(&self, names: [&str; N], required: usize) -> Result<[Option<Value>; N], Error> {
        if self.positional.len() > N {
            return Err(self.fault(format!("{} arguments; it takes {N}", self.positional.len())));
        }
        let mut taken = [const { None }; N];
        for (index, place) in taken.iter_mut().enumerate() {
            let named = match &self.named {
                Some(named) if named.has(names[index]) => Some(named.get::<Value>(names[index])?),
                _ => None,
            };
            *place = self.positional.get(index).cloned().or(named);
            if index < required && place.is_none() {
                return Err(self.fault(format!("no {}", names[index])));
            }
        }
        if let Some(named) = &self.named {
            named.assert_all_used()?;
        }
        Ok(taken)
    }

    /// Takes nothing.
    pub(super) fn none(&self) -> Result<(), Error> {
        self.take([], 0).map(|[]| ())
    }

    /// All that was given, names apart.
    pub(super) fn all(&self) -> Vec<Value> {
        let mut all = self.positional.to_vec();
        if let Some(named) = &self.named {
            all.push(
                named
                    .args()
                    .filter_map(|name| Some((name.to_owned(), named.peek(name).ok()?)))
                    .collect::<Kwargs>()
                    .into(),
            );
        }
        all
    }

    /// A text.
    pub(super) fn text(&self, value: &Value) -> Result<String, Error> {
        let text = value.as_str().map(str::to_owned);
        text.ok_or_else(|| self.fault(format!("a value of type {}; it takes a string", value.kind())))
    }

    /// An optional text, of which Python's `None` is none.
    pub(super) fn text_or_none(&self, value: Option<Value>) -> Result<Option<String>, Error> {
        value.filter(|value| !value.is_none()).map(|value| self.text(&value)).transpose()
    }

    /// An optional whole number.
    pub(super) fn whole(&self, value: Option<Value>) -> Result<Option<i64>, Error> {
        let Some(value) = value else { return Ok(None) };
        let whole = if value.is_integer() { value.as_i64() } else { None };
        let whole =
            whole.or_else(|| (value.kind() == minijinja::value::ValueKind::Bool).then(|| value.is_true().into()));
        whole.map(Some).ok_or_else(|| self.fault(format!("a value of type {}; it takes a whole number", value.kind())))
    }

    pub(super) fn fault(&self, problem: impl std::fmt::Display) -> Error {
        Error::new(ErrorKind::InvalidOperation, format!("{}() was given {problem}", self.method))
    }

    pub(super) fn failed(&self, problem: &str) -> Error {
        Error::new(ErrorKind::InvalidOperation, format!("{}(): {problem}", self.method))
    }
}
