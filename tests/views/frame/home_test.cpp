// SPDX-License-Identifier: GPL-3.0-or-later
// The lower half of Home: what the machine has, what fits on it, and the runs with their way to Compare.
#include "core/base/files.h"
#include "core/base/memory.h"
#include "core/base/processor.h"
#include "tests/views/frame/window_support.h"
#include "views/home/home_page.h"
#include "views/home/machine_facts.h"
#include "views/shared/theme/widgets.h"

namespace luthier::test {
namespace {

class Home : public Window {
protected:
    QString gpu() { return find<QLabel>("home.machine.gpu")->text(); }
    void openWith(const QByteArray& behaviour) {
        qputenv("LUTHIER_FAKE", behaviour);   // the page starts the program by its name alone
        open(fakeEngine("normal"));
    }
    void SetUp() override {
        Window::SetUp();
        m_session.emplace(Session{*m_store, *m_engine, *m_runs, m_settings, *m_window, fakeEngine("normal").front()});
    }
    std::optional<Session> m_session;
    void TearDown() override {
        qunsetenv("LUTHIER_FAKE");
        Window::TearDown();
    }
};

TEST_F(Home, SaysWhatTheMachineHasAndWhatFits) {
    EXPECT_TRUE(find<QLabel>("home.machine.processor")->text().startsWith(QString::number(numProcessors()))) << "cores";
    EXPECT_TRUE(find<QLabel>("home.machine.memory")->text().contains(theme::bytesInWords(static_cast<double>(memoryRoom().totalBytes))));
    EXPECT_TRUE(find<QLabel>("home.machine.fits")->text().contains("LoRA up to"));
}

TEST_F(Home, TheGpuIsWhatTheEngineSays) {
    openWith("normal");
    EXPECT_TRUE(waitUntil([this] { return gpu() == "none in use"; })) << gpu().toStdString();
    EXPECT_TRUE(find<QLabel>("home.machine.gpu")->toolTip().contains("processor alone"));
    openWith("gpu");
    EXPECT_TRUE(waitUntil([this] { return gpu() == "NVIDIA Test 80GB"; })) << gpu().toStdString();
    openWith("missing-library");
    EXPECT_TRUE(waitUntil([this] { return gpu() == "not known"; })) << gpu().toStdString();
    EXPECT_TRUE(find<QLabel>("home.machine.gpu")->toolTip().contains("library"));
}

TEST_F(Home, BeforeTheProjectIsReadTheRunsHaveAShape) {
    HomePage page(*m_session, {});
    page.setVisible(true);
    EXPECT_TRUE(page.findChild<QWidget*>("home.reading"));
    EXPECT_TRUE(page.findChild<QLabel*>("home.data.state")->text().contains("Reading"));
    page.open({});
    EXPECT_TRUE(waitUntil([&] { return !page.findChild<QWidget*>("home.reading"); }));
}

// Also without a model: choosing one is the first thing on the page that opens.
TEST_F(Home, WithDataTrainingIsTheNextStep) {
    const std::string file = m_folder / "rows.jsonl";
    ASSERT_TRUE(writeFileDurably(file, R"({"prompt": "2+2?", "completion": "4"})" "\n"));
    EXPECT_NE(find<QPushButton>("home.train.action")->property("look").toString(), "accent");
    bool isDone = false;
    m_store->write(m_window.get(), [file](store::Project& project) -> Status {
        return project.datasets().import({file, "mine", {}}).map([](const store::ImportReport&) {});
    }, [&isDone](const Status& status) { isDone = status.has_value(); });
    ASSERT_TRUE(waitUntil([&] { return isDone; }));
    m_window->openPage("home");
    EXPECT_TRUE(waitUntil([this] { return find<QPushButton>("home.train.action")->property("look").toString() == "accent"; }));
    EXPECT_EQ(find<QPushButton>("home.train.action")->text(), "New run");
    EXPECT_TRUE(find<QLabel>("home.data.state")->text().endsWith(", 1 row")) << find<QLabel>("home.data.state")->text().toStdString();
    QTest::mouseClick(find<QPushButton>("home.train.action"), Qt::LeftButton);
    EXPECT_EQ(m_window->currentPage(), "train");
}

TEST_F(Home, AFinishedRunIsComparedFromItsRow) {
    store::Run run;
    run.name = "mine";
    run.config = {{"name", "mine"}, {"fake", {{"behaviour", "normal"}, {"step_ms", 1}}}};
    m_runs->enqueue(run, m_window.get(), [](const Result<std::int64_t>& id) { EXPECT_TRUE(id); });
    ASSERT_TRUE(waitUntil([this] {
        const auto* const button = m_window->findChild<QPushButton*>("home.run.compare");
        return button && button->isVisible();
    }));
    QTest::mouseClick(find<QPushButton>("home.run.compare"), Qt::LeftButton);
    EXPECT_EQ(m_window->currentPage(), "compare");
}

TEST(MachineFacts, FitsCountTheBytesOfAParameter) {
    EXPECT_EQ(largestFull(17'000'000'000), 1'000'000'000) << "16 bytes each, beside a gigabyte";
    EXPECT_EQ(largestLora(10'000'000'000), 2'000'000'000) << "4.5 bytes each, beside a gigabyte";
    EXPECT_EQ(largestFull(500'000'000), 0);
    EXPECT_EQ(largestLora(0), 0);
}

TEST(MachineFacts, TheGpuInWords) {
    EXPECT_EQ(gpuInWords(Json::parse(R"({"cuda":true,"devices":[{"name":"cuda:0","hardware":"NVIDIA H100"},{"name":"cpu"}]})")).value, "NVIDIA H100");
    EXPECT_TRUE(gpuInWords(Json::parse(R"({"cuda":true,"devices":[{"name":"cpu"}]})")).toolTip.contains("finds none"));
    EXPECT_EQ(gpuInWords(Json::parse(R"({"version":"0.1.0"})")).value, "not known");
    EXPECT_EQ(gpuInWords(Json::parse(R"([1,{"devices":5}])")).value, "not known");
}

}  // namespace
}  // namespace luthier::test
