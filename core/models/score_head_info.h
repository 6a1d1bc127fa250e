// SPDX-License-Identifier: Apache-2.0
// What of a reward model's head its PEFT or Hugging Face folder cannot hold: names and meaning of its scores. Kept as reward_head.json beside the weights; a
// folder without it has one score. Torch-free. Thread: values.
#pragma once

#include <string>
#include <vector>

#include "core/base/error.h"

namespace luthier {

struct ScoreHeadInfo {
    std::vector<std::string> dimensions{"score"};   // one name for each row of the weight
    std::string loss;                               // what it was trained with: "bradley_terry", ...; "" = not known
    double offset = 0.0, scale = 1.0;               // score = scale * (raw - offset)
    bool operator==(const ScoreHeadInfo&) const = default;
};

inline constexpr const char* kScoreHeadFile = "reward_head.json";

// Of a folder without the file: the default, for so many scores. Errors: InvalidData (other numbers of names and scores, not finite, no JSON).
Result<ScoreHeadInfo> readScoreHeadInfo(const std::string& folder, std::int64_t numScores);
Status writeScoreHeadInfo(const std::string& folder, const ScoreHeadInfo& info);

}  // namespace luthier
