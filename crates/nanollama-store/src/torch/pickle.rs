//! The machine that reads a pickle of protocol 2: instructions that make data, and calls of three functions by name. It has
//! no others, so nothing a file says can be executed. Instructions: CPython's `Lib/pickletools.py`.

use std::collections::HashMap;
use std::ops::Range;

use super::tensor::{Element, MOST_DIMENSIONS, Storage, Tensor};
use super::value::{Id, Name, Value, Values};
use crate::cursor::Cursor;

/// Why a pickle is not read.
#[derive(Debug)]
pub(super) enum Refusal {
    /// It asks for something of Python's that is no data.
    Python { name: String, at: usize },
    /// Anything else.
    Format(String),
}

impl From<String> for Refusal {
    fn from(what: String) -> Refusal {
        Refusal::Format(what)
    }
}

/// Reads all of it. `storage` says where an entry with numbers lies in the file.
pub(super) fn read(bytes: &[u8], storage: &dyn Fn(&str) -> Option<Range<usize>>) -> Result<Values, Refusal> {
    let mut machine = Machine {
        cursor: Cursor::new(bytes),
        all: Vec::new(),
        stack: Vec::new(),
        marks: Vec::new(),
        memo: HashMap::new(),
        storage,
    };
    while !machine.step()? {}
    let root = machine.pop()?;
    Ok(Values { all: machine.all, root })
}

struct Machine<'a> {
    cursor: Cursor<'a>,
    all: Vec<Value>,
    stack: Vec<Id>,
    /// Lengths of the stack where something of unknown length begins.
    marks: Vec<usize>,
    memo: HashMap<u32, Id>,
    storage: &'a dyn Fn(&str) -> Option<Range<usize>>,
}

/// The protocol of `torch.save`.
const PROTOCOL: u8 = 2;
/// The longest name of Python's that a message repeats.
const LONGEST_NAME: usize = 200;

impl<'a> Machine<'a> {
    /// One instruction; true for the last.
    fn step(&mut self) -> Result<bool, Refusal> {
        let at = self.cursor.position();
        match self.cursor.u8("an instruction")? {
            b'.' => return Ok(true),
            0x80 => match self.cursor.u8("the protocol")? {
                PROTOCOL => {}
                other => return Err(format!("it is of protocol {other}, only {PROTOCOL} is read").into()),
            },
            b'(' => self.marks.push(self.stack.len()),
            b'N' => self.push(Value::None)?,
            0x88 => self.push(Value::Bool(true))?,
            0x89 => self.push(Value::Bool(false))?,
            b'K' => self.number(1)?,
            b'M' => self.number(2)?,
            b'J' => {
                let number = i32::from_le_bytes(self.cursor.array("a number")?);
                self.push(Value::Whole(number.into()))?;
            }
            0x8a => self.long()?,
            b'G' => {
                let number = f64::from_be_bytes(self.cursor.array("a number")?);
                self.push(Value::Real(number))?;
            }
            b'X' => self.text()?,
            b')' => self.push(Value::Tuple(Box::default()))?,
            b't' => {
                let items = self.pop_marked()?;
                self.push(Value::Tuple(items.into()))?;
            }
            count @ 0x85..=0x87 => self.tuple(usize::from(count - 0x84))?,
            b']' => self.push(Value::List(Vec::new()))?,
            b'a' => {
                let item = self.pop()?;
                self.extend_list(&[item], at)?;
            }
            b'e' => {
                let items = self.pop_marked()?;
                self.extend_list(&items, at)?;
            }
            b'}' => self.push(Value::Dict(Vec::new()))?,
            b's' => {
                let (value, key) = (self.pop()?, self.pop()?);
                self.extend_dict(&[key, value], at)?;
            }
            b'u' => {
                let items = self.pop_marked()?;
                self.extend_dict(&items, at)?;
            }
            b'q' => {
                let slot = self.cursor.u8("a place")?;
                self.remember(slot.into())?;
            }
            b'r' => {
                let slot = self.cursor.u32("a place")?;
                self.remember(slot)?;
            }
            b'h' => {
                let slot = self.cursor.u8("a place")?;
                self.recall(slot.into(), at)?;
            }
            b'j' => {
                let slot = self.cursor.u32("a place")?;
                self.recall(slot, at)?;
            }
            b'c' => self.name(at)?,
            b'Q' => self.open_storage(at)?,
            b'R' => self.call(at)?,
            b'b' => self.build(at)?,
            other => {
                return Err(format!("instruction {other:#04x} at byte {at} makes no tensor, number or name").into());
            }
        }
        Ok(false)
    }

    fn push(&mut self, value: Value) -> Result<(), Refusal> {
        let id = Id::try_from(self.all.len()).map_err(|_| "it has more than 2^32 values".to_owned())?;
        self.all.push(value);
        self.stack.push(id);
        Ok(())
    }

    fn pop(&mut self) -> Result<Id, Refusal> {
        if self.marks.last().is_some_and(|&mark| self.stack.len() <= mark) {
            return Err(self.short());
        }
        self.stack.pop().ok_or_else(|| self.short())
    }

    fn pop_marked(&mut self) -> Result<Vec<Id>, Refusal> {
        let mark = self.marks.pop().filter(|&mark| mark <= self.stack.len()).ok_or_else(|| self.short())?;
        Ok(self.stack.split_off(mark))
    }

    fn short(&self) -> Refusal {
        format!("it takes more values than it has made before byte {}", self.cursor.position()).into()
    }

    fn value(&self, id: Id) -> &Value {
        &self.all[id as usize]
    }

    fn number(&mut self, count: usize) -> Result<(), Refusal> {
        let mut bytes = [0; 8];
        bytes[..count].copy_from_slice(self.cursor.take(count as u64, "a number")?);
        self.push(Value::Whole(i64::from_le_bytes(bytes)))
    }

    /// A whole number of any length, the lowest byte first, negative when its highest bit is set.
    fn long(&mut self) -> Result<(), Refusal> {
        let count = self.cursor.u8("a number's length")?;
        let bytes = self.cursor.take(count.into(), "a number")?;
        let negative = bytes.last().is_some_and(|&byte| byte >= 0x80);
        let mut wide = [if negative { 0xff } else { 0 }; 8];
        match wide.get_mut(..bytes.len()) {
            Some(low) => {
                low.copy_from_slice(bytes);
                self.push(Value::Whole(i64::from_le_bytes(wide)))
            }
            None => self.push(Value::Long),
        }
    }

    fn text(&mut self) -> Result<(), Refusal> {
        let length = self.cursor.u32("a text's length")?;
        let bytes = self.cursor.take(length.into(), "a text")?;
        let text = std::str::from_utf8(bytes).map_err(|_| "it has a text that is no UTF-8".to_owned())?;
        self.push(Value::Text(text.into()))
    }

    fn tuple(&mut self, count: usize) -> Result<(), Refusal> {
        let mut items: Vec<Id> = (0..count).map(|_| self.pop()).collect::<Result<_, _>>()?;
        items.reverse();
        self.push(Value::Tuple(items.into()))
    }

    /// The value that is worked on, which stays.
    fn top(&mut self) -> Result<&mut Value, Refusal> {
        let id = self.pop()?;
        self.stack.push(id);
        Ok(&mut self.all[id as usize])
    }

    fn extend_list(&mut self, items: &[Id], at: usize) -> Result<(), Refusal> {
        match self.top()? {
            Value::List(list) => list.extend_from_slice(items),
            _ => return Err(format!("byte {at} adds to something that is no list").into()),
        }
        Ok(())
    }

    fn extend_dict(&mut self, items: &[Id], at: usize) -> Result<(), Refusal> {
        match self.top()? {
            Value::Dict(pairs) if items.len().is_multiple_of(2) => {
                pairs.extend(items.as_chunks().0.iter().map(|&[key, value]| (key, value)));
            }
            _ => return Err(format!("byte {at} adds to something that is no dictionary").into()),
        }
        Ok(())
    }

    fn remember(&mut self, slot: u32) -> Result<(), Refusal> {
        let id = self.pop()?;
        self.stack.push(id);
        self.memo.insert(slot, id);
        Ok(())
    }

    fn recall(&mut self, slot: u32, at: usize) -> Result<(), Refusal> {
        let known = self.memo.get(&slot).copied();
        self.stack.push(known.ok_or_else(|| format!("byte {at} recalls place {slot}, where nothing is"))?);
        Ok(())
    }

    /// Something of Python's by module and name.
    fn name(&mut self, at: usize) -> Result<(), Refusal> {
        let (module, name) = (self.line()?, self.line()?);
        let known = match (module, name) {
            ("collections", "OrderedDict") => Some(Name::OrderedDict),
            ("torch._utils", "_rebuild_tensor_v2") => Some(Name::RebuildTensor),
            ("torch._utils", "_rebuild_parameter") => Some(Name::RebuildParameter),
            ("torch", class) => Element::of(class).map(Name::Storage),
            _ => None,
        };
        match known {
            Some(name) => self.push(Value::Name(name)),
            None => Err(Refusal::Python { name: format!("{module}.{name}"), at }),
        }
    }

    fn line(&mut self) -> Result<&'a str, Refusal> {
        let mut rest = self.cursor.clone();
        let most = rest.left().min(LONGEST_NAME);
        let length = rest.take(most as u64, "a name")?.iter().position(|&byte| byte == b'\n');
        let length = length.ok_or_else(|| format!("a name at byte {} does not end", self.cursor.position()))?;
        let line = self.cursor.take(length as u64, "a name")?;
        self.cursor.take(1, "a name's end")?;
        Ok(std::str::from_utf8(line).map_err(|_| "it has a name that is no UTF-8".to_owned())?)
    }

    /// `("storage", class, key, device, count)`: numbers in an entry of their own.
    fn open_storage(&mut self, at: usize) -> Result<(), Refusal> {
        let reference = self.pop()?;
        let wrong = || Refusal::Format(format!("byte {at} refers to something that is no storage"));
        let Value::Tuple(items) = self.value(reference) else { return Err(wrong()) };
        let [word, class, key, _device, count] = items[..] else { return Err(wrong()) };
        let (Value::Text(word), Value::Name(Name::Storage(element)), Value::Text(key), Value::Whole(count)) =
            (self.value(word), self.value(class), self.value(key), self.value(count))
        else {
            return Err(wrong());
        };
        if &**word != "storage" {
            return Err(wrong());
        }
        let bytes = (self.storage)(key).ok_or_else(|| format!("storage {key} has no entry in the file"))?;
        let storage = Storage::new(*element, *count, key, bytes)?;
        self.push(Value::Storage(Box::new(storage)))
    }

    /// One of the three functions.
    fn call(&mut self, at: usize) -> Result<(), Refusal> {
        let (arguments, function) = (self.pop()?, self.pop()?);
        let wrong = || Refusal::Format(format!("byte {at} calls something in a way that torch does not"));
        let (Value::Name(name), Value::Tuple(items)) = (self.value(function), self.value(arguments)) else {
            return Err(wrong());
        };
        match (name, &items[..]) {
            (Name::OrderedDict, []) => self.push(Value::Dict(Vec::new())),
            // Whether it needs gradients, and hooks; metadata where there is any.
            (
                Name::RebuildTensor,
                &[storage, offset, shape, strides, _, _] | &[storage, offset, shape, strides, _, _, _],
            ) => {
                let (Value::Storage(storage), Value::Whole(offset)) = (self.value(storage), self.value(offset)) else {
                    return Err(wrong());
                };
                let (shape, strides) = (self.sizes(shape).ok_or_else(wrong)?, self.sizes(strides).ok_or_else(wrong)?);
                let tensor = Tensor::new(storage, *offset, &shape, &strides)?;
                self.push(Value::Tensor(Box::new(tensor)))
            }
            (Name::RebuildParameter, &[tensor, _, _]) if matches!(self.value(tensor), Value::Tensor(_)) => {
                self.stack.push(tensor);
                Ok(())
            }
            _ => Err(wrong()),
        }
    }

    fn sizes(&self, id: Id) -> Option<Vec<i64>> {
        let Value::Tuple(items) = self.value(id) else { return None };
        // A long tuple could be named by many tensors.
        let items = Some(items).filter(|items| items.len() <= MOST_DIMENSIONS)?;
        let size = |&id: &Id| match self.value(id) {
            Value::Whole(size) => Some(*size),
            _ => None,
        };
        items.iter().map(size).collect()
    }

    /// Attributes of a dictionary: torch notes versions of modules there, which change nothing.
    fn build(&mut self, at: usize) -> Result<(), Refusal> {
        let state = self.pop()?;
        let attributes = matches!(self.value(state), Value::Dict(_));
        match self.top()? {
            Value::Dict(_) if attributes => Ok(()),
            _ => Err(format!("byte {at} gives attributes to something that is no dictionary").into()),
        }
    }
}
