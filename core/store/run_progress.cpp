// SPDX-License-Identifier: Apache-2.0
#include "core/store/run_progress.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>

namespace luthier::store {

namespace {

constexpr std::size_t maxGroups = 60;

std::optional<double> number(const Json& json, const char* key) {
    const auto found = json.find(key);
    if (found == json.end()) return std::nullopt;
    const auto value = numberFromJson(*found);
    return value ? std::optional<double>(*value) : std::nullopt;
}

std::int64_t whole(const Json& json, const char* key, std::int64_t fallback) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : fallback;
}

std::string text(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Json maybe(const std::optional<double>& value) { return value ? jsonNumber(*value) : Json(); }

const Json& part(const Json& json, const char* key) {
    static const Json none = Json::object();
    const auto found = json.is_object() ? json.find(key) : json.end();
    return found != json.end() && found->is_object() ? *found : none;
}

// "failed" has it in "error", as errorToJson writes it; "paused" beside its other members.
std::string messageOf(const Json& event) {
    const auto error = event.find("error");
    const Json& fields = error != event.end() && error->is_object() ? *error : event;
    std::string message = text(fields, "message");
    if (const std::string hint = text(fields, "hint"); !hint.empty()) message += (message.empty() ? "" : " - ") + hint;
    return message;
}

}  // namespace

double secondsOfTime(const std::string& time) {
    std::tm parts{};
    double second = 0;
    const int numRead = std::sscanf(time.c_str(), "%4d-%2d-%2dT%2d:%2d:%lf",
                                    &parts.tm_year, &parts.tm_mon, &parts.tm_mday, &parts.tm_hour, &parts.tm_min, &second);
    if (numRead != 6) return 0;
    parts.tm_year -= 1900;
    parts.tm_mon -= 1;
    return static_cast<double>(::timegm(&parts)) + second;
}

void Sparkline::add(std::int64_t step, double loss) {
    if (!std::isfinite(loss) || step < 0) return;
    const std::int64_t index = step / m_width;
    if (m_groups.empty() || m_groups.back().index < index) m_groups.push_back({index, 0, 0});
    m_groups.back().sum += loss;
    ++m_groups.back().count;
    while (m_groups.size() > maxGroups) {
        m_width *= 2;
        std::vector<Group> merged;
        for (const Group& group : m_groups) {
            if (merged.empty() || merged.back().index != group.index / 2) merged.push_back({group.index / 2, 0, 0});
            merged.back().sum += group.sum;
            merged.back().count += group.count;
        }
        m_groups = std::move(merged);
    }
}

std::vector<float> Sparkline::values() const {
    std::vector<float> values;
    for (const Group& group : m_groups) values.push_back(static_cast<float>(group.sum / static_cast<double>(group.count)));
    return values;
}

Json Sparkline::toJson() const {
    Json groups = Json::array();
    for (const Group& group : m_groups) groups.push_back({group.index, group.sum, group.count});
    return {{"width", m_width}, {"groups", groups}};
}

Sparkline Sparkline::fromJson(const Json& json) {
    Sparkline line;
    line.m_width = std::max<std::int64_t>(whole(json, "width", 1), 1);
    const auto groups = json.find("groups");
    if (groups == json.end() || !groups->is_array()) return line;
    for (const Json& group : *groups)
        if (group.is_array() && group.size() == 3 && group[0].is_number() && group[1].is_number() && group[2].is_number_integer() && group[2] > 0)
            line.m_groups.push_back({group[0].get<std::int64_t>(), group[1].get<double>(), group[2].get<std::int64_t>()});
    return line;
}

void MetricsProgress::take(std::int64_t lineStep, const Json& fields) {
    step = std::max(step, lineStep);
    numSteps = whole(fields, "num_steps", numSteps);
    followsReward = followsReward || fields.contains("reward") || fields.contains("eval_reward");
    if (const auto value = number(fields, followsReward ? "reward" : "loss")) {
        loss = value;
        sparkline.add(lineStep, *value);
    }
    if (const auto value = number(fields, followsReward ? "eval_reward" : "eval_loss")) {
        evalLoss = value;
        const double best = bestEvalLoss.value_or(*value);
        if (std::isfinite(*value)) bestEvalLoss = followsReward ? std::max(best, *value) : std::min(best, *value);
    }
    if (const auto value = number(fields, "tokens_per_second")) tokensPerSecond = value;
}

void EventsProgress::take(const LogLine& line) {
    const Json& fields = line.fields;
    const std::string kind = text(fields, "kind"), time = text(fields, "time");
    if (line.attempt > attempt) {
        secondsBefore = seconds(0);
        attempt = line.attempt;
        attemptStartedAt = time;
        ending.clear();
        error.clear();
        endedAt.clear();
        if (startedAt.empty()) startedAt = time;
    }
    lastTime = time;
    if (kind == "started") numSteps = whole(fields, "steps", numSteps);
    if (kind != "done" && kind != "stopped" && kind != "paused" && kind != "failed") return;
    ending = kind;
    endedAt = time;
    // "done" says how many steps there were; a run that ended by itself says why.
    if (kind == "failed" || kind == "paused") error = messageOf(fields);
}

double EventsProgress::seconds(double until) const {
    if (attemptStartedAt.empty()) return secondsBefore;
    const double end = ending.empty() ? std::max(until, secondsOfTime(lastTime)) : secondsOfTime(endedAt);
    // A clock that was put back gives no negative time.
    return secondsBefore + std::max(0.0, end - secondsOfTime(attemptStartedAt));
}

Json runProgressToJson(const RunProgress& progress) {
    const MetricsProgress& metrics = progress.metrics;
    const EventsProgress& events = progress.events;
    return {{"metrics",
             {{"tail", logPlaceToJson(metrics.place)},
              {"step", metrics.step},
              {"num_steps", metrics.numSteps},
              {"follows_reward", metrics.followsReward},
              {"loss", maybe(metrics.loss)},
              {"eval_loss", maybe(metrics.evalLoss)},
              {"best_eval_loss", maybe(metrics.bestEvalLoss)},
              {"tokens_per_second", maybe(metrics.tokensPerSecond)},
              {"sparkline", metrics.sparkline.toJson()}}},
            {"events",
             {{"tail", logPlaceToJson(events.place)},
              {"attempt", events.attempt},
              {"num_steps", events.numSteps},
              {"ending", events.ending},
              {"error", events.error},
              {"started_at", events.startedAt},
              {"ended_at", events.endedAt},
              {"attempt_started_at", events.attemptStartedAt},
              {"last_time", events.lastTime},
              {"seconds_before", events.secondsBefore}}},
            {"config", progress.config}};
}

RunProgress runProgressFromJson(const Json& json) {
    RunProgress progress;
    const Json& metrics = part(json, "metrics");
    progress.metrics.place = logPlaceFromJson(part(metrics, "tail"));
    progress.metrics.step = whole(metrics, "step", 0);
    progress.metrics.numSteps = whole(metrics, "num_steps", 0);
    progress.metrics.followsReward = metrics.value("follows_reward", Json(false)) == true;
    progress.metrics.loss = number(metrics, "loss");
    progress.metrics.evalLoss = number(metrics, "eval_loss");
    progress.metrics.bestEvalLoss = number(metrics, "best_eval_loss");
    progress.metrics.tokensPerSecond = number(metrics, "tokens_per_second");
    progress.metrics.sparkline = Sparkline::fromJson(part(metrics, "sparkline"));
    const Json& events = part(json, "events");
    progress.events.place = logPlaceFromJson(part(events, "tail"));
    progress.events.attempt = whole(events, "attempt", 0);
    progress.events.numSteps = whole(events, "num_steps", 0);
    progress.events.ending = text(events, "ending");
    progress.events.error = text(events, "error");
    progress.events.startedAt = text(events, "started_at");
    progress.events.endedAt = text(events, "ended_at");
    progress.events.attemptStartedAt = text(events, "attempt_started_at");
    progress.events.lastTime = text(events, "last_time");
    progress.events.secondsBefore = number(events, "seconds_before").value_or(0);
    if (json.is_object()) progress.config = text(json, "config");
    return progress;
}

}  // namespace luthier::store
