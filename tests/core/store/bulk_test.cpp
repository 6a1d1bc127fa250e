// SPDX-License-Identifier: Apache-2.0
// Many rows at once: changes as one action, facets that agree with the filter, repairs, counts of tokens that belong to what was counted.
#include <gmock/gmock.h>

#include "core/store/example_rows.h"
#include "core/store/facets.h"
#include "core/store/row_repairs.h"
#include "tests/core/store/store_support.h"

namespace luthier::store {
namespace {

using testing::ElementsAre;
using Outcome = Examples::Outcome;

std::string answerOf(Project& project, std::int64_t id) { return std::get<Conversation>(valueOf(project.examples().get(id)).body).turns.back().text; }

struct Bulk : testing::Test {
    TemporaryFolder folder;
    std::unique_ptr<Project> project = opened(folder / "project");
};

TEST_F(Bulk, ManyRowsChangeAndGoInOneActionThatIsUndoneAndRedone) {
    const std::int64_t dataset = imported(*project, folder, numbered(40));
    const auto ids = allIds(*project, of(dataset));
    std::int64_t numSeen = 0;
    const auto change = [&](std::int64_t id, Example& example) {
        ++numSeen;
        if (id == ids[3]) return Outcome::Goes;
        if (id % 2 == 0) return Outcome::Stays;
        std::get<Conversation>(example.body).turns.back().text += "!";
        return Outcome::Changed;
    };
    const auto changed = valueOf(project->examples().change(ids, change, "Replace in many"));
    EXPECT_EQ(numSeen, 40);
    EXPECT_EQ(changed.numRemoved, 1);
    EXPECT_EQ(valueOf(project->examples().count(of(dataset))), 39);
    const auto first = ids[ids[0] % 2 == 0 ? 1 : 0];
    EXPECT_TRUE(answerOf(*project, first).ends_with("!"));
    EXPECT_EQ(valueOf(project->journal().latest(1))[0].title, "Replace in many");
    EXPECT_OK(project->journal().undo());
    EXPECT_EQ(valueOf(project->examples().count(of(dataset))), 40);
    EXPECT_FALSE(answerOf(*project, first).ends_with("!"));
    EXPECT_OK(project->journal().redo());
    EXPECT_TRUE(answerOf(*project, first).ends_with("!"));
    EXPECT_EQ(valueOf(project->examples().count(of(dataset))), 39);
}

TEST_F(Bulk, WhatIsCancelledChangesNothing) {
    const std::int64_t dataset = imported(*project, folder, numbered(600));
    const auto ids = allIds(*project, of(dataset), 100);
    const std::string before = answerOf(*project, ids[0]);
    const auto numEntries = valueOf(project->journal().latest(100)).size();
    Cancellation cancellation;
    WorkContext context;
    context.cancellation = &cancellation;
    std::int64_t numDone = 0;
    const auto changed = project->examples().change(ids, [&](std::int64_t, Example& example) {
        if (++numDone == 300) cancellation.request();
        std::get<Conversation>(example.body).turns.back().text = "other";
        return Outcome::Changed;
    }, "Replace", context);
    ASSERT_FALSE(changed);
    EXPECT_EQ(changed.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(answerOf(*project, ids[0]), before);
    EXPECT_EQ(valueOf(project->journal().latest(100)).size(), numEntries);
}

TEST_F(Bulk, BodiesAreReadInTheOrderAskedFor) {
    const std::int64_t dataset = imported(*project, folder, numbered(4));
    auto ids = allIds(*project, of(dataset));
    ASSERT_TRUE(project->examples().remove(std::span(&ids[1], 1)));
    const std::vector<std::int64_t> asked{ids[3], ids[1], ids[0]};
    const auto bodies = valueOf(project->examples().bodies(asked));
    ASSERT_EQ(bodies.size(), 2u);
    EXPECT_EQ(bodies[0].id, ids[3]);
    EXPECT_EQ(std::get<Conversation>(valueOf(exampleFromBody(bodies[1].body)).body).turns[0].text, "question 0");
}

TEST_F(Bulk, ACountOfTokensIsKeptOnlyForTheTextThatWasCounted) {
    const std::int64_t dataset = imported(*project, folder, numbered(2));
    const auto ids = allIds(*project, of(dataset));
    const auto bodies = valueOf(project->examples().bodies(ids));
    ASSERT_TRUE(project->examples().replace(ids[0], chat("other", "text"), "Edit"));
    const std::vector<Examples::TokenCount> counts{{ids[0], 7, 3, bodies[0].body}, {ids[1], 8, 4, bodies[1].body}};
    ASSERT_TRUE(project->examples().setTokenCounts(counts));
    const auto rows = valueOf(project->examples().summaries(ids));
    EXPECT_EQ(rows[0].numTokens, std::nullopt);
    EXPECT_EQ(rows[1].numTokens, 8);
    ExampleFilter uncounted = of(dataset);
    uncounted.onlyUncounted = true;
    EXPECT_THAT(allIds(*project, uncounted), ElementsAre(ids[0]));
}

// Rows of all lengths, problems, origins and tags.
std::int64_t variedRows(Project& project, const TemporaryFolder& folder) {
    std::string text;
    for (int i = 0; i < 300; ++i) {
        Json messages = Json::array();
        for (int turnPair = 0; turnPair <= i % 7 * (i % 3); ++turnPair) {
            messages.push_back({{"role", "user"}, {"content", std::string(static_cast<std::size_t>(i * i % 900), 'q') + " word" + std::to_string(i % 4)}});
            messages.push_back({{"role", "assistant"}, {"content", i % 11 == 0 ? "" : i % 13 == 0 ? messages.back()["content"].get<std::string>() : "answer"}});
        }
        text += dumpJson({{"messages", messages}}) + "\n";
    }
    const auto report = valueOf(project.datasets().import({folder.write("varied.jsonl", text), "varied", {}}));
    const auto ids = allIds(project, of(report.dataset), 1000);
    std::vector<Examples::TokenCount> counts;
    for (std::size_t i = 0; i < 200; ++i) counts.push_back({ids[i], static_cast<std::int64_t>(i * i % 6000), 1});
    EXPECT_TRUE(project.examples().setTokenCounts(counts));
    for (int i = 0; i < 5; ++i) EXPECT_OK(project.examples().add(report.dataset, chat("by hand", std::string(static_cast<std::size_t>(i * 300), 'x'))));
    std::vector<std::int64_t> tagged(ids.begin(), ids.begin() + 150);
    EXPECT_TRUE(project.examples().addTag(tagged, "half"));
    EXPECT_TRUE(project.examples().remove(std::span(ids.data() + 20, 10)));
    indexEverything(project);
    return report.dataset;
}

// What a facet says beside a choice is how many rows the list has once it is chosen.
void expectAgreement(Project& project, const ExampleFilter& filter) {
    SCOPED_TRACE("\"" + filter.search + "\", \"" + filter.problem + "\", from " + std::to_string(filter.minCharacters.value_or(-1)) + " characters");
    const FacetCounts counts = facetCounts(valueOf(project.examples().facets(filter)), filter);
    const auto expectCount = [&](std::int64_t said, auto choose, const std::string& what) {
        ExampleFilter chosen = filter;
        choose(chosen);
        EXPECT_EQ(valueOf(project.examples().count(chosen)), said) << what;
        EXPECT_EQ(static_cast<std::int64_t>(allIds(project, chosen, 1000).size()), said) << what;
    };
    for (const auto& [problem, count] : counts.problems) expectCount(count, [&](ExampleFilter& f) { f.problem = problem; }, problem);
    for (std::size_t i = 0; i < counts.tokens.size(); ++i)
        expectCount(counts.tokens[i], [&](ExampleFilter& f) { f.minTokens = tokenRanges()[i].min; f.maxTokens = tokenRanges()[i].max; }, "tokens");
    for (std::size_t i = 0; i < counts.characters.size(); ++i)
        expectCount(counts.characters[i], [&](ExampleFilter& f) { f.minCharacters = characterRanges()[i].min; f.maxCharacters = characterRanges()[i].max; },
                    "characters");
    for (std::size_t i = 0; i < counts.turns.size(); ++i)
        expectCount(counts.turns[i], [&](ExampleFilter& f) { f.minTurns = turnRanges()[i].min; f.maxTurns = turnRanges()[i].max; }, "turns");
    expectCount(counts.numFromHere, [](ExampleFilter& f) { f.origin = ExampleFilter::Origin::Here; }, "here");
    expectCount(counts.numFromFile, [](ExampleFilter& f) { f.origin = ExampleFilter::Origin::File; }, "file");
}

TEST_F(Bulk, FacetsAgreeWithTheFilter) {
    const std::int64_t dataset = variedRows(*project, folder);
    ExampleFilter filter = of(dataset);
    expectAgreement(*project, filter);
    filter.tags = {"half"};
    expectAgreement(*project, filter);
    filter.search = "word2";
    expectAgreement(*project, filter);
    filter.minTurns = turnRanges()[1].min;
    filter.maxTurns = turnRanges()[1].max;
    expectAgreement(*project, filter);
    filter.origin = ExampleFilter::Origin::File;
    filter.problem = "empty answer";
    expectAgreement(*project, filter);
    // A range that is none of the facets' is a part of what is counted.
    ExampleFilter byHand = of(dataset);
    byHand.minCharacters = 123;
    expectAgreement(*project, byHand);
}

TEST_F(Bulk, ChoicesAmongFacetsNeedNoOtherCube) {
    ExampleFilter filter = of(1);
    filter.search = "x";
    const ExampleFilter base = facetBase(filter);
    filter.problem = "empty answer";
    filter.minTokens = tokenRanges()[2].min;
    filter.maxTokens = tokenRanges()[2].max;
    filter.origin = ExampleFilter::Origin::Here;
    filter.sort = ExampleFilter::Sort::Tokens;
    EXPECT_EQ(facetBase(filter), base);
    filter.maxTokens = 7;
    EXPECT_FALSE(facetBase(filter) == base);
}

TEST_F(Bulk, CountingFacetsCanBeStopped) {
    const std::int64_t dataset = imported(*project, folder, numbered(5000));
    Cancellation cancellation;
    cancellation.request();
    WorkContext context;
    context.cancellation = &cancellation;
    EXPECT_EQ(project->examples().facets(of(dataset), context).error().code, ErrorCode::Cancelled);
}

Example dialogue(std::initializer_list<Turn> turns) {
    Example example;
    Conversation conversation;
    conversation.turns = turns;
    example.body = conversation;
    return example;
}

std::vector<std::string> textsOf(const Example& example) {
    std::vector<std::string> texts;
    for (const Turn& turn : std::get<Conversation>(example.body).turns) texts.push_back(turn.text);
    return texts;
}

TEST(Repairs, EmptyAnswersGoWithTheirQuestions) {
    Example whole = dialogue({turn(Role::User, "a"), turn(Role::Assistant, "b"), turn(Role::User, "c"), turn(Role::Assistant, " \xC2\xA0")});
    EXPECT_TRUE(needs(Repair::EmptyAnswers, whole));
    EXPECT_EQ(apply(Repair::EmptyAnswers, whole), Outcome::Changed);
    EXPECT_THAT(textsOf(whole), ElementsAre("a", "b"));
    EXPECT_FALSE(needs(Repair::EmptyAnswers, whole));
    Example nothing = dialogue({turn(Role::System, "s"), turn(Role::User, "a"), turn(Role::Assistant, "")});
    EXPECT_EQ(apply(Repair::EmptyAnswers, nothing), Outcome::Goes);
    Example ranking;
    ranking.body = Ranking{Conversation{{turn(Role::User, "q")}, Json::array(), Json::object()},
                           {{turn(Role::Assistant, "x")}, {turn(Role::Assistant, "")}, {turn(Role::Assistant, "y")}}, {0, 2, 1}};
    EXPECT_EQ(apply(Repair::EmptyAnswers, ranking), Outcome::Changed);
    EXPECT_EQ(std::get<Ranking>(ranking.body).responses.size(), 2u);
    EXPECT_THAT(std::get<Ranking>(ranking.body).rank, ElementsAre(0, 1));
}

TEST(Repairs, TurnsOfOneRoleBecomeOne) {
    Example example = dialogue({turn(Role::User, "a"), turn(Role::User, "b"), turn(Role::Assistant, "c"), turn(Role::Assistant, "d"), turn(Role::User, "e")});
    EXPECT_EQ(apply(Repair::SameRole, example), Outcome::Changed);
    EXPECT_THAT(textsOf(example), ElementsAre("a\n\nb", "c\n\nd", "e"));
    EXPECT_EQ(apply(Repair::SameRole, example), Outcome::Stays);
    Turn masked = turn(Role::Assistant, "d");
    masked.trained = false;
    EXPECT_FALSE(needs(Repair::SameRole, dialogue({turn(Role::Assistant, "c"), masked}))) << "what is trained and what is not stay apart";
}

TEST(Repairs, TokensOfTemplatesAndSpacesGoFromTheEnds) {
    Example example = dialogue({turn(Role::User, "<s> <s>hello </s>"), turn(Role::Assistant, "a <s> in the middle<|im_end|>\n")});
    EXPECT_EQ(apply(Repair::SpecialTokens, example), Outcome::Changed);
    EXPECT_THAT(textsOf(example), ElementsAre("hello ", "a <s> in the middle"));
    EXPECT_EQ(apply(Repair::OuterSpaces, example), Outcome::Changed);
    EXPECT_THAT(textsOf(example), ElementsAre("hello", "a <s> in the middle"));
    EXPECT_EQ(apply(Repair::OuterSpaces, example), Outcome::Stays);
    Example text;
    text.body = Text{"<|endoftext|>"};
    EXPECT_EQ(apply(Repair::SpecialTokens, text), Outcome::Changed);
    EXPECT_EQ(std::get<Text>(text.body).text, "");
}

TEST(Repairs, OthersDoWhatTheySay) {
    Example unanswered = dialogue({turn(Role::User, "a")});
    EXPECT_EQ(apply(Repair::NoAnswer, unanswered), Outcome::Goes);
    Example same = dialogue({turn(Role::User, "a"), turn(Role::Assistant, "a")});
    EXPECT_EQ(apply(Repair::RepeatedQuestion, same), Outcome::Goes);
    Example broken = dialogue({turn(Role::User, "caf\xEF\xBF\xBD"), turn(Role::Assistant, "b")});
    broken.numReplacedUtf8 = 1;
    EXPECT_EQ(apply(Repair::BrokenCharacters, broken), Outcome::Changed);
    EXPECT_THAT(textsOf(broken), ElementsAre("caf", "b"));
    EXPECT_EQ(broken.numReplacedUtf8, 0);
    Example untrained = dialogue({turn(Role::User, "a"), turn(Role::Assistant, "b")});
    std::get<Conversation>(untrained.body).turns[1].trained = false;
    EXPECT_EQ(apply(Repair::NothingTrained, untrained), Outcome::Changed);
    EXPECT_EQ(problemOf(untrained), "");
}

TEST(Repairs, ARowThatIsFineNeedsNone) {
    const Example fine = chat("question", "answer");
    for (const Repair repair : allRepairs) {
        EXPECT_FALSE(needs(repair, fine));
        Example copy = fine;
        EXPECT_EQ(apply(repair, copy), Outcome::Stays);
        EXPECT_EQ(copy.body, fine.body);
    }
}

TEST(Repairs, RowsThatSayTheSameHaveOneHash) {
    Example a = chat("q", "a"), b = chat("q", "a");
    b.id = "other";
    b.tags = {"x"};
    b.source = {"file", 3};
    EXPECT_EQ(contentHash(a), contentHash(b));
    EXPECT_NE(contentHash(a), contentHash(chat("q", "b")));
}

}  // namespace
}  // namespace luthier::store
