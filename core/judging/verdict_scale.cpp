// SPDX-License-Identifier: Apache-2.0
#include "core/judging/verdict_scale.h"

#include <cmath>
#include <numeric>

#include "core/base/utf8.h"

namespace luthier {

namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view space = " \t\r\n\f\v";
    const std::size_t begin = text.find_first_not_of(space);
    return begin == std::string_view::npos ? std::string_view() : text.substr(begin, text.find_last_not_of(space) - begin + 1);
}

bool sameLetters(std::string_view text, std::string_view lowerCaseWord) {
    if (text.size() != lowerCaseWord.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char lower = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
        if (lower != lowerCaseWord[i]) return false;
    }
    return true;
}

JudgeVerdict without(std::string reason, double share) {
    JudgeVerdict verdict;
    verdict.reason = std::move(reason);
    verdict.share = share;
    return verdict;
}

}  // namespace

std::string VerdictScale::word(std::size_t index) const {
    if (m_scale == JudgeScale::YesNo) return index == 0 ? "no" : "yes";
    return std::to_string(index + 1);
}

std::string VerdictScale::inWords() const { return m_scale == JudgeScale::YesNo ? "yes or no" : "a number from 1 to " + std::to_string(m_points); }

std::optional<std::size_t> VerdictScale::wordIn(std::string_view text) const {
    const std::string_view inside = trimmed(text);
    for (std::size_t i = 0; i < numWords(); ++i)
        if (sameLetters(inside, word(i))) return i;
    return std::nullopt;
}

std::optional<std::size_t> VerdictScale::wordBeginning(std::string_view text) const {
    std::string_view inside = trimmed(text);
    const std::size_t end = m_scale == JudgeScale::YesNo ? inside.find_first_of(".,;:!\r\n") : std::string_view::npos;
    if (end == std::string_view::npos && inside.ends_with('.')) inside.remove_suffix(1);
    return wordIn(inside.substr(0, end));
}

JudgeVerdict VerdictScale::fromProbabilities(const std::vector<double>& ofWords) const {
    const double share = std::accumulate(ofWords.begin(), ofWords.end(), 0.0);
    if (!std::isfinite(share)) return without("the judge's probabilities are no numbers", 0);
    if (share < minVerdictShare)
        return without("the judge would say something else than " + inWords() + ": to these it gives less than 0.1 %", share);
    double sum = 0;
    for (std::size_t i = 0; i < ofWords.size(); ++i) sum += ofWords[i] * scoreOf(i);
    JudgeVerdict verdict;
    verdict.score = sum / share;
    verdict.share = share;
    return verdict;
}

JudgeVerdict VerdictScale::fromText(std::string_view text) const {
    std::string_view inside = trimmed(text);
    if (inside.empty()) return without("the judge said nothing", 1);
    if (inside.ends_with('.')) inside.remove_suffix(1);
    const std::optional<std::size_t> index = wordIn(inside);
    if (!index) return without("the judge did not say " + inWords() + " alone, but: " + excerpt(trimmed(text)), 1);
    JudgeVerdict verdict;
    verdict.score = scoreOf(*index);
    return verdict;
}

}  // namespace luthier
