// SPDX-License-Identifier: Apache-2.0
#include "core/store/facets.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "core/store/database.h"
#include "core/store/example_plan.h"

namespace luthier::store {

namespace {

// Up to first, then each as far again as the factor says.
std::vector<FacetRange> powers(std::int64_t first, std::int64_t factor, int count) {
    std::vector<FacetRange> ranges{{0, first}};
    for (int i = 1; i < count; ++i) ranges.push_back({*ranges.back().max + 1, *ranges.back().max * factor});
    ranges.push_back({*ranges.back().max + 1, std::nullopt});
    return ranges;
}

int rangeOf(const std::vector<FacetRange>& ranges, std::int64_t value) {
    const auto found = std::find_if(ranges.begin(), ranges.end(), [value](const FacetRange& range) { return !range.max || value <= *range.max; });
    return static_cast<int>(found - ranges.begin());
}

// Which of the ranges a filter has chosen: one of them, -1 = all, nothing when it is none of them.
std::optional<int> chosenRange(const std::vector<FacetRange>& ranges, const std::optional<std::int64_t>& min, const std::optional<std::int64_t>& max) {
    if (!min && !max) return -1;
    const FacetRange asked{min.value_or(0), max};
    const auto found = std::find(ranges.begin(), ranges.end(), asked);
    return found == ranges.end() ? std::nullopt : std::optional<int>(static_cast<int>(found - ranges.begin()));
}

bool isFacetRange(const std::vector<FacetRange>& ranges, const std::optional<std::int64_t>& min, const std::optional<std::int64_t>& max) {
    return chosenRange(ranges, min, max).has_value();
}

constexpr int notCounted(std::size_t numRanges) { return static_cast<int>(numRanges); }

std::uint64_t keyOf(const FacetCube::Cell& cell) {
    const auto part = [](int value) { return static_cast<std::uint64_t>(value); };
    return part(cell.problem) << 32 | part(cell.tokens) << 24 | part(cell.characters) << 16 | part(cell.turns) << 8 | part(cell.origin);
}

}  // namespace

const std::vector<FacetRange>& tokenRanges() {
    static const std::vector<FacetRange> ranges = powers(128, 2, 6);   // up to 4096, and more
    return ranges;
}

const std::vector<FacetRange>& characterRanges() {
    static const std::vector<FacetRange> ranges = powers(250, 4, 5);   // up to 64,000, and more
    return ranges;
}

const std::vector<FacetRange>& turnRanges() {
    static const std::vector<FacetRange> ranges{{0, 1}, {2, 2}, {3, 4}, {5, 8}, {9, 16}, {17, std::nullopt}};
    return ranges;
}

ExampleFilter facetBase(const ExampleFilter& filter) {
    ExampleFilter base = filter;
    base.sort = ExampleFilter::Sort::Position;
    base.descending = false;
    base.problem.clear();
    base.origin = ExampleFilter::Origin::Any;
    if (isFacetRange(tokenRanges(), filter.minTokens, filter.maxTokens)) base.minTokens = base.maxTokens = std::nullopt;
    if (isFacetRange(characterRanges(), filter.minCharacters, filter.maxCharacters)) base.minCharacters = base.maxCharacters = std::nullopt;
    if (isFacetRange(turnRanges(), filter.minTurns, filter.maxTurns)) base.minTurns = base.maxTurns = std::nullopt;
    return base;
}

Result<FacetCube> Examples::facets(const ExampleFilter& filter, const WorkContext& context) {
    constexpr std::int64_t rowsPerLook = 4096;
    return m_database.guarded([&]() -> Result<FacetCube> {
        const Clause clause =
            ExamplePlan(m_database, facetBase(filter)).overAll("e.problem, e.num_tokens, e.num_characters, e.num_turns, e.line");
        Query rows(m_database, clause.sql);
        clause.bindTo(rows);
        FacetCube cube;
        std::unordered_map<std::string, int> problems{{"", 0}};
        std::unordered_map<std::uint64_t, std::size_t> cells;
        for (std::int64_t numSeen = 1; rows.next(); ++numSeen) {
            if (numSeen % rowsPerLook == 0) RETURN_IF_ERROR(context.checkpoint());
            FacetCube::Cell cell;
            if (std::string problem = rows.text(0); !problem.empty()) {
                const auto [found, isNew] = problems.try_emplace(problem, static_cast<int>(cube.problems.size()));
                if (isNew) cube.problems.push_back(std::move(problem));
                cell.problem = found->second;
            }
            const std::int64_t numTokens = rows.integer(1);
            cell.tokens = numTokens < 0 ? notCounted(tokenRanges().size()) : rangeOf(tokenRanges(), numTokens);
            cell.characters = rangeOf(characterRanges(), rows.integer(2));
            cell.turns = rangeOf(turnRanges(), rows.integer(3));
            cell.origin = rows.integer(4) < 0 ? 1 : 0;
            const auto [at, isNewCell] = cells.try_emplace(keyOf(cell), cube.cells.size());
            if (isNewCell) cube.cells.push_back(cell);
            ++cube.cells[at->second].count;
        }
        return cube;
    });
}

FacetCounts facetCounts(const FacetCube& cube, const ExampleFilter& filter) {
    const int tokens = chosenRange(tokenRanges(), filter.minTokens, filter.maxTokens).value_or(-1);
    const int characters = chosenRange(characterRanges(), filter.minCharacters, filter.maxCharacters).value_or(-1);
    const int turns = chosenRange(turnRanges(), filter.minTurns, filter.maxTurns).value_or(-1);
    FacetCounts counts;
    counts.tokens.resize(tokenRanges().size());
    counts.characters.resize(characterRanges().size());
    counts.turns.resize(turnRanges().size());
    std::map<std::string, std::int64_t> problems;
    for (const FacetCube::Cell& cell : cube.cells) {
        const std::string& problem = cube.problems[static_cast<std::size_t>(cell.problem)];
        const bool fitsProblem = filter.problem.empty() || problem == filter.problem;
        const bool fitsTokens = tokens < 0 || cell.tokens == tokens;
        const bool fitsCharacters = characters < 0 || cell.characters == characters;
        const bool fitsTurns = turns < 0 || cell.turns == turns;
        const bool fitsOrigin = filter.origin == ExampleFilter::Origin::Any || (cell.origin == 1) == (filter.origin == ExampleFilter::Origin::Here);
        if (!problem.empty() && fitsTokens && fitsCharacters && fitsTurns && fitsOrigin) problems[problem] += cell.count;
        if (fitsProblem && fitsCharacters && fitsTurns && fitsOrigin) {
            if (cell.tokens == notCounted(counts.tokens.size())) counts.numUncounted += cell.count;
            else counts.tokens[static_cast<std::size_t>(cell.tokens)] += cell.count;
        }
        if (fitsProblem && fitsTokens && fitsTurns && fitsOrigin) counts.characters[static_cast<std::size_t>(cell.characters)] += cell.count;
        if (fitsProblem && fitsTokens && fitsCharacters && fitsOrigin) counts.turns[static_cast<std::size_t>(cell.turns)] += cell.count;
        if (fitsProblem && fitsTokens && fitsCharacters && fitsTurns) (cell.origin == 1 ? counts.numFromHere : counts.numFromFile) += cell.count;
    }
    // Of a range that was typed in, only its own rows were looked at.
    if (!isFacetRange(tokenRanges(), filter.minTokens, filter.maxTokens)) counts.tokens.clear();
    if (!isFacetRange(characterRanges(), filter.minCharacters, filter.maxCharacters)) counts.characters.clear();
    if (!isFacetRange(turnRanges(), filter.minTurns, filter.maxTurns)) counts.turns.clear();
    counts.problems.assign(problems.begin(), problems.end());
    std::stable_sort(counts.problems.begin(), counts.problems.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    return counts;
}

}  // namespace luthier::store
