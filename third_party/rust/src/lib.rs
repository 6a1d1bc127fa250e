// SPDX-License-Identifier: Apache-2.0
//! Tokenizers, chat templates and Parquet files behind the C interface of include/luthier_rust.h.
mod chat_template;
mod ffi;
mod generation;
mod parquet_column;
mod parquet_ffi;
mod parquet_footer;
mod parquet_pages;
mod parquet_reader;
mod parquet_shape;
mod parquet_tree;
mod parquet_value;
mod parquet_writer;
mod python_json;
mod sandbox;
mod strftime;
mod template_ffi;
mod tokenizer;
mod tokenizer_ffi;
