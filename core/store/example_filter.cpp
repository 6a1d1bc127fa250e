// SPDX-License-Identifier: Apache-2.0
// Lists of rows. A list either sorts a small set (of rows with a word, a tag, a length) or walks an index that is in order already and looks at each row:
// whichever touches less. Neither ever sorts or scans a whole data set for its first page.
#include <algorithm>
#include <limits>
#include <variant>

#include "core/base/clock.h"
#include "core/store/database.h"
#include "core/store/examples.h"
#include "core/store/search_index.h"
#include "core/store/stored_text.h"

namespace luthier::store {

namespace {

// A set of this size is sorted within some 20 ms.
constexpr std::int64_t smallSet = 10000;
// A walk that has found something hands it over after this long.
constexpr double maxWalkSeconds = 0.05;

using Value = std::variant<std::int64_t, std::string>;

struct Clause {
    std::string sql;
    std::vector<Value> values;
    void add(const std::string& text, std::initializer_list<Value> more = {}) {
        sql += text;
        values.insert(values.end(), more.begin(), more.end());
    }
    void add(const Clause& other) {
        sql += other.sql;
        values.insert(values.end(), other.values.begin(), other.values.end());
    }
};

void bindAll(Query& query, const Clause& clause) {
    for (const Value& value : clause.values) std::visit([&](const auto& v) { query.bind(v); }, value);
}

struct SortOrder { std::string column, index; };
SortOrder sortOrder(ExampleFilter::Sort sort) {
    switch (sort) {
        case ExampleFilter::Sort::Characters: return {"e.num_characters", "examples_by_characters"};
        case ExampleFilter::Sort::Turns: return {"e.num_turns", "examples_by_turns"};
        case ExampleFilter::Sort::Tokens: return {"e.num_tokens", "examples_by_tokens"};
        default: return {"e.position", "examples_by_position"};
    }
}

// Where the rows of a list come from; `numRows` is how many there are at most.
struct Source {
    Clause from;              // "FROM ... WHERE ..."
    std::int64_t numRows = 0;
    bool inOrderOfPosition = false;
};

class Plan {
public:
    Plan(Database& database, const ExampleFilter& filter) : m_database(database), m_filter(filter), m_words(matchExpression(filter.search)) {
        addConditions();
        addSources();
    }

    // What rows of a source still have to fulfil.
    Clause conditions(const Source& source) const {
        Clause conditions = m_conditions;
        const bool needsWords = !m_words.empty() && &source != words();
        if (needsWords) conditions.add(" AND EXISTS (SELECT 1 FROM search_index WHERE search_index MATCH ? AND rowid = e.id)", {m_words});
        return conditions;
    }
    bool hasConditions() const { return !m_conditions.sql.empty() || !m_words.empty(); }
    // The smallest set; nothing when there is no condition that has one.
    const Source* smallest() const {
        const auto found = std::min_element(m_sources.begin(), m_sources.end(), [](const Source& a, const Source& b) { return a.numRows < b.numRows; });
        return found == m_sources.end() ? nullptr : &*found;
    }
    const Source* smallestInOrder() const {
        const Source* best = nullptr;
        for (const Source& source : m_sources)
            if (source.inOrderOfPosition && (!best || source.numRows < best->numRows)) best = &source;
        return best;
    }
    const Source* words() const { return m_words.empty() ? nullptr : &m_sources.front(); }
    Source whole(const std::string& index) const {
        Source source;
        source.from.add("FROM examples e INDEXED BY " + index + " WHERE e.dataset = ? AND e.removed = 0", {m_filter.dataset});
        return source;
    }

private:
    void addRange(const std::string& column, const std::optional<std::int64_t>& from, const std::optional<std::int64_t>& to) {
        if (from) m_conditions.add(" AND e." + column + " >= ?", {*from});
        if (to) m_conditions.add(" AND e." + column + " <= ?", {*to});
        // What was not counted yet is in no range.
        if ((from || to) && column == "num_tokens") m_conditions.add(" AND e.num_tokens >= 0");
    }

    void addConditions() {
        if (m_filter.onlyProblems) m_conditions.add(" AND e.problem <> ''");
        if (m_filter.onlyUntrained) m_conditions.add(" AND e.num_trained = 0");
        addRange("num_characters", m_filter.minCharacters, m_filter.maxCharacters);
        addRange("num_tokens", m_filter.minTokens, m_filter.maxTokens);
        for (const std::string& tag : m_filter.tags)
            m_conditions.add(" AND EXISTS (SELECT 1 FROM example_tags WHERE example = e.id AND tag = ?)", {tag});
    }

    // A bounded count: beyond a small set it does not matter how large one is.
    std::int64_t count(const Clause& from) {
        Query query(m_database, "SELECT count(*) FROM (SELECT 1 " + from.sql + " LIMIT " + std::to_string(smallSet + 1) + ")");
        bindAll(query, from);
        return query.next() ? query.integer(0) : 0;
    }

    void addSources() {
        if (!m_words.empty()) {
            Source source;
            source.from.add("FROM search_index s CROSS JOIN examples e ON e.id = s.rowid WHERE s.search_index MATCH ? AND e.dataset = ? AND e.removed = 0",
                            {m_words, m_filter.dataset});
            Clause matches;
            matches.add("FROM search_index WHERE search_index MATCH ?", {m_words});
            source.numRows = count(matches);
            m_sources.push_back(std::move(source));
        }
        for (const std::string& tag : m_filter.tags) {
            Source source;
            source.from.add("FROM example_tags t INDEXED BY example_tags_by_position CROSS JOIN examples e ON e.id = t.example "
                            "WHERE t.dataset = ? AND t.tag = ? AND e.removed = 0", {m_filter.dataset, tag});
            Query query(m_database, "SELECT num_rows FROM tag_counts WHERE dataset = ? AND tag = ?", m_filter.dataset, tag);
            source.numRows = query.next() ? query.integer(0) : 0;
            m_sources.push_back(std::move(source));
        }
        if (m_filter.onlyProblems) addPartial("examples_with_problem", " AND e.problem <> ''", {}, true);
        if (m_filter.onlyUntrained) addPartial("examples_untrained", " AND e.num_trained = 0", {}, true);
        addLengths("examples_by_characters", "num_characters", m_filter.minCharacters, m_filter.maxCharacters);
        addLengths("examples_by_tokens", "num_tokens", m_filter.minTokens, m_filter.maxTokens);
    }

    void addPartial(const std::string& index, const std::string& condition, std::vector<Value> values, bool inOrder) {
        Source source = whole(index);
        source.from.sql += condition;
        source.from.values.insert(source.from.values.end(), values.begin(), values.end());
        source.numRows = count(source.from);
        source.inOrderOfPosition = inOrder;
        m_sources.push_back(std::move(source));
    }

    void addLengths(const std::string& index, const std::string& column, const std::optional<std::int64_t>& from, const std::optional<std::int64_t>& to) {
        if (!from && !to) return;
        addPartial(index, " AND e." + column + " BETWEEN ? AND ?",
                   {std::max<std::int64_t>(from.value_or(0), 0), to.value_or(std::numeric_limits<std::int64_t>::max())}, false);
    }

    Database& m_database;
    const ExampleFilter& m_filter;
    std::string m_words;
    Clause m_conditions;
    std::vector<Source> m_sources;
};

void addKeyset(Clause& clause, const std::string& column, bool descending, const std::optional<ExampleCursor>& after) {
    if (after) clause.add(" AND (" + column + ", e.id) " + (descending ? "<" : ">") + " (?, ?)", {after->sortValue, after->id});
}

std::string orderBy(const std::string& column, bool descending) {
    const std::string direction = descending ? " DESC" : "";
    return " ORDER BY " + column + direction + ", e.id" + direction;
}

Examples::Piece sortedSet(Database& database, const Plan& plan, const Source& source, const ExampleFilter& filter, const std::optional<ExampleCursor>& after,
                          std::int64_t count) {
    const SortOrder sort = sortOrder(filter.sort);
    Clause clause;
    clause.add("SELECT e.id, " + sort.column + " ");
    clause.add(source.from);
    clause.add(plan.conditions(source));
    addKeyset(clause, sort.column, filter.descending, after);
    clause.add(orderBy(sort.column, filter.descending) + " LIMIT ?", {count + 1});
    Query query(database, clause.sql);
    bindAll(query, clause);
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

Examples::Piece walk(Database& database, const Plan& plan, const Source& source, const ExampleFilter& filter, const std::optional<ExampleCursor>& after,
                     std::int64_t count) {
    const SortOrder sort = sortOrder(filter.sort);
    Clause clause;
    clause.add("SELECT e.id, " + sort.column + ", (1");
    clause.add(plan.conditions(source));
    clause.add(") ");
    clause.add(source.from);
    addKeyset(clause, sort.column, filter.descending, after);
    clause.add(orderBy(sort.column, filter.descending));
    Query query(database, clause.sql);
    bindAll(query, clause);
    Examples::Piece piece;
    ExampleCursor last;
    const double start = monotonicSeconds();
    for (std::int64_t numSeen = 1; query.next(); ++numSeen) {
        const bool isFull = static_cast<std::int64_t>(piece.ids.size()) == count;
        const bool isLate = numSeen % 256 == 0 && !piece.ids.empty() && monotonicSeconds() - start > maxWalkSeconds;
        if (isFull || isLate) {
            piece.next = last;
            break;
        }
        last = {query.integer(1), query.integer(0)};
        if (query.integer(2) != 0) piece.ids.push_back(last.id);
    }
    return piece;
}

}  // namespace

Result<Examples::Piece> Examples::ids(const ExampleFilter& filter, const std::optional<ExampleCursor>& after, std::int64_t count) {
    if (count <= 0) return Piece();
    return m_database.guarded([&]() -> Result<Piece> {
        const Plan plan(m_database, filter);
        const Source* smallest = plan.smallest();
        if (smallest && smallest->numRows <= smallSet) return sortedSet(m_database, plan, *smallest, filter, after, count);
        const Source* ordered = filter.sort == ExampleFilter::Sort::Position ? plan.smallestInOrder() : nullptr;
        return walk(m_database, plan, ordered ? *ordered : plan.whole(sortOrder(filter.sort).index), filter, after, count);
    });
}

Result<std::int64_t> Examples::count(const ExampleFilter& filter) {
    return m_database.guarded([&]() -> Result<std::int64_t> {
        const Plan plan(m_database, filter);
        if (!plan.hasConditions()) {
            Query query(m_database, "SELECT num_rows FROM dataset_counts WHERE dataset = ?", filter.dataset);
            return query.next() ? query.integer(0) : 0;
        }
        const Source* smallest = plan.smallest();
        // One look into the index of words is cheaper than one for each row.
        if (smallest->numRows > smallSet && plan.words()) smallest = plan.words();
        Clause clause;
        clause.add("SELECT count(*) ");
        clause.add(smallest->from);
        clause.add(plan.conditions(*smallest));
        Query query(m_database, clause.sql);
        bindAll(query, clause);
        return query.next() ? query.integer(0) : 0;
    });
}

}  // namespace luthier::store
