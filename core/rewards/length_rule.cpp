// SPDX-License-Identifier: Apache-2.0
#include "core/rewards/length_rule.h"

#include <algorithm>

#include "core/base/utf8.h"

namespace luthier {

namespace {

std::int64_t numWords(std::string_view text) {
    std::int64_t words = 0;
    bool inWord = false;
    for (const char c : text) {
        const bool isSpace = c == ' ' || (c >= '\t' && c <= '\r');
        words += !isSpace && !inWord;
        inWord = !isSpace;
    }
    return words;
}

// Bytes that begin a character.
std::int64_t numCharacters(std::string_view text) {
    return std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

class LengthRuleScore : public RewardRule {
public:
    explicit LengthRuleScore(const LengthRuleOptions& options) : m_options(options) {}

    Result<std::optional<double>> score(const AnswerView& answer) const override {
        const std::int64_t length = lengthOf(answer);
        const std::int64_t beyond = std::max({m_options.minimum - length, m_options.maximum ? length - *m_options.maximum : 0, std::int64_t{0}});
        if (beyond == 0) return std::optional(1.0);
        if (m_options.slope == 0) return std::optional(0.0);
        return std::optional(std::max(0.0, 1.0 - static_cast<double>(beyond) / static_cast<double>(m_options.slope)));
    }

private:
    std::int64_t lengthOf(const AnswerView& answer) const {
        switch (m_options.unit) {
            case LengthUnit::Words: return numWords(answer.text);
            case LengthUnit::Tokens: return answer.numTokens;
            case LengthUnit::Characters: return numCharacters(answer.text);
        }
        return 0;
    }
    LengthRuleOptions m_options;
};

}  // namespace

const Schema<LengthRuleOptions>& LengthRule::schema() {
    static const Schema<LengthRuleOptions> schema = [] {
        Schema<LengthRuleOptions> fields;
        fields.choice("unit", &LengthRuleOptions::unit,
                      {{LengthUnit::Words, "words", "Words", "What lies between white space."},
                       {LengthUnit::Tokens, "tokens", "Tokens", "As the policy writes them, with the end token."},
                       {LengthUnit::Characters, "characters", "Characters", "Unicode code points."}})
            .label("Counted in").basic().help("What the length is counted in.").reason("words: what a reader would count");
        fields.field("minimum", &LengthRuleOptions::minimum).label("At least").range(0, 1e9).basic().help("A shorter answer loses reward.")
            .reason("1: an empty answer is never good");
        fields.field("maximum", &LengthRuleOptions::maximum).label("At most").range(0, 1e9).basic()
            .help("A longer answer loses reward; not set: no limit.").reason("not set: how long is too long depends on what is asked");
        fields.field("slope", &LengthRuleOptions::slope).label("Slope").range(0, 1e9)
            .help("Over how many units beyond the window the reward falls from 1 to 0; 0: at once.").reason("0: in or out");
        fields.check({"minimum", "maximum"}, [](const LengthRuleOptions& options, CheckReport& report) {
            if (options.maximum && *options.maximum < options.minimum) report.add("maximum", "is below the minimum", "no answer could be right");
        });
        return fields;
    }();
    return schema;
}

RewardInfo LengthRule::info() {
    RewardInfo info;
    info.id = id;
    info.title = "Length";
    info.help = "1 for an answer whose length lies in a window, falling to 0 beyond it. Without such a rule, many rewards teach long answers.";
    return info;
}

Result<std::unique_ptr<RewardRule>> LengthRule::create(const LengthRuleOptions& options) { return std::make_unique<LengthRuleScore>(options); }

}  // namespace luthier
