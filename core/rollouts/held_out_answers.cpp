// SPDX-License-Identifier: Apache-2.0
#include "core/rollouts/held_out_answers.h"

#include <cmath>
#include <numeric>

#include "core/methods/advantages.h"
#include "core/rollouts/rollout_record.h"

namespace luthier {

namespace {

constexpr std::uint64_t kHeldOutStream = std::uint64_t{1} << 30;   // beyond those of rollouts

void addMeans(std::map<std::string, double>& metrics, const std::string& kind, const std::vector<std::string>& names,
              const std::vector<RolloutAnswer>& answers, std::vector<double> RolloutAnswer::* parts) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        std::vector<double> numbers;
        for (const RolloutAnswer& answer : answers) numbers.push_back((answer.*parts)[i]);
        const MeanAndSpread found = spreadOf(numbers);
        if (found.count > 0) metrics[kind + "/" + names[i]] = found.mean;
    }
}

}  // namespace

Result<HeldOutAnswers> answerHeldOut(const RolloutMaker& maker, std::int64_t maxPrompts, bool isBase, const std::function<Status(const Json&)>& tell,
                                     const WorkContext& context) {
    const RolloutParts& parts = maker.parts();
    std::vector<std::int64_t> rows(static_cast<std::size_t>(std::min(maxPrompts, parts.prompts.size())));
    std::iota(rows.begin(), rows.end(), 0);
    ASSIGN_OR_RETURN(std::vector<RolloutAnswer> answers, maker.answer(rows, 1, kHeldOutStream, context));
    if (!isBase) RETURN_IF_ERROR(maker.readTokens(answers, RolloutMaker::Readers::All, context));
    HeldOutAnswers found;
    std::vector<double> rewards, lengths, kl;
    for (const RolloutAnswer& answer : answers) {
        ASSIGN_OR_RETURN(const Json line, answerToJson(answer, parts, parts.prompts, -1, isBase));
        RETURN_IF_ERROR(tell(line));
        rewards.push_back(answer.reward);
        lengths.push_back(static_cast<double>(answer.numTokens()));
        kl.push_back(answer.kl());
    }
    found.reward = spreadOf(rewards).mean;
    found.metrics = {{"reward", found.reward}, {"length", spreadOf(lengths).mean}, {"kl", spreadOf(kl).mean}};
    addMeans(found.metrics, "rewards", parts.rewards.names(), answers, &RolloutAnswer::parts);
    addMeans(found.metrics, "watched", parts.watched.names(), answers, &RolloutAnswer::watched);
    return found;
}

}  // namespace luthier
