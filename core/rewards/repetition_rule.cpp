// SPDX-License-Identifier: Apache-2.0
#include "core/rewards/repetition_rule.h"

#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/rewards/plain_text.h"

namespace luthier {

namespace {

// A number for each different word, in the order they come.
std::vector<std::uint64_t> numbersOf(const std::vector<std::string_view>& words) {
    std::unordered_map<std::string_view, std::uint64_t> known;
    std::vector<std::uint64_t> numbers;
    numbers.reserve(words.size());
    for (const std::string_view word : words) numbers.push_back(known.try_emplace(word, known.size()).first->second);
    return numbers;
}

class RepetitionScore : public RewardRule {
public:
    explicit RepetitionScore(const RepetitionRuleOptions& options) : m_options(options) {}

    Result<std::optional<double>> score(const AnswerView& answer) const override {
        const std::string text = lowerCased(answer.text);
        const std::vector<std::uint64_t> words = numbersOf(wordsOf(text));
        const auto length = static_cast<std::size_t>(m_options.numWords);
        if (words.size() < length) return std::optional(0.0);
        // A run is numbered as the run without its last word, and that word: exact, without comparing runs.
        std::vector<std::uint64_t> runs = words;
        std::size_t numDifferent = 0;
        for (std::size_t last = 0; last < length; ++last) {
            std::unordered_map<std::uint64_t, std::uint64_t> known;
            const std::size_t count = words.size() - last;
            for (std::size_t i = 0; i < count; ++i) {
                const std::uint64_t shorter = last == 0 ? 0 : runs[i];
                runs[i] = known.try_emplace(shorter << 32U | words[i + last], known.size()).first->second;
            }
            numDifferent = known.size();
        }
        const auto numRuns = static_cast<double>(words.size() - length + 1);
        const double share = 1.0 - static_cast<double>(numDifferent) / numRuns;
        return std::optional(share == 0 ? 0.0 : share * m_options.maxPenalty);
    }

private:
    RepetitionRuleOptions m_options;
};

}  // namespace

const Schema<RepetitionRuleOptions>& RepetitionRule::schema() {
    static const Schema<RepetitionRuleOptions> schema = [] {
        Schema<RepetitionRuleOptions> fields;
        fields.field("num_words", &RepetitionRuleOptions::numWords).label("Words in a run").range(1, 20).basic().otherNames({"ngram_size", "n"})
            .help("How many words in a row are compared. Fewer punish ordinary words that come back, more only whole sentences.")
            .reason("3: hardly ever the same by chance");
        fields.field("max_penalty", &RepetitionRuleOptions::maxPenalty).label("Largest penalty").range(-1000, 0).basic().otherNames({"repetition_max_penalty"})
            .help("Of an answer that says nothing but the same, almost. Below 0.").reason("-1: as much as a right answer is worth");
        fields.check({"max_penalty"}, [](const RepetitionRuleOptions& options, CheckReport& report) {
            if (options.maxPenalty == 0) report.add("max_penalty", "is 0: repetition would cost nothing", "for example -1");
        });
        return fields;
    }();
    return schema;
}

RewardInfo RepetitionRule::info() {
    RewardInfo info;
    info.id = id;
    info.title = "Repetition";
    info.help = "The share of runs of words that were there before, times the largest penalty: 0 where no run comes back. Case does not count.";
    return info;
}

Result<std::unique_ptr<RewardRule>> RepetitionRule::create(const RepetitionRuleOptions& options) { return std::make_unique<RepetitionScore>(options); }

}  // namespace luthier
