// SPDX-License-Identifier: Apache-2.0
//! One value of a Parquet column as JSON: numbers and flags as they are, text as text, times as ISO 8601, decimals as numbers as long as a double holds them
//! exactly, bytes that are no text as "base64:...".
use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type as Physical};
use parquet::schema::types::ColumnDescriptor;

use crate::ffi::Failure;

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    Plain,
    Unsigned,
    Date,
    Time(i64),
    Timestamp { per_second: i64, is_utc: bool },
    Decimal { scale: usize, is_number: bool },
    Half,
    Text,
    Json,
    Bytes,
    Uuid,
}

fn per_second(unit: &TimeUnit) -> i64 {
    match unit {
        TimeUnit::MILLIS => 1_000,
        TimeUnit::MICROS => 1_000_000,
        _ => 1_000_000_000,
    }
}

fn decimal(column: &ColumnDescriptor) -> Result<Kind, Failure> {
    let scale = usize::try_from(column.type_scale()).ok().filter(|scale| *scale <= 76);
    let scale = scale.ok_or_else(|| Failure::new(format!("the column \"{}\" has decimals with an impossible number of places", column.path())))?;
    Ok(Kind::Decimal { scale, is_number: column.type_precision() <= 15 })
}

pub fn kind_of(column: &ColumnDescriptor) -> Result<Kind, Failure> {
    let kind = match column.logical_type_ref() {
        Some(LogicalType::String | LogicalType::Enum) => Kind::Text,
        Some(LogicalType::Json) => Kind::Json,
        Some(LogicalType::Integer(int)) if !int.is_signed => Kind::Unsigned,
        Some(LogicalType::Date) => Kind::Date,
        Some(LogicalType::Time(time)) => Kind::Time(per_second(&time.unit)),
        Some(LogicalType::Timestamp(time)) => Kind::Timestamp { per_second: per_second(&time.unit), is_utc: time.is_adjusted_to_u_t_c },
        Some(LogicalType::Decimal(_)) => decimal(column)?,
        Some(LogicalType::Float16) => Kind::Half,
        Some(LogicalType::Uuid) => Kind::Uuid,
        _ => match column.converted_type() {
            ConvertedType::UTF8 | ConvertedType::ENUM => Kind::Text,
            ConvertedType::JSON => Kind::Json,
            ConvertedType::UINT_8 | ConvertedType::UINT_16 | ConvertedType::UINT_32 | ConvertedType::UINT_64 => Kind::Unsigned,
            ConvertedType::DATE => Kind::Date,
            ConvertedType::TIME_MILLIS => Kind::Time(1_000),
            ConvertedType::TIME_MICROS => Kind::Time(1_000_000),
            ConvertedType::TIMESTAMP_MILLIS => Kind::Timestamp { per_second: 1_000, is_utc: true },
            ConvertedType::TIMESTAMP_MICROS => Kind::Timestamp { per_second: 1_000_000, is_utc: true },
            ConvertedType::DECIMAL => decimal(column)?,
            ConvertedType::NONE if column.physical_type() == Physical::BYTE_ARRAY => Kind::Bytes,
            _ if column.physical_type() == Physical::FIXED_LEN_BYTE_ARRAY => Kind::Bytes,
            _ if column.physical_type() == Physical::BYTE_ARRAY => Kind::Bytes,
            _ => Kind::Plain,
        },
    };
    Ok(kind)
}

/// The JSON of one row, of which no more than limit bytes are kept.
pub struct Out {
    pub bytes: Vec<u8>,
    begin: usize,
    limit: usize,
    pub is_over: bool,
}

impl Out {
    pub fn new() -> Self {
        Out { bytes: Vec::new(), begin: 0, limit: usize::MAX, is_over: false }
    }

    pub fn begin_row(&mut self, limit: usize) {
        *self = Out { bytes: std::mem::take(&mut self.bytes), begin: 0, limit, is_over: false };
        self.begin = self.bytes.len();
    }

    pub fn push(&mut self, bytes: &[u8]) {
        self.is_over = self.is_over || self.bytes.len() - self.begin + bytes.len() > self.limit;
        if !self.is_over {
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// A row that is too long is as good as not there.
    pub fn drop_row(&mut self) {
        self.bytes.truncate(self.begin);
    }

    /// Bytes that are not UTF-8 stay as they are: whoever parses the JSON repairs them, and counts.
    pub fn text(&mut self, text: &[u8]) {
        self.push(b"\"");
        let mut begin = 0;
        for (i, byte) in text.iter().enumerate() {
            if *byte >= 0x20 && *byte != b'"' && *byte != b'\\' {
                continue;
            }
            if self.is_over {
                return;
            }
            self.push(&text[begin..i]);
            begin = i + 1;
            match byte {
                b'"' => self.push(b"\\\""),
                b'\\' => self.push(b"\\\\"),
                b'\n' => self.push(b"\\n"),
                b'\r' => self.push(b"\\r"),
                b'\t' => self.push(b"\\t"),
                _ => self.push(format!("\\u{byte:04x}").as_bytes()),
            }
        }
        self.push(&text[begin..]);
        self.push(b"\"");
    }

    fn words(&mut self, words: String) {
        self.push(words.as_bytes());
    }

    fn quoted(&mut self, words: String) {
        self.push(format!("\"{words}\"").as_bytes());
    }

    pub fn flag(&mut self, value: bool) {
        self.push(if value { b"true" } else { b"false" });
    }

    pub fn double(&mut self, value: f64) {
        self.real(value.is_nan(), value.is_infinite(), value < 0.0, format!("{value:?}"));
    }

    /// With the digits that a float has, not those of the double that it is.
    pub fn float(&mut self, value: f32) {
        self.real(value.is_nan(), value.is_infinite(), value < 0.0, format!("{value:?}"));
    }

    fn real(&mut self, is_nan: bool, is_infinite: bool, is_negative: bool, words: String) {
        match (is_nan, is_infinite, is_negative) {
            (true, _, _) => self.push(b"\"NaN\""),
            (_, true, true) => self.push(b"\"-Infinity\""),
            (_, true, false) => self.push(b"\"Infinity\""),
            _ => self.words(words),
        }
    }

    /// bits: of the physical type, for what is unsigned.
    pub fn integer(&mut self, value: i64, kind: Kind, bits: u32) {
        match kind {
            Kind::Unsigned if bits == 32 => self.words((value as u32).to_string()),
            Kind::Unsigned => self.words((value as u64).to_string()),
            Kind::Date => self.quoted(date(value)),
            Kind::Time(per_second) => self.quoted(time(value, per_second)),
            Kind::Timestamp { per_second, is_utc } => self.quoted(timestamp(value, per_second, is_utc)),
            Kind::Decimal { scale, is_number } => self.decimal(value.into(), scale, is_number),
            _ => self.words(value.to_string()),
        }
    }

    fn decimal(&mut self, value: i128, scale: usize, is_number: bool) {
        let mut digits = format!("{:0width$}", value.unsigned_abs(), width = scale + 1);
        if scale > 0 {
            digits.insert(digits.len() - scale, '.');
        }
        let words = format!("{}{digits}", if value < 0 { "-" } else { "" });
        if is_number {
            self.words(words);
        } else {
            self.quoted(words);
        }
    }

    pub fn bytes(&mut self, value: &[u8], kind: Kind) {
        match kind {
            Kind::Text => self.text(value),
            Kind::Json if is_json(value) => self.push(value),
            Kind::Json => self.text(value),
            Kind::Decimal { scale, is_number } if value.len() <= 16 => {
                let negative = value.first().is_some_and(|byte| byte & 0x80 != 0);
                let mut wide = [if negative { 0xff } else { 0 }; 16];
                wide[16 - value.len()..].copy_from_slice(value);
                self.decimal(i128::from_be_bytes(wide), scale, is_number);
            }
            Kind::Half if value.len() == 2 => self.float(half(u16::from_le_bytes([value[0], value[1]]))),
            Kind::Uuid if value.len() == 16 => {
                let hex: String = value.iter().map(|byte| format!("{byte:02x}")).collect();
                self.quoted([&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-"));
            }
            _ if std::str::from_utf8(value).is_ok() => self.text(value),
            _ => self.base64(value),
        }
    }

    fn base64(&mut self, value: &[u8]) {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        self.push(b"\"base64:");
        for group in value.chunks(3) {
            if self.is_over {
                return;
            }
            let bits = group.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
            let mut digits = [18, 12, 6, 0].map(|shift| DIGITS[(bits >> shift & 63) as usize]);
            digits[group.len() + 1..].fill(b'=');
            self.push(&digits);
        }
        self.push(b"\"");
    }

    /// The old timestamps of Impala and Spark: nanoseconds of a Julian day.
    pub fn int96(&mut self, words: &[u32]) {
        let nanos = (u64::from(words[1]) << 32 | u64::from(words[0])) as i64;
        let days = i64::from(words[2]) - 2_440_588;
        let clock = time(nanos.rem_euclid(86_400_000_000_000), 1_000_000_000);
        self.quoted(format!("{}T{clock}", date(days + nanos.div_euclid(86_400_000_000_000))));
    }
}

/// Whether these bytes are one JSON document, not nested too deep.
fn is_json(bytes: &[u8]) -> bool {
    serde_json::from_slice::<serde_json::Value>(bytes).is_ok()
}

/// Days since 1970 in the Gregorian calendar (H. Hinnant's civil_from_days).
fn date(days: i64) -> String {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// A time of day; a fraction of a second in the digits of its unit, if there is one.
fn time(value: i64, per_second: i64) -> String {
    let (seconds, rest) = (value.div_euclid(per_second), value.rem_euclid(per_second));
    let clock = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    let width = per_second.ilog10() as usize;
    if rest == 0 {
        clock
    } else {
        format!("{clock}.{rest:0width$}")
    }
}

fn timestamp(value: i64, per_second: i64, is_utc: bool) -> String {
    let per_day = per_second * 86_400;
    let clock = time(value.rem_euclid(per_day), per_second);
    format!("{}T{clock}{}", date(value.div_euclid(per_day)), if is_utc { "Z" } else { "" })
}

fn half(bits: u16) -> f32 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1f), f32::from(bits & 0x3ff));
    match exponent {
        0 => sign * fraction * 2f32.powi(-24),
        31 if fraction == 0.0 => sign * f32::INFINITY,
        31 => f32::NAN,
        _ => sign * (1.0 + fraction / 1024.0) * 2f32.powi(exponent - 15),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(write: impl FnOnce(&mut Out)) -> String {
        let mut out = Out::new();
        write(&mut out);
        String::from_utf8(out.bytes).unwrap()
    }

    #[test]
    fn times_are_iso_text() {
        assert_eq!(date(0), "1970-01-01");
        assert_eq!(date(19_782), "2024-02-29");
        assert_eq!(date(-719_528), "0000-01-01");
        let at = |value, per_second, is_utc| json(|out| out.integer(value, Kind::Timestamp { per_second, is_utc }, 64));
        assert_eq!(at(1_709_210_096_007, 1_000, true), "\"2024-02-29T12:34:56.007Z\"");
        assert_eq!(at(-1, 1_000_000, false), "\"1969-12-31T23:59:59.999999\"");
        assert_eq!(json(|out| out.int96(&[0, 0, 2_440_589])), "\"1970-01-02T00:00:00\"");
        at(i64::MIN, 1_000_000_000, true);
        at(i64::MAX, 1_000, true);
    }

    #[test]
    fn numbers_keep_their_digits() {
        assert_eq!(json(|out| out.float(0.1)), "0.1");
        assert_eq!(json(|out| out.double(1e300)), "1e300");
        assert_eq!(json(|out| out.double(f64::NEG_INFINITY)), "\"-Infinity\"");
        assert_eq!(json(|out| out.integer(-1, Kind::Unsigned, 64)), "18446744073709551615");
        assert_eq!(json(|out| out.integer(-1, Kind::Unsigned, 32)), "4294967295");
        let decimal = |bytes: &[u8], scale, is_number| json(|out| out.bytes(bytes, Kind::Decimal { scale, is_number }));
        assert_eq!(decimal(&[0xff, 0xfb], 2, true), "-0.05");
        assert_eq!(decimal(&[0x30, 0x39], 2, false), "\"123.45\"");
        assert_eq!(json(|out| out.bytes(&[0x00, 0x3c], Kind::Half)), "1.0");
    }

    #[test]
    fn bytes_that_are_no_text_are_base64() {
        assert_eq!(json(|out| out.bytes(b"a\"\\\n\x01", Kind::Text)), r#""a\"\\\n\u0001""#);
        assert_eq!(json(|out| out.bytes(&[0xff, 0xd8], Kind::Bytes)), "\"base64:/9g=\"");
        assert_eq!(json(|out| out.bytes(b"plain", Kind::Bytes)), "\"plain\"");
        assert_eq!(json(|out| out.bytes(br#"{"a": [1]}"#, Kind::Json)), r#"{"a": [1]}"#);
        assert_eq!(json(|out| out.bytes(b"{broken", Kind::Json)), "\"{broken\"");
    }

    #[test]
    fn a_row_that_is_too_long_is_dropped() {
        let mut out = Out::new();
        out.begin_row(10);
        out.text(&[b'x'; 100]);
        assert!(out.is_over);
        out.drop_row();
        assert!(out.bytes.is_empty());
    }
}
