// SPDX-License-Identifier: GPL-3.0-or-later
// What stands there while something is still being read, or made searchable.
#include <future>

#include "tests/views/datasets/page_support.h"
#include "views/shared/theme/skeleton.h"

namespace luthier {
namespace {

struct Reading : DataPageTest {};

TEST_F(Reading, ThePageHasAShapeBeforeTheProjectHasAnswered) {
    std::promise<void> go;
    const std::shared_future<void> waits = go.get_future().share();
    m_store->read(m_store.get(), [waits](store::Project&) {
        waits.wait();
        return Status();
    }, [](const Status&) {});
    m_page = std::make_unique<DatasetsPage>(*m_session);
    m_page->show();
    auto* const reading = find<theme::Skeleton>("datasets_reading");
    EXPECT_TRUE(reading->isVisible());
    go.set_value();
    EXPECT_TRUE(until([&] { return !reading->isVisible(); }));
}

TEST_F(Reading, WhileRowsAreMadeSearchableThatIsSaidAndTheSearchIsMadeAgain) {
    std::string rows;
    for (int i = 0; i < 40; ++i) rows += R"({"prompt":"question )" + std::to_string(i) + R"(","completion":"maple"})" + "\n";
    const std::string file = fileOf("rows.jsonl", rows).toStdString();
    std::promise<void> go;
    const std::shared_future<void> waits = go.get_future().share();
    std::int64_t dataset = 0;
    // Rows become searchable while the writing thread has nothing else to do; so it has.
    m_store->write(m_store.get(), [file](store::Project& project) {
        return project.datasets().import({file, "rows", {}});
    }, [&dataset](const Result<store::ImportReport>& report) { dataset = report ? report->dataset : -1; });
    m_store->write(m_store.get(), [waits](store::Project&) {
        waits.wait();
        return Status();
    }, [](const Status&) {});
    ASSERT_TRUE(until([&] { return dataset > 0; }));
    m_store->announce({"datasets", "examples"});
    m_page->open("dataset:" + QString::number(dataset));
    ASSERT_TRUE(until([&] { return model().rowCount() == 40 && !model().isLoading(); }));
    auto* const indexing = find<QLabel>("rows_indexing");
    ASSERT_TRUE(until([&] { return indexing->isVisible(); }));
    EXPECT_EQ(indexing->text(), "indexing 0 %: not all rows are searched yet");
    find<QLineEdit>("rows_search")->setText("maple");
    ASSERT_TRUE(until([&] { return model().rowCount() == 0 && !model().isLoading(); })) << "none of them can be found yet";
    go.set_value();
    EXPECT_TRUE(until([&] { return !indexing->isVisible(); }));
    EXPECT_TRUE(until([&] { return model().rowCount() == 40; })) << "found without being searched for again";
}

}  // namespace
}  // namespace luthier
