// SPDX-License-Identifier: Apache-2.0
#include "core/store/search_index.h"

#include <algorithm>
#include <map>
#include <vector>

#include "core/base/clock.h"
#include "core/store/database.h"
#include "core/store/example_rows.h"

namespace luthier::store {

namespace {

constexpr double pieceSeconds = 0.012;

std::string textOf(const std::string& body) {
    const auto example = exampleFromBody(body);
    return example ? searchText(*example) : std::string();
}

void addText(Database& database, std::int64_t id, const std::string& text) {
    static const std::string insert = "INSERT INTO search_index (rowid, text) VALUES (?, ?)";
    Query(database, insert, id).bindView(text).run();
}

// What the index knew of a row is taken out, then what the row says now is put in.
std::int64_t refreshStale(Database& database, std::int64_t count) {
    struct Stale { std::int64_t id; std::optional<std::string> oldBody; };
    std::vector<Stale> stale;
    {
        Query query(database, "SELECT example, old_body FROM search_stale LIMIT ?", count);
        while (query.next()) stale.push_back({query.integer(0), query.isNull(1) ? std::nullopt : std::optional<std::string>(query.text(1))});
    }
    const double start = monotonicSeconds();
    std::int64_t numDone = 0;
    for (const Stale& row : stale) {
        if (row.oldBody) Query(database, "INSERT INTO search_index (search_index, rowid, text) VALUES ('delete', ?, ?)", row.id, textOf(*row.oldBody)).run();
        Query body(database, "SELECT body FROM contents WHERE id = ?", row.id);
        if (body.next()) addText(database, row.id, textOf(body.text(0)));
        Query(database, "DELETE FROM search_stale WHERE example = ?", row.id).run();
        ++numDone;
        if (monotonicSeconds() - start > pieceSeconds) break;
    }
    return numDone;
}

std::int64_t indexNew(Database& database, std::int64_t count) {
    Query state(database, "SELECT last_id FROM search_state");
    state.next();
    std::int64_t lastId = state.integer(0), numDone = 0;
    std::map<std::int64_t, std::int64_t> numByDataset;
    const double start = monotonicSeconds();
    Query rows(database, "SELECT c.id, c.body, e.dataset, e.removed FROM contents c JOIN examples e ON e.id = c.id WHERE c.id > ? ORDER BY c.id LIMIT ?",
               lastId, count);
    while (rows.next()) {
        lastId = rows.integer(0);
        addText(database, lastId, textOf(rows.text(1)));
        if (rows.integer(3) == 0) ++numByDataset[rows.integer(2)];
        ++numDone;
        if (monotonicSeconds() - start > pieceSeconds) break;
    }
    if (numDone == 0) return 0;
    Query(database, "UPDATE search_state SET last_id = ?", lastId).run();
    for (const auto& [dataset, number] : numByDataset)
        Query(database, "UPDATE dataset_counts SET num_indexed = num_indexed + ? WHERE dataset = ?", number, dataset).run();
    return numDone;
}

// One letter alone would be the beginning of a good part of all words; one Chinese character would not.
bool canBePrefix(const std::string& word) {
    const auto numCharacters = std::count_if(word.begin(), word.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    return numCharacters > 1 || static_cast<unsigned char>(word.front()) >= 0xE0U;
}

}  // namespace

std::string matchExpression(const std::string& typed) {
    std::string expression, word;
    bool isPhrase = false;
    const auto finish = [&](bool asPhrase) {
        if (!word.empty()) {
            const bool isPrefix = !asPhrase && canBePrefix(word);
            expression += (expression.empty() ? "\"" : " \"") + word + (isPrefix ? "\"*" : "\"");
        }
        word.clear();
    };
    for (const char c : storedText(typed)) {
        const bool isSpace = static_cast<unsigned char>(c) <= 0x20;
        if (c == '"') {
            finish(isPhrase);
            isPhrase = !isPhrase;
        } else if (isSpace && !isPhrase) {
            finish(false);
        } else {
            word += isSpace ? ' ' : c;
        }
    }
    finish(false);
    return expression;
}

Result<bool> indexRows(Database& database, std::int64_t count) {
    RETURN_IF_ERROR(database.requireWritable());
    const double start = monotonicSeconds();
    std::int64_t numDone = 0, numNow = 0;
    do {
        RETURN_IF_ERROR(database.transaction([&]() -> Status {
            numNow = refreshStale(database, count - numDone);
            if (numNow == 0) numNow = indexNew(database, count - numDone);
            return {};
        }, false));
        numDone += numNow;
    } while (numNow > 0 && numDone < count && monotonicSeconds() - start < 2 * pieceSeconds);
    return numNow > 0;
}

}  // namespace luthier::store
