// SPDX-License-Identifier: Apache-2.0
#include "core/rewards/user_penalty_rule.h"

#include <algorithm>
#include <cmath>

#include "core/config/field_info.h"
#include "core/rewards/phrase.h"
#include "core/rewards/row_reference.h"

namespace luthier {

namespace {

constexpr std::size_t maxRowPhrases = 100;

class UserPenaltyScore : public RewardRule {
public:
    UserPenaltyScore(const UserPenaltyRuleOptions& options, std::vector<Phrase> unwanted)
        : m_penalty(options.penalty), m_cap(options.cap), m_enough(static_cast<int>(std::min(1e6, std::ceil(options.cap / options.penalty)))),
          m_unwanted(std::move(unwanted)) {}

    Result<std::optional<double>> score(const AnswerView& answer) const override {
        ASSIGN_OR_RETURN(const std::vector<Phrase> ofRow, phrasesOfRow(answer));
        if (m_unwanted.empty() && ofRow.empty()) return std::optional<double>();
        int number = 0;
        for (const auto* const phrases : {&m_unwanted, &ofRow})
            for (const Phrase& phrase : *phrases) number += phrase.count(answer.text, m_enough - number);
        return std::optional(number == 0 ? 0.0 : -std::min(m_cap, number * m_penalty));
    }

private:
    static Result<std::vector<Phrase>> phrasesOfRow(const AnswerView& answer) {
        std::vector<Phrase> phrases;
        const Json* const unwanted = referenceMember(answer, "unwanted");
        if (!unwanted) return phrases;
        const auto refuse = [](const std::string& why) { return fail(Error(ErrorCode::InvalidData, why).withKey("reference.unwanted")); };
        if (!unwanted->is_array()) return refuse("\"unwanted\" must be a list of texts, not " + foundInWords(*unwanted));
        if (unwanted->size() > maxRowPhrases) return refuse("\"unwanted\" has more than " + std::to_string(maxRowPhrases) + " texts");
        for (const Json& text : *unwanted) {
            if (!text.is_string()) return refuse("\"unwanted\" must be a list of texts, but has " + foundInWords(text));
            auto phrase = Phrase::create(text.get_ref<const std::string&>());
            if (!phrase) return refuse("a text in \"unwanted\" " + phrase.error().message);
            phrases.push_back(std::move(*phrase));
        }
        return phrases;
    }

    double m_penalty, m_cap;
    int m_enough;                        // occurrences that reach the cap
    std::vector<Phrase> m_unwanted;
};

}  // namespace

const Schema<UserPenaltyRuleOptions>& UserPenaltyRule::schema() {
    static const Schema<UserPenaltyRuleOptions> schema = [] {
        Schema<UserPenaltyRuleOptions> fields;
        fields.field("unwanted", &UserPenaltyRuleOptions::unwanted).label("Unwanted").basic()
            .help("Words or phrases you do not want to read, in any case. A row's reference can name more for its prompt: {\"unwanted\": [\"...\"]}.")
            .reason("none: only what the rows name");
        fields.field("penalty", &UserPenaltyRuleOptions::penalty).label("Penalty").above(0).atMost(1000).basic()
            .help("For each place where one of them stands.")
            .reason("0.5: two of them cost as much as a right answer is worth");
        fields.field("cap", &UserPenaltyRuleOptions::cap).label("At most").above(0).atMost(1000).help("No answer loses more than this.")
            .reason("1: as much as a right answer is worth, so that one bad answer does not decide a step");
        fields.check({"unwanted"}, [](const UserPenaltyRuleOptions& options, CheckReport& report) { checkPhrases(options.unwanted, "unwanted", report); });
        fields.check({"penalty", "cap"}, [](const UserPenaltyRuleOptions& options, CheckReport& report) {
            if (options.cap < options.penalty) report.add("cap", "is below the penalty for one place", "no answer would ever lose the penalty you set");
        });
        return fields;
    }();
    return schema;
}

RewardInfo UserPenaltyRule::info() {
    RewardInfo info;
    info.id = id;
    info.title = "Unwanted";
    info.help = "Takes away a penalty for each place with something you marked as unwanted, up to a cap: from minus the cap to 0.";
    return info;
}

Result<std::unique_ptr<RewardRule>> UserPenaltyRule::create(const UserPenaltyRuleOptions& options) {
    ASSIGN_OR_RETURN(std::vector<Phrase> unwanted, Phrase::createAll(options.unwanted, "unwanted"));
    return std::make_unique<UserPenaltyScore>(options, std::move(unwanted));
}

}  // namespace luthier
