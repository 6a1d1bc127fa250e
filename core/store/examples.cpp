// SPDX-License-Identifier: Apache-2.0
// Reading and changing rows; lists of them are in example_filter.cpp.
#include "core/store/examples.h"

#include <algorithm>

#include "core/store/database.h"
#include "core/store/example_rows.h"
#include "core/store/journal.h"

namespace luthier::store {

namespace {

std::string rowsInWords(std::size_t count) { return count == 1 ? "1 row" : std::to_string(count) + " rows"; }

std::optional<std::int64_t> known(std::int64_t count) { return count < 0 ? std::nullopt : std::optional<std::int64_t>(count); }

struct Place { std::int64_t dataset = 0, position = 0; };

std::optional<Place> placeOf(Database& database, std::int64_t id) {
    Query query(database, "SELECT dataset, position FROM examples WHERE id = ? AND removed = 0", id);
    return query.next() ? std::optional<Place>({query.integer(0), query.integer(1)}) : std::nullopt;
}

tl::unexpected<Error> goneError() { return fail(Error(ErrorCode::NotFound, "this row is not in the data set any more").withHint("undo what removed it")); }

// Between a row and the next one, or at the end. Where no number is left between two rows, order is that of making.
std::int64_t positionAfter(Database& database, std::int64_t dataset, const std::optional<Place>& after) {
    if (!after) {
        Query last(database, "SELECT max(position) FROM examples WHERE dataset = ?", dataset);
        last.next();
        return last.maybeInteger(0).value_or(0) + positionStep;
    }
    Query following(database, "SELECT min(position) FROM examples WHERE dataset = ? AND position > ?", dataset, after->position);
    following.next();
    const auto next = following.maybeInteger(0);
    return next ? after->position + (*next - after->position) / 2 : after->position + positionStep;
}

// Throws SQLite::Exception.
void writeRow(Database& database, std::int64_t id, const PreparedRow& row) {
    Query(database, "UPDATE examples SET kind = ?, num_turns = ?, num_characters = ?, problem = ? WHERE id = ?", static_cast<std::int64_t>(row.kind),
          row.facts.numTurns, row.facts.numCharacters, row.problem, id).run();
    Query(database, "UPDATE contents SET excerpt = ?, answer = ?, body = ? WHERE id = ?", row.facts.excerpt, row.facts.answer, row.body, id).run();
}

void setTags(Database& database, std::int64_t id, const Place& place, const std::vector<std::string>& tags) {
    for (const std::string& tag : tagsOf(database, id)) {
        if (std::find(tags.begin(), tags.end(), tag) == tags.end()) Query(database, "DELETE FROM example_tags WHERE example = ? AND tag = ?", id, tag).run();
    }
    for (const std::string& tag : tags)
        Query(database, "INSERT OR IGNORE INTO example_tags VALUES (?, ?, ?, ?)", id, tag, place.dataset, place.position).run();
}

}  // namespace

Examples::Examples(Database& database, Journal& journal) : m_database(database), m_journal(journal) {}

Result<std::vector<ExampleSummary>> Examples::summaries(std::span<const std::int64_t> ids) {
    return m_database.guarded([&]() -> Result<std::vector<ExampleSummary>> {
        std::vector<ExampleSummary> summaries;
        summaries.reserve(ids.size());
        Query query(m_database, "SELECT e.id, e.position, e.kind, c.excerpt, c.answer, e.num_turns, e.num_characters, e.num_tokens, e.num_trained, e.problem, "
                                "e.line FROM examples e JOIN contents c ON c.id = e.id WHERE e.id = ? AND e.removed = 0");
        for (const std::int64_t id : ids) {
            query.reset();
            query.bind(id);
            if (!query.next()) continue;
            ExampleSummary& summary = summaries.emplace_back();
            summary.id = id;
            summary.position = query.integer(1);
            summary.kind = rowKindName(static_cast<RowKind>(query.integer(2)));
            summary.excerpt = query.text(3);
            summary.answer = query.text(4);
            summary.numTurns = query.integer(5);
            summary.numCharacters = query.integer(6);
            summary.numTokens = known(query.integer(7));
            summary.numTrained = known(query.integer(8));
            summary.problem = query.text(9);
            summary.line = query.integer(10);
            summary.tags = tagsOf(m_database, id);
        }
        return summaries;
    });
}

Result<Example> Examples::get(std::int64_t id) {
    return m_database.guarded([&]() -> Result<Example> {
        Query query(m_database, "SELECT c.body FROM examples e JOIN contents c ON c.id = e.id WHERE e.id = ? AND e.removed = 0", id);
        if (!query.next()) return goneError();
        ASSIGN_OR_RETURN(Example example, exampleFromBody(query.text(0)));
        example.tags = tagsOf(m_database, id);
        return example;
    });
}

Result<std::vector<Examples::Body>> Examples::bodies(std::span<const std::int64_t> ids) {
    return m_database.guarded([&]() -> Result<std::vector<Body>> {
        std::vector<Body> bodies;
        bodies.reserve(ids.size());
        Query query(m_database, "SELECT c.body FROM examples e JOIN contents c ON c.id = e.id WHERE e.id = ? AND e.removed = 0");
        for (const std::int64_t id : ids) {
            query.reset();
            query.bind(id);
            if (query.next()) bodies.push_back({id, query.text(0)});
        }
        return bodies;
    });
}

Status Examples::replace(std::int64_t id, const Example& example, const std::string& title) {
    const PreparedRow row = preparedRow(example);
    return m_journal.perform(title, [&]() -> Status {
        const auto place = placeOf(m_database, id);
        if (!place) return goneError();
        writeRow(m_database, id, row);
        setTags(m_database, id, *place, row.tags);
        return {};
    });
}

Result<std::int64_t> Examples::add(std::int64_t dataset, const Example& example, std::optional<std::int64_t> afterId) {
    const PreparedRow row = preparedRow(example);
    std::int64_t id = 0;
    RETURN_IF_ERROR(m_journal.perform("Add a row", [&]() -> Status {
        Query found(m_database, "SELECT 1 FROM datasets WHERE id = ? AND removed = 0", dataset);
        if (!found.next()) return fail(ErrorCode::NotFound, "this data set is not in the project any more");
        std::optional<Place> after;
        if (afterId) {
            after = placeOf(m_database, *afterId);
            if (!after || after->dataset != dataset) return goneError();
        }
        id = insertRow(m_database, dataset, positionAfter(m_database, dataset, after), row);
        return {};
    }));
    return id;
}

Status Examples::remove(std::span<const std::int64_t> ids) {
    return m_journal.perform("Delete " + rowsInWords(ids.size()), [&]() -> Status {
        Query remove(m_database, "UPDATE examples SET removed = 1 WHERE id = ? AND removed = 0");
        for (const std::int64_t id : ids) {
            remove.reset();
            remove.bind(id).run();
        }
        return {};
    });
}

Result<Examples::Changed> Examples::change(std::span<const std::int64_t> ids, const Change& change, const std::string& title, const WorkContext& context) {
    constexpr std::int64_t rowsPerNews = 256;
    Changed changed;
    const Status done = m_journal.perform(title, [&]() -> Status {
        std::int64_t numDone = 0;
        for (const std::int64_t id : ids) {
            if (numDone++ % rowsPerNews == 0) {
                RETURN_IF_ERROR(context.checkpoint());
                context.progress({"changing rows", numDone, static_cast<std::int64_t>(ids.size()), "rows"});
            }
            auto example = get(id);
            if (!example) continue;
            const Outcome outcome = change(id, *example);
            if (outcome == Outcome::Changed) {
                const PreparedRow row = preparedRow(*example);
                writeRow(m_database, id, row);
                ++changed.numChanged;
            } else if (outcome == Outcome::Goes) {
                Query(m_database, "UPDATE examples SET removed = 1 WHERE id = ?", id).run();
                ++changed.numRemoved;
            }
        }
        return context.checkpoint();
    });
    RETURN_IF_ERROR(done);
    return changed;
}

Status Examples::addTag(std::span<const std::int64_t> ids, const std::string& tag) {
    const std::string stored = storedText(tag);
    if (stored.empty()) return fail(ErrorCode::InvalidArgument, "a tag needs a name");
    return m_journal.perform("Tag " + rowsInWords(ids.size()) + " as " + shownName(stored), [&]() -> Status {
        Query add(m_database, "INSERT OR IGNORE INTO example_tags SELECT id, ?, dataset, position FROM examples WHERE id = ? AND removed = 0");
        for (const std::int64_t id : ids) {
            add.reset();
            add.bind(stored).bind(id).run();
        }
        return {};
    });
}

Status Examples::removeTag(std::span<const std::int64_t> ids, const std::string& tag) {
    return m_journal.perform("Untag " + rowsInWords(ids.size()) + " as " + shownName(tag), [&]() -> Status {
        Query remove(m_database, "DELETE FROM example_tags WHERE example = ? AND tag = ?");
        for (const std::int64_t id : ids) {
            remove.reset();
            remove.bind(id).bind(tag).run();
        }
        return {};
    });
}

Result<std::vector<std::pair<std::string, std::int64_t>>> Examples::tags(std::int64_t dataset) {
    return m_database.guarded([&]() -> Result<std::vector<std::pair<std::string, std::int64_t>>> {
        std::vector<std::pair<std::string, std::int64_t>> tags;
        Query query(m_database, "SELECT tag, num_rows FROM tag_counts WHERE dataset = ? AND num_rows > 0 ORDER BY tag", dataset);
        while (query.next()) tags.emplace_back(query.text(0), query.integer(1));
        return tags;
    });
}

Status Examples::setTokenCounts(std::span<const TokenCount> counts) {
    return m_database.transaction([&]() -> Status {
        Query body(m_database, "SELECT 1 FROM contents WHERE id = ? AND body = ?");
        Query update(m_database, "UPDATE examples SET num_tokens = ?, num_trained = ? WHERE id = ?");
        for (const TokenCount& count : counts) {
            if (!count.body.empty()) {
                body.reset();
                body.bind(count.id).bindView(count.body);
                if (!body.next()) continue;
            }
            update.reset();
            update.bind(count.numTokens).bind(count.numTrained).bind(count.id).run();
        }
        body.reset();   // what was bound by reference goes with counts
        return {};
    }, false);
}

}  // namespace luthier::store
