// SPDX-License-Identifier: Apache-2.0
#include "core/rollouts/rollout_source.h"

#include <algorithm>
#include <cmath>

#include "core/base/random.h"
#include "core/methods/advantages.h"
#include "core/rollouts/rollout_record.h"
#include "core/rollouts/rollout_state.h"

namespace luthier {

namespace {

constexpr std::uint64_t kOrderStream = std::uint64_t{0x0111} << 48;

std::int64_t integerOf(const Json& json, const char* key) {
    return json.is_object() && json.contains(key) && json[key].is_number_integer() ? json[key].get<std::int64_t>() : -1;
}

Error unfit(const std::string& message) { return Error(ErrorCode::InvalidData, message).withHint("Remove the checkpoint and resume from an older one."); }

}  // namespace

RolloutSource::RolloutSource(RolloutMaker maker, std::function<std::vector<std::int64_t>(std::int64_t)> orderOf, const RolloutSourceOptions& options,
                             RolloutWatch watch)
    : m_maker(std::move(maker)), m_orderOf(std::move(orderOf)), m_watch(std::move(watch)), m_tripwires(m_maker.parts().method.online().tripwires),
      m_klWeight(m_maker.parts().method.online().klWeight) {
    m_epochLength = static_cast<double>(std::max<std::size_t>(m_orderOf(0).size(), 1));
    m_numSteps = numOnlineSteps(static_cast<std::int64_t>(m_epochLength), m_maker.parts().method.online(), options.epochs, options.maxSteps);
}

std::int64_t RolloutSource::stepsPerRollout() const {
    const OnlineOptions& online = m_maker.parts().method.online();
    return online.passes * online.stepsPerPass;
}

void RolloutSource::followKlWeight() {
    const std::optional<double> set = m_watch.klWeight(m_position);
    if (set && set != m_klWeightSeen) m_klWeight = *set;
    m_klWeightSeen = set;
}

std::vector<std::int64_t> RolloutSource::takeRows(std::int64_t count) {
    std::vector<std::int64_t> rows;
    std::int64_t epoch = -1;
    std::vector<std::int64_t> order;
    for (; count > 0; --count, ++m_taken) {
        const auto length = static_cast<std::int64_t>(m_epochLength);
        if (m_taken / length != epoch) order = m_orderOf(epoch = m_taken / length);
        rows.push_back(order[static_cast<std::size_t>(m_taken % length) % order.size()]);
    }
    return rows;
}

// Prompts that teach nothing make room for the next ones, as far as the method wants it.
Result<Rollout> RolloutSource::drawRollout() {
    const OnlineMethod& method = m_maker.parts().method;
    Rollout rollout;
    rollout.index = m_position / stepsPerRollout();
    rollout.groupSize = method.online().completions;
    rollout.klWeight = m_klWeight;
    std::vector<RolloutAnswer> silent;
    for (std::int64_t round = 0;; ++round) {
        const std::int64_t missing = method.online().promptsPerRollout - rollout.numGroups();
        const auto stream = (static_cast<std::uint64_t>(rollout.index) << 8) + static_cast<std::uint64_t>(round);
        ASSIGN_OR_RETURN(std::vector<RolloutAnswer> answers, m_maker.answer(takeRows(missing), rollout.groupSize, stream, m_watch.work));
        for (std::size_t begin = 0; begin < answers.size(); begin += static_cast<std::size_t>(rollout.groupSize)) {
            std::vector<double> rewards;
            for (std::int64_t i = 0; i < rollout.groupSize; ++i) rewards.push_back(answers[begin + static_cast<std::size_t>(i)].reward);
            const bool teaches = round >= method.resampleRounds() || shareOfSilentGroups(rewards, rollout.groupSize) == 0;
            auto& into = teaches ? rollout.answers : silent;
            for (std::int64_t i = 0; i < rollout.groupSize; ++i) into.push_back(std::move(answers[begin + static_cast<std::size_t>(i)]));
        }
        if (rollout.numGroups() >= method.online().promptsPerRollout) return rollout;
        if (round >= method.resampleRounds()) return fail(ErrorCode::Internal, "a rollout has too few answers");
    }
}

Status RolloutSource::makeRollout() {
    followKlWeight();
    const std::int64_t taken = m_taken;
    Result<Rollout> drawn = drawRollout();
    const OnlineMethod& method = m_maker.parts().method;
    // An answer that is not learned from goes through no step, so nothing would be known of it.
    m_waitsForLogps = drawn && !method.online().readsPolicyFirst() &&
                      std::ranges::all_of(drawn->answers, [&](const RolloutAnswer& answer) { return method.isLearned(answer); });
    const auto readers = m_waitsForLogps ? RolloutMaker::Readers::ReferenceAlone : RolloutMaker::Readers::All;
    Status read = drawn ? m_maker.readTokens(drawn->answers, readers, m_watch.work) : Status(fail(drawn.error()));
    if (!read) {
        m_taken = taken;   // what was not learned from is met again
        return read;
    }
    method.fillAdvantages(*drawn);
    m_rollout = std::move(*drawn);
    return m_waitsForLogps ? Status() : tellRollout(m_position + 1);
}

Status RolloutSource::tellRollout(std::int64_t step) {
    m_metrics = metricsOf(*m_rollout, m_maker.parts());
    RETURN_IF_ERROR(tellAnswers(step));
    RETURN_IF_ERROR(tell(m_tripwires.look(factsOf(*m_rollout, m_maker.parts(), m_metrics)), step));
    m_klWeight = m_maker.parts().method.nextKlWeight(m_klWeight, m_metrics.at("kl"), static_cast<std::int64_t>(m_rollout->answers.size()));
    return {};
}

Status RolloutSource::tellAnswers(std::int64_t step) {
    for (const RolloutAnswer& answer : m_rollout->answers) {
        ASSIGN_OR_RETURN(const Json line, answerToJson(answer, m_maker.parts(), m_maker.parts().prompts, m_rollout->index));
        RETURN_IF_ERROR(m_watch.sample(step, line));
    }
    const auto numWithout = std::count_if(m_rollout->answers.begin(), m_rollout->answers.end(),
                                          [](const RolloutAnswer& answer) { return !std::isfinite(answer.reward); });
    if (numWithout > 0)
        RETURN_IF_ERROR(m_watch.event(EventKind::Warning, {{"step", step},
            {"message", std::to_string(numWithout) + " of " + std::to_string(m_rollout->answers.size()) + " answers got no reward and are not learned from"},
            {"hint", "no part of the reward says anything of them, or what it says is no number"}}));
    return {};
}

Status RolloutSource::tell(const std::vector<Tripped>& found, std::int64_t step) {
    for (const Tripped& tripped : found) {
        RETURN_IF_ERROR(m_watch.event(EventKind::Warning, {{"step", step}, {"tripwire", tripped.wire}, {"message", tripped.message}, {"hint", tripped.hint}}));
        if (m_tripwires.pauses()) m_watch.pause(tripped.message);
    }
    return {};
}

Status RolloutSource::lookAtHeldOut(const HeldOutFacts& facts, std::int64_t step) { return tell(m_tripwires.lookAtHeldOut(facts), step); }

std::vector<std::int64_t> RolloutSource::groupsOf(std::int64_t stepOfRollout) const {
    const std::int64_t steps = m_maker.parts().method.online().stepsPerPass, groups = m_rollout->numGroups();
    const std::int64_t pass = stepOfRollout / steps, part = stepOfRollout % steps;
    const auto stream = kOrderStream + (static_cast<std::uint64_t>(m_rollout->index) << 12) + static_cast<std::uint64_t>(pass);
    const std::vector<std::int64_t> order = permutation(groups, m_maker.parts().seed, stream);
    return {order.begin() + part * groups / steps, order.begin() + (part + 1) * groups / steps};
}

Result<Step> RolloutSource::next() {
    if (m_position >= m_numSteps) return fail(ErrorCode::Internal, "a step beyond the end of the data was asked for");
    const std::int64_t index = m_position / stepsPerRollout(), stepOfRollout = m_position % stepsPerRollout();
    if (!m_rollout || m_rollout->index != index) {
        if (stepOfRollout != 0) return fail(ErrorCode::Internal, "the rollout of step " + std::to_string(m_position + 1) + " is not there");
        RETURN_IF_ERROR(makeRollout());
    }
    Step step;
    step.index = m_position;
    const std::vector<std::int64_t> groups = groupsOf(stepOfRollout);
    step.samples = samplesOf(groups);
    step.numbers[step_numbers::answers] = static_cast<double>(static_cast<std::int64_t>(groups.size()) * m_rollout->groupSize);
    step.numbers[step_numbers::klWeight] = m_rollout->klWeight;
    if (stepOfRollout == 0 && !m_waitsForLogps) step.metrics = m_metrics;
    ++m_position;
    step.epoch = static_cast<double>(m_taken) / m_epochLength;
    return step;
}

std::vector<Sample> RolloutSource::samplesOf(std::span<const std::int64_t> groups) {
    std::vector<Sample> samples = m_maker.parts().method.samplesOf(*m_rollout, groups);
    if (!m_waitsForLogps) return samples;
    std::size_t next = 0;                         // every answer is learned from, in this order
    for (const std::int64_t group : groups)
        for (std::int64_t i = group * m_rollout->groupSize; i < (group + 1) * m_rollout->groupSize; ++i) {
            RolloutAnswer& answer = m_rollout->answers[static_cast<std::size_t>(i)];
            answer.logps.assign(static_cast<std::size_t>(answer.numTokens()), 0.0F);
            samples.at(next).known.logps = {};
            samples.at(next++).logpsInto = answer.logps;
        }
    return samples;
}

Result<std::map<std::string, double>> RolloutSource::learned() {
    if (!m_waitsForLogps) return std::map<std::string, double>();
    m_waitsForLogps = false;
    RETURN_IF_ERROR(tellRollout(m_position));
    return m_metrics;
}

std::optional<double> RolloutSource::setting(const std::string& key) const {
    return key == "kl_weight" ? std::optional(m_klWeight) : std::nullopt;
}

Json RolloutSource::save() const {
    return {{"position", m_position}, {"num_steps", m_numSteps}, {"taken", m_taken}, {"kl_weight", jsonNumber(m_klWeight)},
            {"kl_weight_seen", m_klWeightSeen ? jsonNumber(*m_klWeightSeen) : Json(nullptr)}, {"tripwires", m_tripwires.save()}};
}

Status RolloutSource::restore(const Json& state) {
    const std::int64_t position = integerOf(state, "position"), planned = integerOf(state, "num_steps"), taken = integerOf(state, "taken");
    if (position < 0 || position > planned || taken < 0 || !state.contains("kl_weight") || !state.contains("tripwires"))
        return fail(unfit("the checkpoint does not say which rollout it was made in"));
    if (planned != m_numSteps)
        return fail(unfit("the checkpoint was made for " + std::to_string(planned) + " steps, the settings now give " + std::to_string(m_numSteps)));
    ASSIGN_OR_RETURN(m_klWeight, numberFromJson(state["kl_weight"]));
    m_klWeightSeen.reset();
    if (state.contains("kl_weight_seen") && !state["kl_weight_seen"].is_null()) {
        ASSIGN_OR_RETURN(m_klWeightSeen, numberFromJson(state["kl_weight_seen"]));
    }
    RETURN_IF_ERROR(m_tripwires.restore(state["tripwires"]));
    const bool isInside = position % stepsPerRollout() != 0;
    if (isInside && (!m_rollout || m_rollout->index != position / stepsPerRollout())) return fail(unfit("the checkpoint lacks the rollout it was made in"));
    if (!isInside) m_rollout.reset();   // the next step makes its own
    m_position = position;
    m_taken = taken;
    return {};
}

Status RolloutSource::saveData(const std::string& folder) const {
    const bool isInside = m_position % stepsPerRollout() != 0;
    return isInside ? saveRollout(folder, m_rollout) : Status();
}

Status RolloutSource::loadData(const std::string& folder) {
    ASSIGN_OR_RETURN(m_rollout, loadRollout(folder));
    if (!m_rollout) return {};
    for (const RolloutAnswer& answer : m_rollout->answers)
        if (answer.row >= m_maker.parts().prompts.size()) return fail(unfit("the checkpoint's rollout is of other prompts"));
    return {};
}

}  // namespace luthier
