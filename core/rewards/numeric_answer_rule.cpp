// SPDX-License-Identifier: Apache-2.0
#include "core/rewards/numeric_answer_rule.h"

#include "core/base/utf8.h"
#include "core/rewards/number_scan.h"
#include "core/rewards/row_reference.h"

namespace luthier {

namespace {

class NumericAnswerScore : public RewardRule {
public:
    NumericAnswerScore(const NumericAnswerRuleOptions& options, AnswerPartFinder finder) : m_options(options), m_finder(std::move(finder)) {}

    Result<std::optional<double>> score(const AnswerView& answer) const override {
        ASSIGN_OR_RETURN(const std::vector<Json> rightAnswers, rightAnswersOf(answer));
        if (rightAnswers.empty()) return std::optional<double>();
        const auto part = m_finder.find(answer.text);
        const auto given = part ? lastNumber(*part, m_options.decimalComma) : std::nullopt;
        bool isRight = false;
        for (const Json& right : rightAnswers) {
            ASSIGN_OR_RETURN(const ScannedNumber wanted, numberOf(right));
            isRight = isRight || (given && isSameNumber(*given, wanted, m_options.absoluteTolerance, m_options.relativeTolerance));
        }
        return std::optional(isRight ? 1.0 : 0.0);
    }

private:
    Result<ScannedNumber> numberOf(const Json& right) const {
        if (right.is_number()) return ScannedNumber{right.get<double>(), false};
        if (!right.is_string()) return fail(Error(ErrorCode::InvalidData, "the right answer must be a number, not " + dumpJson(right)).withKey("reference"));
        const auto& text = right.get_ref<const std::string&>();
        const auto number = lastNumber(m_finder.findOrAll(text), m_options.decimalComma);
        if (!number) return fail(Error(ErrorCode::InvalidData, "there is no number in the right answer: " + excerpt(text)).withKey("reference"));
        return *number;
    }

    NumericAnswerRuleOptions m_options;
    AnswerPartFinder m_finder;
};

}  // namespace

const Schema<NumericAnswerRuleOptions>& NumericAnswerRule::schema() {
    static const Schema<NumericAnswerRuleOptions> schema = [] {
        Schema<NumericAnswerRuleOptions> fields;
        fields.choice("where", &NumericAnswerRuleOptions::where, answerPartChoices()).label("Looked for in").basic()
            .help("In which part of the answer the last number counts. The marked parts (boxed, pattern) are also taken out of the row's reference where it "
                  "has them.")
            .reason("the whole answer: the last number is where most end up");
        fields.field("pattern", &NumericAnswerRuleOptions::pattern).label("Pattern").visibleIf("where", {"pattern"})
            .help("RE2's syntax, with one group around the answer, such as #### *(.+). To find the last place, begin with (?s).*")
            .reason("needed only where the answer is found by a pattern");
        fields.field("absolute_tolerance", &NumericAnswerRuleOptions::absoluteTolerance).label("Tolerance").range(0, 1e300).basic()
            .help("How far the number may be from the right one.").reason("a millionth: rounding of a fraction, nothing else");
        fields.field("relative_tolerance", &NumericAnswerRuleOptions::relativeTolerance).label("Relative tolerance").range(0, 1)
            .help("The same as a share of the right number; the wider of both counts.").reason("0: large whole numbers must be exact");
        fields.field("decimal_comma", &NumericAnswerRuleOptions::decimalComma).label("Decimal comma")
            .help("1.234,5 instead of 1,234.5, in answers and references.")
            .reason("off: as English and most data sets write numbers");
        fields.check({"where", "pattern"}, [](const NumericAnswerRuleOptions& options, CheckReport& report) {
            checkAnswerPart(options.where, options.pattern, report);
        });
        return fields;
    }();
    return schema;
}

RewardInfo NumericAnswerRule::info() {
    RewardInfo info;
    info.id = id;
    info.title = "Right number";
    info.help = "1 for an answer whose last number is that of the row's reference, 0 for another one or none. Knows signs, thousands, fractions, percent, 1e6.";
    info.needsReference = true;
    return info;
}

Result<std::unique_ptr<RewardRule>> NumericAnswerRule::create(const NumericAnswerRuleOptions& options) {
    ASSIGN_OR_RETURN(AnswerPartFinder finder, AnswerPartFinder::create(options.where, options.pattern));
    return std::make_unique<NumericAnswerScore>(options, std::move(finder));
}

}  // namespace luthier
