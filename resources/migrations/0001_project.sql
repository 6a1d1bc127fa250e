-- SPDX-License-Identifier: Apache-2.0
-- The tables of a project. Rows that a person removed stay with removed = 1 until nothing in the journal can bring them back.

CREATE TABLE datasets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    format TEXT NOT NULL,
    source TEXT NOT NULL,
    notes TEXT NOT NULL,
    mapping TEXT NOT NULL,
    created_at TEXT NOT NULL,
    removed INTEGER NOT NULL
) STRICT;

CREATE TABLE dataset_counts (
    dataset INTEGER PRIMARY KEY REFERENCES datasets (id) ON DELETE CASCADE,
    num_rows INTEGER NOT NULL DEFAULT 0,
    num_problems INTEGER NOT NULL DEFAULT 0,
    num_refused INTEGER NOT NULL DEFAULT 0,
    num_indexed INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE refusals (
    id INTEGER PRIMARY KEY,
    dataset INTEGER NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    line INTEGER NOT NULL,
    rule TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX refusals_by_dataset ON refusals (dataset);

-- What lists, filters and sorts look at; narrow, so that a million of them is small. What is wide is in contents.
CREATE TABLE examples (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    dataset INTEGER NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0,
    kind INTEGER NOT NULL,
    line INTEGER NOT NULL,
    num_turns INTEGER NOT NULL,
    num_characters INTEGER NOT NULL,
    num_tokens INTEGER NOT NULL DEFAULT -1,
    num_trained INTEGER NOT NULL DEFAULT -1,
    problem TEXT NOT NULL
) STRICT;
CREATE INDEX examples_by_position ON examples (dataset, removed, position);
CREATE INDEX examples_by_characters ON examples (dataset, num_characters) WHERE removed = 0;
CREATE INDEX examples_by_turns ON examples (dataset, num_turns) WHERE removed = 0;
CREATE INDEX examples_by_tokens ON examples (dataset, num_tokens) WHERE removed = 0;
CREATE INDEX examples_with_problem ON examples (dataset, position) WHERE removed = 0 AND problem <> '';
CREATE INDEX examples_untrained ON examples (dataset, position) WHERE removed = 0 AND num_trained = 0;

CREATE TABLE contents (
    id INTEGER PRIMARY KEY REFERENCES examples (id) ON DELETE CASCADE,
    excerpt TEXT NOT NULL,
    answer TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE example_tags (
    example INTEGER NOT NULL REFERENCES examples (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    dataset INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (example, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX example_tags_by_position ON example_tags (dataset, tag, position);

CREATE TABLE tag_counts (
    dataset INTEGER NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    num_rows INTEGER NOT NULL,
    PRIMARY KEY (dataset, tag)
) STRICT, WITHOUT ROWID;

-- Full-text search. The index keeps no text of its own, so what it knew of a row is kept in search_stale until it is told of the change.
CREATE VIRTUAL TABLE search_index USING fts5 (text, content = '', columnsize = 0, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE search_state (id INTEGER PRIMARY KEY CHECK (id = 1), last_id INTEGER NOT NULL) STRICT;
INSERT INTO search_state VALUES (1, 0);
CREATE TABLE search_stale (example INTEGER PRIMARY KEY, old_body TEXT) STRICT;

CREATE TABLE models (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    folder TEXT NOT NULL,
    notes TEXT NOT NULL,
    facts TEXT NOT NULL,
    created_at TEXT NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX models_by_folder ON models (folder) WHERE removed = 0;

CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    folder TEXT NOT NULL,
    notes TEXT NOT NULL,
    tags TEXT NOT NULL,
    queue_position INTEGER NOT NULL,
    model INTEGER REFERENCES models (id) ON DELETE SET NULL,
    datasets TEXT NOT NULL,
    config TEXT NOT NULL,
    created_at TEXT NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'queued',
    step INTEGER NOT NULL DEFAULT 0,
    num_steps INTEGER NOT NULL DEFAULT 0,
    loss ANY,               -- a number, or 'NaN', which SQLite keeps only as a text
    eval_loss ANY,
    best_eval_loss ANY,
    tokens_per_second ANY,
    seconds REAL NOT NULL DEFAULT 0,
    sparkline TEXT NOT NULL DEFAULT '[]',
    error TEXT NOT NULL DEFAULT '',
    started_at TEXT NOT NULL DEFAULT '',
    ended_at TEXT NOT NULL DEFAULT '',
    ingested TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE UNIQUE INDEX runs_by_folder ON runs (folder) WHERE removed = 0;

CREATE TABLE adapters (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    folder TEXT NOT NULL,
    notes TEXT NOT NULL,
    model INTEGER REFERENCES models (id) ON DELETE SET NULL,
    run INTEGER REFERENCES runs (id) ON DELETE SET NULL,
    facts TEXT NOT NULL,
    created_at TEXT NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX adapters_by_folder ON adapters (folder) WHERE removed = 0;

CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- One entry per action of a person, and the rows it touched: columns as JSON lists, before is null for a new row, after for one that went. The changes of an
-- entry have numbers without a gap, so they need no index.
CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    time TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0,
    first_change INTEGER NOT NULL,
    last_change INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE journal_changes (
    id INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL,
    target TEXT NOT NULL,
    row INTEGER NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX journal_changes_of_datasets ON journal_changes (row) WHERE target = 'datasets';

-- Counts.
CREATE TRIGGER datasets_added AFTER INSERT ON datasets BEGIN
    INSERT INTO dataset_counts (dataset) VALUES (NEW.id);
END;
CREATE TRIGGER refusals_added AFTER INSERT ON refusals BEGIN
    UPDATE dataset_counts SET num_refused = num_refused + 1 WHERE dataset = NEW.dataset;
END;
CREATE TRIGGER examples_added AFTER INSERT ON examples WHEN NEW.removed = 0 BEGIN
    UPDATE dataset_counts SET num_rows = num_rows + 1, num_problems = num_problems + (NEW.problem <> ''),
        num_indexed = num_indexed + (NEW.id <= (SELECT last_id FROM search_state)) WHERE dataset = NEW.dataset;
END;
CREATE TRIGGER examples_deleted AFTER DELETE ON examples WHEN OLD.removed = 0 BEGIN
    UPDATE dataset_counts SET num_rows = num_rows - 1, num_problems = num_problems - (OLD.problem <> ''),
        num_indexed = num_indexed - (OLD.id <= (SELECT last_id FROM search_state)) WHERE dataset = OLD.dataset;
END;
CREATE TRIGGER examples_changed AFTER UPDATE OF problem ON examples WHEN OLD.removed = 0 AND NEW.removed = 0 BEGIN
    UPDATE dataset_counts SET num_problems = num_problems + (NEW.problem <> '') - (OLD.problem <> '') WHERE dataset = NEW.dataset;
END;
CREATE TRIGGER examples_removed_or_back AFTER UPDATE OF removed ON examples WHEN OLD.removed <> NEW.removed BEGIN
    UPDATE dataset_counts SET num_rows = num_rows + OLD.removed - NEW.removed,
        num_problems = num_problems + (OLD.removed - NEW.removed) * (NEW.problem <> ''),
        num_indexed = num_indexed + (OLD.removed - NEW.removed) * (NEW.id <= (SELECT last_id FROM search_state)) WHERE dataset = NEW.dataset;
    UPDATE tag_counts SET num_rows = num_rows + OLD.removed - NEW.removed
        WHERE dataset = NEW.dataset AND tag IN (SELECT tag FROM example_tags WHERE example = NEW.id);
END;
CREATE TRIGGER examples_moved AFTER UPDATE OF position ON examples WHEN OLD.position <> NEW.position BEGIN
    UPDATE example_tags SET position = NEW.position WHERE example = NEW.id;
END;
CREATE TRIGGER example_tags_added AFTER INSERT ON example_tags WHEN (SELECT removed FROM examples WHERE id = NEW.example) = 0 BEGIN
    INSERT INTO tag_counts VALUES (NEW.dataset, NEW.tag, 1) ON CONFLICT DO UPDATE SET num_rows = num_rows + 1;
END;
CREATE TRIGGER example_tags_deleted AFTER DELETE ON example_tags WHEN (SELECT removed FROM examples WHERE id = OLD.example) = 0 BEGIN
    UPDATE tag_counts SET num_rows = num_rows - 1 WHERE dataset = OLD.dataset AND tag = OLD.tag;
END;

-- What the full-text index has to be told, and counts of tokens that belong to a text that has gone.
CREATE TRIGGER contents_changed AFTER UPDATE OF body ON contents WHEN OLD.body <> NEW.body BEGIN
    UPDATE examples SET num_tokens = -1, num_trained = -1 WHERE id = NEW.id AND num_tokens <> -1;
    INSERT OR IGNORE INTO search_stale SELECT OLD.id, OLD.body FROM search_state WHERE OLD.id <= last_id;
END;
CREATE TRIGGER contents_deleted AFTER DELETE ON contents BEGIN
    INSERT OR IGNORE INTO search_stale SELECT OLD.id, OLD.body FROM search_state WHERE OLD.id <= last_id;
END;
CREATE TRIGGER contents_back AFTER INSERT ON contents WHEN NEW.id <= (SELECT last_id FROM search_state) BEGIN
    INSERT OR IGNORE INTO search_stale VALUES (NEW.id, NULL);
END;
