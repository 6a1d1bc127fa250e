// SPDX-License-Identifier: Apache-2.0
//! A tokenizer.json as Hugging Face reads it, with exact byte offsets.
use std::collections::HashSet;

use tokenizers::pre_tokenizers::byte_level::ByteLevel;
use tokenizers::processors::PostProcessorWrapper;
use tokenizers::{Decoder, Encoding, Tokenizer as HfTokenizer};

use crate::ffi::Failure;

pub struct Tokenizer {
    inner: HfTokenizer,
    vocab_size: u32,
    special: HashSet<u32>,
}

/// Trimmed offsets leave the spaces between words to no token; masks need to know which token holds them. Ids do not change.
fn without_trimming(processor: PostProcessorWrapper) -> PostProcessorWrapper {
    match processor {
        PostProcessorWrapper::ByteLevel(p) => ByteLevel::new(p.add_prefix_space, false, p.use_regex).into(),
        PostProcessorWrapper::Roberta(p) => PostProcessorWrapper::Roberta(p.trim_offsets(false)),
        PostProcessorWrapper::Sequence(mut p) => {
            for part in p.as_mut() {
                *part = without_trimming(part.clone());
            }
            PostProcessorWrapper::Sequence(p)
        }
        other => other,
    }
}

fn words<E: std::fmt::Display>(error: E) -> Failure {
    Failure::new(error.to_string())
}

impl Tokenizer {
    pub fn new(json: &str) -> Result<Self, Failure> {
        let mut inner: HfTokenizer = json.parse().map_err(words)?;
        inner.with_truncation(None).map_err(words)?;
        inner.with_padding(None);
        if let Some(processor) = inner.get_post_processor().cloned() {
            inner.with_post_processor(Some(without_trimming(processor)));
        }
        let vocab = inner.get_vocab(true);
        let highest = vocab.values().copied().max();
        let vocab_size = highest.map_or(Some(0), |id| id.checked_add(1));
        let vocab_size = vocab_size.filter(|size| *size <= i32::MAX as u32).ok_or_else(|| Failure::new("a token's id does not fit into 31 bits"))?;
        let special = inner.get_added_tokens_decoder().into_iter().filter(|(_, token)| token.special).map(|(id, _)| id).collect();
        Ok(Tokenizer { inner, vocab_size, special })
    }

    pub fn vocab_size(&self) -> u32 {
        self.vocab_size
    }

    pub fn is_special(&self, id: u32) -> bool {
        self.special.contains(&id)
    }

    pub fn token_to_id(&self, token: &str) -> Option<u32> {
        self.inner.token_to_id(token)
    }

    pub fn id_to_token(&self, id: u32) -> Option<String> {
        self.inner.id_to_token(id)
    }

    pub fn encode(&self, texts: Vec<&str>, add_special: bool) -> Result<Vec<Encoding>, Failure> {
        if let [text] = texts[..] {
            return Ok(vec![self.inner.encode(text, add_special).map_err(words)?]);
        }
        self.inner.encode_batch(texts, add_special).map_err(words)
    }

    /// As tokenizers' own decode, but an id without a token shows as U+FFFD where theirs drops it.
    pub fn decode(&self, ids: &[u32], skip_special: bool) -> Result<String, Failure> {
        let shown = ids.iter().filter(|id| !(skip_special && self.is_special(**id)));
        let tokens: Vec<String> = shown.map(|id| self.inner.id_to_token(*id).unwrap_or_else(|| "\u{FFFD}".to_string())).collect();
        match self.inner.get_decoder() {
            Some(decoder) => decoder.decode(tokens).map_err(words),
            None => Ok(tokens.join(" ")),
        }
    }
}
