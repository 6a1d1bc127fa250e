// SPDX-License-Identifier: Apache-2.0
// The verdict of another model on an answer: one on this machine, or one behind an address that speaks the chat completions protocol of OpenAI.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/config/schema.h"
#include "core/rewards/reward_info.h"

namespace luthier {

enum class JudgeKind { Local, Endpoint };
enum class JudgeScale { YesNo, Points };

struct JudgeRewardOptions {
    JudgeKind judge = JudgeKind::Local;
    std::string model;                   // local: a model folder
    std::string url;                     // endpoint: what comes before /chat/completions
    std::string endpointModel;           // endpoint: the name it knows its model by
    std::string rubric = "A good answer does what the last message asks for, is true, complete and to the point, and harms nobody.";
    JudgeScale scale = JudgeScale::YesNo;
    std::int64_t points = 5;             // with JudgeScale::Points: from 1 to this
    std::optional<std::string> keyFile;  // endpoint: holds its secret
    double timeoutSeconds = 60;          // of one request
    std::int64_t retries = 4;            // of one question
    std::optional<std::int64_t> maxRequests = 10000, maxTokensTotal;
    std::int64_t concurrency = 4;        // requests at once
    std::int64_t answerTokens = 8;
    bool operator==(const JudgeRewardOptions&) const = default;
};

struct JudgeReward {
    using Options = JudgeRewardOptions;
    static constexpr const char* id = "judge";
    static const Schema<JudgeRewardOptions>& schema();
    static RewardInfo info();
};

// What keeps a text from being the address of an endpoint, in words for "the address ..."; empty: nothing.
std::string endpointUrlProblem(std::string_view url);
// Of an address without a problem.
bool isOnThisMachine(std::string_view url);
// Whether what is sent there can be read on the way: http, and not to this machine.
bool isReadableOnTheWay(std::string_view url);

}  // namespace luthier
