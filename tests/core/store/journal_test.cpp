// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "core/store/database.h"
#include "tests/core/store/store_support.h"

namespace luthier::store {
namespace {

using testing::ElementsAre;

// All that a person sees of a project, to compare states.
Json stateOf(Project& project) {
    Json state = Json::object();
    for (const Dataset& dataset : valueOf(project.datasets().all())) {
        Json rows = Json::array();
        const auto ids = allIds(project, of(dataset.id), 1000);
        for (const std::int64_t id : ids) rows.push_back(exampleToJson(valueOf(project.examples().get(id))));
        state["datasets"].push_back({dataset.name, dataset.notes, dataset.numRows, dataset.numProblems, rows});
        for (const auto& [tag, count] : valueOf(project.examples().tags(dataset.id))) state["tags"].push_back({tag, count});
    }
    for (const Model& model : valueOf(project.models().all())) state["models"].push_back({model.name, model.folder, model.notes, model.facts});
    for (const AdapterEntry& adapter : valueOf(project.adapters().all())) state["adapters"].push_back({adapter.name, adapter.facts, adapter.run.value_or(-1)});
    for (const store::Run& run : valueOf(project.runs().all())) state["runs"].push_back({run.name, run.notes, run.tags, run.queuePosition});
    return state;
}

TEST(Journal, EverythingAPersonDoesCanBeUndoneAndRedone) {
    const TemporaryFolder folder;
    auto project = opened(folder / "p");
    std::vector<Json> states{stateOf(*project)};
    const auto did = [&](const auto& result) {
        ASSERT_TRUE(result.has_value()) << result.error().toString();
        states.push_back(stateOf(*project));
        EXPECT_NE(states.back(), states[states.size() - 2]) << "step " << states.size();
    };
    const std::int64_t dataset = imported(*project, folder, numbered(5));
    states.push_back(stateOf(*project));
    const auto ids = allIds(*project, of(dataset));
    did(project->datasets().rename(dataset, "other"));
    did(project->datasets().setNotes(dataset, "notes"));
    did(project->examples().replace(ids[1], chat("edited", ""), "Edit"));
    did(project->examples().addTag(ids, "good"));
    did(project->examples().removeTag(std::vector<std::int64_t>{ids[0]}, "good"));
    did(project->examples().remove(std::vector<std::int64_t>{ids[1], ids[3]}));
    did(project->examples().add(dataset, chat("new", "row"), ids[0]));
    const auto run = project->runs().add(runIn("/r"));
    did(run);
    store::Run changed = valueOf(project->runs().get(*run));
    changed.queuePosition = 7;
    changed.tags = {"b"};
    did(project->runs().update(changed));
    const auto model = project->models().add({.name = "model", .folder = "/m", .notes = {}, .facts = {{"size", 1.5}}, .createdAt = {}});
    did(model);
    AdapterEntry adapter;
    adapter.name = "adapter";
    adapter.folder = "/a";
    adapter.run = *run;
    adapter.model = *model;
    did(project->adapters().add(adapter));
    did(project->models().remove(*model));
    did(project->runs().remove(*run));
    did(project->datasets().remove(dataset));

    for (std::size_t at = states.size() - 1; at > 0; --at) {
        ASSERT_TRUE(valueOf(project->journal().undo()).has_value());
        EXPECT_EQ(stateOf(*project), states[at - 1]) << "undo to " << at - 1;
    }
    EXPECT_FALSE(valueOf(project->journal().undo()).has_value());
    project.reset();
    project = opened(folder / "p");   // both survive a restart
    for (std::size_t at = 1; at < states.size(); ++at) {
        ASSERT_TRUE(valueOf(project->journal().redo()).has_value());
        EXPECT_EQ(stateOf(*project), states[at]) << "redo to " << at;
    }
    EXPECT_FALSE(valueOf(project->journal().redo()).has_value());
}

TEST(Journal, ANewActionEndsWhatCouldBeRedone) {
    const TemporaryFolder folder;
    auto project = opened(folder / "p");
    const std::int64_t dataset = imported(*project, folder, numbered(2));
    EXPECT_OK(project->datasets().rename(dataset, "b"));
    EXPECT_OK(project->datasets().rename(dataset, "c"));
    EXPECT_EQ(valueOf(project->journal().undo())->title, "Rename \"b\" to \"c\"");
    EXPECT_EQ(valueOf(project->journal().nextRedo())->title, "Rename \"b\" to \"c\"");
    EXPECT_OK(project->datasets().rename(dataset, "d"));
    EXPECT_FALSE(valueOf(project->journal().nextRedo()).has_value());
    EXPECT_FALSE(valueOf(project->journal().redo()).has_value());
    std::vector<std::string> titles;
    for (const Journal::Entry& entry : valueOf(project->journal().latest(10))) titles.push_back(entry.title);
    EXPECT_THAT(titles, ElementsAre("Rename \"b\" to \"d\"", "Rename \"rows\" to \"b\"", "Import 2 rows into \"rows\""));
}

TEST(Journal, AFailedActionChangesNothingAndLeavesNoEntry) {
    const TemporaryFolder folder;
    auto project = opened(folder / "p");
    const std::int64_t dataset = imported(*project, folder, numbered(2));
    const auto ids = allIds(*project, of(dataset));
    const Json before = stateOf(*project);
    const Status failed = project->journal().perform("Both", [&]() -> Status {
        EXPECT_OK(project->examples().addTag(ids, "tag"));
        return fail(ErrorCode::InvalidArgument, "no");
    });
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().message, "no");
    EXPECT_EQ(stateOf(*project), before);
    EXPECT_EQ(valueOf(project->journal().latest(10)).size(), 1u);
}

TEST(Journal, NestedActionsAreOneAndTheirFailureUndoesOnlyThem) {
    const TemporaryFolder folder;
    auto project = opened(folder / "p");
    const std::int64_t dataset = imported(*project, folder, numbered(2));
    const auto ids = allIds(*project, of(dataset));
    EXPECT_OK(project->journal().perform("Rename and tag", [&]() -> Status {
        RETURN_IF_ERROR(project->datasets().rename(dataset, "x"));
        const Status inner = project->journal().perform("Inner", [&]() -> Status {
            EXPECT_OK(project->examples().addTag(ids, "lost"));
            return fail(ErrorCode::InvalidArgument, "no");
        });
        EXPECT_FALSE(inner);
        return project->examples().addTag(ids, "kept");
    }));
    EXPECT_THAT(valueOf(project->examples().tags(dataset)), ElementsAre(std::pair<std::string, std::int64_t>("kept", 2)));
    EXPECT_EQ(valueOf(project->journal().undo())->title, "Rename and tag");
    EXPECT_EQ(valueOf(project->datasets().get(dataset)).name, "rows");
    EXPECT_TRUE(valueOf(project->examples().tags(dataset)).empty());
}

TEST(Journal, ActionsThatChangeNothingAreNoEntries) {
    const TemporaryFolder folder;
    auto project = opened(folder / "p");
    const std::int64_t dataset = imported(*project, folder, numbered(2));
    const auto ids = allIds(*project, of(dataset));
    EXPECT_OK(project->examples().addTag(ids, "t"));
    EXPECT_TRUE(valueOf(project->journal().undo()).has_value());
    EXPECT_OK(project->examples().removeTag(ids, "not there"));
    EXPECT_OK(project->datasets().rename(dataset, "rows"));
    EXPECT_TRUE(valueOf(project->journal().nextRedo()).has_value()) << "what can be redone is still there";
}

TEST(Journal, UndoDoesNotTouchWhatIsNoEdit) {
    const TemporaryFolder folder;
    auto project = opened(folder / "p");
    const std::int64_t dataset = imported(*project, folder, numbered(2));
    const auto ids = allIds(*project, of(dataset));
    EXPECT_OK(project->examples().addTag(ids, "t"));
    EXPECT_OK(project->examples().setTokenCounts(std::vector<Examples::TokenCount>{{ids[0], 10, 5}}));
    EXPECT_OK(project->settings().set("a", 1));
    EXPECT_TRUE(valueOf(project->journal().undo()).has_value());
    EXPECT_EQ(valueOf(project->examples().summaries(ids))[0].numTokens, 10);
    EXPECT_EQ(valueOf(project->settings().get("a")), 1);
    // An edited row has to be counted again, and so has one whose edit is undone.
    EXPECT_OK(project->examples().replace(ids[0], chat("other", "text"), "Edit"));
    EXPECT_FALSE(valueOf(project->examples().summaries(ids))[0].numTokens.has_value());
    EXPECT_OK(project->examples().setTokenCounts(std::vector<Examples::TokenCount>{{ids[0], 3, 0}}));
    EXPECT_TRUE(valueOf(project->journal().undo()).has_value());
    EXPECT_FALSE(valueOf(project->examples().summaries(ids))[0].numTokens.has_value());
}

TEST(Journal, ABulkEditOfAHundredThousandRows) {
    const TemporaryFolder folder;
    auto project = opened(folder / "p");
    std::string text;
    for (int i = 0; i < 100000; ++i) text += "{\"text\":\"row " + std::to_string(i) + "\"}\n";
    const std::int64_t dataset = valueOf(project->datasets().import({folder.write("big.jsonl", text), "big", {}})).dataset;
    const auto ids = allIds(*project, of(dataset), 10000);
    ASSERT_EQ(ids.size(), 100000u);
    EXPECT_OK(project->examples().addTag(ids, "all"));
    EXPECT_OK(project->examples().remove(ids));
    EXPECT_EQ(valueOf(project->datasets().get(dataset)).numRows, 0);
    EXPECT_TRUE(valueOf(project->examples().tags(dataset)).empty());
    EXPECT_EQ(valueOf(project->journal().undo())->title, "Delete 100000 rows");
    EXPECT_EQ(valueOf(project->datasets().get(dataset)).numRows, 100000);
    EXPECT_THAT(valueOf(project->examples().tags(dataset)), ElementsAre(std::pair<std::string, std::int64_t>("all", 100000)));
    EXPECT_TRUE(valueOf(project->journal().undo()).has_value());
    EXPECT_TRUE(valueOf(project->examples().tags(dataset)).empty());
    EXPECT_EQ(allIds(*project, of(dataset), 50000), ids);
}

// The time of an entry is for reading; what was done last is what was done last.
TEST(Journal, AClockThatGoesBackwardsChangesNoOrder) {
    const TemporaryFolder folder;
    auto project = opened(folder / "project");
    const std::int64_t dataset = imported(*project, folder, numbered(2));
    const auto ids = allIds(*project, of(dataset));
    ASSERT_TRUE(project->examples().replace(ids[0], chat("a", "first"), "First"));
    project.reset();
    {
        const auto database = valueOf(Database::open(folder / "project/luthier.db", Database::Mode::Write));
        ASSERT_TRUE(database->execute("UPDATE journal SET time = '2999-01-01T00:00:00Z'; UPDATE datasets SET created_at = '2999-01-01T00:00:00Z'"));
    }
    project = opened(folder / "project");
    ASSERT_TRUE(project->examples().replace(ids[0], chat("a", "second"), "Second"));
    EXPECT_EQ(valueOf(project->journal().latest(1))[0].title, "Second");
    EXPECT_EQ(valueOf(project->journal().undo())->title, "Second");
    EXPECT_EQ(valueOf(project->journal().undo())->title, "First");
    EXPECT_EQ(valueOf(project->journal().redo())->title, "First");
    const std::int64_t other = imported(*project, folder, numbered(1), "later");
    EXPECT_EQ(valueOf(project->datasets().all()).back().id, other);
}

}  // namespace
}  // namespace luthier::store
