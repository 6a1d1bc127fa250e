// SPDX-License-Identifier: Apache-2.0
// How a filter becomes SQL: what rows have to fulfil, and the sets they may be taken from. Thread: as Database; throws SQLite::Exception.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/store/examples.h"

namespace luthier::store {

class Database;
class Query;

// A set of this size is sorted within some 20 ms.
inline constexpr std::int64_t smallSet = 10000;

struct Clause {
    using Value = std::variant<std::int64_t, std::string>;
    std::string sql;
    std::vector<Value> values;
    void add(const std::string& text, std::initializer_list<Value> more = {});
    void add(const Clause& other);
    void bindTo(Query& query) const;
};

// Where the rows of a list come from; `numRows` is how many there are at most.
struct RowSource {
    Clause from;              // "FROM ... WHERE ..."
    std::int64_t numRows = 0;
    bool inOrderOfPosition = false;
};

class ExamplePlan {
public:
    ExamplePlan(Database& database, const ExampleFilter& filter);
    // What rows of a source still have to fulfil; without words where somebody else looks after those.
    enum class Words { Ask, LeaveOut };
    Clause conditions(const RowSource& source, Words words = Words::Ask) const;
    // "" = any. As the index of words understands it.
    const std::string& matched() const { return m_words; }
    bool hasConditions() const { return !m_conditions.sql.empty() || !m_words.empty(); }
    // The smallest set; nothing when there is no condition that has one.
    const RowSource* smallest() const;
    const RowSource* smallestInOrder() const;
    const RowSource* words() const { return m_words.empty() ? nullptr : &m_sources.front(); }
    RowSource whole(const std::string& index) const;
    // "SELECT columns" of all rows of the list, in no order, by the way that touches least.
    Clause overAll(const std::string& columns) const;

private:
    RowSource forAll() const;
    void addRange(const std::string& column, const std::optional<std::int64_t>& from, const std::optional<std::int64_t>& to);
    void addConditions();
    std::int64_t count(const Clause& from);
    void addSources();
    void addPartial(const std::string& index, const std::string& condition, std::vector<Clause::Value> values, bool inOrder);
    void addLengths(const std::string& index, const std::string& column, const std::optional<std::int64_t>& from, const std::optional<std::int64_t>& to);

    Database& m_database;
    const ExampleFilter m_filter;
    std::string m_words;
    Clause m_conditions;
    std::vector<RowSource> m_sources;
};

}  // namespace luthier::store
