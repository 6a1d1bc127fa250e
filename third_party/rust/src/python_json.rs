// SPDX-License-Identifier: Apache-2.0
//! tojson as transformers defines it: Python's json.dumps(value, ensure_ascii=False, indent, separators, sort_keys), no HTML escaping.
use minijinja::value::{Kwargs, ValueKind};
use minijinja::{Error, ErrorKind, State, Value};

const MAX_DEPTH: usize = 200;
/// Fuel for one byte written here is paid in portions, before the text has grown without bound.
const PORTION_BYTES: usize = 4096;

struct Writer<'a, 'b, 'c> {
    state: &'a State<'b, 'c>,
    out: String,
    paid: usize,
    ascii: bool,
    indent: Option<String>,
    item_separator: String,
    key_separator: String,
    sort_keys: bool,
}

fn wrong(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::InvalidOperation, message.into())
}

fn indent_of(kwargs: &Kwargs) -> Result<Option<String>, Error> {
    let value: Option<Value> = kwargs.get("indent")?;
    let Some(value) = value.filter(|v| !v.is_none() && !v.is_undefined()) else { return Ok(None) };
    if let Some(text) = value.as_str() {
        return Ok(Some(text.to_string()));
    }
    let width = value.as_i64().ok_or_else(|| wrong("tojson: indent is a number or a string"))?;
    let width = usize::try_from(width).unwrap_or(0);
    if width > 64 {
        return Err(wrong("tojson: indent over 64"));
    }
    Ok(Some(" ".repeat(width)))
}

pub fn to_json(state: &State, value: &Value, ascii: Option<bool>, kwargs: &Kwargs) -> Result<String, Error> {
    let indent = indent_of(kwargs)?;
    let separators: Option<Value> = kwargs.get("separators")?;
    let given = separators.filter(|v| !v.is_none() && !v.is_undefined());
    let part = |index: usize, default: &str| -> Result<String, Error> {
        let Some(pair) = &given else { return Ok(default.to_string()) };
        let text = pair.get_item_by_index(index)?;
        text.as_str().map(str::to_string).ok_or_else(|| wrong("tojson: separators are two strings"))
    };
    let item_separator = part(0, if indent.is_some() { "," } else { ", " })?;
    let key_separator = part(1, ": ")?;
    let ascii_by_name: Option<bool> = kwargs.get("ensure_ascii")?;
    let sort_keys: Option<bool> = kwargs.get("sort_keys")?;
    kwargs.assert_all_used()?;
    let mut writer = Writer {
        state,
        out: String::new(),
        paid: 0,
        ascii: ascii.or(ascii_by_name).unwrap_or(false),
        indent,
        item_separator,
        key_separator,
        sort_keys: sort_keys.unwrap_or(false),
    };
    writer.value(value, 0)?;
    Ok(writer.out)
}

impl Writer<'_, '_, '_> {
    fn pay(&mut self) -> Result<(), Error> {
        while self.out.len() - self.paid > PORTION_BYTES {
            self.state.consume_fuel(PORTION_BYTES as u64 / 4)?;
            self.paid += PORTION_BYTES;
        }
        Ok(())
    }

    fn value(&mut self, value: &Value, depth: usize) -> Result<(), Error> {
        if depth > MAX_DEPTH {
            return Err(wrong("tojson: the value is nested too deeply"));
        }
        self.pay()?;
        match value.kind() {
            ValueKind::None => self.out.push_str("null"),
            ValueKind::Undefined => return Err(wrong("tojson: the value is undefined")),
            ValueKind::Bool => self.out.push_str(if value.is_true() { "true" } else { "false" }),
            ValueKind::Number if value.is_integer() => self.out.push_str(&value.to_string()),
            ValueKind::Number => self.out.push_str(&python_float(f64::try_from(value.clone())?)),
            ValueKind::String => self.string(value.as_str().unwrap_or("")),
            ValueKind::Seq | ValueKind::Iterable => self.list(value, depth)?,
            ValueKind::Map => self.map(value, depth)?,
            kind => return Err(wrong(format!("tojson: a value of type {kind} is not JSON"))),
        }
        Ok(())
    }

    fn new_line(&mut self, depth: usize) {
        if let Some(indent) = &self.indent {
            self.out.push('\n');
            for _ in 0..depth {
                self.out.push_str(indent);
            }
        }
    }

    fn list(&mut self, value: &Value, depth: usize) -> Result<(), Error> {
        self.out.push('[');
        let mut empty = true;
        for item in value.try_iter()? {
            self.separate(empty, depth);
            empty = false;
            self.value(&item, depth + 1)?;
        }
        self.close(']', empty, depth);
        Ok(())
    }

    fn separate(&mut self, first: bool, depth: usize) {
        if !first {
            let separator = self.item_separator.clone();
            self.out.push_str(&separator);
        }
        self.new_line(depth + 1);
    }

    fn close(&mut self, bracket: char, empty: bool, depth: usize) {
        if !empty {
            self.new_line(depth);
        }
        self.out.push(bracket);
    }

    fn map(&mut self, value: &Value, depth: usize) -> Result<(), Error> {
        let mut keys: Vec<Value> = value.try_iter()?.collect();
        if self.sort_keys {
            self.state.consume_fuel(keys.len() as u64 * 8)?;
            keys.sort();
        }
        self.out.push('{');
        let mut empty = true;
        for key in keys {
            self.separate(empty, depth);
            empty = false;
            match key.as_str() {
                Some(text) => self.string(text),
                None => {
                    self.out.push('"');
                    self.value(&key, MAX_DEPTH)?;
                    self.out.push('"');
                }
            }
            let separator = self.key_separator.clone();
            self.out.push_str(&separator);
            self.value(&value.get_item(&key)?, depth + 1)?;
        }
        self.close('}', empty, depth);
        Ok(())
    }

    fn string(&mut self, text: &str) {
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                '\u{8}' => self.out.push_str("\\b"),
                '\u{c}' => self.out.push_str("\\f"),
                c if (c as u32) < 0x20 || (self.ascii && !c.is_ascii()) || (self.ascii && c == '\u{7f}') => {
                    for unit in c.encode_utf16(&mut [0; 2]) {
                        self.out.push_str(&format!("\\u{unit:04x}"));
                    }
                }
                c => self.out.push(c),
            }
        }
        self.out.push('"');
    }
}

/// repr(float): shortest digits that read back, an exponent outside 1e-4 .. 1e16.
fn python_float(value: f64) -> String {
    if !value.is_finite() {
        return if value.is_nan() {
            "NaN".into()
        } else if value > 0.0 {
            "Infinity".into()
        } else {
            "-Infinity".into()
        };
    }
    let scientific = format!("{value:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if value == 0.0 || (-4..16).contains(&exponent) {
        let plain = value.to_string();
        return if plain.contains('.') { plain } else { plain + ".0" };
    }
    format!("{digits}e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs())
}

#[cfg(test)]
mod tests {
    use super::python_float;

    #[test]
    fn floats_as_python() {
        let cases = [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (0.1, "0.1"),
            (1e16, "1e+16"),
            (1e15, "1000000000000000.0"),
            (1e-5, "1e-05"),
            (0.0001, "0.0001"),
        ];
        for (value, text) in cases {
            assert_eq!(python_float(value), text);
        }
        assert_eq!(python_float(1.5e300), "1.5e+300");
        assert_eq!(python_float(f64::NEG_INFINITY), "-Infinity");
    }
}
