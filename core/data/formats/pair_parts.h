// SPDX-License-Identifier: Apache-2.0
// What formats of pairs have in common: the columns that say which answer is better and by how much.
// Thread: free functions, no shared state. Errors: InvalidData with the key's path.
#pragma once

#include <string>
#include <vector>

#include "core/data/formats/format.h"

namespace luthier {

// "strength" (-3..3 for the first answer), "verdict" ("a", "b", "tie", "both_good", "both_bad"), "dimensions" ({"safety": -2, "style": "tie", ...}),
// "margin", and "score_chosen" with "score_rejected", which give a margin and a strength where the row has none of its own.
Status readJudgement(const Json& row, Pair& pair);

// The pair as a file shows it: the better answer first. wasTurned: a and b changed places.
struct FacingPair {
    Pair pair;
    bool wasTurned = false;
};
FacingPair betterFirst(const Pair& pair);

// Writes what readJudgement reads, and the columns that the format did not know.
Json withJudgement(Json row, const Example& example, const FacingPair& facing, std::vector<std::string>& lost);

}  // namespace luthier
