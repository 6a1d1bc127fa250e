// SPDX-License-Identifier: Apache-2.0
//! The pages of one column of a Parquet file, with what they claim checked before the crate unpacks them, and memory for unpacked pages bounded.
use std::fs::File;
use std::io::{BufReader, Read};
use std::os::unix::fs::FileExt;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Encoding, Type as Physical};
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::{ChunkReader, Length};
use parquet::file::serialized_reader::SerializedPageReader;
use parquet::schema::types::ColumnDescPtr;

use crate::parquet_footer::{delta_claims, page_sizes};

/// Of one page, and of the pages of all columns together that are unpacked at the same time.
const MAX_PAGE_BYTES: u64 = 1 << 30;
const MAX_UNPACKED_BYTES: u64 = 2 << 30;
/// Values that pages hand over while one batch of rows is read: what repeats takes no bytes in a page, but it does once it is read.
const MAX_BATCH_VALUES: u64 = 1 << 25;

fn refused<T>(words: String) -> Result<T> {
    Err(ParquetError::General(words))
}

/// Bytes of unpacked pages: of all columns of the row group, of one column's dictionary, of its page.
struct Budget {
    all: Arc<AtomicU64>,
    dictionary: AtomicU64,
    page: AtomicU64,
}

impl Budget {
    /// Counts what the page with this header will take.
    fn admit(&self, header: &[u8]) -> std::result::Result<(), String> {
        let sizes = page_sizes(header).map_err(|failure| failure.message)?;
        let slot = if sizes.is_dictionary { &self.dictionary } else { &self.page };
        let before = slot.swap(sizes.uncompressed, Relaxed);
        let total = self.all.fetch_add(sizes.uncompressed, Relaxed) + sizes.uncompressed - before;
        self.all.fetch_sub(before, Relaxed);
        if sizes.uncompressed > MAX_PAGE_BYTES || total > MAX_UNPACKED_BYTES {
            return Err(format!("a page claims {} bytes, more than is read at once; write the file with smaller pages", sizes.uncompressed));
        }
        Ok(())
    }
}

/// The file as one column sees it.
pub struct Source {
    file: Arc<File>,
    length: u64,
    budget: Arc<Budget>,
}

impl Source {
    /// unpacked: shared by the columns of a row group.
    pub fn new(file: Arc<File>, length: u64, unpacked: Arc<AtomicU64>) -> Self {
        let budget = Budget { all: unpacked, dictionary: AtomicU64::new(0), page: AtomicU64::new(0) };
        Source { file, length, budget: Arc::new(budget) }
    }
}

/// What is first read through it is a page header; the crate also asks for it without reading.
pub struct ReadAt {
    file: Arc<File>,
    at: u64,
    budget: Option<Arc<Budget>>,
}

impl Read for ReadAt {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let size = self.file.read_at(buffer, self.at)?;
        if let Some(budget) = self.budget.take() {
            budget.admit(&buffer[..size]).map_err(std::io::Error::other)?;
        }
        self.at += size as u64;
        Ok(size)
    }
}

impl Length for Source {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for Source {
    type T = BufReader<ReadAt>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        Ok(BufReader::with_capacity(1024, ReadAt { file: self.file.clone(), at: start, budget: Some(self.budget.clone()) }))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        if start.checked_add(length as u64).is_none_or(|end| end > self.length) {
            return refused("a page reaches beyond the end of the file".to_string());
        }
        let mut bytes = vec![0; length];
        self.file.read_exact_at(&mut bytes, start)?;
        Ok(bytes.into())
    }
}

/// The crate's reader of pages behind checks of what it takes on trust.
pub struct CheckedPages {
    pages: SerializedPageReader<Source>,
    column: ColumnDescPtr,
    has_dictionary: bool,
    /// Values handed over since the last batch began.
    pulled: Arc<AtomicU64>,
}

impl CheckedPages {
    pub fn new(source: Source, column: ColumnDescPtr, meta: &ColumnChunkMetaData, num_rows: usize, pulled: Arc<AtomicU64>) -> Result<Self> {
        if meta.column_type() != column.physical_type() {
            return refused("a column chunk is of another type than its column".to_string());
        }
        let pages = SerializedPageReader::new(Arc::new(source), meta, num_rows, None)?;
        Ok(CheckedPages { pages, column, has_dictionary: false, pulled })
    }

    fn check_dictionary(&mut self, size: usize, num_values: u32) -> Result<()> {
        let least = match self.column.physical_type() {
            Physical::BOOLEAN => return refused("a dictionary of flags".to_string()),
            Physical::INT32 | Physical::FLOAT | Physical::BYTE_ARRAY => 4,
            Physical::INT64 | Physical::DOUBLE => 8,
            Physical::INT96 => 12,
            Physical::FIXED_LEN_BYTE_ARRAY => self.column.type_length().max(1) as u64,
        };
        if u64::from(num_values) * least > size as u64 {
            return refused(format!("a dictionary claims {num_values} values in {size} bytes"));
        }
        self.has_dictionary = true;
        Ok(())
    }

    fn check_values(&mut self, encoding: Encoding, values: &[u8], num_values: u32) -> Result<()> {
        let total = self.pulled.fetch_add(num_values.into(), Relaxed) + u64::from(num_values);
        if self.column.max_rep_level() > 0 && total > MAX_BATCH_VALUES {
            return refused(format!("lists with {total} values, more than is read at once; write the file with smaller pages"));
        }
        match encoding {
            Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY if !self.has_dictionary => refused("a page needs a dictionary that is not there".to_string()),
            Encoding::PLAIN | Encoding::RLE | Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY | Encoding::BYTE_STREAM_SPLIT => Ok(()),
            Encoding::DELTA_BINARY_PACKED | Encoding::DELTA_LENGTH_BYTE_ARRAY if values.is_empty() => Ok(()),
            Encoding::DELTA_BINARY_PACKED | Encoding::DELTA_LENGTH_BYTE_ARRAY => {
                let (miniblocks, count) = delta_claims(values).map_err(|failure| ParquetError::General(failure.message))?;
                if miniblocks > 4096 || count > num_values.into() {
                    return refused(format!("a page of {num_values} values claims {count}"));
                }
                Ok(())
            }
            other => refused(format!("values encoded as {other:?}, which is not read")),
        }
    }

    fn check(&mut self, page: &Page) -> Result<()> {
        match page {
            Page::DictionaryPage { buf, num_values, .. } => self.check_dictionary(buf.len(), *num_values),
            Page::DataPage { buf, num_values, encoding, def_level_encoding, rep_level_encoding, .. } => {
                let mut begin = 0usize;
                for (max_level, encoding) in [(self.column.max_rep_level(), rep_level_encoding), (self.column.max_def_level(), def_level_encoding)] {
                    if max_level == 0 {
                        continue;
                    }
                    let size = buf.get(begin..begin + 4).map(|bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize);
                    match size {
                        Some(size) if *encoding == Encoding::RLE && begin + 4 + size <= buf.len() => begin += 4 + size,
                        _ => return refused("the levels of a page are damaged, or packed in a way that is not read".to_string()),
                    }
                }
                self.check_values(*encoding, &buf[begin..], *num_values)
            }
            Page::DataPageV2 { buf, num_values, encoding, def_levels_byte_len, rep_levels_byte_len, .. } => {
                let begin = *def_levels_byte_len as usize + *rep_levels_byte_len as usize;
                match buf.get(begin..) {
                    Some(values) => self.check_values(*encoding, values, *num_values),
                    None => refused("the levels of a page reach beyond its end".to_string()),
                }
            }
        }
    }
}

impl Iterator for CheckedPages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for CheckedPages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.pages.get_next_page()?;
        if let Some(page) = &page {
            self.check(page)?;
        }
        Ok(page)
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.pages.skip_next_page()
    }
}
