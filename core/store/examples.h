// SPDX-License-Identifier: Apache-2.0
// The rows of data sets. A list is a filter's ids, fetched in pieces by keyset (never OFFSET), and summaries of those that are seen. Thread: as Project.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/rows/example.h"

namespace luthier::store {

class Database;
class Journal;
struct FacetCube;   // core/store/facets.h

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
    std::string problem{};                     // rows with this one, "" = whatever
    bool onlyUntrained = false;                // rows with numTrained = 0
    bool onlyUncounted = false;                // rows whose tokens are not counted
    std::optional<std::int64_t> minCharacters{}, maxCharacters{}, minTokens{}, maxTokens{}, minTurns{}, maxTurns{};
    enum class Origin { Any, File, Here } origin = Origin::Any;   // from the file that was imported, or added by hand
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
    // For all rows of facetBase(filter): one look at each, some 1 s for a million.
    Result<FacetCube> facets(const ExampleFilter& filter, const WorkContext& context = {});
    // In the order of ids; those that have gone are left out.
    Result<std::vector<ExampleSummary>> summaries(std::span<const std::int64_t> ids);
    Result<Example> get(std::int64_t id);
    // What rows say, as it is kept (exampleFromBody of example_rows.h reads it; tags lie elsewhere), for work that looks at all of them. In the order of ids;
    // those that have gone are left out.
    struct Body { std::int64_t id = 0; std::string body; };
    Result<std::vector<Body>> bodies(std::span<const std::int64_t> ids);

    // Each is one action of the journal.
    Status replace(std::int64_t id, const Example& example, const std::string& title);   // title: "Edit turn 3"
    Result<std::int64_t> add(std::int64_t dataset, const Example& example, std::optional<std::int64_t> afterId = {});
    Status remove(std::span<const std::int64_t> ids);
    Status addTag(std::span<const std::int64_t> ids, const std::string& tag);
    Status removeTag(std::span<const std::int64_t> ids, const std::string& tag);
    // Many rows at once: `change` makes a row what it is to be, or says that it goes or stays as it is. All or nothing: cancelled or failed, no row is changed.
    // A row that cannot be read stays as it is.
    enum class Outcome { Stays, Changed, Goes };
    using Change = std::function<Outcome(std::int64_t id, Example& example)>;
    struct Changed { std::int64_t numChanged = 0, numRemoved = 0; };
    Result<Changed> change(std::span<const std::int64_t> ids, const Change& change, const std::string& title, const WorkContext& context = {});
    Result<std::vector<std::pair<std::string, std::int64_t>>> tags(std::int64_t dataset);   // with the number of rows

    // Not in the journal: a count, not an edit. body: what was counted, when it may have been changed meanwhile; then the count is of something that has gone,
    // and nothing is kept.
    struct TokenCount { std::int64_t id = 0, numTokens = 0, numTrained = 0; std::string body{}; };
    Status setTokenCounts(std::span<const TokenCount> counts);

private:
    // The rows that a search finds, for a list that is fetched piece by piece: asked row by row, the index takes minutes for a common word.
    struct WordSet { std::string matched; std::vector<std::int64_t> ids; };
    const WordSet& wordSet(const std::string& matched, bool isNewList);
    Database& m_database;
    Journal& m_journal;
    WordSet m_wordSet;
};

// What may be wrong with a row whatever the method: "" = nothing. "empty answer", "no assistant turn", "answer repeats the question", ...
std::string problemOf(const Example& example);

}  // namespace luthier::store
