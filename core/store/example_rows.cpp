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
