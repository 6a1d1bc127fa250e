// SPDX-License-Identifier: Apache-2.0
#include "core/plan/row_facts.h"

#include <gtest/gtest.h>

#include "core/data/shared_beginnings.h"
#include "core/data/split.h"

namespace luthier {
namespace {

RowEncoder encoder() { return std::move(RowEncoder::load(LUTHIER_SOURCE_DIR "/tests/baselines/models/tiny-llama").value()); }

Example dialogue(int index, int numTurns, int words, bool lastTrained = true) {
    Conversation conversation;
    for (int turn = 0; turn < numTurns; ++turn) {
        Turn said;
        said.role = turn % 2 == 0 ? Role::User : Role::Assistant;
        said.text = "turn " + std::to_string(index * 100 + turn);
        for (int i = 0; i < words; ++i) said.text += " word";
        said.trained = said.role == Role::Assistant && (lastTrained || turn + 1 < numTurns);
        conversation.turns.push_back(std::move(said));
    }
    Example example;
    example.id = std::to_string(index);
    example.body = std::move(conversation);
    return example;
}

Example text(const std::string& words) {
    Example example;
    example.body = Text{words};
    return example;
}

std::vector<Example> samples() {
    std::vector<Example> rows = {text("some plain text of a few words"), text("a"), text(""), dialogue(0, 0, 0), dialogue(1, 1, 3)};
    for (int i = 2; i < 12; ++i) rows.push_back(dialogue(i, i % 7, i * 3, i % 3 != 0));
    Example pair;
    pair.body = Pair{};
    rows.push_back(pair);
    return rows;
}

// Whatever the settings, the sizes are those of a row that is encoded with them.
TEST(RowFacts, AreWhatTheEncoderSays) {
    const RowEncoder tokenizer = encoder();
    for (const Example& row : samples()) {
        const auto facts = rowFactsOf(row, tokenizer);
        ASSERT_TRUE(facts.has_value());
        EXPECT_EQ(facts->beginnings.size(), numBeginnings(facts->numTokens));
        for (const LossOn lossOn : {LossOn::Completion, LossOn::All})
            for (const Overflow overflow : {Overflow::Truncate, Overflow::Drop, Overflow::Error})
                for (const std::int64_t length : {1, 2, 7, 16, 33, 64, 100000}) {
                    const EncodeOptions options{lossOn, length, overflow};
                    const EncodedRow encoded = tokenizer.encode(row, options).value();
                    const RowSize size = sizeOf(*facts, options);
                    EXPECT_EQ(size.refusedBy.empty(), !encoded.refused()) << row.id << " " << length << " " << size.refusedBy;
                    if (encoded.refused()) continue;
                    EXPECT_EQ(size.length, static_cast<std::int32_t>(encoded.ids.size()));
                    EXPECT_EQ(size.numTrained, encoded.numTrained()) << row.id << " " << length;
                    EXPECT_EQ(size.numInputs, numInputsOf(encoded.weights)) << row.id << " " << length;
                    EXPECT_EQ(size.isTruncated, encoded.numTruncated > 0);
                }
    }
}

Turn answer(const std::string& text) {
    Turn turn;
    turn.role = Role::Assistant;
    turn.text = text;
    return turn;
}

std::vector<Example> preferences() {
    std::vector<Example> rows;
    const Conversation prompt = std::get<Conversation>(dialogue(1, 1, 3).body);
    const auto add = [&](RowBody body) {
        rows.push_back({});
        rows.back().id = std::to_string(rows.size());
        rows.back().body = std::move(body);
    };
    for (const auto& [a, b, strength] : {std::tuple{"short", "a much longer answer than that", 2}, {"bad answer", "good", -1}, {"one", "two", 0},
                                         {"the same", "the same", 1}, {"the same beginning and then this", "the same beginning and then that", 3}}) {
        Pair pair;
        pair.prompt = prompt;
        pair.a = {answer(a)};
        pair.b = {answer(b)};
        pair.verdict.strength = strength;
        add(pair);
    }
    add(Ranking{prompt, {{answer("first")}, {answer("second one")}, {answer("the third one")}}, {1, 0, 2}});
    add(Scored{prompt, {answer("scored")}, 1.0, {}});
    add(Scored{prompt, {answer("half good")}, 0.5, {}});
    add(Scored{prompt, {answer("no score")}, std::nullopt, {}});
    rows.push_back(dialogue(3, 4, 2));
    return rows;
}

// The same for what methods that learn from answers make of a row.
TEST(RowFacts, OfAnswersAreWhatTheEncoderSays) {
    const RowEncoder tokenizer = encoder();
    std::size_t numUsed = 0;
    for (const Example& row : preferences()) {
        const RowFacts facts = rowFactsOf(row, tokenizer).value();
        for (const SampleKind kind : {SampleKind::Pair, SampleKind::Answers, SampleKind::Scores})
            for (const Overflow overflow : {Overflow::Truncate, Overflow::Drop})
                for (const std::int64_t length : {4, 24, 28, 30, 33, 36, 100000}) {
                    EncodeOptions options{LossOn::Completion, length, overflow};
                    options.samples = kind;
                    const EncodedExample encoded = encodeExample(tokenizer, row, options).value();
                    const RowSize size = sizeOf(facts, options);
                    EXPECT_EQ(size.refusedBy.empty(), encoded.refusal() == nullptr) << row.id << " " << length << " " << size.refusedBy;
                    if (encoded.refusal()) continue;
                    ++numUsed;
                    ASSERT_EQ(size.sequences.size(), encoded.sequences.size());
                    std::int32_t sum = 0;
                    for (std::size_t i = 0; i < size.sequences.size(); ++i) {
                        const EncodedRow& sequence = encoded.sequences[i].row;
                        const SequenceSize& one = size.sequences[i];
                        EXPECT_EQ(one.part, encoded.sequences[i].part);
                        EXPECT_EQ(one.length, static_cast<std::int32_t>(sequence.ids.size()));
                        const bool isRead = kind == SampleKind::Scores;
                        EXPECT_EQ(one.numInputs, numInputsOf(sequence.weights) + isRead) << row.id << " " << length;
                        EXPECT_EQ(one.numTrained, isRead ? 0 : sequence.numTrained());
                        if (i > 0) { EXPECT_EQ(one.numCommon, numCommonTokens(encoded.sequences[0].row.ids, sequence.ids)) << row.id << " " << length; }
                        sum += one.length;
                    }
                    EXPECT_EQ(size.length, sum);
                    EXPECT_EQ(size.isTruncated, encoded.numTruncated() > 0);
                }
    }
    EXPECT_GT(numUsed, 40U);
}

// Which scores a row needs, and what they may be, the settings say.
TEST(RowFacts, ScoresAreRefusedAsByTheEncoder) {
    const RowEncoder tokenizer = encoder();
    const Scored plain = std::get<Scored>(preferences().at(preferences().size() - 3).body);
    std::size_t numUsed = 0, numRefused = 0;
    for (const std::optional<double> score : {std::optional<double>(), std::optional<double>(3.0), std::optional<double>(2.5)})
        for (const std::map<std::string, double>& dimensions : {std::map<std::string, double>(), {{"safety", 4.0}}, {{"safety", 9.0}, {"style", 1.0}}}) {
            Example row;
            Scored scored = plain;
            scored.score = score;
            scored.dimensions = dimensions;
            row.body = scored;
            const RowFacts facts = rowFactsOf(row, tokenizer).value();
            for (const std::vector<std::string>& names : {std::vector<std::string>(), {"style"}, {"safety", "style"}})
                for (const bool hasRange : {false, true}) {
                    EncodeOptions options{LossOn::Completion, 100000, Overflow::Truncate};
                    options.samples = SampleKind::Scores;
                    options.dimensions = names;
                    if (hasRange) options.scoreRange = {1, 5, true};
                    const EncodedExample encoded = encodeExample(tokenizer, row, options).value();
                    EXPECT_EQ(sizeOf(facts, options).refusedBy, encoded.refusal() ? encoded.refusal()->rule : "");
                    ++(encoded.refusal() ? numRefused : numUsed);
                }
        }
    EXPECT_GT(numUsed, 15U);
    EXPECT_GT(numRefused, 15U);
}

RowFactsList factsOf(int first, int count) {
    static const RowEncoder tokenizer = encoder();
    RowFactsList rows;
    for (int i = first; i < first + count; ++i) rows.push_back(std::make_shared<const RowFacts>(rowFactsOf(dialogue(i, 4, i % 5), tokenizer).value()));
    return rows;
}

TEST(RunSizes, TheHeldOutShareIsThatOfTheSplit) {
    const std::vector<FactsOfFile> train = {{factsOf(0, 50), 1.0, -1}};
    std::vector<std::string> hashes;
    for (const auto& row : train[0].rows) hashes.push_back(row->contentHash);
    const Split split = splitByHash(hashes, 0.2, 7);
    const RunSizes sizes = runSizesOf(train, {}, 0.2, {}, 7).value();
    EXPECT_EQ(sizes.data.train.lengths.size(), split.train.size());
    EXPECT_EQ(sizes.data.eval.lengths.size(), split.eval.size());
    EXPECT_GT(split.eval.size(), 0U);
}

TEST(RunSizes, WeightsAndCapsMixAsInTraining) {
    const std::vector<FactsOfFile> train = {{factsOf(0, 20), 1.0, 8}, {factsOf(20, 10), 2.0, -1}}, eval = {{factsOf(30, 5), 1.0, 3}};
    const RunSizes sizes = runSizesOf(train, eval, 0.5, {}, 1).value();
    EXPECT_EQ(sizes.data.train.lengths.size(), 18U);
    EXPECT_EQ(sizes.data.eval.lengths.size(), 3U);   // the share counts only where there is no held-out file
    EXPECT_EQ(sizes.data.orderOf(0).size(), 28U);
}

TEST(RunSizes, RefusedRowsAreCountedByRule) {
    EncodeOptions options;
    options.overflow = Overflow::Drop;
    options.maxLength = 20;
    const RunSizes sizes = runSizesOf(std::vector<FactsOfFile>{{factsOf(0, 10), 1.0, -1}}, {}, 0, options, 1).value();
    ASSERT_TRUE(sizes.refused.contains("too_long"));
    EXPECT_EQ(static_cast<std::int64_t>(sizes.data.train.lengths.size()) + sizes.refused.at("too_long"), 10);
}

TEST(RunSizes, AWeightThatCannotBeIsAnError) {
    EXPECT_FALSE(runSizesOf(std::vector<FactsOfFile>{{factsOf(0, 2), -1.0, -1}}, {}, 0, {}, 1).has_value());
}

}  // namespace
}  // namespace luthier
