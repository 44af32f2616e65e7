//! What a pickle holds: values that refer to one another by number, so that a value may stand in many places and none is
//! copied.

use super::tensor::{Element, Storage, Tensor};

/// A value's number.
pub(super) type Id = u32;

/// A value as the machine keeps it.
#[derive(Debug)]
pub(super) enum Value {
    None,
    Bool(bool),
    Whole(i64),
    /// A whole number beyond 64 bits.
    Long,
    Real(f64),
    Text(Box<str>),
    Tuple(Box<[Id]>),
    List(Vec<Id>),
    Dict(Vec<(Id, Id)>),
    /// Something of Python's that tensors need.
    Name(Name),
    Storage(Box<Storage>),
    Tensor(Box<Tensor>),
}

/// What a pickle may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    OrderedDict,
    RebuildTensor,
    RebuildParameter,
    Storage(Element),
}

/// All values of a pickle.
#[derive(Debug)]
pub(super) struct Values {
    pub(super) all: Vec<Value>,
    pub(super) root: Id,
}

impl Values {
    pub(super) fn root(&self) -> Item<'_> {
        Item { all: &self.all, id: self.root }
    }
}

/// A value of an open file.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    all: &'a [Value],
    id: Id,
}

/// What a value is.
#[derive(Clone, Copy, Debug)]
pub enum Kind<'a> {
    /// Python's None.
    None,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Whole(i64),
    /// A number.
    Real(f64),
    /// A text.
    Text(&'a str),
    /// A dictionary; [`Item::entries`] has what is in it.
    Dict,
    /// A tensor or a parameter.
    Tensor(&'a Tensor),
    /// Something else, by name.
    Other(&'static str),
}

impl<'a> Item<'a> {
    /// What it is.
    pub fn kind(self) -> Kind<'a> {
        match &self.all[self.id as usize] {
            Value::None => Kind::None,
            Value::Bool(value) => Kind::Bool(*value),
            Value::Whole(value) => Kind::Whole(*value),
            Value::Real(value) => Kind::Real(*value),
            Value::Text(text) => Kind::Text(text),
            Value::Dict(_) => Kind::Dict,
            Value::Tensor(tensor) => Kind::Tensor(tensor),
            Value::Long => Kind::Other("a whole number beyond 64 bits"),
            Value::Tuple(_) => Kind::Other("a tuple"),
            Value::List(_) => Kind::Other("a list"),
            Value::Name(_) => Kind::Other("a name"),
            Value::Storage(_) => Kind::Other("a storage"),
        }
    }

    /// Keys and values of a dictionary in the file's order; none of anything else.
    pub fn entries(self) -> impl Iterator<Item = (Item<'a>, Item<'a>)> {
        let pairs: &[(Id, Id)] = match &self.all[self.id as usize] {
            Value::Dict(pairs) => pairs,
            _ => &[],
        };
        pairs.iter().map(move |&(key, value)| (Item { id: key, ..self }, Item { id: value, ..self }))
    }

    /// The value under a text; as in Python, the last one.
    pub fn get(self, name: &str) -> Option<Item<'a>> {
        let named = |(key, value): (Item<'a>, Item<'a>)| (key.text() == Some(name)).then_some(value);
        self.entries().filter_map(named).last()
    }

    /// The text that it is.
    pub fn text(self) -> Option<&'a str> {
        match self.kind() {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }
}
