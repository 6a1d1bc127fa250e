// SPDX-License-Identifier: Apache-2.0
//! Rows of JSON as a Parquet file, in pieces: each call hands back the bytes that come next. Memory: one row group.
use std::io::Write;
use std::ops::Range;
use std::sync::{Arc, Mutex};

use indexmap::IndexMap;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};
use serde_json::Value;

use crate::ffi::Failure;
use crate::parquet_shape::{parse_row, Columns, Shape};

/// A row group is written once its rows have so many bytes of JSON, or are so many.
const GROUP_BYTES: usize = 32 << 20;
const GROUP_ROWS: usize = 1 << 16;

#[derive(Clone, Default)]
struct Sink(Arc<Mutex<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().map_err(|_| std::io::ErrorKind::Other)?.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

enum Values {
    Flags(Vec<bool>),
    Ints(Vec<i64>),
    Reals(Vec<f64>),
    Texts(Vec<ByteArray>),
}

struct Leaf {
    defs: Vec<i16>,
    reps: Vec<i16>,
    values: Values,
}

/// Where a shape's columns are, and the level from which on it is there (a list's items: one more).
struct Node {
    shape: Shape,
    parts: Vec<Node>,
    leaves: Range<usize>,
    present: i16,
    rep: i16,
}

fn node_of(shape: &Shape, def: i16, rep: i16, leaves: &mut Vec<Leaf>) -> Node {
    let first = leaves.len();
    let present = def + 1;
    let mut leaf = |values| leaves.push(Leaf { defs: Vec::new(), reps: Vec::new(), values });
    let mut parts = Vec::new();
    match shape {
        Shape::Flag => leaf(Values::Flags(Vec::new())),
        Shape::Int { .. } => leaf(Values::Ints(Vec::new())),
        Shape::Real => leaf(Values::Reals(Vec::new())),
        Shape::Nothing | Shape::Text | Shape::Mixed => leaf(Values::Texts(Vec::new())),
        Shape::List(item) => parts.push(node_of(item, present + 1, rep + 1, leaves)),
        Shape::Object(fields) => parts = fields.values().map(|field| node_of(field, present, rep, leaves)).collect(),
    }
    Node { shape: shape.clone(), parts, leaves: first..leaves.len(), present, rep }
}

fn type_of(name: &str, shape: &Shape) -> parquet::errors::Result<TypePtr> {
    let leaf = |physical, logical| Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL).with_logical_type(logical).build();
    let group = |fields, logical| {
        Type::group_type_builder(name).with_repetition(Repetition::OPTIONAL).with_logical_type(logical).with_fields(fields).build()
    };
    let made = match shape {
        Shape::Flag => leaf(Physical::BOOLEAN, None)?,
        Shape::Int { .. } => leaf(Physical::INT64, None)?,
        Shape::Real => leaf(Physical::DOUBLE, None)?,
        Shape::Nothing | Shape::Text => leaf(Physical::BYTE_ARRAY, Some(LogicalType::String))?,
        Shape::Mixed => leaf(Physical::BYTE_ARRAY, Some(LogicalType::Json))?,
        Shape::List(item) => {
            let list = Type::group_type_builder("list").with_repetition(Repetition::REPEATED).with_fields(vec![type_of("element", item)?]).build()?;
            group(vec![Arc::new(list)], Some(LogicalType::List))?
        }
        Shape::Object(fields) => group(fields.iter().map(|(key, field)| type_of(key, field)).collect::<parquet::errors::Result<_>>()?, None)?,
    };
    Ok(Arc::new(made))
}

impl Node {
    fn nothing(&self, leaves: &mut [Leaf], def: i16, rep: i16) {
        for leaf in &mut leaves[self.leaves.clone()] {
            leaf.defs.push(def);
            leaf.reps.push(rep);
        }
    }

    /// Requires that the value fits. def: of what holds this.
    fn add(&self, value: Option<&Value>, leaves: &mut [Leaf], def: i16, rep: i16) {
        let Some(value) = value.filter(|value| !value.is_null()) else { return self.nothing(leaves, def, rep) };
        match (&self.shape, value) {
            (Shape::List(_), Value::Array(items)) if items.is_empty() => self.nothing(leaves, self.present, rep),
            (Shape::List(_), Value::Array(items)) => {
                for (i, item) in items.iter().enumerate() {
                    self.parts[0].add(Some(item), leaves, self.present + 1, if i == 0 { rep } else { self.rep + 1 });
                }
            }
            (Shape::Object(fields), Value::Object(values)) => {
                for (key, part) in fields.keys().zip(&self.parts) {
                    part.add(values.get(key), leaves, self.present, rep);
                }
            }
            _ => {
                self.nothing(leaves, self.present, rep);
                leaves[self.leaves.start].values.push(value, self.shape == Shape::Mixed);
            }
        }
    }
}

impl Values {
    fn push(&mut self, value: &Value, is_mixed: bool) {
        match self {
            Values::Flags(values) => values.push(value.as_bool().unwrap_or_default()),
            Values::Ints(values) => values.push(value.as_i64().unwrap_or_default()),
            Values::Reals(values) => values.push(value.as_f64().unwrap_or_default()),
            Values::Texts(values) => {
                let text = if is_mixed { value.to_string() } else { value.as_str().unwrap_or_default().to_string() };
                values.push(text.into_bytes().into());
            }
        }
    }
}

impl Leaf {
    fn write(&mut self, group: &mut SerializedRowGroupWriter<'_, Sink>) -> parquet::errors::Result<()> {
        let mut column = group.next_column()?.ok_or_else(|| parquet::errors::ParquetError::General("a column is missing".to_string()))?;
        let (defs, reps) = (Some(&self.defs[..]), Some(&self.reps[..]));
        match &mut self.values {
            Values::Flags(values) => column.typed::<BoolType>().write_batch(values, defs, reps)?,
            Values::Ints(values) => column.typed::<Int64Type>().write_batch(values, defs, reps)?,
            Values::Reals(values) => column.typed::<DoubleType>().write_batch(values, defs, reps)?,
            Values::Texts(values) => column.typed::<ByteArrayType>().write_batch(values, defs, reps)?,
        };
        self.defs.clear();
        self.reps.clear();
        match &mut self.values {
            Values::Flags(values) => values.clear(),
            Values::Ints(values) => values.clear(),
            Values::Reals(values) => values.clear(),
            Values::Texts(values) => values.clear(),
        }
        column.close()
    }
}

pub struct Writer {
    sink: Sink,
    file: SerializedFileWriter<Sink>,
    columns: IndexMap<String, Node>,
    leaves: Vec<Leaf>,
    num_rows: usize,
    num_bytes: usize,
    is_broken: bool,
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::new(format!("the Parquet file cannot be written: {error}"))
}

impl Writer {
    pub fn new(columns: &Columns) -> Result<Self, Failure> {
        let columns = columns.settled()?.shapes;
        let fields = columns.iter().map(|(name, shape)| type_of(name, shape)).collect::<parquet::errors::Result<_>>().map_err(failed)?;
        let schema = Type::group_type_builder("schema").with_fields(fields).build().map_err(failed)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(3).map_err(failed)?))
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_created_by("luthier".to_string())
            .build();
        let sink = Sink::default();
        let file = SerializedFileWriter::new(sink.clone(), Arc::new(schema), Arc::new(properties)).map_err(failed)?;
        let mut leaves = Vec::new();
        let columns = columns.into_iter().map(|(name, shape)| (name, node_of(&shape, 0, 0, &mut leaves))).collect();
        Ok(Writer { sink, file, columns, leaves, num_rows: 0, num_bytes: 0, is_broken: false })
    }

    fn flush(&mut self) -> Result<(), Failure> {
        if self.num_rows > 0 {
            let mut group = self.file.next_row_group().map_err(failed)?;
            for leaf in &mut self.leaves {
                leaf.write(&mut group).map_err(failed)?;
            }
            group.close().map_err(failed)?;
        }
        (self.num_rows, self.num_bytes) = (0, 0);
        Ok(())
    }

    fn take(&mut self) -> Result<Vec<u8>, Failure> {
        Ok(std::mem::take(&mut *self.sink.0.lock().map_err(failed)?))
    }

    /// The bytes that come next in the file; most rows have none yet.
    pub fn add(&mut self, json: &str) -> Result<Vec<u8>, Failure> {
        let row = parse_row(json)?;
        if let Some(key) = row.iter().find(|(key, value)| !self.columns.get(*key).is_some_and(|node| node.shape.fits(value))).map(|(key, _)| key) {
            return Err(Failure::new(format!("the column \"{key}\" was not expected to be like this")));
        }
        self.check_whole()?;
        for (name, node) in &self.columns {
            node.add(row.get(name), &mut self.leaves, 0, 0);
        }
        self.num_rows += 1;
        self.num_bytes += json.len();
        if self.num_rows >= GROUP_ROWS || self.num_bytes >= GROUP_BYTES {
            self.flush()?;
        }
        self.is_broken = false;
        self.take()
    }

    /// A panic or an error in the middle of a row leaves columns of different lengths. Whoever goes on sets it back.
    fn check_whole(&mut self) -> Result<(), Failure> {
        if std::mem::replace(&mut self.is_broken, true) {
            return Err(failed("it went on after an error"));
        }
        Ok(())
    }

    /// The last bytes. Nothing can be added after it.
    pub fn finish(&mut self) -> Result<Vec<u8>, Failure> {
        self.check_whole()?;
        self.flush()?;
        self.file.finish().map_err(failed)?;
        self.take()
    }
}
