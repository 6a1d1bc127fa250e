// SPDX-License-Identifier: GPL-3.0-or-later
// The project from the GUI thread: order, threads, answers that nobody wants any more, long work with edits in between, idle indexing.
#include <atomic>
#include <thread>

#include "tests/views/link/link_support.h"
#include "views/link/store_access.h"

namespace luthier::test {

namespace {

using testing::ElementsAre;

class StoreAccessTest : public testing::Test {
protected:
    void SetUp() override {
        auto opened = StoreAccess::open(QString::fromStdString(folder / "project"));
        ASSERT_TRUE(opened) << opened.error().toString();
        store = std::move(*opened);
    }
    // Waits for what was asked before.
    void settle() {
        bool done = false;
        store->write(nullptr, [](store::Project&) -> Status { return {}; }, [&](const Status&) { done = true; });
        ASSERT_TRUE(waitUntil([&] { return done; }));
    }
    static std::function<Status(store::Project&)> setting(const char* key, const Json& value) {
        return [key, value](store::Project& project) { return project.settings().set(key, value); };
    }
    std::string rows(int count) const {
        std::string text;
        for (int i = 0; i < count; ++i)
            text += R"({"messages":[{"role":"user","content":"question number )" + std::to_string(i) + R"("},{"role":"assistant","content":"yes"}]})" + "\n";
        return folder.write("rows.jsonl", text);
    }
    TemporaryFolder folder;
    std::unique_ptr<StoreAccess> store;
};

TEST_F(StoreAccessTest, WorksOnItsOwnThreadsAndAnswersOnTheGuiThread) {
    const auto gui = std::this_thread::get_id();
    std::thread::id writing, reading, answered;
    int numAnswers = 0;
    const auto note = [&](std::thread::id& at) {
        return [&at](store::Project&) -> Result<int> {
            at = std::this_thread::get_id();
            return 7;
        };
    };
    const auto then = [&](const Result<int>& value) {
        EXPECT_EQ(*value, 7);
        answered = std::this_thread::get_id();
        ++numAnswers;
    };
    store->write(store.get(), note(writing), then);
    store->read(store.get(), note(reading), then);
    EXPECT_EQ(numAnswers, 0) << "never from within";
    ASSERT_TRUE(waitUntil([&] { return numAnswers == 2; }));
    EXPECT_EQ(answered, gui);
    EXPECT_NE(writing, gui);
    EXPECT_NE(reading, gui);
    EXPECT_NE(writing, reading);
}

TEST_F(StoreAccessTest, WritesInOrderAndReadsAreNotHeldUpByThem) {
    std::atomic<bool> goOn = false;
    std::vector<int> order;
    bool hasRead = false;
    store->write(store.get(), [&](store::Project&) -> Status {
        while (!goOn) std::this_thread::yield();
        return {};
    }, [&](const Status&) { order.push_back(1); });
    store->write(store.get(), [](store::Project&) -> Status { return {}; }, [&](const Status&) { order.push_back(2); });
    store->read(store.get(), [](store::Project&) -> Status { return {}; }, [&](const Status&) { hasRead = true; });
    EXPECT_TRUE(waitUntil([&] { return hasRead; })) << "reading waits for writing";
    EXPECT_TRUE(order.empty());
    goOn = true;
    ASSERT_TRUE(waitUntil([&] { return order.size() == 2; }));
    EXPECT_THAT(order, ElementsAre(1, 2));
}

TEST_F(StoreAccessTest, WhatIsWrittenIsReadOnTheOtherThread) {
    store->write(store.get(), setting("page", "datasets"), [](const Status& status) { EXPECT_TRUE(status); });
    settle();
    std::optional<Json> value;
    store->read(store.get(), [](store::Project& project) { return project.settings().get("page"); }, [&](const Result<Json>& got) { value = *got; });
    ASSERT_TRUE(waitUntil([&] { return value.has_value(); }));
    EXPECT_EQ(*value, "datasets");
}

TEST_F(StoreAccessTest, ReadingCannotWrite) {
    std::optional<Status> status;
    store->read(store.get(), setting("page", "x"), [&](const Status& got) { status = got; });
    ASSERT_TRUE(waitUntil([&] { return status.has_value(); }));
    ASSERT_FALSE(*status);
    EXPECT_EQ(status->error().code, ErrorCode::Busy);
}

TEST_F(StoreAccessTest, APageThatHasGoneGetsNoAnswerButItsWorkIsDone) {
    auto page = std::make_unique<QObject>();
    bool wasAnswered = false;
    std::atomic<int> numDone = 0;
    store->write(page.get(), [&](store::Project&) -> Status {
        ++numDone;
        return {};
    }, [&](const Status&) { wasAnswered = true; });
    page.reset();
    settle();
    EXPECT_EQ(numDone, 1);
    EXPECT_FALSE(wasAnswered);
}

TEST_F(StoreAccessTest, WhatWasAskedIsDoneBeforeItCloses) {
    for (int i = 0; i < 50; ++i)
        store->write(nullptr, setting("last", i), [](const Status&) { FAIL() << "answered after the end"; });
    store.reset();
    auto again = StoreAccess::open(QString::fromStdString(folder / "project"));
    ASSERT_TRUE(again);
    EXPECT_FALSE((*again)->isReadOnly()) << "the project was not let go";
    std::optional<Json> last;
    (*again)->read(again->get(), [](store::Project& project) { return project.settings().get("last"); }, [&](const Result<Json>& got) { last = *got; });
    ASSERT_TRUE(waitUntil([&] { return last.has_value(); }));
    EXPECT_EQ(*last, 49);
}

TEST_F(StoreAccessTest, EditsAreDoneInBetweenOfALongWrite) {
    std::vector<std::string> order;
    std::atomic<bool> goOn = false;
    const auto note = [&](const char* what) { return [&order, what](const Status&) { order.emplace_back(what); }; };
    const auto nothing = [](store::Project&) -> Status { return {}; };
    store->writeLong(store.get(), [&](store::Project&, const StoreAccess::Between& between) -> Status {
        while (!goOn) between();
        return {};
    }, note("import"));
    store->writeLong(store.get(), [&](store::Project&, const StoreAccess::Between&) -> Status { return {}; }, note("second import"));
    store->write(store.get(), nothing, note("edit"));
    store->write(store.get(), nothing, note("second edit"));
    ASSERT_TRUE(waitUntil([&] { return order.size() == 2; })) << "an edit waits for an import";
    goOn = true;
    ASSERT_TRUE(waitUntil([&] { return order.size() == 4; }));
    EXPECT_THAT(order, ElementsAre("edit", "second edit", "import", "second import"));
}

TEST_F(StoreAccessTest, ImportsWhileEditsGoOn) {
    const std::string path = rows(3000);
    std::optional<Result<store::ImportReport>> report;
    int numEdits = 0;
    store->writeLong(store.get(), [path](store::Project& project, const StoreAccess::Between& between) {
        return project.datasets().import({path, "rows", {}}, {}, between);
    }, [&](const Result<store::ImportReport>& got) { report = got; });
    for (int i = 0; i < 10; ++i)
        store->write(store.get(), setting("edit", i), [&](const Status& status) { numEdits += status ? 1 : 0; });
    ASSERT_TRUE(waitUntil([&] { return report.has_value() && numEdits == 10; }));
    ASSERT_TRUE(*report) << report->error().toString();
    EXPECT_EQ((*report)->numRows, 3000);
}

TEST_F(StoreAccessTest, IndexesForTheSearchWhileNothingElseIsAsked) {
    const std::string path = rows(1500);
    std::optional<std::int64_t> dataset;
    store->writeLong(store.get(), [path](store::Project& project, const StoreAccess::Between& between) {
        return project.datasets().import({path, "rows", {}}, {}, between);
    }, [&](const Result<store::ImportReport>& got) { dataset = got ? got->dataset : 0; });
    ASSERT_TRUE(waitUntil([&] { return dataset.has_value(); }));
    ASSERT_NE(*dataset, 0);
    std::int64_t numIndexed = 0;
    EXPECT_TRUE(waitUntil([&] {
        store->read(store.get(), [id = *dataset](store::Project& project) { return project.datasets().get(id); },
                    [&](const Result<store::Dataset>& got) { numIndexed = got ? got->numIndexed : -1; });
        QTest::qWait(20);
        return numIndexed == 1500;
    })) << numIndexed;
}

TEST_F(StoreAccessTest, UndoAndRedoSayWhatTheyDid) {
    QStringList said;
    QStringList tables;
    QObject::connect(store.get(), &StoreAccess::undone, store.get(), [&](const QString& title) { said << "undone " + title; });
    QObject::connect(store.get(), &StoreAccess::redone, store.get(), [&](const QString& title) { said << "redone " + title; });
    QObject::connect(store.get(), &StoreAccess::nothingToUndo, store.get(), [&] { said << "nothing to undo"; });
    QObject::connect(store.get(), &StoreAccess::nothingToRedo, store.get(), [&] { said << "nothing to redo"; });
    QObject::connect(store.get(), &StoreAccess::changed, store.get(), [&](const QStringList& which) { tables = which; });
    store->write(store.get(), [](store::Project& project) {
        store::Model model;
        model.name = "tiny";
        model.folder = "/models/tiny";
        return project.models().add(model);
    }, [](const Result<std::int64_t>& id) { EXPECT_TRUE(id); });
    for (int i = 0; i < 2; ++i) store->undo();
    for (int i = 0; i < 2; ++i) store->redo();
    ASSERT_TRUE(waitUntil([&] { return said.size() == 4; })) << said.join(", ").toStdString();
    EXPECT_THAT(said[0].toStdString(), testing::StartsWith("undone Add model"));
    EXPECT_EQ(said[1], "nothing to undo");
    EXPECT_THAT(said[2].toStdString(), testing::StartsWith("redone Add model"));
    EXPECT_EQ(said[3], "nothing to redo");
    EXPECT_TRUE(tables.contains("models"));
}

TEST_F(StoreAccessTest, ASecondWindowReadsAndKnowsWhoWrites) {
    auto second = StoreAccess::open(QString::fromStdString(folder / "project"));
    ASSERT_TRUE(second) << second.error().toString();
    EXPECT_TRUE((*second)->isReadOnly());
    EXPECT_EQ((*second)->holder()->pid, static_cast<std::int64_t>(QCoreApplication::applicationPid()));
    std::optional<Status> status;
    (*second)->write(second->get(), setting("page", "x"), [&](const Status& got) { status = got; });
    ASSERT_TRUE(waitUntil([&] { return status.has_value(); }));
    EXPECT_FALSE(*status);
    std::optional<Error> error;
    QObject::connect(second->get(), &StoreAccess::failed, second->get(), [&](const Error& got) { error = got; });
    (*second)->undo();
    EXPECT_TRUE(waitUntil([&] { return error.has_value(); }));
}

TEST(StoreAccessOpening, LaterWithoutWaiting) {
    const TemporaryFolder folder;
    std::unique_ptr<StoreAccess> store;
    QObject page;
    StoreAccess::openLater(QString::fromStdString(folder / "project"), &page, [&](Result<std::unique_ptr<StoreAccess>> opened) {
        ASSERT_TRUE(opened) << opened.error().toString();
        store = std::move(*opened);
    });
    EXPECT_FALSE(store);
    ASSERT_TRUE(waitUntil([&] { return store != nullptr; }));
    EXPECT_FALSE(store->isReadOnly());
}

TEST(StoreAccessOpening, RefusesADatabaseThatIsNone) {
    const TemporaryFolder folder;
    folder.write("luthier.db", "this is a text, and long enough to be looked at as a database, which it is not by any means whatever one may hope for");
    const auto opened = StoreAccess::open(QString::fromStdString(folder.path()));
    ASSERT_FALSE(opened);
    EXPECT_FALSE(opened.error().hint.empty());
    QObject page;
    std::optional<Error> later;
    StoreAccess::openLater(QString::fromStdString(folder.path()), &page, [&](const Result<std::unique_ptr<StoreAccess>>& answer) { later = answer.error(); });
    ASSERT_TRUE(waitUntil([&] { return later.has_value(); }));
    EXPECT_EQ(later->code, opened.error().code);
}

}  // namespace

}  // namespace luthier::test
