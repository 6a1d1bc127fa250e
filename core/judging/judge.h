// SPDX-License-Identifier: Apache-2.0
// Another model's opinion of answers. Thread: one at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/rows/example.h"

namespace luthier {

struct JudgeQuestion {
    Conversation prompt;                 // up to the turn that was to be answered
    std::string answer;
    Json reference;                      // of the row: shown to the judge unless null
};

struct JudgeVerdict {
    std::optional<double> score;         // 0 (bad) to 1 (good)
    std::string reason;                  // why there is no score; empty with one
    double share = 1;                    // of the judge's probability that was on words of the scale; 1 where it was not said
};

// What asking has cost so far.
struct JudgeCost {
    std::int64_t requests = 0;           // with those that were asked again; an endpoint's only
    std::int64_t tokens = 0;             // read and written
    std::int64_t fromCache = 0;          // verdicts that cost nothing
};

class Judge {
public:
    virtual ~Judge() = default;
    // One verdict for each question, in order. A question that the judge cannot answer, or answers with anything but a verdict, has none, with the reason;
    // nothing is guessed. What makes asking on pointless is an error; the verdicts until then are in the cache, where there is one.
    // Errors: Retry (an endpoint that is down, slow or busy beyond all retries), InvalidArgument (refused key, unknown model, a limit of cost is reached),
    // InvalidData (what answers is no judge: it sends too much, or nothing of what was asked has an answer in the protocol), Cancelled.
    virtual Result<std::vector<JudgeVerdict>> ask(std::span<const JudgeQuestion> questions, const WorkContext& context = {}) = 0;
    virtual JudgeCost cost() const = 0;
    // Of the attempts before this one, so that limits hold over all of them.
    virtual void continueCost(const JudgeCost& before) = 0;
};

}  // namespace luthier
