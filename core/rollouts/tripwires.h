// SPDX-License-Identifier: Apache-2.0
// Looks at each rollout for signs that the reward is being fooled or that nothing is learned any more. Thread: one.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/methods/online_options.h"

namespace luthier {

// What is known of a rollout as a whole.
struct RolloutFacts { double reward = 0, kl = 0, entropy = 0, length = 0, repetition = 0, silentGroups = 0; std::map<std::string, double> watched; };

// What is known of an evaluation: the reward of held-out prompts, and how often the policy itself prefers the better of so many held-out pairs.
struct HeldOutFacts { double reward = 0, accuracy = 0.5; std::int64_t numPairs = 0; };

struct Tripped { std::string wire, message, hint; };

class Tripwires {
public:
    explicit Tripwires(const TripwireOptions& options) : m_options(options) {}
    // What is seen for the first time, or again after it was not there for some rollouts.
    std::vector<Tripped> look(const RolloutFacts& facts);
    // Falls by more than twice its standard error from its best, while the reward is above what it was then.
    std::vector<Tripped> lookAtHeldOut(const HeldOutFacts& facts);
    bool pauses() const { return m_options.action == TripwireAction::Pause; }
    Json save() const;
    Status restore(const Json& state);

private:
    void check(bool isTouched, const std::string& wire, std::string message, std::string hint, std::vector<Tripped>& found);
    bool fallsWhileRewardRises(const std::string& watched) const;
    TripwireOptions m_options;
    std::vector<RolloutFacts> m_history;         // the first ones, and the latest
    std::int64_t m_numSeen = 0;
    std::optional<HeldOutFacts> m_bestHeldOut;   // where the policy's own preference was best
    std::map<std::string, std::int64_t> m_touched;   // rollout at which each was last seen
};

// Share of the runs of three words of a text that it has had before; 0 of a short one.
double repetitionOf(std::string_view text);

}  // namespace luthier
