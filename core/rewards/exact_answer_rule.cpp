// SPDX-License-Identifier: Apache-2.0
#include "core/rewards/exact_answer_rule.h"

#include <re2/re2.h>

#include "core/rewards/phrase.h"
#include "core/rewards/plain_text.h"
#include "core/rewards/row_reference.h"

namespace luthier {

namespace {

class ExactAnswerScore : public RewardRule {
public:
    ExactAnswerScore(const ExactAnswerRuleOptions& options, AnswerPartFinder finder)
        // A number keeps the points and commas inside it; dashes stay, they may be a sign.
        : m_options(options), m_finder(std::move(finder)), m_punctuation(R"((\pN+(?:[.,:/]\pN+)*)|[\p{Po}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Pc}])", RE2::Quiet),
          m_space(R"([\s\pZ]+)", RE2::Quiet) {}

    Result<std::optional<double>> score(const AnswerView& answer) const override {
        ASSIGN_OR_RETURN(const std::vector<Json> rightAnswers, rightAnswersOf(answer));
        if (rightAnswers.empty()) return std::optional<double>();
        const auto found = m_finder.find(answer.text);
        const std::string given = found ? comparable(*found) : std::string();
        bool isRight = false;
        for (const Json& right : rightAnswers) {
            const std::string text = right.is_string() ? right.get<std::string>() : dumpJson(right);
            const std::string wanted = comparable(m_finder.findOrAll(text));
            if (wanted.empty()) {
                const char* const why = m_options.ignorePunctuation ? "the right answer is empty, or nothing but punctuation" : "the right answer is empty";
                return fail(Error(ErrorCode::InvalidData, why).withKey("reference"));
            }
            if (m_options.where == AnswerPart::Anywhere) {
                ASSIGN_OR_RETURN(const bool isIn, contains(answer.text, text, given, wanted));
                isRight = isRight || isIn;
            } else {
                isRight = isRight || (found && given == wanted);
            }
        }
        return std::optional(isRight ? 1.0 : 0.0);
    }

private:
    std::string comparable(std::string_view text) const {
        std::string result = m_options.ignoreCase ? lowerCased(text) : std::string(text);
        if (m_options.ignorePunctuation) RE2::GlobalReplace(&result, m_punctuation, R"(\1)");
        RE2::GlobalReplace(&result, m_space, " ");
        return std::string(trimmed(result));
    }

    Result<bool> contains(std::string_view text, const std::string& right, const std::string& given, const std::string& wanted) const {
        auto phrase = Phrase::create(m_options.ignorePunctuation ? wanted : right);
        if (!phrase) return fail(Error(ErrorCode::InvalidData, "the right answer " + phrase.error().message).withKey("reference"));
        const bool isThere = phrase->isIn(m_options.ignorePunctuation ? std::string_view(given) : text);
        return isThere && (m_options.ignoreCase || given.find(wanted) != std::string::npos);
    }

    ExactAnswerRuleOptions m_options;
    AnswerPartFinder m_finder;
    RE2 m_punctuation, m_space;
};

}  // namespace

const Schema<ExactAnswerRuleOptions>& ExactAnswerRule::schema() {
    static const Schema<ExactAnswerRuleOptions> schema = [] {
        Schema<ExactAnswerRuleOptions> fields;
        auto places = answerPartChoices();
        places.push_back({AnswerPart::Anywhere, "anywhere", "Anywhere", "As a word or phrase of its own, somewhere in the answer."});
        fields.choice("where", &ExactAnswerRuleOptions::where, std::move(places)).label("Looked for in").basic()
            .help("Which part of the answer must be the right one. The marked parts (boxed, pattern) are also taken out of the row's reference "
                  "where it has them.")
            .reason("the whole answer: nothing can be added around it");
        fields.field("pattern", &ExactAnswerRuleOptions::pattern).label("Pattern").visibleIf("where", {"pattern"})
            .help("RE2's syntax, with one group around the answer, such as #### *(.+). To find the last place, begin with (?s).*")
            .reason("needed only where the answer is found by a pattern");
        fields.field("ignore_case", &ExactAnswerRuleOptions::ignoreCase).label("Ignore case").help("A and a are the same.")
            .reason("on: how it is written does not make an answer wrong");
        fields.field("ignore_punctuation", &ExactAnswerRuleOptions::ignorePunctuation).label("Ignore punctuation")
            .help("Commas, full stops, quotes and brackets do not count, except inside numbers. How much white space there is never counts.")
            .reason("on: a full stop at the end does not make an answer wrong");
        fields.check({"where", "pattern"}, [](const ExactAnswerRuleOptions& options, CheckReport& report) {
            checkAnswerPart(options.where, options.pattern, report);
        });
        return fields;
    }();
    return schema;
}

RewardInfo ExactAnswerRule::info() {
    RewardInfo info;
    info.id = id;
    info.title = "Right answer";
    info.help = "1 for an answer that is the row's reference (its answer or solution, or any of a list), 0 for another one. Says nothing of rows without one.";
    info.needsReference = true;
    return info;
}

Result<std::unique_ptr<RewardRule>> ExactAnswerRule::create(const ExactAnswerRuleOptions& options) {
    ASSIGN_OR_RETURN(AnswerPartFinder finder, AnswerPartFinder::create(options.where, options.pattern));
    return std::make_unique<ExactAnswerScore>(options, std::move(finder));
}

}  // namespace luthier
