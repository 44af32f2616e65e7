//! Something owned or lent: an engine for a program owns its model, one for a sample in the middle of training borrows it.

use std::ops::Deref;

pub(crate) enum Held<'a, T: ?Sized> {
    Owned(Box<T>),
    Lent(&'a T),
}

impl<T: ?Sized> Deref for Held<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        match self {
            Held::Owned(value) => value,
            Held::Lent(value) => value,
        }
    }
}
