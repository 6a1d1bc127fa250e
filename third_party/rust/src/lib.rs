// SPDX-License-Identifier: Apache-2.0
//! Tokenizers and chat templates behind the C interface of include/luthier_rust.h.
mod chat_template;
mod ffi;
mod generation;
mod python_json;
mod sandbox;
mod strftime;
mod template_ffi;
mod tokenizer;
mod tokenizer_ffi;
