// SPDX-License-Identifier: Apache-2.0
#include "core/rewards/words_rule.h"

#include <algorithm>

#include "core/rewards/phrase.h"

namespace luthier {

namespace {

class WordsScore : public RewardRule {
public:
    WordsScore(WordsNeeded needed, std::vector<Phrase> required, std::vector<Phrase> banned)
        : m_needed(needed), m_required(std::move(required)), m_banned(std::move(banned)) {}

    Result<std::optional<double>> score(const AnswerView& answer) const override {
        const auto isThere = [&](const Phrase& phrase) { return phrase.isIn(answer.text); };
        if (std::any_of(m_banned.begin(), m_banned.end(), isThere)) return std::optional(0.0);
        const auto numThere = static_cast<std::size_t>(std::count_if(m_required.begin(), m_required.end(), isThere));
        if (numThere == m_required.size()) return std::optional(1.0);
        if (m_needed == WordsNeeded::All) return std::optional(0.0);
        return std::optional(static_cast<double>(numThere) / static_cast<double>(m_required.size()));
    }

private:
    WordsNeeded m_needed;
    std::vector<Phrase> m_required, m_banned;
};

}  // namespace

const Schema<WordsRuleOptions>& WordsRule::schema() {
    static const Schema<WordsRuleOptions> schema = [] {
        Schema<WordsRuleOptions> fields;
        fields.field("required", &WordsRuleOptions::required).label("Required").basic()
            .help("Words or phrases that must be in the answer, in any case, each as words of its own.")
            .reason("none: nothing is required that you did not name");
        fields.field("banned", &WordsRuleOptions::banned).label("Banned").basic()
            .help("Words or phrases that must not be in the answer; one of them takes all reward away.")
            .reason("none: nothing is banned that you did not name");
        fields.choice("needed", &WordsRuleOptions::needed,
                      {{WordsNeeded::All, "all", "All of them", "1 with all required words, else 0."},
                       {WordsNeeded::Share, "share", "Their share", "The share of the required words that are there."}})
            .label("Of the required").help("What counts when some of the required words are missing.").reason("all: what is required is required");
        fields.check({"required"}, [](const WordsRuleOptions& options, CheckReport& report) { checkPhrases(options.required, "required", report); });
        fields.check({"banned"}, [](const WordsRuleOptions& options, CheckReport& report) { checkPhrases(options.banned, "banned", report); });
        fields.check({"required", "banned"}, [](const WordsRuleOptions& options, CheckReport& report) {
            if (options.required.empty() && options.banned.empty())
                return report.add("required", "and banned are both empty: every answer would be worth the same",
                    "name words that must, or must not, be in the answer");
            const auto banned = Phrase::createAll(options.banned, "banned");
            if (!banned) return;
            for (std::size_t i = 0; i < options.required.size(); ++i)
                if (std::any_of(banned->begin(), banned->end(), [&](const Phrase& phrase) { return phrase.isIn(options.required[i]); }))
                    report.add("required[" + std::to_string(i) + "]", "holds a banned word", "no answer could be right");
        });
        return fields;
    }();
    return schema;
}

RewardInfo WordsRule::info() {
    RewardInfo info;
    info.id = id;
    info.title = "Words";
    info.help = "1 for an answer with all required words and no banned one; with a banned one 0; with some of the required ones 0 or their share.";
    return info;
}

Result<std::unique_ptr<RewardRule>> WordsRule::create(const WordsRuleOptions& options) {
    ASSIGN_OR_RETURN(std::vector<Phrase> required, Phrase::createAll(options.required, "required"));
    ASSIGN_OR_RETURN(std::vector<Phrase> banned, Phrase::createAll(options.banned, "banned"));
    return std::make_unique<WordsScore>(options.needed, std::move(required), std::move(banned));
}

}  // namespace luthier
