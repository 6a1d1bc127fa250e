// SPDX-License-Identifier: Apache-2.0
//! `{% generation %}` blocks (transformers' extension): rewritten to a filter block, which keeps every whitespace rule of the tag,
//! and the filter wraps its text in marks that nobody can guess.
use std::borrow::Cow;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::atomic::{AtomicUsize, Ordering};

use minijinja::value::Object;

const CUT: &str = "the template cuts or leaves out a {% generation %} block after making it";
pub const FILTER: &str = "luthier_generation_mark";

/// Where the tag that opens at source[at..] ends (behind its "%}", "}}" or "#}"), strings skipped.
fn tag_end(source: &[u8], at: usize) -> usize {
    let kind = source[at + 1];
    let close: &[u8] = match kind {
        b'{' => b"}}",
        b'%' => b"%}",
        _ => b"#}",
    };
    let mut i = at + 2;
    while i < source.len() {
        if source[i..].starts_with(close) {
            return i + 2;
        }
        let quote = source[i];
        i += 1;
        if kind == b'#' || (quote != b'"' && quote != b'\'') {
            continue;
        }
        while i < source.len() && source[i] != quote {
            i += if source[i] == b'\\' { 2 } else { 1 };
        }
        i += 1;
    }
    source.len()
}

/// The words of a block tag without its marks of whitespace control, and where they stand.
fn tag_words(source: &str, at: usize, end: usize) -> (usize, &str) {
    let is_control = |c: char| c == '-' || c == '+' || c.is_whitespace();
    let inner = source.get(at + 2..end.saturating_sub(2)).unwrap_or("");
    let words = inner.trim_start_matches(is_control);
    let begin = at + 2 + inner.len() - words.len();
    (begin, words.trim_end_matches(is_control))
}

/// The source with its generation tags rewritten, and whether there was any. No line is added or removed.
pub fn rewrite(source: &str) -> (Cow<'_, str>, bool) {
    let bytes = source.as_bytes();
    let (mut out, mut copied, mut i, mut in_raw) = (String::new(), 0, 0, false);
    while i + 1 < bytes.len() {
        if bytes[i] != b'{' || !matches!(bytes[i + 1], b'{' | b'%' | b'#') || (in_raw && bytes[i + 1] != b'%') {
            i += 1;
            continue;
        }
        let end = tag_end(bytes, i);
        if bytes[i + 1] == b'%' {
            let (begin, words) = tag_words(source, i, end);
            let replacement = match words {
                "generation" if !in_raw => format!("filter {FILTER}"),
                "endgeneration" if !in_raw => "endfilter".to_string(),
                _ => String::new(),
            };
            in_raw = if in_raw { words != "endraw" } else { words == "raw" };
            if in_raw && words != "raw" {
                // Inside raw text a tag need not end: look at the next character only.
                i += 2;
                continue;
            }
            if !replacement.is_empty() {
                out.push_str(&source[copied..begin]);
                out.push_str(&replacement);
                copied = begin + words.len();
            }
        }
        i = end;
    }
    if copied == 0 {
        return (Cow::Borrowed(source), false);
    }
    out.push_str(&source[copied..]);
    (Cow::Owned(out), true)
}

/// Two strings that stand for begin and end in one rendering. Fresh for each, so that no content can contain them.
#[derive(Debug)]
pub struct Marks {
    begin: String,
    end: String,
    num_wrapped: AtomicUsize,
}

impl Object for Marks {}

impl Marks {
    pub fn fresh() -> Self {
        let random = || RandomState::new().build_hasher().finish();
        let (a, b) = (random(), random());
        let mark = |kind: char| format!("\u{F8F0}{a:020}{kind}{b:020}\u{F8F1}");
        Marks { begin: mark('\u{F8F2}'), end: mark('\u{F8F3}'), num_wrapped: AtomicUsize::new(0) }
    }

    pub fn wrap(&self, text: &str) -> String {
        self.num_wrapped.fetch_add(1, Ordering::Relaxed);
        format!("{}{text}{}", self.begin, self.end)
    }

    /// The text without marks, and begin, end of each marked stretch. A stretch that is cut or left out is an error.
    pub fn take_out(&self, marked: &str) -> Result<(String, Vec<usize>), String> {
        let (mut text, mut spans, mut open) = (String::with_capacity(marked.len()), vec![], vec![]);
        let mut rest = marked;
        while let Some(at) = rest.find('\u{F8F0}') {
            text.push_str(&rest[..at]);
            rest = &rest[at..];
            if let Some(after) = rest.strip_prefix(&self.begin) {
                open.push(text.len());
                rest = after;
            } else if let Some(after) = rest.strip_prefix(&self.end) {
                let begin = open.pop().ok_or(CUT)?;
                spans.push((begin, text.len()));
                rest = after;
            } else {
                text.push('\u{F8F0}');
                rest = &rest['\u{F8F0}'.len_utf8()..];
            }
        }
        text.push_str(rest);
        if !open.is_empty() || spans.len() < self.num_wrapped.load(Ordering::Relaxed) {
            return Err(CUT.to_string());
        }
        spans.sort_unstable();
        Ok((text, spans.into_iter().flat_map(|(begin, end)| [begin, end]).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rewrites_tags_and_nothing_else() {
        let kept = "\n{{ '{% generation %}' }}{# {% generation %} #}{% raw %}{% generation %}{% endraw %}";
        let source = format!("a{{%- generation -%}}b{{% endgeneration %}}{kept}{{%generation%}}c{{%endgeneration%}}");
        let (out, found) = rewrite(&source);
        assert!(found);
        let f = FILTER;
        assert_eq!(out, format!("a{{%- filter {f} -%}}b{{% endfilter %}}{kept}{{%filter {f}%}}c{{%endfilter%}}"));
    }

    #[test]
    fn leaves_broken_sources_alone() {
        for source in ["", "{", "{%", "{{", "{#", "{% raw %}{% ", "{{ 'x", "{% generation", "{%%}", "ü{%-é"] {
            let _ = rewrite(source);
        }
        assert!(!rewrite("{% generations %}{{ generation }}").1);
    }

    #[test]
    fn marks_come_out_and_cannot_be_guessed() {
        let (marks, other) = (Marks::fresh(), Marks::fresh());
        assert_ne!(marks.begin, other.begin);
        let (text, spans) = marks.take_out(&format!("a{}b{}c{}", marks.begin, other.end, marks.end)).unwrap();
        assert_eq!(text, format!("ab{}c", other.end));
        assert_eq!(spans, vec![1, text.len()]);
        assert!(marks.take_out(&marks.begin).is_err());
        assert!(marks.take_out(&marks.end).is_err());
        let wrapped = marks.wrap("x");
        assert_eq!(marks.take_out(&wrapped).unwrap(), ("x".to_string(), vec![0, 1]));
        assert!(marks.take_out(&wrapped.replace(&marks.begin, "").replace(&marks.end, "")).is_err());
    }
}
