// SPDX-License-Identifier: Apache-2.0
//! The columns of a Parquet file as a tree, and rows put together from their levels (Dremel's record assembly). What is null in an object is left out of it,
//! because Parquet cannot tell it from what a row does not have; in a list it stays.
use std::collections::HashSet;
use std::ops::Range;

use parquet::basic::{ConvertedType, LogicalType, Repetition};
use parquet::schema::types::{Type, TypePtr};

use crate::ffi::Failure;
use crate::parquet_column::Column;
use crate::parquet_value::Out;

pub struct Node {
    shape: Shape,
    /// The definition level from which on it is there.
    present: i16,
    /// Its columns.
    leaves: Range<usize>,
}

enum Shape {
    Leaf,
    Object(Vec<(Vec<u8>, Node)>),
    /// item_def: the level from which on there are items; rep: the one of every item but the first.
    List {
        item: Box<Node>,
        item_def: i16,
        rep: i16,
    },
    /// A list of two: key and value.
    Map {
        key: Box<Node>,
        value: Box<Node>,
        item_def: i16,
        rep: i16,
    },
}

#[derive(Clone, Copy)]
struct Levels {
    def: i16,
    rep: i16,
}

fn is_list(group: &Type) -> bool {
    let info = group.get_basic_info();
    let is_one = matches!(info.logical_type_ref(), Some(LogicalType::List)) || info.converted_type() == ConvertedType::LIST;
    is_one && group.get_fields().len() == 1 && is_repeated(&group.get_fields()[0])
}

fn is_map(group: &Type) -> bool {
    let info = group.get_basic_info();
    let is_one = matches!(info.logical_type_ref(), Some(LogicalType::Map))
        || matches!(info.converted_type(), ConvertedType::MAP | ConvertedType::MAP_KEY_VALUE);
    let [pair] = group.get_fields() else { return false };
    is_one && pair.is_group() && is_repeated(pair) && pair.get_fields().len() == 2 && pair.get_fields()[0].is_primitive() && !is_repeated(&pair.get_fields()[0])
}

fn is_repeated(field: &Type) -> bool {
    field.get_basic_info().has_repetition() && field.get_basic_info().repetition() == Repetition::REPEATED
}

/// Numbers the columns in the order of the schema.
struct Builder {
    next_leaf: usize,
}

impl Builder {
    fn node(&mut self, field: &Type, at: Levels) -> Result<Node, Failure> {
        let info = field.get_basic_info();
        let repetition = if info.has_repetition() { info.repetition() } else { Repetition::REQUIRED };
        match repetition {
            Repetition::REQUIRED => self.there(field, at),
            Repetition::OPTIONAL => self.there(field, Levels { def: at.def + 1, ..at }),
            Repetition::REPEATED => {
                let inside = Levels { def: at.def + 1, rep: at.rep + 1 };
                let item = self.there(field, inside)?;
                Ok(list(item, at.def, inside))
            }
        }
    }

    /// A field whose own repetition is counted already.
    fn there(&mut self, field: &Type, at: Levels) -> Result<Node, Failure> {
        if field.is_primitive() {
            self.next_leaf += 1;
            return Ok(Node { shape: Shape::Leaf, present: at.def, leaves: self.next_leaf - 1..self.next_leaf });
        }
        let inside = Levels { def: at.def + 1, rep: at.rep + 1 };
        if is_list(field) {
            let item = self.item(&field.get_fields()[0], field.name(), inside)?;
            return Ok(list(item, at.def, inside));
        }
        if is_map(field) {
            let pair = &field.get_fields()[0];
            let key = self.node(&pair.get_fields()[0], inside)?;
            let value = self.node(&pair.get_fields()[1], inside)?;
            let leaves = key.leaves.start..value.leaves.end;
            let shape = Shape::Map { key: Box::new(key), value: Box::new(value), item_def: inside.def, rep: inside.rep };
            return Ok(Node { shape, present: at.def, leaves });
        }
        self.object(field, at)
    }

    /// The repeated field of a list is the item, or a group around it (the rules of LogicalTypes.md for lists of older writers).
    fn item(&mut self, field: &Type, list_name: &str, at: Levels) -> Result<Node, Failure> {
        if field.is_primitive() {
            return self.there(field, at);
        }
        let is_item = match field.get_fields() {
            [only] => field.name() == "array" || field.name() == format!("{list_name}_tuple") || is_repeated(only) || is_list(field) || is_map(field),
            _ => true,
        };
        if is_item {
            self.there(field, at)
        } else {
            self.node(&field.get_fields()[0], at)
        }
    }

    fn object(&mut self, group: &Type, at: Levels) -> Result<Node, Failure> {
        let first = self.next_leaf;
        let fields = self.fields(group.get_fields(), at)?;
        if fields.is_empty() {
            return Err(Failure::new(format!("the column \"{}\" has no parts", group.name())));
        }
        Ok(Node { shape: Shape::Object(fields), present: at.def, leaves: first..self.next_leaf })
    }

    fn fields(&mut self, types: &[TypePtr], at: Levels) -> Result<Vec<(Vec<u8>, Node)>, Failure> {
        let mut names = HashSet::new();
        let mut fields = Vec::with_capacity(types.len());
        for field in types {
            if !names.insert(field.name()) {
                return Err(Failure::new(format!("two columns are called \"{}\"", field.name())));
            }
            let mut key = Out::new();
            key.text(field.name().as_bytes());
            key.push(b":");
            fields.push((key.bytes, self.node(field, at)?));
        }
        Ok(fields)
    }
}

fn list(item: Node, present: i16, inside: Levels) -> Node {
    let leaves = item.leaves.clone();
    Node { shape: Shape::List { item: Box::new(item), item_def: inside.def, rep: inside.rep }, present, leaves }
}

/// The whole row.
pub fn tree_of(schema: &Type) -> Result<Node, Failure> {
    let mut builder = Builder { next_leaf: 0 };
    let fields = builder.fields(schema.get_fields(), Levels { def: 0, rep: 0 })?;
    Ok(Node { shape: Shape::Object(fields), present: 0, leaves: 0..builder.next_leaf })
}

impl Node {
    pub fn num_leaves(&self) -> usize {
        self.leaves.len()
    }

    fn def(&self, columns: &[Column]) -> Result<i16, Failure> {
        columns[self.leaves.start].def()
    }

    fn skip(&self, columns: &mut [Column]) -> Result<(), Failure> {
        self.leaves.clone().try_for_each(|leaf| columns[leaf].skip())
    }

    /// Writes what stands at the columns' places as JSON, and moves them on.
    pub fn write(&self, columns: &mut [Column], out: &mut Out) -> Result<(), Failure> {
        if self.def(columns)? < self.present {
            out.push(b"null");
            return self.skip(columns);
        }
        match &self.shape {
            Shape::Leaf => columns[self.leaves.start].write(out),
            Shape::Object(fields) => write_object(fields, columns, out),
            Shape::List { item, item_def, rep } => {
                out.push(b"[");
                self.each(*item_def, *rep, columns, |columns, is_first| {
                    out.push(if is_first { b"" } else { b"," });
                    item.write(columns, out)
                })?;
                out.push(b"]");
                Ok(())
            }
            Shape::Map { key, value, item_def, rep } => {
                out.push(b"{");
                self.each(*item_def, *rep, columns, |columns, is_first| {
                    out.push(if is_first { b"" } else { b"," });
                    write_key(key, columns, out)?;
                    value.write(columns, out)
                })?;
                out.push(b"}");
                Ok(())
            }
        }
    }

    fn each(
        &self,
        item_def: i16,
        rep: i16,
        columns: &mut [Column],
        mut item: impl FnMut(&mut [Column], bool) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        if self.def(columns)? < item_def {
            return self.skip(columns);
        }
        let mut is_first = true;
        while is_first || columns[self.leaves.start].rep() == rep {
            item(columns, is_first)?;
            is_first = false;
        }
        Ok(())
    }
}

fn write_object(fields: &[(Vec<u8>, Node)], columns: &mut [Column], out: &mut Out) -> Result<(), Failure> {
    let mut is_first = true;
    out.push(b"{");
    for (key, node) in fields {
        if node.def(columns)? < node.present {
            node.skip(columns)?;
            continue;
        }
        if !std::mem::replace(&mut is_first, false) {
            out.push(b",");
        }
        out.push(key);
        node.write(columns, out)?;
    }
    out.push(b"}");
    Ok(())
}

/// Keys of JSON are texts, so that other keys become them.
fn write_key(key: &Node, columns: &mut [Column], out: &mut Out) -> Result<(), Failure> {
    let mut words = Out::new();
    key.write(columns, &mut words)?;
    if words.bytes.first() == Some(&b'"') {
        out.push(&words.bytes);
    } else {
        out.text(&words.bytes);
    }
    out.push(b":");
    Ok(())
}
