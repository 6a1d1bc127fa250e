// SPDX-License-Identifier: Apache-2.0
#include "core/data/shared_beginnings.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace luthier {

namespace {

struct Stretch { std::int64_t from, step, count; };
// Of each, lengths from, from + step, ...; the last one goes on for ever.
constexpr Stretch kStretches[] = {{16, 4, 13}, {80, 16, 12}, {320, 64, 28}, {2560, 512, INT64_MAX}};

std::uint64_t mixed(std::uint64_t hash, std::int32_t token) {
    hash = (hash ^ static_cast<std::uint32_t>(token)) * 0x9E3779B97F4A7C15ULL;
    return hash ^ (hash >> 29);
}

// The first row with a beginning, by length and hash: open addressing, made for one micro-batch.
class FirstRows {
public:
    explicit FirstRows(std::size_t count) : m_places(std::bit_ceil(2 * count + 1)) {}

    std::int64_t find(std::size_t mark, std::uint32_t hash) const { return m_places[placeOf(mark, hash)].row; }
    void insert(std::size_t mark, std::uint32_t hash, std::int64_t row) {
        Place& place = m_places[placeOf(mark, hash)];
        if (place.row < 0) place = {keyOf(mark, hash), row};
    }

private:
    struct Place { std::uint64_t key = 0; std::int64_t row = -1; };
    static std::uint64_t keyOf(std::size_t mark, std::uint32_t hash) { return static_cast<std::uint64_t>(mark) << 32 | hash; }
    std::size_t placeOf(std::size_t mark, std::uint32_t hash) const {
        const std::uint64_t key = keyOf(mark, hash);
        std::size_t place = key * 0x9E3779B97F4A7C15ULL >> 20 & (m_places.size() - 1);
        while (m_places[place].row >= 0 && m_places[place].key != key) place = (place + 1) & (m_places.size() - 1);
        return place;
    }
    std::vector<Place> m_places;
};

}  // namespace

std::int64_t beginningLength(std::size_t mark) {
    auto left = static_cast<std::int64_t>(mark);
    for (const Stretch& stretch : kStretches) {
        if (left < stretch.count) return stretch.from + left * stretch.step;
        left -= stretch.count;
    }
    return 0;   // not reached: the last stretch has no end
}

std::size_t numBeginnings(std::int64_t numTokens) {
    std::int64_t sum = 0;
    for (const Stretch& stretch : kStretches) {
        if (numTokens < stretch.from) break;
        sum += std::min(stretch.count, (numTokens - stretch.from) / stretch.step + 1);
    }
    return static_cast<std::size_t>(sum);
}

std::vector<std::uint32_t> beginningsOf(std::span<const std::int32_t> tokens) {
    std::vector<std::uint32_t> marks;
    marks.reserve(numBeginnings(static_cast<std::int64_t>(tokens.size())));
    std::uint64_t hash = 0;
    std::int64_t next = beginningLength(0);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        hash = mixed(hash, tokens[i]);
        if (static_cast<std::int64_t>(i) + 1 < next) continue;
        marks.push_back(static_cast<std::uint32_t>(hash >> 16));
        next = beginningLength(marks.size());
    }
    return marks;
}

std::vector<SharedBeginning> sharedBeginnings(std::span<const RowBeginnings> rows) {
    std::vector<SharedBeginning> shared(rows.size());
    if (rows.size() < 2) return shared;
    std::size_t numMarks = 0;
    for (const RowBeginnings& row : rows) numMarks += row.marks.size();
    FirstRows first(numMarks);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const RowBeginnings& row = rows[r];
        const std::size_t own = std::min(row.marks.size(), numBeginnings(row.numInputs)), usable = std::min(own, numBeginnings(row.numInputs - 1));
        // Who has a beginning has all shorter ones, so the longest that is known can be searched for by halves.
        std::size_t known = 0, unknown = usable + 1;
        while (unknown - known > 1) {
            const std::size_t middle = (known + unknown) / 2;
            (first.find(middle - 1, row.marks[middle - 1]) >= 0 ? known : unknown) = middle;
        }
        if (known > 0) shared[r] = {first.find(known - 1, row.marks[known - 1]), beginningLength(known - 1)};
        if (row.index > 0) {
            const std::size_t sibling = r - static_cast<std::size_t>(row.index);
            const std::int64_t common = std::min({row.numCommon, row.numInputs - 1, rows[sibling].numInputs});
            if (common > 0 && common >= shared[r].length) shared[r] = {static_cast<std::int64_t>(sibling), common};
        }
        for (std::size_t mark = known; mark < own; ++mark) first.insert(mark, row.marks[mark], static_cast<std::int64_t>(r));
    }
    return shared;
}

std::int64_t numInputsOf(std::span<const float> weights) {
    for (std::size_t i = weights.size(); i-- > 1;)
        if (weights[i] != 0.0F) return static_cast<std::int64_t>(i);
    return static_cast<std::int64_t>(weights.size());
}

}  // namespace luthier
