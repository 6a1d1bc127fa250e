// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/online_run.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <shared_mutex>

#include <QCoreApplication>

#include "core/recipe/run_config.h"
#include "views/shared/theme/core_text.h"

namespace luthier {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("luthier", text); }

const Json* memberOf(const Json& json, const char* key) {
    if (!json.is_object()) return nullptr;
    const auto found = json.find(key);
    return found == json.end() ? nullptr : &*found;
}

std::optional<double> numberAt(const Json& json, const char* part, const char* key) {
    const Json* const section = memberOf(json, part);
    const Json* const value = section == nullptr ? nullptr : memberOf(*section, key);
    return value != nullptr && value->is_number() ? std::optional(value->get<double>()) : std::nullopt;
}

struct KnownTripwire { const char* id; const char* title; const char* help; const char* series; };
constexpr KnownTripwire kTripwires[] = {
    {"kl", QT_TRANSLATE_NOOP("luthier", "KL"), QT_TRANSLATE_NOOP("luthier", "How far the answers have moved from the reference"), "kl"},
    {"length", QT_TRANSLATE_NOOP("luthier", "Length"), QT_TRANSLATE_NOOP("luthier", "Whether the reward rises because the answers grow"),
     "completions/mean_length"},
    {"entropy", QT_TRANSLATE_NOOP("luthier", "Entropy"), QT_TRANSLATE_NOOP("luthier", "Whether the policy still tries different answers"), "entropy"},
    {"repetition", QT_TRANSLATE_NOOP("luthier", "Repetition"), QT_TRANSLATE_NOOP("luthier", "Whether answers say the same again and again"), "repetition"},
    {"silent_groups", QT_TRANSLATE_NOOP("luthier", "Silent prompts"),
     QT_TRANSLATE_NOOP("luthier", "Whether most prompts teach nothing, because all their answers get the same reward"), "frac_reward_zero_std"},
    {"watched", QT_TRANSLATE_NOOP("luthier", "Watched"),
     QT_TRANSLATE_NOOP("luthier", "Whether a reward that is not learned from falls while the other rises"), "watched/"},
};

// A name that ends with "/" stands for all series that begin so.
bool isMeasured(const ShownRun& run, const std::string& series) {
    if (!run.contents.series) return false;
    const std::shared_lock lock(run.contents.series->mutex);
    if (!series.ends_with('/')) return run.contents.series->series.find(series) != nullptr;
    const std::vector<std::string>& names = run.contents.series->series.names();
    return std::any_of(names.begin(), names.end(), [&series](const std::string& name) { return name.starts_with(series); });
}

void takeWarnings(const RunTexts& texts, Tripwire& wire) {
    for (const RunEvent& event : texts.events) {
        const Json* const id = memberOf(event.fields, "tripwire");
        if (id == nullptr || *id != wire.id) continue;
        if (wire.numWarnings++ == 0) wire.step = event.step.value_or(0);
        wire.state = Tripwire::State::Warned;
        const Json* const message = memberOf(event.fields, "message");
        if (message != nullptr && message->is_string()) wire.message = coreText(message->get<std::string>());
    }
}

}  // namespace

const Json& configOf(const ShownRun& run) {
    const bool hasOwn = run.contents.texts && run.contents.texts->config.is_object();
    return hasOwn ? run.contents.texts->config : run.run.config;
}

std::string methodOf(const Json& config) {
    const Json* const method = memberOf(config, "method");
    const Json* const type = method == nullptr ? nullptr : memberOf(*method, "type");
    return type != nullptr && type->is_string() ? type->get<std::string>() : std::string();
}

bool isOnline(const Json& config) {
    const std::string method = methodOf(config);
    bool online = false;
    AllMethods::forEach([&]<class M>() { online = online || (method == M::id && M::info().samples == SampleKind::Prompts); });
    return online;
}

std::vector<Tripwire> tripwiresOf(const ShownRun& run) {
    const Json* const method = memberOf(configOf(run), "method");
    const Json* const options = method == nullptr ? nullptr : memberOf(*method, "tripwires");
    const Json* const action = options == nullptr ? nullptr : memberOf(*options, "action");
    const bool isOff = action != nullptr && *action == "off";
    std::vector<Tripwire> wires;
    for (const KnownTripwire& known : kTripwires) {
        Tripwire wire;
        wire.id = known.id;
        wire.title = tr(known.title);
        wire.help = tr(known.help);
        if (!isOff && isMeasured(run, known.series)) wire.state = Tripwire::State::Quiet;
        if (run.contents.texts) takeWarnings(*run.contents.texts, wire);
        wires.push_back(std::move(wire));
    }
    return wires;
}

std::vector<LiveSetting> liveSettingsOf(const ShownRun& run) {
    std::vector<LiveSetting> settings;
    const Json& config = configOf(run);
    if (const auto rate = numberAt(config, "training", "learning_rate")) settings.push_back({"learning_rate", tr("Learning rate"), *rate, 1});
    if (const auto weight = numberAt(config, "method", "kl_weight"); weight && isOnline(config))
        settings.push_back({"kl_weight", tr("KL weight"), *weight, 100});
    if (!run.contents.texts) return settings;
    for (const RunEvent& event : run.contents.texts->events) {
        if (event.kind != EventKind::Changed) continue;
        const Json *key = memberOf(event.fields, "key"), *value = memberOf(event.fields, "value");
        for (LiveSetting& setting : settings)
            if (key != nullptr && *key == setting.key && value != nullptr && value->is_number()) setting.value = value->get<double>();
    }
    return settings;
}

std::vector<RewardKlPoint> rewardAgainstKl(const LiveSeries& live) {
    const std::shared_lock lock(live.mutex);
    const SeriesPyramid *const rewards = live.series.find("reward"), *const kls = live.series.find("kl");
    std::vector<RewardKlPoint> points;
    if (rewards == nullptr || kls == nullptr) return points;
    for (std::size_t i = 0; i < rewards->size(); ++i) {
        const std::int64_t step = rewards->stepAt(i);
        const std::size_t at = kls->firstIndexFrom(static_cast<double>(step));
        if (at >= kls->size() || kls->stepAt(at) != step) continue;
        if (std::isfinite(rewards->valueAt(i)) && std::isfinite(kls->valueAt(at))) points.push_back({step, rewards->valueAt(i), kls->valueAt(at)});
    }
    return points;
}

RewardHistogram rewardHistogram(const RolloutAnswers& answers, int numBins, int maxColumns) {
    RewardHistogram histogram;
    double low = INFINITY, high = -INFINITY;
    std::vector<std::size_t> counted;
    std::int64_t numRollouts = 0, last = -1;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (answers[i].isHeldOut || answers[i].isOfBase) continue;
        if (!std::isfinite(answers[i].reward)) {
            ++histogram.numNotFinite;
            continue;
        }
        if (answers[i].rollout != last) ++numRollouts;
        last = answers[i].rollout;
        low = std::min(low, static_cast<double>(answers[i].reward));
        high = std::max(high, static_cast<double>(answers[i].reward));
        counted.push_back(i);
    }
    if (counted.empty() || numBins < 1 || maxColumns < 1) return histogram;
    const double room = high > low ? 0 : std::max(0.5, std::abs(low) / 10);   // all the same: in the middle
    histogram.low = low - room;
    histogram.high = high + room;
    const std::int64_t together = (numRollouts + maxColumns - 1) / maxColumns;
    std::int64_t rollout = -1, numInColumn = 0;
    for (const std::size_t i : counted) {
        const RolloutAnswer& answer = answers[i];
        const bool isNew = answer.rollout != rollout;
        rollout = answer.rollout;
        if (histogram.columns.empty() || (isNew && numInColumn >= together)) {
            histogram.columns.push_back({answer.step, answer.rollout, 0, std::vector<std::int64_t>(static_cast<std::size_t>(numBins)), 0});
            numInColumn = 0;
        }
        numInColumn += isNew;
        RewardHistogram::Column& column = histogram.columns.back();
        const double share = (answer.reward - histogram.low) / (histogram.high - histogram.low);
        ++column.counts[static_cast<std::size_t>(std::clamp(static_cast<int>(share * numBins), 0, numBins - 1))];
        column.mean += answer.reward;
        ++column.numAnswers;
    }
    for (RewardHistogram::Column& column : histogram.columns) column.mean /= static_cast<double>(column.numAnswers);
    return histogram;
}

}  // namespace luthier
