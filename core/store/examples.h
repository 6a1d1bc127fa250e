// SPDX-License-Identifier: Apache-2.0
// The rows of data sets. A list is a filter's ids, fetched in pieces by keyset (never OFFSET), and summaries of those that are seen. Thread: as Project.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/rows/example.h"

namespace luthier::store {

class Database;
class Journal;

// What a table shows of a row without reading all of it.
struct ExampleSummary {
    std::int64_t id = 0, position = 0;
    std::string kind, excerpt;                 // excerpt: the first user turn (or text), one line, at most 200 characters
    std::string answer;                        // the same of the last assistant turn (or chosen response)
    std::int64_t numTurns = 0, numCharacters = 0;
    std::optional<std::int64_t> numTokens, numTrained;   // once counted with a tokenizer (setTokenCounts)
    std::string problem;                       // "" = none: "empty answer", "unknown role", ...
    std::vector<std::string> tags;
    std::int64_t line = -1;                    // in its source
};

struct ExampleFilter {
    std::int64_t dataset = 0;
    std::string search{};                      // words, all of them, by full-text search (prefixes match); quotes make phrases
    std::vector<std::string> tags{};           // all of them
    bool onlyProblems = false;
    bool onlyUntrained = false;                // rows with numTrained = 0
    std::optional<std::int64_t> minCharacters{}, maxCharacters{}, minTokens{}, maxTokens{};
    enum class Sort { Position, Characters, Turns, Tokens } sort = Sort::Position;
    bool descending = false;
    bool operator==(const ExampleFilter&) const = default;
};

// Where the next piece of a list goes on.
struct ExampleCursor { std::int64_t sortValue = 0, id = 0; };

class Examples {
public:
    Examples(Database& database, Journal& journal);

    // next: nothing at the end. Where rows that fit are far apart, a piece is handed over after some 50 ms with fewer than `count`; `next` goes on from there.
    struct Piece { std::vector<std::int64_t> ids; std::optional<ExampleCursor> next; };
    Result<Piece> ids(const ExampleFilter& filter, const std::optional<ExampleCursor>& after, std::int64_t count);
    Result<std::int64_t> count(const ExampleFilter& filter);
    // In the order of ids; those that have gone are left out.
    Result<std::vector<ExampleSummary>> summaries(std::span<const std::int64_t> ids);
    Result<Example> get(std::int64_t id);

    // Each is one action of the journal.
    Status replace(std::int64_t id, const Example& example, const std::string& title);   // title: "Edit turn 3"
    Result<std::int64_t> add(std::int64_t dataset, const Example& example, std::optional<std::int64_t> afterId = {});
    Status remove(std::span<const std::int64_t> ids);
    Status addTag(std::span<const std::int64_t> ids, const std::string& tag);
    Status removeTag(std::span<const std::int64_t> ids, const std::string& tag);
    Result<std::vector<std::pair<std::string, std::int64_t>>> tags(std::int64_t dataset);   // with the number of rows

    // Not in the journal: a count, not an edit.
    struct TokenCount { std::int64_t id = 0, numTokens = 0, numTrained = 0; };
    Status setTokenCounts(std::span<const TokenCount> counts);

private:
    Database& m_database;
    Journal& m_journal;
};

// What may be wrong with a row whatever the method: "" = nothing. "empty answer", "no assistant turn", "answer repeats the question", ...
std::string problemOf(const Example& example);

}  // namespace luthier::store
