// SPDX-License-Identifier: Apache-2.0
#include "core/rewards/think_format_rule.h"

#include "core/rewards/plain_text.h"

namespace luthier {

namespace {

// As ^<think>(?!.*<think>)(.*?)</think>.*$ with a dot that matches line ends: one opening at the start, a closing behind it, and anything after that.
class ThinkFormatScore : public RewardRule {
public:
    explicit ThinkFormatScore(const ThinkFormatRuleOptions& options) : m_options(options) {}

    Result<std::optional<double>> score(const AnswerView& answer) const override { return std::optional(isAsWanted(answer.text) ? 1.0 : 0.0); }

private:
    bool isAsWanted(std::string_view text) const {
        if (!text.starts_with(m_options.opening)) return false;
        text.remove_prefix(m_options.opening.size());
        if (text.find(m_options.opening) != std::string_view::npos) return false;
        const std::size_t closing = text.find(m_options.closing);
        if (closing == std::string_view::npos) return false;
        return !m_options.needsAnswer || !trimmed(text.substr(closing + m_options.closing.size())).empty();
    }
    ThinkFormatRuleOptions m_options;
};

}  // namespace

const Schema<ThinkFormatRuleOptions>& ThinkFormatRule::schema() {
    static const Schema<ThinkFormatRuleOptions> schema = [] {
        Schema<ThinkFormatRuleOptions> fields;
        fields.field("opening", &ThinkFormatRuleOptions::opening).label("Opening").notEmpty()
            .help("What thinking begins with. The answer must begin with it, and have it once.")
            .reason("what reasoning models write");
        fields.field("closing", &ThinkFormatRuleOptions::closing).label("Closing").notEmpty().help("What thinking ends with.")
            .reason("what reasoning models write");
        fields.field("needs_answer", &ThinkFormatRuleOptions::needsAnswer).label("Answer needed").basic().help("Whether something must follow the thinking.")
            .reason("off, as in TRL's think_format_reward: another rule looks at the answer");
        fields.check({"opening", "closing"}, [](const ThinkFormatRuleOptions& options, CheckReport& report) {
            if (options.opening == options.closing) report.add("closing", "is the same as the opening", "no answer could be right");
        });
        return fields;
    }();
    return schema;
}

RewardInfo ThinkFormatRule::info() {
    RewardInfo info;
    info.id = id;
    info.title = "Thinking first";
    info.help = "1 for an answer that begins with one block of thinking (<think>...</think>), 0 for another one. What is thought does not count.";
    return info;
}

Result<std::unique_ptr<RewardRule>> ThinkFormatRule::create(const ThinkFormatRuleOptions& options) { return std::make_unique<ThinkFormatScore>(options); }

}  // namespace luthier
