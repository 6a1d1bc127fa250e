// SPDX-License-Identifier: Apache-2.0
// Where in a text the answer stands: all of it, its last line, inside \boxed{}, or what a pattern takes out of it. Linear in its length.
// Thread: immutable after create().
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/config/schema.h"

namespace re2 { class RE2; }

namespace luthier {

enum class AnswerPart { Whole, LastLine, Boxed, Pattern, Anywhere };

class AnswerPartFinder {
public:
    // pattern: only of AnswerPart::Pattern. Errors: InvalidConfig, a pattern that is none or has several groups.
    static Result<AnswerPartFinder> create(AnswerPart part, const std::string& pattern);
    // nullopt: there is no such part. Trimmed.
    std::optional<std::string_view> find(std::string_view text) const;
    // The part if it is there and is marked as such (boxed, pattern), else all of it: for references, which often are written as answers are.
    std::string_view findOrAll(std::string_view text) const;

private:
    AnswerPart m_part = AnswerPart::Whole;
    std::shared_ptr<const re2::RE2> m_pattern;
};

// "" where the pattern can be used.
std::string problemOfPattern(const std::string& pattern);
// The choices of the field "where"; Anywhere is not among them.
std::vector<Choice<AnswerPart>> answerPartChoices();
// The checks that "where" and "pattern" of a schema need together.
void checkAnswerPart(AnswerPart part, const std::string& pattern, CheckReport& report);

}  // namespace luthier
