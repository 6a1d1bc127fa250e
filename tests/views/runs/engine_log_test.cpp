// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's own words in the Log tab.
#include <fstream>

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTabWidget>

#include "tests/views/runs/runs_support.h"
#include "views/runs/engine_log.h"

namespace luthier {
namespace {

using test::waitUntil;

struct EngineLogTest : test::RunsFixture {
    void openLog() {
        find<QTabWidget>("runs.tabs")->setCurrentIndex(4);
        find<QComboBox>("runs.log.which")->setCurrentIndex(1);
    }
    QString words() { return find<EngineLog>("runs.log.engine")->toPlainText(); }
};

TEST_F(EngineLogTest, ALibraryThatIsMissingIsFoundThere) {
    openPage();
    store::Run run;
    run.name = "fake";
    run.config = {{"name", "fake"}, {"fake", {{"behaviour", "missing-library"}}}};
    control->enqueue(run, qApp, [](const Result<std::int64_t>& id) { EXPECT_TRUE(id); });
    ASSERT_TRUE(waitUntil([&] { return page->primary() != 0; }));
    openLog();
    EXPECT_FALSE(find<QCheckBox>("runs.log.only_trouble")->isVisible()) << "it is about events";
    ASSERT_TRUE(waitUntil([&] {
        find<QComboBox>("runs.log.which")->setCurrentIndex(0);
        find<QComboBox>("runs.log.which")->setCurrentIndex(1);
        return words().contains("libtorch_cpu.so: cannot open shared object file");
    })) << words().toStdString();
}

TEST_F(EngineLogTest, IsSearchedAndGrowsWhileTheRunWorks) {
    openPage();
    const std::int64_t id = addRun("Sailor's tongue");
    ASSERT_TRUE(waitUntil([&] { return page->primary() == id; }));
    const std::string path = RunControl::logFile(QString::fromStdString(runOf(id).folder)).toStdString();
    openLog();
    EXPECT_TRUE(waitUntil([&] { return find<EngineLog>("runs.log.engine")->placeholderText().contains("no such file"); }));
    std::ofstream(path) << "[W] <b>a warning</b> of a library\n{\"event\":\"progress\",\"done\":1,\"total\":3}\n"
                        << "{\"event\":\"warning\",\"message\":\"3 rows are long\",\"hint\":\"cut them\"}\n"
                        << R"({"error":{"code":"out_of_memory","message":"memory ran out","hint":"use less","file":"","line":null,"key":""}})" << "\n";
    find<QComboBox>("runs.log.which")->setCurrentIndex(0);
    find<QComboBox>("runs.log.which")->setCurrentIndex(1);
    ASSERT_TRUE(waitUntil([&] { return words().contains("memory ran out"); })) << words().toStdString();
    EXPECT_TRUE(words().contains("<b>a warning</b>")) << "as text";
    EXPECT_TRUE(words().contains("3 rows are long - cut them"));
    EXPECT_FALSE(words().contains("progress"));
    EXPECT_EQ(find<QLabel>("runs.log.count")->text(), "3 lines");
    find<QLineEdit>("runs.log.search")->setText("ROWS");
    EXPECT_EQ(words(), "3 rows are long - cut them");
    EXPECT_EQ(find<QLabel>("runs.log.count")->text(), "1 of 3 lines");
    find<QComboBox>("runs.log.which")->setCurrentIndex(0);
    EXPECT_TRUE(find<QLabel>("runs.log.count")->text().contains("events"));
}

TEST(EngineWords, OfALongFileAreItsEnd) {
    const test::TemporaryFolder folder;
    const std::string path = folder / "long.log";
    {
        std::ofstream file(path);
        for (int i = 0; i < 200000; ++i) file << "line " << i << "\n";
    }
    const EngineWords words = readEngineWords(path);
    EXPECT_TRUE(words.isThere && words.isCut);
    EXPECT_EQ(words.lines.back(), "line 199999");
    EXPECT_TRUE(words.lines.front().startsWith("line ")) << "no half line";
    EXPECT_LT(words.lines.size(), 120000);
    EXPECT_FALSE(readEngineWords(folder / "none.log").isThere);
}

}  // namespace
}  // namespace luthier
