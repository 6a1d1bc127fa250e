// SPDX-License-Identifier: Apache-2.0
//! Jinja chat templates in the environment transformers gives them, with limits on everything a foreign template can spend.
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use indexmap::IndexMap;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, ValueKind};
use minijinja::{escape_formatter, AutoEscape, Environment, Error, ErrorKind, Output, State, Value};
use minijinja_contrib::pycompat::unknown_method_callback;
use serde_json::Value as Json;

use crate::ffi::Failure;
use crate::generation::{rewrite, Marks, FILTER};
use crate::python_json::to_json;
use crate::strftime::strftime;

const MAX_DATA_DEPTH: usize = 200;
const NAME: &str = "chat_template";
const MAX_SOURCE_BYTES: usize = 256 << 10;
const MAX_RECURSION: usize = 64;
/// Steps of the engine (an instruction, or 64 bytes of data). A rendering gets the smallest that suits its conversation many times over, since
/// what a hostile template can spend of memory and stack grows with it.
const FUEL: [u64; 3] = [1_000_000, 8_000_000, 50_000_000];
const FUEL_PER_MESSAGE: u64 = 5_000;
// Variables no template can reach: an identifier has no space.
const NOW: &str = "luthier now";
const MARKS: &str = "luthier marks";

pub struct ChatTemplate {
    environments: Vec<Environment<'static>>, // one per amount of fuel
    source: String,
    has_generation: bool,
}

/// Variables of a rendering; cloning a message is cheap, so rendering the first k of them costs no copy of their text.
pub struct Context {
    messages: Vec<Value>,
    variables: BTreeMap<String, Value>,
    num_bytes: u64,
}

#[derive(Clone, Copy)]
pub struct Options {
    pub num_messages: usize,
    pub add_generation_prompt: bool,
    pub now_seconds: i64,
    pub now_is_utc: bool,
    pub max_output_bytes: usize,
}

/// What finding turns may cost: rendering each prefix anew is quadratic in the number of turns.
const MAX_PREFIX_MESSAGES: usize = 2_000_000;
const MAX_PREFIX_BYTES: usize = 1 << 30;

fn to_value(json: Json) -> Value {
    match json {
        Json::Null => Value::from(()),
        Json::Bool(b) => Value::from(b),
        Json::Number(n) => match (n.as_i64(), n.as_u64()) {
            (Some(i), _) => Value::from(i),
            (_, Some(u)) => Value::from(u),
            _ => Value::from(n.as_f64().unwrap_or(f64::NAN)),
        },
        Json::String(s) => Value::from(s),
        Json::Array(items) => items.into_iter().map(to_value).collect(),
        Json::Object(map) => map.into_iter().map(|(key, value)| (Value::from(key), to_value(value))).collect::<IndexMap<Value, Value>>().into(),
    }
}

/// Where turn k stands in a text: the length of the text that asks for it, and of the text that ends with it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TurnPlace {
    pub before: usize,
    pub after: usize,
    /// Both are the text's own begin; false says that the template writes the first turns otherwise when more follow.
    pub is_prefix: bool,
}

impl Context {
    pub fn new(json: &str) -> Result<Self, Failure> {
        let parsed: Json = serde_json::from_str(json).map_err(|e| Failure::new(format!("the variables of the template: {e}")))?;
        let Json::Object(mut map) = parsed else { return Err(Failure::new("the variables of the template are not an object")) };
        let Some(Json::Array(messages)) = map.shift_remove("messages") else { return Err(Failure::new("there is no list of messages")) };
        let num_bytes = json.len() as u64;
        Ok(Context {
            num_bytes,
            messages: messages.into_iter().map(to_value).collect(),
            variables: map.into_iter().map(|(key, value)| (key, to_value(value))).collect(),
        })
    }

    /// Which of FUEL a rendering gets.
    fn fuel_tier(&self, num_messages: usize) -> usize {
        let need = FUEL[0] / 2 + FUEL_PER_MESSAGE.saturating_mul(num_messages as u64) + self.num_bytes;
        FUEL.iter().position(|fuel| *fuel >= need).unwrap_or(FUEL.len() - 1)
    }

    fn variables(&self, options: &Options, marks: &Arc<Marks>) -> BTreeMap<String, Value> {
        let mut all = self.variables.clone();
        all.insert("messages".into(), self.messages[..options.num_messages].to_vec().into());
        all.insert("add_generation_prompt".into(), options.add_generation_prompt.into());
        let now = format!("{}{}", if options.now_is_utc { 'u' } else { 'l' }, options.now_seconds);
        all.insert(NOW.into(), now.into());
        all.insert(MARKS.into(), Value::from_dyn_object(marks.clone()));
        all
    }
}

fn raise_exception(message: Value) -> Result<Value, Error> {
    Err(Error::new(ErrorKind::InvalidOperation, format!("the template refuses: {message}")))
}

fn not_rendering() -> Error {
    Error::new(ErrorKind::InvalidOperation, "not inside a rendering")
}

fn lookup_string(state: &State, name: &str) -> Result<String, Error> {
    let value = state.lookup(name);
    let text = value.as_ref().and_then(|v| v.as_str()).map(str::to_string);
    text.ok_or_else(not_rendering)
}

fn strftime_now(state: &State, format: String) -> Result<String, Error> {
    let now = lookup_string(state, NOW)?;
    let seconds = now.get(1..).and_then(|digits| digits.parse().ok()).unwrap_or(0);
    strftime(&format, seconds, now.starts_with('u')).ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "strftime_now: not a usable format"))
}

fn generation_mark(state: &State, text: String) -> Result<String, Error> {
    let marks = state.lookup(MARKS);
    let marks = marks.as_ref().and_then(|value| value.downcast_object_ref::<Marks>());
    Ok(marks.ok_or_else(not_rendering)?.wrap(&text))
}

fn tojson(state: &State, value: Value, ascii: Option<bool>, kwargs: Kwargs) -> Result<String, Error> {
    to_json(state, &value, ascii, &kwargs)
}

/// Refuses a value that is nested deeper than any data, contains itself, or is larger than its fuel, before something walks it without asking.
fn check_shape(state: &State, value: &Value) -> Result<(), Error> {
    let mut open = vec![(value.clone(), 0)];
    while let Some((value, depth)) = open.pop() {
        if depth > MAX_DATA_DEPTH {
            return Err(Error::new(ErrorKind::InvalidOperation, "a value is nested too deeply"));
        }
        state.consume_fuel(1 + value.as_str().map_or(0, |text| text.len() as u64 / 64))?;
        let is_map = value.kind() == ValueKind::Map;
        if is_map || matches!(value.kind(), ValueKind::Seq | ValueKind::Iterable) {
            for item in value.try_iter()? {
                let child = if is_map { value.get_item(&item)? } else { item };
                open.push((child, depth + 1));
            }
        }
    }
    Ok(())
}

fn format_value(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    if value.as_str().is_none() {
        check_shape(state, value)?;
    }
    escape_formatter(out, state, value)
}

fn string(state: &State, value: &Value) -> Result<Value, Error> {
    check_shape(state, value)?;
    minijinja::filters::string(state, value)
}

/// Python's methods on text, lists and dicts; a width that asks str.format for megabytes is refused before they are made.
fn methods(state: &mut State, value: &Value, method: &str, args: &[Value]) -> Result<Value, Error> {
    const MAX_WIDTH_DIGITS: usize = 4;
    if let ("format", Some(text)) = (method, value.as_str()) {
        if text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() > MAX_WIDTH_DIGITS) {
            return Err(Error::new(ErrorKind::InvalidOperation, "format: a width of more than four digits"));
        }
    }
    unknown_method_callback(state, value, method, args)
}

/// As in Python, where None has no iterator; minijinja says it has.
fn is_iterable(value: &Value) -> bool {
    !value.is_none() && value.try_iter().is_ok()
}

/// Words of an error and of what caused it, with the words of the template in that line.
fn failure(error: &Error, source: &str) -> Failure {
    let mut message = match error.kind() {
        ErrorKind::OutOfFuel => "the template does not end, or does far more work than a conversation needs".to_string(),
        kind => match error.detail() {
            Some(detail) if kind == ErrorKind::InvalidOperation => detail.to_string(),
            Some(detail) => format!("{kind}: {detail}"),
            None => kind.to_string(),
        },
    };
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        message = format!("{message}: {inner}");
        cause = inner.source();
    }
    let line = error.line().unwrap_or(0);
    if let Some(words) = line.checked_sub(1).and_then(|index| source.lines().nth(index)) {
        message = format!("{message}, in \"{}\"", excerpt(words.trim()));
    }
    Failure { message, line }
}

fn excerpt(line: &str) -> String {
    const MAX_CHARS: usize = 120;
    let mut short: String = line.chars().take(MAX_CHARS).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}

/// Output that ends where its limit is.
struct Limited {
    bytes: Vec<u8>,
    max: usize,
}

impl io::Write for Limited {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        if part.len() > self.max - self.bytes.len() {
            return Err(io::Error::other(format!("the template writes more than {} MiB", self.max >> 20)));
        }
        self.bytes.extend_from_slice(part);
        Ok(part.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn environment(source: &str, fuel: u64) -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_recursion_limit(MAX_RECURSION);
    environment.set_fuel(Some(fuel));
    environment.set_formatter(format_value);
    environment.set_unknown_method_callback(methods);
    environment.add_function("raise_exception", raise_exception);
    environment.add_function("strftime_now", strftime_now);
    environment.add_filter("tojson", tojson);
    environment.add_filter("string", string);
    environment.add_filter(FILTER, generation_mark);
    environment.add_test("iterable", is_iterable);
    environment.remove_global("debug");
    environment.add_template_owned(NAME, source.to_string())?;
    Ok(environment)
}

impl ChatTemplate {
    pub fn new(source: &str) -> Result<Self, Failure> {
        if source.len() > MAX_SOURCE_BYTES {
            return Err(Failure::new(format!("the template has {} bytes; more than {} KiB are refused", source.len(), MAX_SOURCE_BYTES >> 10)));
        }
        let (rewritten, has_generation) = rewrite(source);
        let environments = FUEL.iter().map(|fuel| environment(&rewritten, *fuel)).collect::<Result<_, _>>().map_err(|e| failure(&e, source))?;
        Ok(ChatTemplate { environments, source: source.to_string(), has_generation })
    }

    pub fn has_generation(&self) -> bool {
        self.has_generation
    }

    /// The text, and begin, end of each {% generation %} block in it.
    pub fn render(&self, context: &Context, mut options: Options) -> Result<(String, Vec<usize>), Failure> {
        options.num_messages = options.num_messages.min(context.messages.len());
        let words = |error: Error| failure(&error, &self.source);
        let environment = &self.environments[context.fuel_tier(options.num_messages)];
        let template = environment.get_template(NAME).map_err(words)?;
        let marks = Arc::new(Marks::fresh());
        let variables = context.variables(&options, &marks);
        let mut output = Limited { bytes: Vec::new(), max: options.max_output_bytes };
        template.render_captured_to(variables, &mut output).map_err(words)?;
        let marked = String::from_utf8(output.bytes).map_err(|_| Failure::new("the template writes broken UTF-8"))?;
        if self.has_generation {
            marks.take_out(&marked).map_err(Failure::new)
        } else {
            Ok((marked, vec![]))
        }
    }

    /// Where the given turns (ascending) stand in text, the rendering of all; stops at the first that begins at max_bytes or later, or is no prefix.
    pub fn find_turns(&self, context: &Context, options: Options, text: &str, turns: &[usize], max_bytes: usize) -> Result<Vec<TurnPlace>, Failure> {
        let num_turns = context.messages.len();
        let too_long = || Failure::new(format!("the dialogue is too long to find its trained turns one by one ({num_turns} turns)"));
        let is_too_much = |messages: usize, prefixes: usize| messages > MAX_PREFIX_MESSAGES || prefixes * text.len() > MAX_PREFIX_BYTES.max(4 * text.len());
        if max_bytes > text.len() {
            // Every turn is wanted, so what it costs is known before anything is rendered.
            let sizes = || turns.iter().flat_map(|turn| [*turn, turn + 1]).filter(|size| (1..num_turns).contains(size));
            if is_too_much(sizes().sum(), sizes().count()) {
                return Err(too_long());
            }
        }
        let (mut messages, mut prefixes) = (0, 0);
        let mut prefix = |num_messages: usize, add_generation_prompt: bool| -> Result<Option<usize>, Failure> {
            messages += num_messages;
            prefixes += 1;
            if is_too_much(messages, prefixes) {
                return Err(too_long());
            }
            let (begin, _) = self.render(context, Options { num_messages, add_generation_prompt, ..options })?;
            Ok(text.starts_with(&begin).then_some(begin.len()))
        };
        let mut places = vec![];
        for turn in turns.iter().copied() {
            let before = if turn == 0 { Some(0) } else { prefix(turn, true)? };
            if before.is_some_and(|length| length >= max_bytes) {
                break;
            }
            let after = if turn + 1 >= context.messages.len() { Some(text.len()) } else { prefix(turn + 1, false)? };
            let place = match (before, after) {
                (Some(before), Some(after)) if before <= after => TurnPlace { before, after, is_prefix: true },
                _ => TurnPlace { before: 0, after: 0, is_prefix: false },
            };
            places.push(place);
            if !place.is_prefix {
                break;
            }
        }
        Ok(places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(num_messages: usize) -> Options {
        Options { num_messages, add_generation_prompt: false, now_seconds: 0, now_is_utc: true, max_output_bytes: 1 << 20 }
    }

    fn render(source: &str, json: &str) -> Result<String, String> {
        let context = Context::new(json).map_err(|f| f.message)?;
        let template = ChatTemplate::new(source).map_err(|f| f.message)?;
        template.render(&context, options(9)).map(|r| r.0).map_err(|f| f.message)
    }

    #[test]
    fn tojson_is_pythons() {
        let json = r#"{"messages":[],"v":{"b":[1,2.0,null,true,"<é'&\"\n\u0001"],"a":{}}}"#;
        assert_eq!(render("{{ v|tojson }}", json).unwrap(), r#"{"b": [1, 2.0, null, true, "<é'&\"\n\u0001"], "a": {}}"#);
        assert_eq!(render("{{ v.b[:2]|tojson(indent=2) }}", json).unwrap(), "[\n  1,\n  2.0\n]");
        assert_eq!(
            render("{{ v|tojson(sort_keys=true, separators=(',', ':'), ensure_ascii=true) }}", json).unwrap(),
            "{\"a\":{},\"b\":[1,2.0,null,true,\"<\\u00e9'&\\\"\\n\\u0001\"]}"
        );
        assert!(render("{{ v|tojson(indent=1000) }}", json).is_err());
    }

    #[test]
    fn finds_turns_and_says_when_it_cannot() {
        let context = Context::new(r#"{"messages":[{"c":"a"},{"c":"b"},{"c":"c"},{"c":"d"}]}"#).unwrap();
        let plain = ChatTemplate::new("{% for m in messages %}<{{ m.c }}>{% endfor %}{% if add_generation_prompt %}<{% endif %}").unwrap();
        let places = plain.find_turns(&context, options(4), "<a><b><c><d>", &[1, 3], 100).unwrap();
        assert_eq!(places[0], TurnPlace { before: 4, after: 6, is_prefix: true });
        assert_eq!(places[1], TurnPlace { before: 10, after: 12, is_prefix: true });
        assert_eq!(plain.find_turns(&context, options(4), "<a><b><c><d>", &[1, 3], 10).unwrap().len(), 1);
        let counts = ChatTemplate::new("{{ messages|length }}").unwrap();
        assert!(!counts.find_turns(&context, options(4), "4", &[1, 3], 100).unwrap()[0].is_prefix);
    }
}
