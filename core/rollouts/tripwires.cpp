// SPDX-License-Identifier: Apache-2.0
#include "core/rollouts/tripwires.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>
#include <sstream>
#include <tuple>

namespace luthier {

namespace {

constexpr std::int64_t kFirst = 3;               // rollouts that say how it was at the beginning
constexpr std::size_t kLatest = 5;               // that say how it is now
constexpr std::int64_t kQuiet = 10;              // rollouts without a touch before the same is told again

std::string inWords(double number) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", number);
    return text;
}

Json factsToJson(const RolloutFacts& facts) {
    Json watched = Json::object();
    for (const auto& [name, value] : facts.watched) watched[name] = jsonNumber(value);
    return {{"reward", jsonNumber(facts.reward)}, {"kl", jsonNumber(facts.kl)}, {"entropy", jsonNumber(facts.entropy)}, {"length", facts.length},
            {"repetition", facts.repetition}, {"silent_groups", facts.silentGroups}, {"watched", watched}};
}

Result<RolloutFacts> factsFromJson(const Json& json) {
    RolloutFacts facts;
    for (const auto& [key, member] : {std::pair{"reward", &RolloutFacts::reward}, {"kl", &RolloutFacts::kl}, {"entropy", &RolloutFacts::entropy},
                                      {"length", &RolloutFacts::length}, {"repetition", &RolloutFacts::repetition},
                                      {"silent_groups", &RolloutFacts::silentGroups}}) {
        if (!json.is_object() || !json.contains(key)) return fail(ErrorCode::InvalidData, "the checkpoint's rollouts are incomplete");
        ASSIGN_OR_RETURN(facts.*member, numberFromJson(json[key]));
    }
    const Json watched = json.value("watched", Json::object());
    for (const auto& [name, value] : watched.items()) {
        ASSIGN_OR_RETURN(facts.watched[name], numberFromJson(value));
    }
    return facts;
}

// Mean of a number over some rollouts.
template <class Member>
double meanOf(std::span<const RolloutFacts> rollouts, const Member& member) {
    double sum = 0;
    for (const RolloutFacts& one : rollouts) sum += member(one);
    return rollouts.empty() ? 0 : sum / static_cast<double>(rollouts.size());
}

}  // namespace

double repetitionOf(std::string_view text) {
    std::istringstream stream{std::string(text)};
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    if (words.size() < 6) return 0;
    std::set<std::tuple<std::string_view, std::string_view, std::string_view>> different;
    for (std::size_t i = 0; i + 2 < words.size(); ++i) different.insert({words[i], words[i + 1], words[i + 2]});
    const auto all = static_cast<double>(words.size() - 2);
    return 1 - static_cast<double>(different.size()) / all;
}

void Tripwires::check(bool isTouched, const std::string& wire, std::string message, std::string hint, std::vector<Tripped>& found) {
    if (!isTouched) return;
    const auto seen = m_touched.find(wire);
    const bool isNew = seen == m_touched.end() || m_numSeen - seen->second > kQuiet;
    m_touched[wire] = m_numSeen;
    if (isNew) found.push_back({wire, std::move(message), std::move(hint)});
}

bool Tripwires::fallsWhileRewardRises(const std::string& watched) const {
    if (m_history.size() < static_cast<std::size_t>(kFirst) + kLatest) return false;
    const std::span<const RolloutFacts> first = std::span(m_history).first(kFirst), latest = std::span(m_history).last(kLatest);
    const auto of = [&](const RolloutFacts& facts) { const auto at = facts.watched.find(watched); return at == facts.watched.end() ? 0.0 : at->second; };
    const auto reward = [](const RolloutFacts& facts) { return facts.reward; };
    return meanOf(latest, reward) > meanOf(first, reward) && meanOf(latest, of) < meanOf(first, of);
}

std::vector<Tripped> Tripwires::look(const RolloutFacts& facts) {
    std::vector<Tripped> found;
    ++m_numSeen;
    m_history.push_back(facts);
    if (m_history.size() > static_cast<std::size_t>(kFirst) + kLatest) m_history.erase(m_history.begin() + kFirst);
    if (m_options.action == TripwireAction::Off) return found;
    const std::span<const RolloutFacts> first = std::span(m_history).first(std::min<std::size_t>(kFirst, m_history.size()));
    check(facts.kl > m_options.maxKl, "kl", "answers are " + inWords(facts.kl) + " nats from the reference's, more than " + inWords(m_options.maxKl),
          "raise kl_weight, or lower the learning rate", found);
    const double lengthBefore = meanOf(first, [](const RolloutFacts& one) { return one.length; });
    const double rewardBefore = meanOf(first, [](const RolloutFacts& one) { return one.reward; });
    check(m_numSeen > kFirst && facts.length > m_options.maxLengthGrowth * lengthBefore && facts.reward > rewardBefore, "length",
          "answers have " + inWords(facts.length) + " tokens, " + inWords(lengthBefore) + " at the beginning, while the reward rises",
          "see whether they are better or only longer; a length reward holds them", found);
    check(facts.entropy < m_options.minEntropy, "entropy", "the policy is nearly certain of every token: " + inWords(facts.entropy) + " nats",
          "nothing new is found any more; raise kl_weight or the temperature, or go back to an earlier checkpoint", found);
    check(facts.repetition > m_options.maxRepetition, "repetition", "answers repeat themselves: " + inWords(100 * facts.repetition) + " % of what they say",
          "add the reward \"repetition\", or raise kl_weight", found);
    const std::span<const RolloutFacts> latest = std::span(m_history).last(std::min(kLatest, m_history.size()));
    const bool areSilent = latest.size() == kLatest && std::all_of(latest.begin(), latest.end(), [&](const RolloutFacts& one) {
        return one.silentGroups > m_options.maxSilentGroups;
    });
    check(areSilent, "silent_groups",
          "of " + inWords(100 * facts.silentGroups) + " % of the prompts all answers get the same reward, so nothing is learned from them",
          "take harder or easier prompts, a reward with more steps, or dynamic sampling", found);
    for (const auto& [name, value] : facts.watched)
        check(fallsWhileRewardRises(name), "watched", "the reward rises while \"" + name + "\", which is not learned from, falls to " + inWords(value),
              "the reward is being fooled: stop here, or raise kl_weight", found);
    return found;
}

std::vector<Tripped> Tripwires::lookAtHeldOut(const HeldOutFacts& facts) {
    std::vector<Tripped> found;
    if (facts.numPairs <= 0 || !std::isfinite(facts.accuracy)) return found;
    if (!m_bestHeldOut || facts.accuracy > m_bestHeldOut->accuracy) {
        m_bestHeldOut = facts;
        return found;
    }
    if (m_options.action == TripwireAction::Off) return found;
    const double best = m_bestHeldOut->accuracy, pairs = static_cast<double>(facts.numPairs);
    const double error = std::sqrt((best * (1 - best) + facts.accuracy * (1 - facts.accuracy)) / pairs);   // of the difference of both shares
    check(best - facts.accuracy > 2 * error && facts.reward > m_bestHeldOut->reward, "implicit_accuracy",
          "the reward of held-out prompts rises while the policy itself prefers the better of " + std::to_string(facts.numPairs) + " held-out pairs in " +
              inWords(100 * facts.accuracy) + " %, " + inWords(100 * best) + " % before",
          "the reward is being fooled: stop here, raise kl_weight, or go back to an earlier checkpoint", found);
    return found;
}

Json Tripwires::save() const {
    Json history = Json::array(), touched = Json::object();
    for (const RolloutFacts& facts : m_history) history.push_back(factsToJson(facts));
    for (const auto& [wire, at] : m_touched) touched[wire] = at;
    Json state{{"seen", m_numSeen}, {"history", history}, {"touched", touched}};
    if (m_bestHeldOut)
        state["best_held_out"] = {{"reward", jsonNumber(m_bestHeldOut->reward)}, {"accuracy", m_bestHeldOut->accuracy}, {"pairs", m_bestHeldOut->numPairs}};
    return state;
}

Status Tripwires::restore(const Json& state) {
    const bool isWhole = state.is_object() && state.contains("seen") && state["seen"].is_number_integer() && state.contains("history") &&
                         state["history"].is_array() && state.contains("touched") && state["touched"].is_object();
    if (!isWhole) return fail(ErrorCode::InvalidData, "the checkpoint does not say what earlier rollouts were like");
    m_history.clear();
    m_touched.clear();
    m_numSeen = state["seen"].get<std::int64_t>();
    for (const Json& one : state["history"]) {
        ASSIGN_OR_RETURN(RolloutFacts facts, factsFromJson(one));
        m_history.push_back(std::move(facts));
    }
    for (const auto& [wire, at] : state["touched"].items())
        if (at.is_number_integer()) m_touched[wire] = at.get<std::int64_t>();
    m_bestHeldOut.reset();
    if (const Json best = state.value("best_held_out", Json()); best.is_object()) {
        HeldOutFacts facts;
        ASSIGN_OR_RETURN(facts.reward, numberFromJson(best.value("reward", Json())));
        ASSIGN_OR_RETURN(facts.accuracy, numberFromJson(best.value("accuracy", Json())));
        facts.numPairs = best.value("pairs", Json()).is_number_integer() ? best["pairs"].get<std::int64_t>() : 0;
        m_bestHeldOut = facts;
    }
    return {};
}

}  // namespace luthier
