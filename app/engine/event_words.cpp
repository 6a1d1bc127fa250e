// SPDX-License-Identifier: Apache-2.0
#include "app/engine/event_words.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string_view>

#include "core/base/utf8.h"
#include "core/plan/plan.h"

namespace luthier {

namespace {

constexpr int kBarWidth = 24;

double numberOr(const Json& fields, const char* key, double otherwise) {
    const auto found = fields.find(key);
    return found != fields.end() && found->is_number() ? found->get<double>() : otherwise;
}

std::string lossInWords(const Json& fields) {
    const auto found = fields.find("loss");
    if (found == fields.end()) return "";
    if (!found->is_number()) return "  loss " + (found->is_string() ? found->get<std::string>() : dumpJson(*found));
    char text[32];
    std::snprintf(text, sizeof text, "  loss %.4f", found->get<double>());
    return text;
}

}  // namespace

std::string eventInWords(EventKind kind, const Json& fields) {
    if (kind == EventKind::Planned) {
        std::string table = planTable(fields);
        if (table.ends_with('\n')) table.pop_back();
        return table;
    }
    if (const auto message = fields.find("message"); message != fields.end() && message->is_string()) {
        const auto hint = fields.find("hint");
        const bool hasHint = hint != fields.end() && hint->is_string() && !hint->get_ref<const std::string&>().empty();
        return (kind == EventKind::Warning ? "warning: " : "") + message->get<std::string>() + (hasHint ? " (" + hint->get<std::string>() + ")" : "");
    }
    std::string text(eventKindName(kind));
    for (const auto& [key, value] : fields.items()) text += "  " + key + " " + (value.is_string() ? value.get<std::string>() : dumpJson(value));
    return text;
}

std::string filledBar(double share, int width) {
    const int filled = static_cast<int>(std::floor(std::clamp(share, 0.0, 1.0) * width));
    return "[" + std::string(static_cast<std::size_t>(filled), '#') + std::string(static_cast<std::size_t>(width - filled), '-') + "]";
}

std::string StepLine::shown(const Json& fields, double now, int columns) {
    const double step = numberOr(fields, "step", 0), numSteps = std::max(numberOr(fields, "num_steps", 0), step);
    const double rate = numberOr(fields, "tokens_per_second", 0);
    if (m_started < 0) {
        m_started = now;
        m_firstStep = static_cast<std::int64_t>(step);
        m_firstSeconds = rate > 0 ? numberOr(fields, "step_tokens", 0) / rate : 0;   // of the first step only its own clock is known
    }
    const double numSeen = std::max(step - static_cast<double>(m_firstStep) + 1, 1.0);
    const double perStep = (now - m_started + m_firstSeconds) / numSeen;
    char speed[48];
    std::snprintf(speed, sizeof speed, "  %.0f tokens/s", rate);
    const std::string left = step < numSteps ? "  " + secondsInWords(perStep * (numSteps - step)) + " left" : "";
    const auto whole = [](double number) { return std::to_string(static_cast<std::int64_t>(number)); };
    const std::string words = "step " + whole(step) + " of " + whole(numSteps) + lossInWords(fields) + speed + left;
    const int room = columns - 4 - static_cast<int>(words.size() + std::string_view("train  []  ").size());   // the bar takes what the words leave
    const std::string bar = room < 4 ? "" : filledBar(numSteps > 0 ? step / numSteps : 0, std::min(room, kBarWidth)) + "  ";
    return excerpt("train  " + bar + words, static_cast<std::size_t>(std::max(20, columns - 4)));
}

}  // namespace luthier
