// SPDX-License-Identifier: Apache-2.0
#include "core/plan/changes.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace luthier {

namespace {

constexpr std::int64_t kFewestMicroTokens = 64;    // rows are computed in blocks of that many
constexpr std::int64_t kShortestLength = 128;      // shorter rows are no dialogues any more
constexpr std::int64_t kShortestAnswer = 16;

// What answers of its own a method writes; nothing where it learns from a file.
template <class Change>
void changeAnswers(RunConfig& config, const Change& change) {
    std::visit([&](auto& options) {
        if constexpr (std::is_base_of_v<OnlineOptions, std::remove_cvref_t<decltype(options)>>) change(static_cast<OnlineOptions&>(options));
    }, config.method);
}

class Search {
public:
    Search(const PlanRequest& request, const Plan& plan) : m_request(request), m_plan(plan) {}

    std::vector<PlannedChange> run() {
        microTokens(m_request);
        recompute();
        if (m_request.machine.fastBf16 && *m_request.config.model.precision == ComputePrecision::F32) bf16();
        if (onlineOptionsOf(m_request.config.method)) answers(m_request);
        else maxLength(m_request, "");
        if (!std::holds_alternative<LoraOptions>(m_request.config.adapter)) lora();
        if (m_changes.empty()) allTogether();
        std::vector<PlannedChange> found = std::move(m_changes);
        if (found.empty() && m_least) found.push_back(*m_least);
        return found;
    }

private:
    bool add(const PlanRequest& changed, std::string key, Json value, std::string words) {
        const Plan plan = planWithoutChanges(changed);
        const PlannedChange change{std::move(key), std::move(value), std::move(words), plan.peakBytes, plan.seconds, plan.fits, settingsOf(changed.config)};
        if (plan.fits) m_changes.push_back(change);
        else if (plan.countable && plan.peakBytes < m_plan.peakBytes && (!m_least || change.peakBytes < m_least->peakBytes)) m_least = change;
        return plan.fits;
    }

    // What differs from the settings as they are.
    Json settingsOf(const RunConfig& changed) const {
        const RunConfig& now = m_request.config;
        Json settings = Json::object();
        if (changed.training.microTokens != now.training.microTokens) settings["training.micro_tokens"] = *changed.training.microTokens;
        if (changed.training.recompute != now.training.recompute) settings["training.recompute"] = "all";
        if (changed.model.precision != now.model.precision) settings["model.precision"] = "bf16";
        if (changed.data.maxLength != now.data.maxLength) settings["data.max_length"] = changed.data.maxLength;
        if (changed.adapter != now.adapter) settings["adapter.type"] = Lora::id;
        if (const OnlineOptions *const is = onlineOptionsOf(changed.method), *const was = onlineOptionsOf(now.method); is && was) {
            if (is->decodedAtOnce != was->decodedAtOnce) settings["method.decoded_at_once"] = is->decodedAtOnce;
            if (is->maxNewTokens != was->maxNewTokens) settings["method.max_new_tokens"] = is->maxNewTokens;
        }
        return settings;
    }

    // Halves until it fits, or halving gains nothing any more: a micro-batch is at least its longest row.
    void microTokens(const PlanRequest& from) {
        PlanRequest changed = from;
        for (std::int64_t tokens = *from.config.training.microTokens / 2; tokens >= kFewestMicroTokens; tokens /= 2) {
            changed.config.training.microTokens = tokens;
            if (add(changed, "training.micro_tokens", tokens, "fewer tokens at once; the result stays the same")) return;
            if (tokens < m_plan.work.longestRow()) return;
        }
    }

    void recompute() {
        PlanRequest changed = m_request;
        if (std::exchange(changed.config.training.recompute, Recompute::All) == Recompute::All) return;
        add(changed, "training.recompute", "all", "the feed-forward parts are computed twice instead of kept; the result stays the same");
    }

    void bf16() {
        PlanRequest changed = m_request;
        changed.config.model.precision = ComputePrecision::Bf16;
        add(changed, "model.precision", "bf16", "16 bit weights, which this machine computes faster");
    }

    void maxLength(const PlanRequest& from, const std::string& also) {
        PlanRequest changed = from;
        for (std::int64_t length = m_plan.work.longestRow() / 2; length >= kShortestLength; length /= 2) {
            changed.config.data.maxLength = length;
            changed.data = shortened(from.data, length);
            changed.config.training.microTokens = std::min(*from.config.training.microTokens, length);
            const std::string words = "longer rows are cut, with micro_tokens " + std::to_string(*changed.config.training.microTokens) + also;
            if (add(changed, "data.max_length", length, words)) return;
        }
    }

    // Of a run that writes what it learns from: fewer answers at once, then shorter ones; a micro-batch is at least a prompt with its answer.
    void answers(const PlanRequest& from) {
        PlanRequest changed = from;
        const auto halve = [&](std::int64_t OnlineOptions::* number, std::int64_t least, const char* key, const char* words) {
            for (std::int64_t half = onlineOptionsOf(from.config.method)->*number / 2; half >= least; half /= 2) {
                changeAnswers(changed.config, [&](OnlineOptions& online) { online.*number = half; });
                if (add(changed, key, half, words)) return true;
            }
            return false;
        };
        if (halve(&OnlineOptions::decodedAtOnce, 1, "method.decoded_at_once", "fewer answers are written at once; the result stays the same")) return;
        changed.config.training.microTokens = kFewestMicroTokens;
        halve(&OnlineOptions::maxNewTokens, kShortestAnswer, "method.max_new_tokens", "shorter answers, one or a few at once");
    }

    void lora() {
        PlanRequest changed = m_request;
        changed.config.adapter = LoraOptions{};
        if (add(changed, "adapter.type", "lora", "an adapter of rank 16 instead of the model's own weights")) return;
        changed.config.training.microTokens = std::min(*m_request.config.training.microTokens, std::max(kFewestMicroTokens, m_plan.work.longestRow() / 2));
        add(changed, "adapter.type", "lora", "an adapter of rank 16, with micro_tokens " + std::to_string(*changed.config.training.microTokens));
    }

    void allTogether() {
        PlanRequest changed = m_request;
        std::string also = ", LoRA of rank 16";
        if (!std::holds_alternative<LoraOptions>(changed.config.adapter)) changed.config.adapter = LoraOptions{};
        else also.clear();
        if (m_request.machine.fastBf16) {
            changed.config.model.precision = ComputePrecision::Bf16;
            also += ", precision bf16";
        }
        if (onlineOptionsOf(changed.config.method)) answers(changed);
        else maxLength(changed, also);
    }

    const PlanRequest& m_request;
    const Plan& m_plan;
    std::vector<PlannedChange> m_changes;
    std::optional<PlannedChange> m_least;
};

}  // namespace

std::vector<PlannedChange> changesThatFit(const PlanRequest& request, const Plan& plan) { return Search(request, plan).run(); }

}  // namespace luthier
