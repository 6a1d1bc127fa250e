// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <gmock/gmock.h>

#include "tests/core/store/store_support.h"

namespace luthier::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Examples, EveryKindOfRowComesBackAsItWas) {
    const TemporaryFolder folder;
    auto project = opened(folder / "p");
    const std::int64_t dataset = imported(*project, folder, numbered(1));
    std::vector<Example> examples(6, chat("q", "a"));
    std::get<Conversation>(examples[0].body).turns[1].thinking = "hm";
    std::get<Conversation>(examples[0].body).turns[1].toolCalls = {{{"type", "function"}, {"function", {{"name", "f"}, {"arguments", "{}"}}}}};
    examples[1].body = Text{"some text"};
    const Conversation prompt{{turn(Role::User, "q")}, Json::array(), Json::object()};
    examples[2].body = Pair{prompt, {turn(Role::Assistant, "x")}, {turn(Role::Assistant, "y")},
                            {-2, Verdict::Both::Neither}, {{"safety", {1, Verdict::Both::Good}}}, 0.1};
    examples[3].body = Ranking{prompt, {{turn(Role::Assistant, "x")}, {turn(Role::Assistant, "y")}}, {1, 0}};
    examples[4].body = Scored{prompt, {turn(Role::Assistant, "x")}, 0.30000000000000004, {{"fair", 2.5}}};
    examples[5].body = Prompt{prompt, {{"answer", 42}}};
    for (Example& example : examples) {
        example.extra = {{"column", {1, 2.5, nullptr}}};
        example.tags = {"one", "two"};
        const std::int64_t id = valueOf(project->examples().add(dataset, example));
        EXPECT_EQ(exampleToJson(valueOf(project->examples().get(id))), exampleToJson(example));
    }
    const auto summaries = valueOf(project->examples().summaries(allIds(*project, of(dataset))));
    ASSERT_EQ(summaries.size(), 7u);
    EXPECT_EQ(summaries[2].excerpt, "some text");
    EXPECT_EQ(summaries[3].answer, "y") << "the one that was preferred";
    EXPECT_EQ(summaries[4].answer, "y") << "the one that is ranked first";
    EXPECT_EQ(summaries[6].kind, "prompt");
    EXPECT_EQ(summaries[6].answer, "");
}

TEST(Examples, HostileTexts) {
    const TemporaryFolder folder;
    auto project = opened(folder / "p");
    const std::int64_t dataset = imported(*project, folder, numbered(1));
    const std::string longText = [] {
        std::string text;
        for (int i = 0; i < 100000; ++i) text += "ä";
        return text;
    }();
    Example manyTurns = chat("first", "second");
    for (int i = 0; i < 10000; ++i)
        std::get<Conversation>(manyTurns.body).turns.push_back(turn(i % 2 == 0 ? Role::User : Role::Assistant, "t" + std::to_string(i)));
    const std::vector<Example> examples = {chat(longText, longText), manyTurns, chat("مرحبا \xE2\x80\xAEעולם", "e\xCC\x81"),
                                           chat(std::string("a\0b", 3), std::string("\0", 1)),
                                           chat("<b>\x1b[31mred</b>", "'; DROP TABLE examples; --"), chat("broken \xFF\xC3", "\xED\xA0\x80")};
    for (const Example& example : examples) {
        const std::int64_t id = valueOf(project->examples().add(dataset, example));
        const Example back = valueOf(project->examples().get(id));
        const bool isWhole = &example != &examples.back();   // broken UTF-8 is repaired
        if (isWhole) {
            EXPECT_EQ(exampleToJson(back), exampleToJson(example));
        }
        EXPECT_OK(project->examples().replace(id, back, "Edit"));
    }
    indexEverything(*project);
    const auto summaries = valueOf(project->examples().summaries(allIds(*project, of(dataset))));
    ASSERT_EQ(summaries.size(), 7u);
    EXPECT_EQ(summaries[1].numCharacters, 200000);
    EXPECT_EQ(summaries[1].excerpt.size(), 400u + std::string("…").size()) << "200 characters";
    EXPECT_EQ(summaries[2].numTurns, 10002);
    EXPECT_EQ(summaries[4].excerpt, "a b");
    EXPECT_EQ(summaries[5].excerpt, "<b> [31mred</b>") << "no escapes reach a terminal or a table";
    for (const char* tag : {"a\tb", "'; DROP TABLE examples; --", "ظ"}) EXPECT_OK(project->examples().addTag(allIds(*project, of(dataset)), tag));
    EXPECT_EQ(valueOf(project->examples().tags(dataset)).size(), 3u);
    while (valueOf(project->journal().undo())) {}
    while (valueOf(project->journal().redo())) {}
    EXPECT_EQ(valueOf(project->examples().summaries(allIds(*project, of(dataset)))).size(), 7u);
}

TEST(Examples, PagesMeetEachRowOnceInEveryOrder) {
    const TemporaryFolder folder;
    auto project = opened(folder / "p");
    std::vector<std::string> questions;
    for (int i = 0; i < 100; ++i) questions.push_back(std::string(static_cast<std::size_t>(1 + i * 37 % 11), 'x'));
    const std::int64_t dataset = imported(*project, folder, questions);
    imported(*project, folder, numbered(20), "another");
    const auto inOrder = allIds(*project, of(dataset), 1000);
    std::vector<Examples::TokenCount> counts;
    for (std::size_t i = 0; i < inOrder.size(); i += 2) counts.push_back({inOrder[i], static_cast<std::int64_t>(i % 13), static_cast<std::int64_t>(i % 4)});
    EXPECT_OK(project->examples().setTokenCounts(counts));
    for (const auto sort : {ExampleFilter::Sort::Position, ExampleFilter::Sort::Characters, ExampleFilter::Sort::Turns, ExampleFilter::Sort::Tokens}) {
        for (const bool descending : {false, true}) {
            ExampleFilter filter = of(dataset);
            filter.sort = sort;
            filter.descending = descending;
            const auto ids = allIds(*project, filter, 7);
            EXPECT_EQ(ids, allIds(*project, filter, 1000));
            EXPECT_THAT(ids, testing::UnorderedElementsAreArray(inOrder));
            const auto summaries = valueOf(project->examples().summaries(ids));
            const auto key = [&](const ExampleSummary& s) {
                if (sort == ExampleFilter::Sort::Characters) return s.numCharacters;
                if (sort == ExampleFilter::Sort::Tokens) return s.numTokens.value_or(-1);
                return sort == ExampleFilter::Sort::Turns ? s.numTurns : s.position;
            };
            const auto comesBefore = [&](const auto& a, const auto& b) { return descending ? key(a) > key(b) : key(a) < key(b); };
            EXPECT_TRUE(std::is_sorted(summaries.begin(), summaries.end(), comesBefore));
        }
    }
    ExampleFilter untrained = of(dataset);
    untrained.onlyUntrained = true;
    EXPECT_EQ(valueOf(project->examples().count(untrained)), 25);
    EXPECT_EQ(allIds(*project, untrained).size(), 25u);
    ExampleFilter lengths = of(dataset);
    lengths.minTokens = 3;
    lengths.maxTokens = 5;
    const auto fits = [](const Examples::TokenCount& c) { return c.numTokens >= 3 && c.numTokens <= 5; };
    EXPECT_EQ(static_cast<std::int64_t>(allIds(*project, lengths).size()), std::count_if(counts.begin(), counts.end(), fits));
}

// Whatever way is chosen to make a list, it is the list that looking at every row gives.
TEST(Examples, FiltersAgreeWithLookingAtEveryRow) {
    const TemporaryFolder folder;
    auto project = opened(folder / "p");
    std::vector<std::string> questions;
    for (int i = 0; i < 300; ++i) questions.push_back(i % 3 == 0 ? "apple pie " + std::to_string(i) : i % 5 == 0 ? "" : "pear");
    const std::int64_t dataset = imported(*project, folder, questions);
    const auto all = allIds(*project, of(dataset), 1000);
    std::vector<std::int64_t> tagged;
    for (std::size_t i = 0; i < all.size(); i += 4) tagged.push_back(all[i]);
    EXPECT_OK(project->examples().addTag(tagged, "fourth"));
    EXPECT_OK(project->examples().remove(std::vector<std::int64_t>{all[0], all[1], all[12]}));
    indexEverything(*project);
    for (int bits = 0; bits < 32; ++bits) {
        ExampleFilter filter = of(dataset);
        if (bits & 1) filter.search = "appl \"apple pie\"";
        if (bits & 2) filter.tags = {"fourth"};
        if (bits & 4) filter.onlyProblems = true;
        if (bits & 8) filter.minCharacters = 12;
        if (bits & 16) filter.sort = ExampleFilter::Sort::Characters;
        std::int64_t expected = 0;
        for (const ExampleSummary& s : valueOf(project->examples().summaries(all))) {
            const bool fits = (!(bits & 1) || s.excerpt.starts_with("apple")) && (!(bits & 2) || s.tags == std::vector<std::string>{"fourth"}) &&
                              (!(bits & 4) || !s.problem.empty()) && (!(bits & 8) || s.numCharacters >= 12);
            expected += fits;
        }
        EXPECT_EQ(valueOf(project->examples().count(filter)), expected) << bits;
        EXPECT_EQ(static_cast<std::int64_t>(allIds(*project, filter, 10).size()), expected) << bits;
    }
}

TEST(Examples, SearchFollowsEditsUndoAndDeletion) {
    const TemporaryFolder folder;
    auto project = opened(folder / "p");
    const std::int64_t dataset = imported(*project, folder, {"the quick fox", "Größe und Überfluss", "don't stop", "中文 text"});
    EXPECT_EQ(valueOf(project->datasets().get(dataset)).numIndexed, 0);
    indexEverything(*project);
    EXPECT_EQ(valueOf(project->datasets().get(dataset)).numIndexed, 4);
    const auto found = [&](const std::string& words) {
        ExampleFilter filter = of(dataset);
        filter.search = words;
        return excerpts(*project, allIds(*project, filter));
    };
    EXPECT_THAT(found("qui"), ElementsAre("the quick fox"));
    EXPECT_THAT(found("fox quick"), ElementsAre("the quick fox"));
    EXPECT_THAT(found("\"fox quick\""), IsEmpty());
    EXPECT_THAT(found("\"quick fox"), ElementsAre("the quick fox")) << "a quote that is still open";
    EXPECT_THAT(found("uberfl"), ElementsAre("Größe und Überfluss"));
    EXPECT_THAT(found("don't"), ElementsAre("don't stop"));
    EXPECT_THAT(found("中"), ElementsAre("中文 text"));
    EXPECT_EQ(found("answer").size(), 4u);
    const std::vector<std::string> oddities{"AND", "NOT OR", "(", "*", "col:x", "\"", "\"\"", "-", "^a", std::string("a\0b", 3)};
    for (const std::string& odd : oddities) (void)found(odd);   // never an error
    EXPECT_EQ(found("   ").size(), 4u) << "nothing to search for";

    const auto ids = allIds(*project, of(dataset));
    EXPECT_OK(project->examples().replace(ids[0], chat("a slow hare", "x"), "Edit"));
    indexEverything(*project);
    EXPECT_THAT(found("fox"), IsEmpty());
    EXPECT_THAT(found("hare"), ElementsAre("a slow hare"));
    EXPECT_TRUE(valueOf(project->journal().undo()).has_value());
    indexEverything(*project);
    EXPECT_THAT(found("fox"), ElementsAre("the quick fox"));
    EXPECT_THAT(found("hare"), IsEmpty());
    EXPECT_OK(project->examples().remove(std::vector<std::int64_t>{ids[0]}));
    EXPECT_THAT(found("fox"), IsEmpty());
    EXPECT_EQ(valueOf(project->datasets().get(dataset)).numIndexed, 3);
    const std::int64_t added = valueOf(project->examples().add(dataset, chat("a badger", "x"), ids[1]));
    indexEverything(*project);
    EXPECT_THAT(found("badger"), ElementsAre("a badger"));
    EXPECT_TRUE(valueOf(project->journal().undo()).has_value());
    indexEverything(*project);
    EXPECT_THAT(found("badger"), IsEmpty());
    EXPECT_TRUE(valueOf(project->journal().redo()).has_value());
    indexEverything(*project);
    EXPECT_THAT(found("badger"), ElementsAre("a badger"));
    EXPECT_EQ(valueOf(project->datasets().get(dataset)).numIndexed, 4);
    EXPECT_THAT(allIds(*project, of(dataset)), ElementsAre(ids[1], added, ids[2], ids[3]));
}

TEST(Examples, RowsCanBePutBetweenTwoOthersAgainAndAgain) {
    const TemporaryFolder folder;
    auto project = opened(folder / "p");
    const std::int64_t dataset = imported(*project, folder, numbered(2));
    const auto ids = allIds(*project, of(dataset));
    std::vector<std::string> expected{"question 0", "question 1"};
    for (int i = 0; i < 60; ++i) {
        const std::string text = "n" + std::to_string(i);
        valueOf(project->examples().add(dataset, chat(text, "a"), ids[0]));
        if (i >= 30) continue;
        expected.insert(expected.begin() + 1, text);
        EXPECT_EQ(excerpts(*project, allIds(*project, of(dataset))), expected);
    }
    const auto now = excerpts(*project, allIds(*project, of(dataset)));
    ASSERT_EQ(now.size(), 62u);
    EXPECT_EQ(now.front(), "question 0");
    EXPECT_EQ(now.back(), "question 1");
    const std::int64_t last = valueOf(project->examples().add(dataset, chat("last", "a")));
    EXPECT_EQ(allIds(*project, of(dataset)).back(), last);
}

TEST(Examples, WhatHasGoneIsSaid) {
    const TemporaryFolder folder;
    auto project = opened(folder / "p");
    const std::int64_t dataset = imported(*project, folder, numbered(2));
    const auto ids = allIds(*project, of(dataset));
    EXPECT_OK(project->examples().remove(std::vector<std::int64_t>{ids[0]}));
    EXPECT_EQ(project->examples().get(ids[0]).error().code, ErrorCode::NotFound);
    EXPECT_EQ(project->examples().replace(ids[0], chat("a", "b"), "Edit").error().code, ErrorCode::NotFound);
    EXPECT_EQ(project->examples().add(dataset, chat("a", "b"), ids[0]).error().code, ErrorCode::NotFound);
    EXPECT_EQ(project->examples().add(999, chat("a", "b")).error().code, ErrorCode::NotFound);
    EXPECT_EQ(valueOf(project->examples().summaries(ids)).size(), 1u);
    EXPECT_EQ(project->examples().addTag(ids, "").error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(project->datasets().get(999).error().code, ErrorCode::NotFound);
    EXPECT_EQ(project->datasets().rename(dataset, "").error().code, ErrorCode::InvalidArgument);
}

TEST(ProblemOf, NamesWhatIsWrong) {
    const auto problem = [](const Example& example) { return problemOf(example); };
    EXPECT_EQ(problem(chat("q", "a")), "");
    EXPECT_EQ(problem(chat("q", " \n\xC2\xA0")), "empty answer");
    EXPECT_EQ(problem(chat("", "a")), "empty question");
    EXPECT_EQ(problem(chat(" same ", "same")), "answer repeats the question");
    Example example = chat("q", "a");
    std::get<Conversation>(example.body).turns.pop_back();
    EXPECT_EQ(problem(example), "no assistant turn");
    std::get<Conversation>(example.body).turns.clear();
    EXPECT_EQ(problem(example), "no turns");
    example = chat("q", "");
    std::get<Conversation>(example.body).turns[1].toolCalls = {{{"type", "function"}}};
    EXPECT_EQ(problem(example), "") << "a call of a tool is an answer";
    example = chat("q", "a");
    std::get<Conversation>(example.body).turns[1].trained = false;
    EXPECT_EQ(problem(example), "no turn is trained");
    example = chat("q", "a");
    example.numReplacedUtf8 = 1;
    EXPECT_EQ(problem(example), "broken characters");
    example.body = Text{"  "};
    EXPECT_EQ(problem(example), "empty text");
    const Conversation prompt{{turn(Role::User, "q")}, Json::array(), Json::object()};
    example.numReplacedUtf8 = 0;
    example.body = Pair{prompt, {turn(Role::Assistant, "x")}, {turn(Role::Assistant, "x")}, {}, {}, {}};
    EXPECT_EQ(problem(example), "both answers are the same");
    example.body = Ranking{prompt, {{turn(Role::Assistant, "x")}}, {0}};
    EXPECT_EQ(problem(example), "fewer than two answers");
    example.body = Scored{prompt, {turn(Role::Assistant, "x")}, {}, {}};
    EXPECT_EQ(problem(example), "no score");
    example.body = Prompt{{}, {}};
    EXPECT_EQ(problem(example), "no prompt");
}

}  // namespace
}  // namespace luthier::store
