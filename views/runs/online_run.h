// SPDX-License-Identifier: GPL-3.0-or-later
// What the page says of a run whose method learns from its own answers: is it one, what its tripwires have seen, what can be changed while it works.
// Thread: any that may read the snapshots; pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QString>

#include "views/runs/shown_run.h"

namespace luthier {

// As its folder says, or as it was asked for while there is none.
const Json& configOf(const ShownRun& run);
// The method of a run.json; "" where it does not say.
std::string methodOf(const Json& config);
// Whether it is a method of this version that answers prompts itself.
bool isOnline(const Json& config);

struct Tripwire {
    enum class State { NotLooked, Quiet, Warned } state = State::NotLooked;
    std::string id;
    QString title, help;
    std::int64_t step = 0;               // of the first warning
    int numWarnings = 0;
    QString message;                     // of the newest one
};
// All of them, in a fixed order. NotLooked: switched off, or what it looks at has not been measured yet.
std::vector<Tripwire> tripwiresOf(const ShownRun& run);

// A setting that a run at work can be told.
struct LiveSetting { std::string key; QString title; double value = 0, most = 1; };
// value: as it was changed last, else as the run was set up. Only what its method has.
std::vector<LiveSetting> liveSettingsOf(const ShownRun& run);

// Reward and KL of the rollouts that have both, by step.
struct RewardKlPoint { std::int64_t step = 0; double reward = 0, kl = 0; };
std::vector<RewardKlPoint> rewardAgainstKl(const LiveSeries& series);

// How the rewards of a rollout's answers are spread: columns of bins, oldest first. Held-out answers do not count.
struct RewardHistogram {
    struct Column { std::int64_t step = 0, rollout = 0, numAnswers = 0; std::vector<std::int64_t> counts; double mean = 0; };
    double low = 0, high = 1;            // of the bins
    std::vector<Column> columns;
    std::int64_t numNotFinite = 0;       // answers without a reward that is a number
};
// At most maxColumns: of more, neighbours are put together.
RewardHistogram rewardHistogram(const RolloutAnswers& answers, int numBins, int maxColumns);

}  // namespace luthier
