// SPDX-License-Identifier: Apache-2.0
// How many rows of a list have which problem, how many tokens, characters, turns, and where they come from. One look at all rows makes a cube of counts; from
// it the numbers beside any choice follow at once. Thread: pure functions; Examples::facets makes the cube.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/store/examples.h"

namespace luthier::store {

// From and up to this many, both included; no max: and more.
struct FacetRange {
    std::int64_t min = 0;
    std::optional<std::int64_t> max;
    bool operator==(const FacetRange&) const = default;
};
const std::vector<FacetRange>& tokenRanges();
const std::vector<FacetRange>& characterRanges();
const std::vector<FacetRange>& turnRanges();

struct FacetCube {
    // Indexes: of problems (0 = none), of the ranges (tokens: one more for those not counted), of the origin (0 = file, 1 = here).
    struct Cell { int problem = 0, tokens = 0, characters = 0, turns = 0, origin = 0; std::int64_t count = 0; };
    std::vector<std::string> problems{""};
    std::vector<Cell> cells;
};

// The part of a filter that facets do not choose: words, tags, what is trained, and ranges that are none of the facets'. Two filters with the same base have
// the same cube.
ExampleFilter facetBase(const ExampleFilter& filter);

// What stands beside each choice: the rows that would be left with it and all that is chosen in the other facets.
struct FacetCounts {
    std::vector<std::pair<std::string, std::int64_t>> problems;   // most frequent first
    std::vector<std::int64_t> tokens, characters, turns;          // by range; empty while the filter has a range that is none of them
    std::int64_t numUncounted = 0, numFromFile = 0, numFromHere = 0;
};
FacetCounts facetCounts(const FacetCube& cube, const ExampleFilter& filter);

}  // namespace luthier::store
