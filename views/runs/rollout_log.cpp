// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/rollout_log.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/json.h"
#include "core/base/utf8.h"

namespace luthier {

namespace {

constexpr std::size_t kPromptsRemembered = 64;   // a rollout comes back to its prompts
constexpr std::size_t kMostParts = 64;
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

const Json* memberOf(const Json& fields, const char* key) {
    const auto found = fields.find(key);
    return found == fields.end() ? nullptr : &*found;
}

double numberIn(const Json& fields, const char* key) {
    const Json* const value = memberOf(fields, key);
    return value == nullptr || value->is_null() ? kNothing : numberFromJson(*value).value_or(kNothing);
}

std::int64_t wholeIn(const Json& fields, const char* key, std::int64_t otherwise) {
    const Json* const value = memberOf(fields, key);
    return value != nullptr && value->is_number_integer() ? value->get<std::int64_t>() : otherwise;
}

std::string textIn(const Json& fields, const char* key) {
    const Json* const value = memberOf(fields, key);
    return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

// The beginning, whole characters only.
std::string excerptOf(const std::string& text) {
    if (text.size() <= RolloutLog::maxExcerpt) return text;
    std::size_t end = RolloutLog::maxExcerpt;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end);
}

bool isTrue(const Json* value) { return value != nullptr && value->is_boolean() && value->get<bool>(); }

std::vector<double> numbersIn(const Json& fields, const char* key, std::size_t count) {
    const Json* const list = memberOf(fields, key);
    std::vector<double> numbers;
    if (list == nullptr || !list->is_array() || list->size() != count) return numbers;
    for (const Json& value : *list) numbers.push_back(value.is_null() ? kNothing : numberFromJson(value).value_or(kNothing));
    return numbers;
}

std::vector<std::pair<std::string, double>> partsIn(const Json& fields, const char* key) {
    std::vector<std::pair<std::string, double>> parts;
    const Json* const object = memberOf(fields, key);
    if (object != nullptr && object->is_object())
        for (const auto& [name, value] : object->items()) parts.emplace_back(name, value.is_null() ? kNothing : numberFromJson(value).value_or(kNothing));
    return parts;
}

}  // namespace

void RolloutAnswers::append(RolloutAnswer answer) {
    m_hasHeldOut = m_hasHeldOut || answer.isHeldOut;
    m_last.push_back(std::move(answer));
    if (m_last.size() < pieceSize) return;
    m_whole.push_back(std::make_shared<const std::vector<RolloutAnswer>>(std::move(m_last)));
    m_last.clear();
}

std::size_t RolloutLog::partNamed(const std::string& name) {
    std::vector<std::string>& names = m_answers.m_partNames;
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    if (names.size() >= kMostParts) return names.size();
    names.push_back(name);
    return names.size() - 1;
}

std::shared_ptr<const std::string> RolloutLog::promptOf(const Json& fields) {
    std::string text = excerptOf(textIn(fields, "prompt"));
    for (const auto& known : m_newestPrompts)
        if (*known == text) return known;
    if (m_newestPrompts.size() >= kPromptsRemembered) m_newestPrompts.erase(m_newestPrompts.begin());
    m_newestPrompts.push_back(std::make_shared<const std::string>(std::move(text)));
    return m_newestPrompts.back();
}

bool RolloutLog::take(const LogLine& line, std::uint64_t begin) {
    const Json& fields = line.fields;
    const bool isHeldOut = isTrue(memberOf(fields, "held_out"));
    const Json* const rollout = memberOf(fields, "rollout");
    if ((rollout == nullptr || !rollout->is_number_integer()) && !isHeldOut) return false;
    const Json* const text = memberOf(fields, "text");
    if (text == nullptr || !text->is_string()) return true;   // of a rollout, and not an answer this version knows
    RolloutAnswer answer;
    answer.step = wholeIn(fields, "step", 0);
    answer.rollout = wholeIn(fields, "rollout", -1);
    answer.length = wholeIn(fields, "length", 0);
    answer.begin = begin;
    answer.prompt = promptOf(fields);
    answer.start = excerptOf(text->get_ref<const std::string&>());
    answer.reward = static_cast<float>(numberIn(fields, "reward"));
    answer.kl = static_cast<float>(numberIn(fields, "kl"));
    answer.advantage = static_cast<float>(numberIn(fields, "advantage"));
    answer.isHeldOut = isHeldOut;
    const Json* const adapter = memberOf(fields, "adapter");
    answer.isOfBase = adapter != nullptr && adapter->is_null();
    answer.isCut = textIn(fields, "finish_reason") == "length";
    for (const char* const key : {"rewards", "watched"})
        for (const auto& [name, value] : partsIn(fields, key)) {
            const std::size_t at = partNamed(key == std::string_view("watched") ? "watched/" + name : name);
            if (at >= m_answers.m_partNames.size()) continue;
            if (answer.parts.size() <= at) answer.parts.resize(at + 1, static_cast<float>(kNothing));
            answer.parts[at] = static_cast<float>(value);
        }
    m_answers.append(std::move(answer));
    m_handedOut = nullptr;
    if (m_answers.size() > maxAnswers) keep(maxAnswers / 10, std::numeric_limits<std::int64_t>::max());
    return true;
}

// Without the first `from`, and without those of later steps.
void RolloutLog::keep(std::size_t from, std::int64_t lastStep) {
    RolloutAnswers left;
    left.m_partNames = m_answers.m_partNames;
    left.m_generation = m_answers.m_generation + 1;
    for (std::size_t i = from; i < m_answers.size(); ++i)
        if (m_answers[i].step <= lastStep) left.append(m_answers[i]);
    m_answers = std::move(left);
    m_handedOut = nullptr;
}

void RolloutLog::rewindTo(std::int64_t step) {
    bool any = false;
    for (std::size_t i = m_answers.size(); i-- > 0 && !any;) any = m_answers[i].step > step;
    if (any) keep(0, step);
}

void RolloutLog::clear() {
    if (!m_answers.empty()) keep(m_answers.size(), 0);
}

std::shared_ptr<const RolloutAnswers> RolloutLog::answers() {
    if (!m_handedOut) m_handedOut = std::make_shared<const RolloutAnswers>(m_answers);
    return m_handedOut;
}

Result<RolloutText> readRollout(const std::string& samplesFile, std::uint64_t begin) {
    ASSIGN_OR_RETURN(const LogLine line, readLineAt(samplesFile, begin));
    const Json& fields = line.fields;
    if (!fields.contains("text")) return fail(Error(ErrorCode::InvalidData, "the line is not an answer any more").at(samplesFile));
    RolloutText answer;
    answer.prompt = repairUtf8(textIn(fields, "prompt"));
    answer.promptRow = textIn(fields, "prompt_row");
    answer.text = repairUtf8(textIn(fields, "text"));
    if (const Json* const tokens = memberOf(fields, "tokens"); tokens != nullptr && tokens->is_array())
        for (const Json& token : *tokens) answer.tokens.push_back(token.is_string() ? repairUtf8(token.get<std::string>()) : std::string());
    answer.kl = numbersIn(fields, "token_kl", answer.tokens.size());
    answer.advantages = numbersIn(fields, "token_advantages", answer.tokens.size());
    answer.values = numbersIn(fields, "token_values", answer.tokens.size());
    answer.rewards = partsIn(fields, "rewards");
    answer.watched = partsIn(fields, "watched");
    return answer;
}

}  // namespace luthier
