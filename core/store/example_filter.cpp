// SPDX-License-Identifier: Apache-2.0
// Lists of rows. A list either sorts a small set (of rows with a word, a tag, a length) or walks an index that is in order already and looks at each row:
// whichever touches less. Neither ever sorts or scans a whole data set for its first page.
#include <algorithm>

#include "core/base/clock.h"
#include "core/store/database.h"
#include "core/store/example_plan.h"
#include "core/store/examples.h"

namespace luthier::store {

namespace {

// A walk that has found something hands it over after this long.
constexpr double maxWalkSeconds = 0.05;
// So many rows of a common word are found one by one.
constexpr std::int64_t maxAsked = 1000;

struct SortOrder { std::string column, index; };
SortOrder sortOrder(ExampleFilter::Sort sort) {
    switch (sort) {
        case ExampleFilter::Sort::Characters: return {"e.num_characters", "examples_by_characters"};
        case ExampleFilter::Sort::Turns: return {"e.num_turns", "examples_by_turns"};
        case ExampleFilter::Sort::Tokens: return {"e.num_tokens", "examples_by_tokens"};
        default: return {"e.position", "examples_by_position"};
    }
}

void addKeyset(Clause& clause, const std::string& column, bool descending, const std::optional<ExampleCursor>& after) {
    if (after) clause.add(" AND (" + column + ", e.id) " + (descending ? "<" : ">") + " (?, ?)", {after->sortValue, after->id});
}

std::string orderBy(const std::string& column, bool descending) {
    const std::string direction = descending ? " DESC" : "";
    return " ORDER BY " + column + direction + ", e.id" + direction;
}

Examples::Piece sortedSet(Database& database, const ExamplePlan& plan, const RowSource& source, const ExampleFilter& filter,
                          const std::optional<ExampleCursor>& after, std::int64_t count) {
    const SortOrder sort = sortOrder(filter.sort);
    Clause clause;
    clause.add("SELECT e.id, " + sort.column + " ");
    clause.add(source.from);
    clause.add(plan.conditions(source));
    addKeyset(clause, sort.column, filter.descending, after);
    clause.add(orderBy(sort.column, filter.descending) + " LIMIT ?", {count + 1});
    Query query(database, clause.sql);
    clause.bindTo(query);
    Examples::Piece piece;
    ExampleCursor last;
    while (query.next()) {
        if (static_cast<std::int64_t>(piece.ids.size()) == count) {
            piece.next = last;
            break;
        }
        last = {query.integer(1), query.integer(0)};
        piece.ids.push_back(last.id);
    }
    return piece;
}

// What a piece is made of while rows are walked through. Time runs from the first row on: to get there may take a while.
class PieceOfWalk {
public:
    // found: the rows that the search finds, in order of their ids; nullptr = the index is asked for each.
    PieceOfWalk(std::int64_t count, const std::vector<std::int64_t>* found) : m_count(count), m_found(found) {}
    // query: id, sort value, whether it fits. False when the piece is done; it says where to go on.
    bool takeAll(Query& query) {
        while (query.next()) {
            if (m_numSeen++ == 0) m_start = monotonicSeconds();
            const bool isFull = static_cast<std::int64_t>(piece.ids.size()) == m_count;
            const bool isLate = m_numSeen % 256 == 0 && !piece.ids.empty() && monotonicSeconds() - m_start > maxWalkSeconds;
            if (isFull || isLate) {
                piece.next = m_last;
                return false;
            }
            m_last = {query.integer(1), query.integer(0)};
            const bool isFound = !m_found || std::binary_search(m_found->begin(), m_found->end(), m_last.id);
            if (isFound && query.integer(2) != 0) piece.ids.push_back(m_last.id);
        }
        return true;
    }
    Examples::Piece piece;

private:
    std::int64_t m_count, m_numSeen = 0;
    const std::vector<std::int64_t>* m_found;
    ExampleCursor m_last;
    double m_start = 0;
};

Examples::Piece walk(Database& database, const ExamplePlan& plan, const RowSource& source, const ExampleFilter& filter,
                     const std::optional<ExampleCursor>& after, std::int64_t count, const std::vector<std::int64_t>* found) {
    const SortOrder sort = sortOrder(filter.sort);
    Clause head;
    head.add("SELECT e.id, " + sort.column + ", (1");
    head.add(plan.conditions(source, found ? ExamplePlan::Words::LeaveOut : ExamplePlan::Words::Ask));
    head.add(") ");
    head.add(source.from);
    PieceOfWalk walked(count, found);
    const std::string beyond = filter.descending ? " < ?" : " > ?";
    if (after) {
        // The rest of those that are equal first: SQLite does not seek by the id within them when it is asked for both at once, but reads them all.
        Clause equal = head;
        equal.add(" AND " + sort.column + " = ? AND e.id" + beyond + orderBy(sort.column, filter.descending), {after->sortValue, after->id});
        Query query(database, equal.sql);
        equal.bindTo(query);
        if (!walked.takeAll(query)) return std::move(walked.piece);
        head.add(" AND " + sort.column + beyond, {after->sortValue});
    }
    head.add(orderBy(sort.column, filter.descending));
    Query query(database, head.sql);
    head.bindTo(query);
    walked.takeAll(query);
    return std::move(walked.piece);
}

}  // namespace

Result<Examples::Piece> Examples::ids(const ExampleFilter& filter, const std::optional<ExampleCursor>& after, std::int64_t count) {
    if (count <= 0) return Piece();
    return m_database.guarded([&]() -> Result<Piece> {
        const ExamplePlan plan(m_database, filter);
        const RowSource* smallest = plan.smallest();
        if (smallest && smallest->numRows <= smallSet) return sortedSet(m_database, plan, *smallest, filter, after, count);
        const RowSource* ordered = filter.sort == ExampleFilter::Sort::Position ? plan.smallestInOrder() : nullptr;
        // For a first screen of a common word a few rows are asked for; for all of them the index is read through once.
        const bool isFew = !after && count <= maxAsked;
        const std::vector<std::int64_t>* const found = plan.words() && !isFew ? &wordSet(plan.matched(), !after).ids : nullptr;
        return walk(m_database, plan, ordered ? *ordered : plan.whole(sortOrder(filter.sort).index), filter, after, count, found);
    });
}

const Examples::WordSet& Examples::wordSet(const std::string& matched, bool isNewList) {
    // Those that come into the index meanwhile are for the next list.
    if (!isNewList && m_wordSet.matched == matched) return m_wordSet;
    m_wordSet = {matched, {}};
    Query query(m_database, "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid", matched);
    while (query.next()) m_wordSet.ids.push_back(query.integer(0));
    return m_wordSet;
}

Result<std::int64_t> Examples::count(const ExampleFilter& filter) {
    return m_database.guarded([&]() -> Result<std::int64_t> {
        const ExamplePlan plan(m_database, filter);
        if (!plan.hasConditions()) {
            Query query(m_database, "SELECT num_rows FROM dataset_counts WHERE dataset = ?", filter.dataset);
            return query.next() ? query.integer(0) : 0;
        }
        const Clause clause = plan.overAll("count(*)");
        Query query(m_database, clause.sql);
        clause.bindTo(query);
        return query.next() ? query.integer(0) : 0;
    });
}

}  // namespace luthier::store
