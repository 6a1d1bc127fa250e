// SPDX-License-Identifier: Apache-2.0
//! The Parquet half of include/luthier_rust.h. Safety of every function: pointers as that header says.
#![allow(clippy::missing_safety_doc)]
use std::fs::File;
use std::os::fd::BorrowedFd;

use crate::ffi::{free_handle, guard, leak, reclaim, Bytes, CError, Failure, Text};
use crate::parquet_reader::Reader;
use crate::parquet_shape::Columns;
use crate::parquet_writer::Writer;

#[repr(C)]
pub struct CRows {
    text: Bytes,
    ends: *mut usize,
    num_rows: usize,
}

fn bytes(content: Vec<u8>) -> Bytes {
    let (data, size) = leak(content);
    Bytes { data, size }
}

#[no_mangle]
pub unsafe extern "C" fn luthier_parquet_open(descriptor: i32, max_row_bytes: usize, out: *mut *mut Reader, error: *mut CError) -> bool {
    guard(out, error, || {
        let own = BorrowedFd::borrow_raw(descriptor).try_clone_to_owned();
        let file = File::from(own.map_err(|error| Failure::new(format!("the file cannot be read: {error}")))?);
        Ok(Box::into_raw(Box::new(Reader::open(file, max_row_bytes)?)))
    })
}

#[no_mangle]
pub unsafe extern "C" fn luthier_parquet_free(reader: *mut Reader) {
    free_handle(reader);
}

#[no_mangle]
pub unsafe extern "C" fn luthier_parquet_num_rows(reader: *const Reader) -> i64 {
    (*reader).num_rows()
}

#[no_mangle]
pub unsafe extern "C" fn luthier_parquet_next(reader: *mut Reader, out: *mut CRows, error: *mut CError) -> bool {
    guard(out, error, || {
        let batch = (*reader).next()?;
        let (ends, num_rows) = leak(batch.ends);
        Ok(CRows { text: bytes(batch.text), ends, num_rows })
    })
}

#[no_mangle]
pub unsafe extern "C" fn luthier_parquet_rows_free(rows: CRows) {
    reclaim(rows.text.data, rows.text.size);
    reclaim(rows.ends, rows.num_rows);
}

#[no_mangle]
pub unsafe extern "C" fn luthier_parquet_columns_new(out: *mut *mut Columns, error: *mut CError) -> bool {
    guard(out, error, || Ok(Box::into_raw(Box::default())))
}

#[no_mangle]
pub unsafe extern "C" fn luthier_parquet_columns_free(columns: *mut Columns) {
    free_handle(columns);
}

#[no_mangle]
pub unsafe extern "C" fn luthier_parquet_columns_note(columns: *mut Columns, row: Text, error: *mut CError) -> bool {
    let mut done = ();
    guard(&mut done, error, || (*columns).note(row.as_str()?))
}

#[no_mangle]
pub unsafe extern "C" fn luthier_parquet_columns_kept_as_text(columns: *const Columns, out: *mut Bytes, error: *mut CError) -> bool {
    guard(out, error, || {
        let names = (*columns).kept_as_text()?;
        Ok(serde_json::Value::from(names).to_string().into())
    })
}

#[no_mangle]
pub unsafe extern "C" fn luthier_parquet_writer_new(columns: *const Columns, out: *mut *mut Writer, error: *mut CError) -> bool {
    guard(out, error, || Ok(Box::into_raw(Box::new(Writer::new(&*columns)?))))
}

#[no_mangle]
pub unsafe extern "C" fn luthier_parquet_writer_free(writer: *mut Writer) {
    free_handle(writer);
}

#[no_mangle]
pub unsafe extern "C" fn luthier_parquet_writer_add(writer: *mut Writer, row: Text, out: *mut Bytes, error: *mut CError) -> bool {
    guard(out, error, || Ok(bytes((*writer).add(row.as_str()?)?)))
}

#[no_mangle]
pub unsafe extern "C" fn luthier_parquet_writer_finish(writer: *mut Writer, out: *mut Bytes, error: *mut CError) -> bool {
    guard(out, error, || Ok(bytes((*writer).finish()?)))
}
