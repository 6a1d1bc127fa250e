// SPDX-License-Identifier: GPL-3.0-or-later
// How well a reward model tells the better answer from the worse one: `luthier-engine score` over the run's held-out pairs, put in order.
// Thread: any; pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"

namespace luthier {

inline constexpr const char* kDisagreementTag = "disagreement";   // of rows that somebody should look at again

struct BenchPair {
    double chosen = 0, rejected = 0;                  // scores
    std::string id, line;                             // of the row, as the run froze it
    std::string question, better, worse;              // the texts
    double margin() const { return chosen - rejected; }
};

struct RewardBench {
    std::vector<BenchPair> pairs;                     // the worst disagreements first
    std::int64_t numOthers = 0;                       // rows that are no pairs, or have no score that is a number
    struct Group { std::string id; std::int64_t numPairs = 0, numRight = 0; };   // "much_longer", "longer", "alike", "shorter", "much_shorter"
    std::vector<Group> byLength;                      // of the better answer against the worse one; all of them, empty ones too
    std::int64_t numRight() const;                    // a tie is none
};
// scores: what `score` printed over that file. Errors: Io, InvalidData (a line is no row).
Result<RewardBench> rewardBench(const std::vector<Json>& scores, const std::string& rowsFile);

// Counts of the scores in numBins bins from low to high.
struct ScoreBins { double low = 0, high = 1; std::vector<std::int64_t> chosen, rejected; };
ScoreBins scoreBins(const RewardBench& bench, int numBins);

// One answer as a row for `score`.
Json rowToScore(const std::string& question, const std::string& answer);

}  // namespace luthier
