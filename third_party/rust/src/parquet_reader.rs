// SPDX-License-Identifier: Apache-2.0
//! A Parquet file as a stream of rows, each a JSON object. Memory: a page of each column and a batch of rows, whatever the size of the file.
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::sync::atomic::AtomicU64;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader, RowGroupMetaData};

use crate::ffi::Failure;
use crate::parquet_column::Column;
use crate::parquet_footer::check_footer;
use crate::parquet_pages::{CheckedPages, Source};
use crate::parquet_tree::{tree_of, Node};
use crate::parquet_value::Out;

const MAX_FOOTER_BYTES: u64 = 64 << 20;
const MAX_COLUMNS: usize = 4096;
/// A batch ends once it has so many bytes of JSON or so many rows.
const BATCH_BYTES: usize = 1 << 20;
const BATCH_ROWS: usize = 1024;

pub struct Reader {
    file: Arc<File>,
    length: u64,
    meta: ParquetMetaData,
    tree: Node,
    max_row_bytes: usize,
    /// The row group that comes next.
    group: usize,
    columns: Vec<Column>,
    /// Rows of the current group that are not read yet; of the batch that are not handed over; how many to read next.
    rows_left: usize,
    batch_left: usize,
    next_batch: usize,
    pub num_done: i64,
    pending: Option<Failure>,
    is_broken: bool,
}

/// Rows after one another; row r is [ends[r - 1], ends[r]), and one of no bytes was too long.
#[derive(Default)]
pub struct Batch {
    pub text: Vec<u8>,
    pub ends: Vec<usize>,
}

fn io(error: std::io::Error) -> Failure {
    Failure::new(format!("the file cannot be read: {error}"))
}

fn bad_file(words: &str, error: impl std::fmt::Display) -> Failure {
    Failure::new(format!("{words}: {error}"))
}

fn read_footer(file: &File, length: u64) -> Result<Vec<u8>, Failure> {
    let mut head = [0u8; 4];
    let mut tail = [0u8; 8];
    if length < 12 {
        return Err(Failure::new("this Parquet file is cut off: it is too short to have a footer"));
    }
    file.read_exact_at(&mut head, 0).map_err(io)?;
    file.read_exact_at(&mut tail, length - 8).map_err(io)?;
    if &tail[4..] == b"PARE" || &head == b"PARE" {
        return Err(Failure::new("this Parquet file is encrypted, which is not read"));
    }
    if &tail[4..] != b"PAR1" || &head != b"PAR1" {
        return Err(Failure::new("this Parquet file is cut off or damaged: it does not begin and end with PAR1"));
    }
    let size = u64::from(u32::from_le_bytes([tail[0], tail[1], tail[2], tail[3]]));
    if size > length - 12 || size > MAX_FOOTER_BYTES {
        return Err(Failure::new(format!("this Parquet file is damaged: its footer claims {size} bytes of {length}")));
    }
    let mut footer = vec![0; size as usize];
    file.read_exact_at(&mut footer, length - 8 - size).map_err(io)?;
    Ok(footer)
}

impl Reader {
    pub fn open(file: File, max_row_bytes: usize) -> Result<Self, Failure> {
        let length = file.metadata().map_err(io)?.len();
        let footer = read_footer(&file, length)?;
        check_footer(&footer)?;
        let meta = ParquetMetaDataReader::decode_metadata(&footer).map_err(|error| bad_file("the footer of this Parquet file is damaged", error))?;
        let schema = meta.file_metadata().schema_descr();
        if schema.num_columns() == 0 {
            return Err(Failure::new("this Parquet file has no columns"));
        }
        if schema.num_columns() > MAX_COLUMNS {
            return Err(Failure::new(format!("this Parquet file has {} columns, more than {MAX_COLUMNS}", schema.num_columns())));
        }
        let tree = tree_of(schema.root_schema())?;
        if tree.num_leaves() != schema.num_columns() {
            return Err(Failure::new("the schema of this Parquet file is damaged"));
        }
        Ok(Reader {
            file: Arc::new(file),
            length,
            meta,
            tree,
            max_row_bytes,
            group: 0,
            columns: Vec::new(),
            rows_left: 0,
            batch_left: 0,
            next_batch: 1,
            num_done: 0,
            pending: None,
            is_broken: false,
        })
    }

    /// What the footer says.
    pub fn num_rows(&self) -> i64 {
        self.meta.file_metadata().num_rows()
    }

    fn open_group(&mut self) -> Result<(), Failure> {
        let group: &RowGroupMetaData = self.meta.row_group(self.group);
        let num_rows = usize::try_from(group.num_rows()).map_err(|_| Failure::new("this Parquet file is damaged: a row group has fewer than no rows"))?;
        let schema = self.meta.file_metadata().schema_descr();
        if group.num_columns() != schema.num_columns() {
            return Err(Failure::new("this Parquet file is damaged: a row group lacks columns"));
        }
        self.columns.clear();
        let unpacked = Arc::new(AtomicU64::new(0));
        for (i, chunk) in group.columns().iter().enumerate() {
            if num_rows == 0 {
                break;
            }
            let column = schema.column(i);
            let path = column.path().string();
            let named = |error: &dyn std::fmt::Display| Failure::new(format!("the column \"{path}\" cannot be read: {error}"));
            if chunk.file_path().is_some() {
                return Err(named(&"its values are in another file"));
            }
            if matches!(chunk.compression(), Compression::BROTLI(_) | Compression::LZO) {
                let name = format!("{:?}", chunk.compression());
                return Err(named(&format!("it is compressed with {}, which is not read", name.split('(').next().unwrap_or_default())));
            }
            let (start, size) = (chunk.dictionary_page_offset().unwrap_or(chunk.data_page_offset()), chunk.compressed_size());
            if start < 0 || size < 0 || (start as u64).checked_add(size as u64).is_none_or(|end| end > self.length) {
                return Err(named(&"it reaches beyond the end of the file; the file is cut off or damaged"));
            }
            let pulled = Arc::new(AtomicU64::new(0));
            let source = Source::new(self.file.clone(), self.length, unpacked.clone());
            let pages = CheckedPages::new(source, column.clone(), chunk, num_rows, pulled.clone()).map_err(|error| named(&error))?;
            self.columns.push(Column::new(column, Box::new(pages), pulled)?);
        }
        self.rows_left = num_rows;
        self.group += 1;
        // Rows of some bytes on average are read some at a time.
        let average = group.total_byte_size().max(0) as usize / num_rows.max(1);
        self.next_batch = (4 * BATCH_BYTES / average.max(1)).clamp(1, self.next_batch);
        Ok(())
    }

    /// False at the end.
    fn fill(&mut self) -> Result<bool, Failure> {
        while self.rows_left == 0 {
            if self.group == self.meta.num_row_groups() {
                return Ok(false);
            }
            self.open_group()?;
        }
        let count = self.next_batch.min(self.rows_left);
        for column in &mut self.columns {
            column.fill(count)?;
        }
        self.rows_left -= count;
        self.batch_left = count;
        Ok(true)
    }

    fn read_row(&mut self, out: &mut Out) -> Result<(), Failure> {
        out.begin_row(self.max_row_bytes);
        self.tree.write(&mut self.columns, out)?;
        if let Some(column) = self.columns.iter().find(|column| !column.is_at_row_end()) {
            return Err(Failure::new(format!("this Parquet file is damaged: the column \"{}\" does not end with its row", column.path())));
        }
        if out.is_over {
            out.drop_row();
        }
        Ok(())
    }

    fn read_batch(&mut self, batch: &mut Batch) -> Result<(), Failure> {
        let mut out = Out::new();
        let mut result = Ok(());
        if self.batch_left == 0 {
            self.fill()?;
        }
        while self.batch_left > 0 && out.bytes.len() < BATCH_BYTES {
            result = self.read_row(&mut out);
            if result.is_err() {
                out.drop_row();
                break;
            }
            self.batch_left -= 1;
            self.num_done += 1;
            batch.ends.push(out.bytes.len());
        }
        let average = out.bytes.len() / batch.ends.len().max(1);
        self.next_batch = (BATCH_BYTES / average.max(1)).clamp(1, BATCH_ROWS.min(2 * self.next_batch));
        batch.text = out.bytes;
        result
    }

    /// An empty batch is the end. What is wrong with a row comes after the rows before it.
    pub fn next(&mut self) -> Result<Batch, Failure> {
        if let Some(failure) = self.pending.take() {
            self.is_broken = true;
            return Err(failure);
        }
        // Also after a panic of the crate, which leaves here without setting it back.
        if std::mem::replace(&mut self.is_broken, true) {
            return Err(Failure::new("reading went on after an error"));
        }
        let mut batch = Batch::default();
        if let Err(failure) = self.read_batch(&mut batch) {
            if batch.ends.is_empty() {
                return Err(failure);
            }
            self.pending = Some(failure);
        }
        self.is_broken = false;
        Ok(batch)
    }
}
