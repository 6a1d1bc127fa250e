// SPDX-License-Identifier: Apache-2.0
//! What a Parquet file claims, checked before the crate believes it: a count or a length that the bytes cannot hold must not become an allocation, and a
//! schema that nests without end must not become a recursion. Walks Thrift's compact protocol, in which footers and page headers are written.
use crate::ffi::Failure;

const MAX_DEPTH: usize = 48;
/// Groups of a schema inside one another; a list of objects takes three.
const MAX_SCHEMA_DEPTH: usize = 100;
/// Of the objects in lists that a footer has, none is shorter.
const MIN_ELEMENT_BYTES: usize = 3;

const I32: u8 = 5;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const STRUCT: u8 = 12;

fn damaged(what: &str) -> Failure {
    Failure::new(format!("damaged Parquet data: {what}"))
}

struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Walk<'_> {
    fn byte(&mut self) -> Result<u8, Failure> {
        let byte = *self.bytes.get(self.at).ok_or_else(|| damaged("it ends inside a structure"))?;
        self.at += 1;
        Ok(byte)
    }

    fn number(&mut self) -> Result<u64, Failure> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(damaged("a number is too long"))
    }

    fn signed(&mut self) -> Result<i64, Failure> {
        let value = self.number()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    fn pass(&mut self, count: u64) -> Result<(), Failure> {
        if count > (self.bytes.len() - self.at) as u64 {
            return Err(damaged("a length reaches beyond the end"));
        }
        self.at += count as usize;
        Ok(())
    }

    /// Kind and count of a list that stands here.
    fn list_begin(&mut self) -> Result<(u8, u64), Failure> {
        let head = self.byte()?;
        let count = if head >> 4 == 15 { self.number()? } else { u64::from(head >> 4) };
        if count > (self.bytes.len() - self.at) as u64 {
            return Err(damaged("a list claims more elements than there are bytes"));
        }
        Ok((head & 0x0f, count))
    }

    fn list(&mut self, depth: usize) -> Result<(), Failure> {
        let (kind, count) = self.list_begin()?;
        for _ in 0..count {
            let begin = self.at;
            self.value(kind, depth + 1, true)?;
            if kind == STRUCT && self.at - begin < MIN_ELEMENT_BYTES {
                return Err(damaged("a list of empty objects"));
            }
        }
        Ok(())
    }

    fn map(&mut self, depth: usize) -> Result<(), Failure> {
        let count = self.number()?;
        if count == 0 {
            return Ok(());
        }
        let kinds = self.byte()?;
        for _ in 0..count {
            self.value(kinds >> 4, depth + 1, true)?;
            self.value(kinds & 0x0f, depth + 1, true)?;
        }
        Ok(())
    }

    fn value(&mut self, kind: u8, depth: usize, in_list: bool) -> Result<(), Failure> {
        if depth > MAX_DEPTH {
            return Err(damaged("it is nested too deep"));
        }
        match kind {
            1 | 2 => self.pass(u64::from(in_list)),
            3 => self.pass(1),
            4..=6 => self.number().map(|_| ()),
            7 => self.pass(8),
            BINARY => {
                let length = self.number()?;
                self.pass(length)
            }
            LIST | 10 => self.list(depth),
            11 => self.map(depth),
            STRUCT => self.fields(depth, |_, _, _| Ok(false)),
            13 => self.pass(16),
            _ => Err(damaged("an unknown kind of value")),
        }
    }

    /// Calls take(walk, id, kind) for each field of a struct; where that returns false, the field is passed over.
    fn fields(&mut self, depth: usize, mut take: impl FnMut(&mut Self, i64, u8) -> Result<bool, Failure>) -> Result<(), Failure> {
        let mut id = 0i64;
        loop {
            let head = self.byte()?;
            if head == 0 {
                return Ok(());
            }
            id = if head >> 4 == 0 { self.signed()? } else { id + i64::from(head >> 4) };
            if !take(self, id, head & 0x0f)? {
                self.value(head & 0x0f, depth + 1, false)?;
            }
        }
    }

    /// The schema is a list of nodes, each with its number of children, parents first.
    fn schema(&mut self) -> Result<(), Failure> {
        let (kind, count) = self.list_begin()?;
        if kind != STRUCT {
            return Err(damaged("the schema is no list of columns"));
        }
        let mut open: Vec<u64> = Vec::new();
        for _ in 0..count {
            let begin = self.at;
            let mut children = 0i64;
            self.fields(1, |walk, id, kind| {
                let is_children = id == 5 && kind == I32;
                if is_children {
                    children = walk.signed()?;
                }
                Ok(is_children)
            })?;
            if self.at - begin < MIN_ELEMENT_BYTES || children < 0 || children as u64 > count {
                return Err(damaged("a column of the schema has an impossible number of parts"));
            }
            if let Some(last) = open.last_mut() {
                *last -= 1;
            }
            if children > 0 {
                open.push(children as u64);
            }
            while open.last() == Some(&0) {
                open.pop();
            }
            if open.len() > MAX_SCHEMA_DEPTH {
                return Err(Failure::new(format!("its columns are nested more than {MAX_SCHEMA_DEPTH} deep")));
            }
        }
        Ok(())
    }
}

/// A footer, as it stands in the file.
pub fn check_footer(bytes: &[u8]) -> Result<(), Failure> {
    let mut walk = Walk { bytes, at: 0 };
    walk.fields(0, |walk, id, kind| match (id, kind) {
        (2, LIST) => walk.schema().map(|()| true),
        (8, _) => Err(Failure::new("this Parquet file is encrypted, which is not read")),
        _ => Ok(false),
    })
}

/// What a page header says of the sizes of its page, in bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageSizes {
    pub is_dictionary: bool,
    pub uncompressed: u64,
}

/// The first bytes of a page header: kind and sizes are its first fields, and what comes after them may be cut off.
pub fn page_sizes(bytes: &[u8]) -> Result<PageSizes, Failure> {
    let mut walk = Walk { bytes, at: 0 };
    let mut seen = [None; 3];
    for place in &mut seen {
        let head = walk.byte()?;
        if head != (1 << 4 | I32) {
            return Err(damaged("a page header does not begin with its sizes"));
        }
        *place = Some(walk.signed()?);
    }
    let [kind, uncompressed, _] = seen.map(|value| value.unwrap_or(-1));
    let uncompressed = u64::try_from(uncompressed).map_err(|_| damaged("a page has a negative size"))?;
    Ok(PageSizes { is_dictionary: kind == 2, uncompressed })
}

/// Miniblocks per block and number of values that a stream of differences claims.
pub fn delta_claims(bytes: &[u8]) -> Result<(u64, u64), Failure> {
    let mut walk = Walk { bytes, at: 0 };
    walk.number()?;
    Ok((walk.number()?, walk.number()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_beyond_the_bytes_are_refused() {
        for (bytes, words) in [
            (&[0x29, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x07, 0][..], "more elements"),
            (&[0x28, 0xff, 0xff, 0xff, 0xff, 0x07, 0][..], "beyond the end"),
            (&[0x29, 0x1c, 0x00, 0x00][..], "impossible number"),
            (&[0x39, 0x2c, 0x00, 0x00, 0x00][..], "empty objects"),
            (&[0x29, 0x2c, 0x55, 0x06, 0x00, 0x15, 0x00, 0x00, 0x00][..], "impossible number"),
            (&[0x8c, 0x00, 0x00][..], "encrypted"),
            (&[0xff; 40][..], "damaged"),
            (&[][..], "ends inside"),
        ] {
            let error = check_footer(bytes).unwrap_err();
            assert!(error.message.contains(words), "{bytes:?}: {}", error.message);
        }
        assert!(check_footer(&[0x1c; 1000]).unwrap_err().message.contains("too deep"));
    }

    #[test]
    fn a_schema_that_nests_without_end_is_refused() {
        let mut bytes = vec![0x29, 0xfc, 0xe8, 0x07];
        for _ in 0..1000 {
            bytes.extend_from_slice(&[0x55, 0x02, 0x00]);
        }
        bytes.push(0);
        assert!(check_footer(&bytes).unwrap_err().message.contains("deep"));
    }

    #[test]
    fn page_headers_begin_with_their_sizes() {
        assert_eq!(page_sizes(&[0x15, 0x04, 0x15, 0x10, 0x15, 0x0c]).unwrap(), PageSizes { is_dictionary: true, uncompressed: 8 });
        assert!(page_sizes(&[0x15, 0x04, 0x15, 0x01, 0x15, 0x0c]).is_err());
        assert!(page_sizes(&[0x25, 0x04]).is_err());
    }
}
