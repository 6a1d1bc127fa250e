// SPDX-License-Identifier: Apache-2.0
#include "core/rewards/answer_part.h"

#include <re2/re2.h>

#include "core/rewards/plain_text.h"

namespace luthier {

namespace {

std::optional<std::string_view> lastBoxed(std::string_view text) {
    constexpr std::string_view opening = "\\boxed{";
    const std::size_t start = text.rfind(opening);
    if (start == std::string_view::npos) return std::nullopt;
    const std::size_t begin = start + opening.size();
    int depth = 1;
    for (std::size_t at = begin; at < text.size(); ++at) {
        if (text[at] == '\\') { ++at; continue; }   // \{ and \} are text
        depth += text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
        if (depth == 0) return trimmed(text.substr(begin, at - begin));
    }
    return std::nullopt;
}

}  // namespace

std::string problemOfPattern(const std::string& pattern) {
    const RE2 re2(pattern, RE2::Quiet);
    if (!re2.ok()) return "is no regular expression: " + re2.error();
    if (re2.NumberOfCapturingGroups() > 1) return "has several groups: the one with the answer cannot be told; write (?:...) for the others";
    return {};
}

Result<AnswerPartFinder> AnswerPartFinder::create(AnswerPart part, const std::string& pattern) {
    AnswerPartFinder finder;
    finder.m_part = part;
    if (part != AnswerPart::Pattern) return finder;
    if (const std::string problem = problemOfPattern(pattern); !problem.empty())
        return fail(Error(ErrorCode::InvalidConfig, "the pattern " + problem).withKey("pattern"));
    finder.m_pattern = std::make_shared<const RE2>(pattern, RE2::Quiet);
    return finder;
}

std::optional<std::string_view> AnswerPartFinder::find(std::string_view text) const {
    switch (m_part) {
        case AnswerPart::LastLine: return lastLineOf(text);
        case AnswerPart::Boxed: return lastBoxed(text);
        case AnswerPart::Pattern: break;
        case AnswerPart::Whole: case AnswerPart::Anywhere: return trimmed(text);
    }
    const int group = m_pattern->NumberOfCapturingGroups();
    re2::StringPiece found[2];
    if (!m_pattern->Match({text.data(), text.size()}, 0, text.size(), RE2::UNANCHORED, found, group + 1)) return std::nullopt;
    if (!found[group].data()) return std::nullopt;   // an optional group that took no part
    return trimmed(std::string_view(found[group].data(), found[group].size()));
}

std::string_view AnswerPartFinder::findOrAll(std::string_view text) const {
    const bool isMarked = m_part == AnswerPart::Boxed || m_part == AnswerPart::Pattern;
    return (isMarked ? find(text) : std::nullopt).value_or(trimmed(text));
}

std::vector<Choice<AnswerPart>> answerPartChoices() {
    return {{AnswerPart::Whole, "whole", "The whole answer", "From its first to its last character."},
            {AnswerPart::LastLine, "last_line", "Its last line", "The last line with more than white space."},
            {AnswerPart::Boxed, "boxed", "In \\boxed{}", "What the last \\boxed{...} holds."},
            {AnswerPart::Pattern, "pattern", "Where a pattern matches", "What the pattern's group takes out at the first place it matches; without a group, "
                "the match."}};
}

void checkAnswerPart(AnswerPart part, const std::string& pattern, CheckReport& report) {
    if (part != AnswerPart::Pattern) {
        if (!pattern.empty()) report.add("pattern", "is used only where the answer is looked for by a pattern",
            "set \"where\" to \"pattern\", or leave it out");
        return;
    }
    if (pattern.empty()) return report.add("pattern", "is needed to find the answer", "for example #### *(.+)");
    if (std::string problem = problemOfPattern(pattern); !problem.empty())
        report.add("pattern", std::move(problem), "look-ahead and back references are not part of RE2's syntax");
}

}  // namespace luthier
