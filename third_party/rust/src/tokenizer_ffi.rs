// SPDX-License-Identifier: Apache-2.0
//! The tokenizer half of include/luthier_rust.h. Safety of every function: pointers as that header says.
#![allow(clippy::missing_safety_doc)]
use std::panic::{catch_unwind, AssertUnwindSafe};

use crate::ffi::{free_handle, guard, leak, reclaim, Bytes, CError, Failure, Text};
use crate::tokenizer::Tokenizer;

#[repr(C)]
pub struct CEncoding {
    ids: *mut u32,
    begins: *mut u32,
    ends: *mut u32,
    num_tokens: usize,
    row_ends: *mut usize,
    num_rows: usize,
}

#[no_mangle]
pub unsafe extern "C" fn luthier_tokenizer_new(json: Text, out: *mut *mut Tokenizer, error: *mut CError) -> bool {
    guard(out, error, || Ok(Box::into_raw(Box::new(Tokenizer::new(json.as_str()?)?))))
}

#[no_mangle]
pub unsafe extern "C" fn luthier_tokenizer_free(tokenizer: *mut Tokenizer) {
    free_handle(tokenizer);
}

#[no_mangle]
pub unsafe extern "C" fn luthier_tokenizer_vocab_size(tokenizer: *const Tokenizer) -> u32 {
    (*tokenizer).vocab_size()
}

#[no_mangle]
pub unsafe extern "C" fn luthier_tokenizer_is_special(tokenizer: *const Tokenizer, id: u32) -> bool {
    (*tokenizer).is_special(id)
}

#[no_mangle]
pub unsafe extern "C" fn luthier_tokenizer_token_to_id(tokenizer: *const Tokenizer, token: Text, id: *mut u32) -> bool {
    let found = catch_unwind(AssertUnwindSafe(|| (*tokenizer).token_to_id(token.as_str().ok()?)));
    match found {
        Ok(Some(value)) => {
            id.write(value);
            true
        }
        _ => false,
    }
}

#[no_mangle]
pub unsafe extern "C" fn luthier_tokenizer_id_to_token(tokenizer: *const Tokenizer, id: u32, token: *mut Bytes) -> bool {
    match catch_unwind(AssertUnwindSafe(|| (*tokenizer).id_to_token(id))) {
        Ok(Some(text)) => {
            token.write(text.into());
            true
        }
        _ => false,
    }
}

fn encode(tokenizer: &Tokenizer, texts: Vec<&str>, add_special: bool) -> Result<CEncoding, Failure> {
    if texts.iter().any(|text| u32::try_from(text.len()).is_err()) {
        return Err(Failure::new("a text has more than 4 GiB"));
    }
    let (mut ids, mut begins, mut ends, mut row_ends) = (vec![], vec![], vec![], vec![]);
    for encoding in tokenizer.encode(texts, add_special)? {
        ids.extend_from_slice(encoding.get_ids());
        begins.extend(encoding.get_offsets().iter().map(|span| span.0 as u32));
        ends.extend(encoding.get_offsets().iter().map(|span| span.1 as u32));
        row_ends.push(ids.len());
    }
    let (ids, num_tokens) = leak(ids);
    let (row_ends, num_rows) = leak(row_ends);
    Ok(CEncoding { ids, begins: leak(begins).0, ends: leak(ends).0, num_tokens, row_ends, num_rows })
}

#[no_mangle]
pub unsafe extern "C" fn luthier_tokenizer_encode(
    tokenizer: *const Tokenizer,
    texts: *const Text,
    num_texts: usize,
    add_special: bool,
    out: *mut CEncoding,
    error: *mut CError,
) -> bool {
    guard(out, error, || {
        let texts = if num_texts == 0 { &[][..] } else { std::slice::from_raw_parts(texts, num_texts) };
        let texts = texts.iter().map(|text| text.as_str()).collect::<Result<Vec<_>, _>>()?;
        encode(&*tokenizer, texts, add_special)
    })
}

#[no_mangle]
pub unsafe extern "C" fn luthier_encoding_free(encoding: CEncoding) {
    reclaim(encoding.ids, encoding.num_tokens);
    reclaim(encoding.begins, encoding.num_tokens);
    reclaim(encoding.ends, encoding.num_tokens);
    reclaim(encoding.row_ends, encoding.num_rows);
}

#[no_mangle]
pub unsafe extern "C" fn luthier_tokenizer_decode(
    tokenizer: *const Tokenizer,
    ids: *const u32,
    num_ids: usize,
    skip_special: bool,
    out: *mut Bytes,
    error: *mut CError,
) -> bool {
    guard(out, error, || {
        let ids = if num_ids == 0 { &[][..] } else { std::slice::from_raw_parts(ids, num_ids) };
        Ok((*tokenizer).decode(ids, skip_special)?.into())
    })
}
