// SPDX-License-Identifier: Apache-2.0
// What of a reward model's head its PEFT or Hugging Face folder cannot hold: names and weights of its scores, the veto, the zero point, and what was learnt
// beside the weights. Kept as reward_head.json beside them; a folder without it has one score, or the names of config.json's id2label. Torch-free.
// Thread: values.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace luthier {

// An answer below the threshold in one dimension gets at most the floor in total, however good it is otherwise.
struct ScoreVeto {
    std::string dimension;
    double threshold = 0.0, floor = 0.0;
    bool operator==(const ScoreVeto&) const = default;
};

struct ScoreHeadInfo {
    std::vector<std::string> dimensions{"score"};   // one name for each row of the weight
    std::vector<double> weights{1.0};               // of each dimension in the total
    std::vector<double> offsets{0.0};               // of each dimension: its score = scale * (raw - offset)
    double scale = 1.0;
    std::optional<ScoreVeto> veto;
    std::string loss;                               // what it was trained with: "reward", ...; "" = not known
    // Learnt beside the weight, in raw numbers, one entry for each reading: of every dimension, and then of the total; of a plain head of its one score.
    std::vector<std::vector<double>> cutPoints;     // increasing, between the levels of given scores; empty: none
    std::int64_t lowestLevel = 1;                   // what the level below the first cut point is called
    std::vector<double> tieThresholds;              // how far apart answers are called tied, above 0; empty: none
    bool operator==(const ScoreHeadInfo&) const = default;

    bool isPlain() const { return dimensions.size() == 1 && dimensions.front() == "score"; }   // one score, which is the total
    std::size_t numReadings() const { return isPlain() ? 1 : dimensions.size() + 1; }
};

// What a reward model says of an answer. This is the one place where a score is made of what the head reads: `score`, the rewards of reinforcement learning
// and the window all have it from here.
struct AnswerScore {
    double total = 0.0;                             // the weighted sum of the dimensions, lowered by the veto
    std::vector<double> dimensions;                 // in the order of the info's names
    bool vetoed = false;
};
// raw: one number for each dimension.
AnswerScore answerScore(const ScoreHeadInfo& info, std::span<const double> raw);

inline constexpr const char* kScoreHeadFile = "reward_head.json";

// Of a folder without the file: the default, for so many scores; several ones count alike. Errors: InvalidData (made by a newer version; other numbers of names
// and scores, numbers that are not finite or missing, a veto of a dimension that is not there, cut points that do not increase, no JSON).
Result<ScoreHeadInfo> readScoreHeadInfo(const std::string& folder, std::int64_t numScores);
Status writeScoreHeadInfo(const std::string& folder, const ScoreHeadInfo& info);

}  // namespace luthier
