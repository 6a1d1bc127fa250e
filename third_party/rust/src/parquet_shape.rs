// SPDX-License-Identifier: Apache-2.0
//! Which columns rows of JSON need in a Parquet file: the union of their fields. What has no one shape that gives back the very same JSON becomes JSON text
//! (Parquet's logical type JSON, which readers know): values of several kinds, objects that are empty, hold a null, differ in the order of their fields or
//! have very many, and what is nested very deep.
use indexmap::IndexMap;
use serde_json::Value;

use crate::ffi::Failure;

const MAX_FIELDS: usize = 64;
const MAX_DEPTH: usize = 16;
const MAX_LEAVES: usize = 2000;
const MAX_COLUMNS: usize = 4096;
/// From here on a double does not hold every integer.
const MAX_EXACT: u64 = 1 << 53;

#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Nothing but nulls so far.
    Nothing,
    Flag,
    Int {
        is_exact: bool,
    },
    Real,
    Text,
    List(Box<Shape>),
    Object(IndexMap<String, Shape>),
    Mixed,
}

fn is_exact(value: i64) -> bool {
    value.unsigned_abs() <= MAX_EXACT
}

impl Shape {
    /// depth: 0 for the value of a column.
    fn note(&mut self, value: &Value, depth: usize) {
        let is_deep = depth >= MAX_DEPTH && (value.is_array() || value.is_object());
        *self = match (std::mem::replace(self, Shape::Mixed), value) {
            (shape, Value::Null) => shape,
            _ if is_deep => Shape::Mixed,
            (Shape::Nothing | Shape::Flag, Value::Bool(_)) => Shape::Flag,
            (Shape::Nothing | Shape::Text, Value::String(_)) => Shape::Text,
            (shape, Value::Number(number)) => with_number(shape, number, depth),
            (Shape::Nothing, Value::Array(items)) => with_items(Shape::Nothing, items, depth),
            (Shape::List(item), Value::Array(items)) => with_items(*item, items, depth),
            (Shape::Nothing, Value::Object(fields)) => with_fields(IndexMap::new(), fields, depth),
            (Shape::Object(known), Value::Object(fields)) => with_fields(known, fields, depth),
            _ => Shape::Mixed,
        }
    }

    fn num_leaves(&self) -> usize {
        match self {
            Shape::List(item) => item.num_leaves(),
            Shape::Object(fields) => fields.values().map(Shape::num_leaves).sum(),
            _ => 1,
        }
    }

    fn has_mixed(&self) -> bool {
        match self {
            Shape::List(item) => item.has_mixed(),
            Shape::Object(fields) => fields.values().any(Shape::has_mixed),
            shape => *shape == Shape::Mixed,
        }
    }

    /// Whether this value is one that note() has seen, or could have.
    pub fn fits(&self, value: &Value) -> bool {
        match (self, value) {
            (_, Value::Null) | (Shape::Mixed, _) | (Shape::Flag, Value::Bool(_)) | (Shape::Text, Value::String(_)) => true,
            (Shape::Int { .. }, Value::Number(number)) => number.is_i64(),
            (Shape::Real, Value::Number(number)) => number.as_f64().is_some(),
            (Shape::List(item), Value::Array(items)) => items.iter().all(|value| item.fits(value)),
            (Shape::Object(fields), Value::Object(values)) => values.iter().all(|(key, value)| fields.get(key).is_some_and(|field| field.fits(value))),
            _ => false,
        }
    }
}

/// Integers among real numbers become real in a column; deeper inside, where 3 and 3.0 may be told apart, they do not.
fn with_number(shape: Shape, number: &serde_json::Number, depth: usize) -> Shape {
    match (shape, number.as_i64()) {
        (Shape::Nothing, Some(value)) => Shape::Int { is_exact: is_exact(value) },
        (Shape::Int { is_exact: before }, Some(value)) => Shape::Int { is_exact: before && is_exact(value) },
        (Shape::Real, Some(value)) if depth == 0 && is_exact(value) => Shape::Real,
        (Shape::Nothing | Shape::Real, None) if !number.is_u64() => Shape::Real,
        (Shape::Int { is_exact: true }, None) if depth == 0 && !number.is_u64() => Shape::Real,
        _ => Shape::Mixed,
    }
}

fn with_items(mut item: Shape, items: &[Value], depth: usize) -> Shape {
    for value in items {
        item.note(value, depth + 1);
    }
    Shape::List(Box::new(item))
}

/// The order of all known fields is one in which those of every object come as they came there.
fn with_fields(mut known: IndexMap<String, Shape>, fields: &serde_json::Map<String, Value>, depth: usize) -> Shape {
    let mut next = 0;
    for (key, value) in fields {
        let place = match known.get_index_of(key) {
            Some(place) => place,
            None => {
                known.shift_insert(next, key.clone(), Shape::Nothing);
                next
            }
        };
        if place < next || value.is_null() || known.len() > MAX_FIELDS {
            return Shape::Mixed;
        }
        next = place + 1;
        known[place].note(value, depth + 1);
    }
    if fields.is_empty() {
        Shape::Mixed
    } else {
        Shape::Object(known)
    }
}

/// The columns of rows.
#[derive(Default, Clone)]
pub struct Columns {
    pub shapes: IndexMap<String, Shape>,
}

pub fn parse_row(json: &str) -> Result<serde_json::Map<String, Value>, Failure> {
    match serde_json::from_str(json) {
        Ok(Value::Object(row)) => Ok(row),
        Ok(_) => Err(Failure::new("a row of a table must be an object")),
        Err(error) => Err(Failure::new(format!("the row cannot be written: {error}"))),
    }
}

impl Columns {
    pub fn note(&mut self, json: &str) -> Result<(), Failure> {
        for (key, value) in &parse_row(json)? {
            if let Some(shape) = self.shapes.get_mut(key) {
                shape.note(value, 0);
            } else {
                let mut shape = Shape::Nothing;
                shape.note(value, 0);
                self.shapes.insert(key.clone(), shape);
            }
        }
        Ok(())
    }

    /// The columns to write: where there would be far too many, what is nested becomes JSON text.
    pub fn settled(&self) -> Result<Columns, Failure> {
        if self.shapes.len() > MAX_COLUMNS {
            return Err(Failure::new(format!("the rows have {} columns, more than {MAX_COLUMNS}", self.shapes.len())));
        }
        let mut columns = self.clone();
        if columns.shapes.values().map(Shape::num_leaves).sum::<usize>() > MAX_LEAVES {
            for shape in columns.shapes.values_mut().filter(|shape| shape.num_leaves() > 1) {
                *shape = Shape::Mixed;
            }
        }
        Ok(columns)
    }

    /// Names of the columns in which something is kept as JSON text.
    pub fn kept_as_text(&self) -> Result<Vec<String>, Failure> {
        let columns = self.settled()?.shapes;
        Ok(columns.into_iter().filter(|(_, shape)| shape.has_mixed()).map(|(name, _)| name).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape_of(rows: &[&str]) -> Shape {
        let mut columns = Columns::default();
        for row in rows {
            columns.note(&format!("{{\"x\": {row}}}")).unwrap();
        }
        columns.settled().unwrap().shapes["x"].clone()
    }

    #[test]
    fn values_of_one_kind_are_typed() {
        assert_eq!(shape_of(&["null", "\"a\"", "\"b\""]), Shape::Text);
        assert_eq!(shape_of(&["1", "2.5"]), Shape::Real);
        assert_eq!(shape_of(&["2.5", "1"]), Shape::Real);
        assert_eq!(shape_of(&["[]", "[true, null]"]), Shape::List(Box::new(Shape::Flag)));
        let Shape::Object(fields) = shape_of(&["{\"a\": 1, \"c\": \"x\"}", "{\"a\": 2, \"b\": 1.5, \"c\": \"y\"}", "{\"c\": \"z\"}"]) else { panic!() };
        assert_eq!(fields.keys().collect::<Vec<_>>(), ["a", "b", "c"]);
    }

    #[test]
    fn what_would_not_come_back_the_same_is_json_text() {
        for rows in [
            &["1", "\"a\""][..],
            &["{\"a\": 1, \"b\": 2}", "{\"b\": 1, \"a\": 2}"],
            &["{}"],
            &["{\"a\": null}"],
            &["[1]", "{\"a\": 1}"],
            &["18446744073709551615"],
            &["9007199254740993", "0.5"],
        ] {
            assert_eq!(shape_of(rows), Shape::Mixed, "{rows:?}");
        }
        assert_eq!(shape_of(&["[1, 2.0]"]), Shape::List(Box::new(Shape::Mixed)));
        let many: Vec<String> = (0..100).map(|i| format!("\"k{i}\": 1")).collect();
        assert_eq!(shape_of(&[&format!("{{{}}}", many.join(","))]), Shape::Mixed);
        let mut deep = shape_of(&[&format!("{}1{}", "[".repeat(60), "]".repeat(60))]);
        let mut depth = 0;
        while let Shape::List(item) = deep {
            (deep, depth) = (*item, depth + 1);
        }
        assert_eq!((deep, depth), (Shape::Mixed, MAX_DEPTH));
    }
}
