// SPDX-License-Identifier: Apache-2.0
/* C interface of the crate luthier_rust: Hugging Face tokenizers, chat templates, Parquet files.
 * Every function that can fail returns true on success; on failure it fills *error (free it with luthier_error_free) and leaves *out alone.
 * Handles may be used from several threads at once. What a function allocates is freed by the function named beside it. Panics become errors.
 * Text is UTF-8, with its length; nothing here is NUL-terminated. */
#ifndef LUTHIER_RUST_H
#define LUTHIER_RUST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct LuthierText { const char* data; size_t size; } LuthierText;
typedef struct LuthierBytes { char* data; size_t size; } LuthierBytes;                /* luthier_bytes_free */
typedef struct LuthierError { LuthierBytes message; size_t line; } LuthierError;      /* line of the template, 1-based; 0 = none */
void luthier_bytes_free(LuthierBytes bytes);
void luthier_error_free(LuthierError error);

/* --- tokenizer ----------------------------------------------------------------------------------------------------- */
typedef struct LuthierTokenizer LuthierTokenizer;

/* tokenizer.json; truncation, padding and offset trimming saved inside it are switched off. */
bool luthier_tokenizer_new(LuthierText json, LuthierTokenizer** out, LuthierError* error);
void luthier_tokenizer_free(LuthierTokenizer* tokenizer);

uint32_t luthier_tokenizer_vocab_size(const LuthierTokenizer* tokenizer);             /* highest id + 1 */
bool luthier_tokenizer_is_special(const LuthierTokenizer* tokenizer, uint32_t id);    /* an added token marked special */
bool luthier_tokenizer_token_to_id(const LuthierTokenizer* tokenizer, LuthierText token, uint32_t* id);   /* false: not there */
bool luthier_tokenizer_id_to_token(const LuthierTokenizer* tokenizer, uint32_t id, LuthierBytes* token);  /* false: not there */

/* All rows after one another; row r is [row_ends[r - 1], row_ends[r]). Offsets are bytes of the row's own text. */
typedef struct LuthierEncoding {
    uint32_t* ids;
    uint32_t* begins;
    uint32_t* ends;
    size_t num_tokens;
    size_t* row_ends;
    size_t num_rows;
} LuthierEncoding;                                                                    /* luthier_encoding_free */
bool luthier_tokenizer_encode(const LuthierTokenizer* tokenizer, const LuthierText* texts, size_t num_texts, bool add_special,
                              LuthierEncoding* out, LuthierError* error);
void luthier_encoding_free(LuthierEncoding encoding);

/* An id without a token comes out as U+FFFD. */
bool luthier_tokenizer_decode(const LuthierTokenizer* tokenizer, const uint32_t* ids, size_t num_ids, bool skip_special,
                              LuthierBytes* out, LuthierError* error);

/* --- chat template -------------------------------------------------------------------------------------------------- */
typedef struct LuthierTemplate LuthierTemplate;
typedef struct LuthierContext LuthierContext;

/* A template that loops for ever, nests or grows without bound ends in an error: limits on steps (by the size of the conversation), depth, output, time. */
bool luthier_template_new(LuthierText source, LuthierTemplate** out, LuthierError* error);
void luthier_template_free(LuthierTemplate* chat_template);
bool luthier_template_has_generation(const LuthierTemplate* chat_template);           /* has {% generation %} blocks */

/* The variables of a rendering: a JSON object with the list "messages" and anything else a template may read. */
bool luthier_context_new(LuthierText json, LuthierContext** out, LuthierError* error);
void luthier_context_free(LuthierContext* context);

typedef struct LuthierRenderOptions {
    size_t num_messages;          /* only the first so many; all where there are fewer */
    bool add_generation_prompt;
    int64_t now_seconds;          /* what strftime_now reads, seconds since the epoch */
    bool now_is_utc;              /* false: in the local time zone, as transformers does */
    size_t max_output_bytes;
} LuthierRenderOptions;

typedef struct LuthierRendering {
    LuthierBytes text;
    size_t* marks;                /* begin, end of each {% generation %} block in text, in bytes */
    size_t num_marks;             /* twice the number of blocks */
} LuthierRendering;                                                                   /* luthier_rendering_free */
bool luthier_template_render(const LuthierTemplate* chat_template, const LuthierContext* context, const LuthierRenderOptions* options,
                             LuthierRendering* out, LuthierError* error);
void luthier_rendering_free(LuthierRendering rendering);

/* Where turn k stands in a text: [before, after) lies between rendering the turns before it with the generation prompt, and the turns up to it. */
typedef struct LuthierTurnPlace {
    size_t before;
    size_t after;
    bool is_prefix;               /* false: one of the two is not how the text begins */
} LuthierTurnPlace;
typedef struct LuthierTurnPlaces { LuthierTurnPlace* places; size_t num_places; } LuthierTurnPlaces;      /* luthier_places_free */
/* For each of the given turns (ascending) of text, which is the whole rendered with the same options; before is 0 for turn 0. Stops early at a turn that begins
 * at max_bytes or later, and behind one that is no prefix. Quadratic in the number of turns, so it fails above some millions of rendered messages. */
bool luthier_template_find_turns(const LuthierTemplate* chat_template, const LuthierContext* context, const LuthierRenderOptions* options, LuthierText text,
                                 const size_t* turns, size_t num_turns, size_t max_bytes, LuthierTurnPlaces* out, LuthierError* error);
void luthier_places_free(LuthierTurnPlaces places);

/* --- Parquet ---------------------------------------------------------------------------------------------------------- */
/* Used from one thread at a time. After an error of luthier_parquet_next or writer_finish there is nothing left but to free. */
typedef struct LuthierParquet LuthierParquet;

/* descriptor: of a file open for reading; it stays the caller's. Memory does not grow with the file, and what a file claims is not believed. */
bool luthier_parquet_open(int descriptor, size_t max_row_bytes, LuthierParquet** out, LuthierError* error);
void luthier_parquet_free(LuthierParquet* parquet);
int64_t luthier_parquet_num_rows(const LuthierParquet* parquet);                      /* as the file says */

/* The JSON objects of the next rows after one another; row r is [ends[r - 1], ends[r]), and one without bytes is longer than max_row_bytes. Texts that are no
 * UTF-8 stay as they are, bytes that are no text are "base64:..."; nulls in objects are left out. No rows: the end. */
typedef struct LuthierParquetRows { LuthierBytes text; size_t* ends; size_t num_rows; } LuthierParquetRows;   /* luthier_parquet_rows_free */
bool luthier_parquet_next(LuthierParquet* parquet, LuthierParquetRows* out, LuthierError* error);
void luthier_parquet_rows_free(LuthierParquetRows rows);

/* To write rows (JSON objects): all of them are noted first, which gives the columns, and then added. */
typedef struct LuthierParquetColumns LuthierParquetColumns;
bool luthier_parquet_columns_new(LuthierParquetColumns** out, LuthierError* error);
void luthier_parquet_columns_free(LuthierParquetColumns* columns);
bool luthier_parquet_columns_note(LuthierParquetColumns* columns, LuthierText row, LuthierError* error);
/* JSON list of the columns in which something has no one type and is kept as JSON text. */
bool luthier_parquet_columns_kept_as_text(const LuthierParquetColumns* columns, LuthierBytes* out, LuthierError* error);

typedef struct LuthierParquetWriter LuthierParquetWriter;
bool luthier_parquet_writer_new(const LuthierParquetColumns* columns, LuthierParquetWriter** out, LuthierError* error);
void luthier_parquet_writer_free(LuthierParquetWriter* writer);
/* out: the bytes that come next in the file, of most rows none. A row that is no object, or was not noted, is refused; it changes nothing. */
bool luthier_parquet_writer_add(LuthierParquetWriter* writer, LuthierText row, LuthierBytes* out, LuthierError* error);
bool luthier_parquet_writer_finish(LuthierParquetWriter* writer, LuthierBytes* out, LuthierError* error);

#ifdef __cplusplus
}
#endif
#endif
