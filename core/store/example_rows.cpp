// SPDX-License-Identifier: Apache-2.0
#include "core/store/example_rows.h"

#include "core/store/database.h"
#include "core/store/examples.h"

namespace luthier::store {

PreparedRow preparedRow(const Example& example) {
    PreparedRow row;
    row.kind = example.kind();
    row.facts = factsOf(example);
    row.line = example.source.line;
    row.problem = problemOf(example);
    for (const std::string& tag : example.tags) row.tags.push_back(storedText(tag));
    Json json = exampleToJson(example);
    json["tags"] = Json::array();
    row.body = dumpJson(json);
    // Broken UTF-8 of a row that was made here and not read from a file.
    row.facts.excerpt = storedText(row.facts.excerpt);
    row.facts.answer = storedText(row.facts.answer);
    return row;
}

Result<Example> exampleFromBody(const std::string& body) {
    ASSIGN_OR_RETURN(const Json json, parseJson(body, {.maxBytes = std::size_t{1} << 30, .maxDepth = 160}));
    return exampleFromJson(json);
}

namespace {

constexpr std::size_t rowsPerStatement = 16;

std::string repeated(const std::string& head, const std::string& places, std::size_t count) {
    std::string sql = head + places;
    for (std::size_t i = 1; i < count; ++i) sql += ", " + places;
    return sql;
}

}  // namespace

struct RowAppender::Statements {
    Query examples, contents;
    Statements(Database& database, std::size_t count)
        : examples(database, repeated("INSERT INTO examples (id, dataset, position, kind, line, num_turns, num_characters, problem) VALUES ",
                                      "(?, ?, ?, ?, ?, ?, ?, ?)", count)),
          contents(database, repeated("INSERT INTO contents VALUES ", "(?, ?, ?, ?)", count)) {}
};

RowAppender::RowAppender(Database& database, std::int64_t dataset) : m_database(database), m_dataset(dataset) {
    m_many = std::make_unique<Statements>(database, rowsPerStatement);
    m_one = std::make_unique<Statements>(database, 1);
}

RowAppender::~RowAppender() = default;

void RowAppender::begin() {
    Query last(m_database, "SELECT seq FROM sqlite_sequence WHERE name = 'examples'");
    m_nextId = last.next() ? last.integer(0) + 1 : 1;
}

void RowAppender::add(PreparedRow row) {
    m_rows.push_back(std::move(row));
    if (m_rows.size() == rowsPerStatement) flush();
}

void RowAppender::flush() {
    if (m_rows.size() == rowsPerStatement) {
        write(0, m_rows.size(), *m_many);
    } else {
        for (std::size_t i = 0; i < m_rows.size(); ++i) write(i, 1, *m_one);
    }
    m_rows.clear();
}

void RowAppender::write(std::size_t first, std::size_t count, Statements& statements) {
    statements.examples.reset();
    statements.contents.reset();
    for (std::size_t i = 0; i < count; ++i) {
        const PreparedRow& row = m_rows[first + i];
        const std::int64_t id = m_nextId + static_cast<std::int64_t>(i);
        const std::int64_t position = (m_numRows + static_cast<std::int64_t>(i) + 1) * positionStep;
        statements.examples.bind(id).bind(m_dataset).bind(position).bind(static_cast<std::int64_t>(row.kind)).bind(row.line).bind(row.facts.numTurns)
            .bind(row.facts.numCharacters).bindView(row.problem);
        statements.contents.bind(id).bindView(row.facts.excerpt).bindView(row.facts.answer).bindView(row.body);
    }
    statements.examples.run();
    statements.contents.run();
    for (std::size_t i = 0; i < count; ++i) {
        for (const std::string& tag : m_rows[first + i].tags)
            Query(m_database, "INSERT OR IGNORE INTO example_tags VALUES (?, ?, ?, ?)", m_nextId + static_cast<std::int64_t>(i), tag, m_dataset,
                  (m_numRows + static_cast<std::int64_t>(i) + 1) * positionStep).run();
    }
    m_nextId += static_cast<std::int64_t>(count);
    m_numRows += static_cast<std::int64_t>(count);
    // What was bound by reference goes before the rows do.
    statements.examples.reset();
    statements.contents.reset();
}

std::int64_t insertRow(Database& database, std::int64_t dataset, std::int64_t position, const PreparedRow& row) {
    static const std::string insertExample =
        "INSERT INTO examples (dataset, position, kind, line, num_turns, num_characters, problem) VALUES (?, ?, ?, ?, ?, ?, ?)";
    Query(database, insertExample, dataset, position, static_cast<std::int64_t>(row.kind), row.line, row.facts.numTurns, row.facts.numCharacters, row.problem)
        .run();
    const std::int64_t id = database.lastInsertId();
    static const std::string insertContent = "INSERT INTO contents VALUES (?, ?, ?, ?)";
    Query(database, insertContent, id).bindView(row.facts.excerpt).bindView(row.facts.answer).bindView(row.body).run();
    for (const std::string& tag : row.tags) Query(database, "INSERT OR IGNORE INTO example_tags VALUES (?, ?, ?, ?)", id, tag, dataset, position).run();
    return id;
}

std::vector<std::string> tagsOf(Database& database, std::int64_t example) {
    std::vector<std::string> tags;
    static const std::string select = "SELECT tag FROM example_tags WHERE example = ? ORDER BY tag";
    Query query(database, select, example);
    while (query.next()) tags.push_back(query.text(0));
    return tags;
}

}  // namespace luthier::store
