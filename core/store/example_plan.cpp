// SPDX-License-Identifier: Apache-2.0
#include "core/store/example_plan.h"

#include <algorithm>
#include <limits>

#include "core/store/database.h"
#include "core/store/search_index.h"

namespace luthier::store {

void Clause::add(const std::string& text, std::initializer_list<Value> more) {
    sql += text;
    values.insert(values.end(), more.begin(), more.end());
}

void Clause::add(const Clause& other) {
    sql += other.sql;
    values.insert(values.end(), other.values.begin(), other.values.end());
}

void Clause::bindTo(Query& query) const {
    for (const Value& value : values) std::visit([&](const auto& v) { query.bind(v); }, value);
}

ExamplePlan::ExamplePlan(Database& database, const ExampleFilter& filter) : m_database(database), m_filter(filter), m_words(matchExpression(filter.search)) {
    addConditions();
    addSources();
}

Clause ExamplePlan::conditions(const RowSource& source, Words asked) const {
    Clause conditions = m_conditions;
    const RowSource* const ofWords = words();
    const bool isOfWords = ofWords && source.from.sql == ofWords->from.sql;
    if (!m_words.empty() && !isOfWords && asked == Words::Ask)
        conditions.add(" AND EXISTS (SELECT 1 FROM search_index WHERE search_index MATCH ? AND rowid = e.id)", {m_words});
    return conditions;
}

const RowSource* ExamplePlan::smallest() const {
    const auto found = std::min_element(m_sources.begin(), m_sources.end(), [](const RowSource& a, const RowSource& b) { return a.numRows < b.numRows; });
    return found == m_sources.end() ? nullptr : &*found;
}

const RowSource* ExamplePlan::smallestInOrder() const {
    const RowSource* best = nullptr;
    for (const RowSource& source : m_sources)
        if (source.inOrderOfPosition && (!best || source.numRows < best->numRows)) best = &source;
    return best;
}

RowSource ExamplePlan::whole(const std::string& index) const {
    RowSource source;
    source.from.add("FROM examples e INDEXED BY " + index + " WHERE e.dataset = ? AND e.removed = 0", {m_filter.dataset});
    return source;
}

Clause ExamplePlan::overAll(const std::string& columns) const {
    const RowSource source = forAll();
    Clause clause;
    clause.add("SELECT " + columns + " ");
    clause.add(source.from);
    clause.add(conditions(source));
    return clause;
}

RowSource ExamplePlan::forAll() const {
    const RowSource* const least = smallest();
    if (!least) return whole("examples_by_position");
    // One look into the index of words is cheaper than one for each row.
    return least->numRows > smallSet && words() ? *words() : *least;
}

void ExamplePlan::addRange(const std::string& column, const std::optional<std::int64_t>& from, const std::optional<std::int64_t>& to) {
    if (from) m_conditions.add(" AND e." + column + " >= ?", {*from});
    if (to) m_conditions.add(" AND e." + column + " <= ?", {*to});
    // What was not counted yet is in no range.
    if ((from || to) && column == "num_tokens") m_conditions.add(" AND e.num_tokens >= 0");
}

void ExamplePlan::addConditions() {
    if (m_filter.onlyProblems) m_conditions.add(" AND e.problem <> ''");
    if (!m_filter.problem.empty()) m_conditions.add(" AND e.problem = ?", {m_filter.problem});
    if (m_filter.onlyUntrained) m_conditions.add(" AND e.num_trained = 0");
    if (m_filter.onlyUncounted) m_conditions.add(" AND e.num_tokens = -1");
    addRange("num_characters", m_filter.minCharacters, m_filter.maxCharacters);
    addRange("num_tokens", m_filter.minTokens, m_filter.maxTokens);
    addRange("num_turns", m_filter.minTurns, m_filter.maxTurns);
    if (m_filter.origin == ExampleFilter::Origin::File) m_conditions.add(" AND e.line >= 0");
    if (m_filter.origin == ExampleFilter::Origin::Here) m_conditions.add(" AND e.line < 0");
    for (const std::string& tag : m_filter.tags) m_conditions.add(" AND EXISTS (SELECT 1 FROM example_tags WHERE example = e.id AND tag = ?)", {tag});
}

// A bounded count: beyond a small set it does not matter how large one is.
std::int64_t ExamplePlan::count(const Clause& from) {
    Query query(m_database, "SELECT count(*) FROM (SELECT 1 " + from.sql + " LIMIT " + std::to_string(smallSet + 1) + ")");
    from.bindTo(query);
    return query.next() ? query.integer(0) : 0;
}

void ExamplePlan::addSources() {
    if (!m_words.empty()) {
        RowSource source;
        source.from.add("FROM search_index s CROSS JOIN examples e ON e.id = s.rowid WHERE s.search_index MATCH ? AND e.dataset = ? AND e.removed = 0",
                        {m_words, m_filter.dataset});
        Clause matches;
        matches.add("FROM search_index WHERE search_index MATCH ?", {m_words});
        source.numRows = count(matches);
        m_sources.push_back(std::move(source));
    }
    for (const std::string& tag : m_filter.tags) {
        RowSource source;
        source.from.add("FROM example_tags t INDEXED BY example_tags_by_position CROSS JOIN examples e ON e.id = t.example "
                        "WHERE t.dataset = ? AND t.tag = ? AND e.removed = 0", {m_filter.dataset, tag});
        Query query(m_database, "SELECT num_rows FROM tag_counts WHERE dataset = ? AND tag = ?", m_filter.dataset, tag);
        source.numRows = query.next() ? query.integer(0) : 0;
        m_sources.push_back(std::move(source));
    }
    if (m_filter.onlyProblems || !m_filter.problem.empty()) addPartial("examples_with_problem", " AND e.problem <> ''", {}, true);
    if (m_filter.onlyUntrained) addPartial("examples_untrained", " AND e.num_trained = 0", {}, true);
    if (m_filter.onlyUncounted) addPartial("examples_by_tokens", " AND e.num_tokens = -1", {}, false);
    addLengths("examples_by_characters", "num_characters", m_filter.minCharacters, m_filter.maxCharacters);
    addLengths("examples_by_tokens", "num_tokens", m_filter.minTokens, m_filter.maxTokens);
    addLengths("examples_by_turns", "num_turns", m_filter.minTurns, m_filter.maxTurns);
}

void ExamplePlan::addPartial(const std::string& index, const std::string& condition, std::vector<Clause::Value> values, bool inOrder) {
    RowSource source = whole(index);
    source.from.sql += condition;
    source.from.values.insert(source.from.values.end(), values.begin(), values.end());
    source.numRows = count(source.from);
    source.inOrderOfPosition = inOrder;
    m_sources.push_back(std::move(source));
}

void ExamplePlan::addLengths(const std::string& index, const std::string& column, const std::optional<std::int64_t>& from,
                             const std::optional<std::int64_t>& to) {
    if (!from && !to) return;
    addPartial(index, " AND e." + column + " BETWEEN ? AND ?",
               {std::max<std::int64_t>(from.value_or(0), 0), to.value_or(std::numeric_limits<std::int64_t>::max())}, false);
}

}  // namespace luthier::store
