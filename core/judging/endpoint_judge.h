// SPDX-License-Identifier: Apache-2.0
// A judge behind an address that speaks the chat completions protocol. Questions go out several at a time; a busy or broken server is asked again after a
// growing wait; verdicts are kept on disk. Thread: one at a time.
#pragma once

#include <memory>
#include <string>

#include "core/judging/chat_completion.h"
#include "core/judging/judge.h"
#include "core/judging/secret.h"
#include "core/judging/verdict_cache.h"
#include "core/rewards/judge_reward.h"

namespace luthier {

class EndpointJudge : public Judge {
public:
    struct Patience {                            // tests have less
        double firstWaitSeconds = 0.5;           // doubled with every further try
        double maxWaitSeconds = 30;
        double maxRetryAfterSeconds = 300;       // a server that asks for more is given up
    };
    // cacheFolder: where verdicts are kept; "" = nowhere. Errors: InvalidArgument (a secret that would be sent unencrypted).
    static Result<std::unique_ptr<EndpointJudge>> create(const JudgeRewardOptions& options, std::string cacheFolder, Secret secret, Patience patience);
    static Result<std::unique_ptr<EndpointJudge>> create(const JudgeRewardOptions& options, std::string cacheFolder, Secret secret) {
        return create(options, std::move(cacheFolder), std::move(secret), Patience());
    }

    Result<std::vector<JudgeVerdict>> ask(std::span<const JudgeQuestion> questions, const WorkContext& context) override;
    JudgeCost cost() const override { return m_cost; }
    void continueCost(const JudgeCost& before) override { m_cost = before; }

private:
    friend class EndpointRound;
    EndpointJudge(const JudgeRewardOptions& options, std::string cacheFolder, Secret secret, Patience patience);
    std::string keyOf(const std::string& question) const;

    JudgeRewardOptions m_options;
    std::string m_address;                       // with /chat/completions
    VerdictScale m_scale;
    VerdictCache m_cache;
    bool m_warnedOfCache = false;
    Secret m_secret;
    Patience m_patience;
    RequestForm m_form;                          // what this server has taken
    JudgeCost m_cost;
};

}  // namespace luthier
