// SPDX-License-Identifier: Apache-2.0
#include "core/rewards/regex_rule.h"

#include <re2/re2.h>

namespace luthier {

namespace {

RE2::Options optionsOf(const RegexRuleOptions& options) {
    RE2::Options re2(RE2::Quiet);
    re2.set_case_sensitive(!options.ignoreCase);
    return re2;
}

class RegexRuleScore : public RewardRule {
public:
    explicit RegexRuleScore(const RegexRuleOptions& options) : m_options(options), m_pattern(options.pattern, optionsOf(options)) {}
    const RE2& pattern() const { return m_pattern; }

    Result<std::optional<double>> score(const AnswerView& answer) const override {
        const re2::StringPiece text(answer.text.data(), answer.text.size());
        const bool matches = m_options.match == RegexMatch::Whole ? RE2::FullMatch(text, m_pattern) : RE2::PartialMatch(text, m_pattern);
        return std::optional(matches ? m_options.reward : m_options.otherwise);
    }

private:
    RegexRuleOptions m_options;
    RE2 m_pattern;
};

}  // namespace

const Schema<RegexRuleOptions>& RegexRule::schema() {
    static const Schema<RegexRuleOptions> schema = [] {
        Schema<RegexRuleOptions> fields;
        fields.field("pattern", &RegexRuleOptions::pattern).label("Pattern").required().basic()
            .help("A regular expression in RE2's syntax. (?s) in front lets a dot match line ends too.");
        fields.choice("match", &RegexRuleOptions::match,
                      {{RegexMatch::Whole, "whole", "The whole answer", "From its first to its last character."},
                       {RegexMatch::Anywhere, "anywhere", "Anywhere", "Some part of the answer."}})
            .label("Must match").basic().help("Which part of the answer the pattern is for.").reason("the whole answer: nothing can be added around it");
        fields.field("ignore_case", &RegexRuleOptions::ignoreCase).label("Ignore case").help("A and a are the same.").reason("off: the pattern as written");
        fields.field("reward", &RegexRuleOptions::reward).label("Reward").range(-1000, 1000).help("Of an answer that matches.")
            .reason("1: a fact that is there");
        fields.field("otherwise", &RegexRuleOptions::otherwise).label("Otherwise").range(-1000, 1000).help("Of an answer that does not.")
            .reason("0: a fact that is not there");
        fields.check({"pattern"}, [](const RegexRuleOptions& options, CheckReport& report) {
            const RE2 pattern(options.pattern, optionsOf(options));
            if (!pattern.ok()) report.add("pattern", "is no regular expression: " + pattern.error(),
                "look-ahead and back references are not part of RE2's syntax");
        });
        fields.check({"reward", "otherwise"}, [](const RegexRuleOptions& options, CheckReport& report) {
            if (options.reward == options.otherwise) report.add("reward", "is the same whether the answer matches or not", "nothing could be learned from it");
        });
        return fields;
    }();
    return schema;
}

RewardInfo RegexRule::info() {
    RewardInfo info;
    info.id = id;
    info.title = "Pattern";
    info.help = "One number for an answer that matches a regular expression, another one for the rest.";
    return info;
}

Result<std::unique_ptr<RewardRule>> RegexRule::create(const RegexRuleOptions& options) {
    auto rule = std::make_unique<RegexRuleScore>(options);
    if (!rule->pattern().ok())
        return fail(Error(ErrorCode::InvalidConfig, "the pattern is no regular expression: " + rule->pattern().error()).withKey("pattern"));
    return rule;
}

}  // namespace luthier
