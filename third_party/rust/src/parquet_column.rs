// SPDX-License-Identifier: Apache-2.0
//! One column of a row group: a batch of its levels and values, and a place in them.
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::Arc;

use parquet::column::page::PageReader;
use parquet::column::reader::{get_column_reader, ColumnReader, ColumnReaderImpl};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, DoubleType, FixedLenByteArray, FixedLenByteArrayType, FloatType, Int32Type, Int64Type, Int96, Int96Type,
};
use parquet::schema::types::ColumnDescPtr;

use crate::ffi::Failure;
use crate::parquet_value::{kind_of, Kind, Out};

struct Typed<T: DataType> {
    reader: ColumnReaderImpl<T>,
    values: Vec<T::T>,
}

impl<T: DataType> Typed<T> {
    fn new(reader: ColumnReaderImpl<T>) -> Self {
        Typed { reader, values: Vec::new() }
    }

    /// Records and levels.
    fn read(&mut self, count: usize, defs: &mut Vec<i16>, reps: &mut Vec<i16>) -> parquet::errors::Result<(usize, usize)> {
        self.values.clear();
        let (records, _, levels) = self.reader.read_records(count, Some(defs), Some(reps), &mut self.values)?;
        Ok((records, levels))
    }
}

enum Values {
    Bool(Typed<BoolType>),
    Int32(Typed<Int32Type>),
    Int64(Typed<Int64Type>),
    Int96(Typed<Int96Type>),
    Float(Typed<FloatType>),
    Double(Typed<DoubleType>),
    Bytes(Typed<ByteArrayType>),
    Fixed(Typed<FixedLenByteArrayType>),
}

pub struct Column {
    values: Values,
    defs: Vec<i16>,
    reps: Vec<i16>,
    num_levels: usize,
    level: usize,
    value: usize,
    max_def: i16,
    max_rep: i16,
    kind: Kind,
    path: String,
    pulled: Arc<AtomicU64>,
}

fn damaged(path: &str, what: impl std::fmt::Display) -> Failure {
    Failure::new(format!("the column \"{path}\" cannot be read: {what}"))
}

impl Column {
    /// pulled: what the pages count, set back with each batch.
    pub fn new(column: ColumnDescPtr, pages: Box<dyn PageReader>, pulled: Arc<AtomicU64>) -> Result<Self, Failure> {
        let values = match get_column_reader(column.clone(), pages) {
            ColumnReader::BoolColumnReader(reader) => Values::Bool(Typed::new(reader)),
            ColumnReader::Int32ColumnReader(reader) => Values::Int32(Typed::new(reader)),
            ColumnReader::Int64ColumnReader(reader) => Values::Int64(Typed::new(reader)),
            ColumnReader::Int96ColumnReader(reader) => Values::Int96(Typed::new(reader)),
            ColumnReader::FloatColumnReader(reader) => Values::Float(Typed::new(reader)),
            ColumnReader::DoubleColumnReader(reader) => Values::Double(Typed::new(reader)),
            ColumnReader::ByteArrayColumnReader(reader) => Values::Bytes(Typed::new(reader)),
            ColumnReader::FixedLenByteArrayColumnReader(reader) => Values::Fixed(Typed::new(reader)),
        };
        Ok(Column {
            values,
            defs: Vec::new(),
            reps: Vec::new(),
            num_levels: 0,
            level: 0,
            value: 0,
            max_def: column.max_def_level(),
            max_rep: column.max_rep_level(),
            kind: kind_of(&column)?,
            path: column.path().string(),
            pulled,
        })
    }

    /// Reads the next rows, all of them there or an error.
    pub fn fill(&mut self, num_rows: usize) -> Result<(), Failure> {
        (self.level, self.value) = (0, 0);
        self.pulled.store(0, Relaxed);
        self.defs.clear();
        self.reps.clear();
        let (defs, reps) = (&mut self.defs, &mut self.reps);
        let read = match &mut self.values {
            Values::Bool(typed) => typed.read(num_rows, defs, reps),
            Values::Int32(typed) => typed.read(num_rows, defs, reps),
            Values::Int64(typed) => typed.read(num_rows, defs, reps),
            Values::Int96(typed) => typed.read(num_rows, defs, reps),
            Values::Float(typed) => typed.read(num_rows, defs, reps),
            Values::Double(typed) => typed.read(num_rows, defs, reps),
            Values::Bytes(typed) => typed.read(num_rows, defs, reps),
            Values::Fixed(typed) => typed.read(num_rows, defs, reps),
        };
        let (records, levels) = read.map_err(|error| damaged(&self.path, error))?;
        self.num_levels = levels;
        if records != num_rows {
            return Err(damaged(&self.path, "it has fewer rows than the file says"));
        }
        Ok(())
    }

    pub fn def(&self) -> Result<i16, Failure> {
        if self.level >= self.num_levels {
            return Err(damaged(&self.path, "it ends inside a row"));
        }
        Ok(if self.max_def == 0 { 0 } else { self.defs[self.level] })
    }

    /// Of the place that comes next; 0 where the next row begins, and at the end.
    pub fn rep(&self) -> i16 {
        if self.max_rep == 0 || self.level >= self.num_levels {
            0
        } else {
            self.reps[self.level]
        }
    }

    pub fn is_at_row_end(&self) -> bool {
        self.rep() == 0
    }

    pub fn path(&self) -> &str {
        &self.path
    }

    /// Passes over a place that holds nothing.
    pub fn skip(&mut self) -> Result<(), Failure> {
        if self.def()? == self.max_def {
            return Err(damaged(&self.path, "it has a value where its neighbours have none"));
        }
        self.level += 1;
        Ok(())
    }

    /// The value that stands here. Requires def() == the column's highest level, else it is null.
    pub fn write(&mut self, out: &mut Out) -> Result<(), Failure> {
        if self.def()? < self.max_def {
            self.level += 1;
            out.push(b"null");
            return Ok(());
        }
        let (at, kind) = (self.value, self.kind);
        self.level += 1;
        self.value += 1;
        match &self.values {
            Values::Bool(typed) => out.flag(typed.values[at]),
            Values::Int32(typed) => out.integer(typed.values[at].into(), kind, 32),
            Values::Int64(typed) => out.integer(typed.values[at], kind, 64),
            Values::Int96(typed) => out.int96(data96(&typed.values[at])),
            Values::Float(typed) => out.float(typed.values[at]),
            Values::Double(typed) => out.double(typed.values[at]),
            Values::Bytes(typed) => out.bytes(data(&typed.values[at]), kind),
            Values::Fixed(typed) => out.bytes(data_fixed(&typed.values[at]), kind),
        }
        Ok(())
    }
}

fn data96(value: &Int96) -> &[u32] {
    value.data()
}

fn data(value: &ByteArray) -> &[u8] {
    if value.is_empty() {
        &[]
    } else {
        value.data()
    }
}

fn data_fixed(value: &FixedLenByteArray) -> &[u8] {
    data(value)
}
