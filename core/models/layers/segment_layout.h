// SPDX-License-Identifier: Apache-2.0
// Where the documents of a flat batch begin and end. No padding anywhere: T tokens of S segments one after another. A beginning that several have in common
// is there once: the others continue the first `length` positions of an earlier segment.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/kernels/ops.h"
#include "core/text/segment_part.h"

namespace luthier {

struct Segment {
    std::int64_t row = -1;                      // index of the row in its data set, for reports
    SegmentPart part = SegmentPart::Whole;
    std::int64_t index = 0;                     // number of the completion
};

struct SegmentLayout {
    std::vector<std::int64_t> starts{0};        // S + 1 ascending offsets, starts[0] = 0, starts[S] = T
    std::vector<Segment> segments;              // S
    std::vector<kernels::SharedPrefix> prefixes;   // S; of length 0 where a segment has all of its tokens itself

    std::int64_t numSegments() const { return static_cast<std::int64_t>(starts.size()) - 1; }
    std::int64_t numTokens() const { return starts.back(); }
    std::int64_t length(std::int64_t s) const { return starts[static_cast<std::size_t>(s) + 1] - starts[static_cast<std::size_t>(s)]; }
    std::int64_t prefixLength(std::int64_t s) const { return prefixes[static_cast<std::size_t>(s)].length; }
    bool sharesPrefixes() const {
        return std::any_of(prefixes.begin(), prefixes.end(), [](const kernels::SharedPrefix& prefix) { return prefix.length > 0; });
    }
    // numTokens: those behind the prefix.
    void add(std::int64_t numTokens, Segment segment = {}, kernels::SharedPrefix prefix = {}) {
        starts.push_back(starts.back() + numTokens);
        segments.push_back(segment);
        prefixes.push_back(prefix);
    }
};

}  // namespace luthier
