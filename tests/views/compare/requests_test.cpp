// SPDX-License-Identifier: GPL-3.0-or-later
// What the panes of Compare ask of the engine, line by line: the same question with the same sampling, each with its weights, its system prompt and its own
// dialogue; and what is seen while the answers come.
#include <QFile>
#include <QFileDialog>
#include <QInputDialog>
#include <QScrollBar>
#include <QTimer>
#include <QtTest/qtestspontaneevent.h>

#include "core/base/files.h"
#include "tests/views/compare/compare_support.h"

namespace luthier::test {
namespace {

class Requests : public ComparePageTest {
protected:
    void SetUp() override { qputenv("LUTHIER_FAKE_REQUESTS", QByteArray::fromStdString(m_log)); }
    void TearDown() override {
        ComparePageTest::TearDown();
        qunsetenv("LUTHIER_FAKE_REQUESTS");
    }
    // Of one kind, oldest first.
    std::vector<Json> asked(const std::string& op) {
        std::vector<Json> requests;
        const auto text = readFile(m_log);
        for (const QByteArray& line : QByteArray::fromStdString(text.value_or("")).split('\n'))
            if (const auto request = parseJson(line.toStdString()); request && request->is_object() && request->value("op", "") == op)
                requests.push_back(*request);
        return requests;
    }
    std::string adapter(const std::string& name) {
        const std::string folder = m_folder / name;
        EXPECT_TRUE(makeFolders(folder));
        EXPECT_TRUE(writeFileDurably(folder + "/adapter_config.json", "{}"));
        EXPECT_TRUE(store([&](store::Project& project) -> Status {
            store::AdapterEntry entry;
            entry.name = name;
            entry.folder = folder;
            entry.model = 1;
            return project.adapters().add(entry).map([](std::int64_t) {});
        }));
        return folder;
    }
    void openWithPanes(const char* behaviour, int count) {
        open(fakeEngine(behaviour));
        for (int pane = 2; pane <= count; ++pane) QTest::mouseClick(find<QPushButton>("compare.addPane"), Qt::LeftButton);
    }
    QTextEdit* answer(int pane) { return m_page->findChild<QTextEdit*>(QString("answer.%1").arg(pane)); }
    void setSystemPrompt(int pane, const QString& prompt) {
        QTimer typing;
        QObject::connect(&typing, &QTimer::timeout, &typing, [&] {
            auto* const dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
            if (!dialog) return;
            typing.stop();
            dialog->setTextValue(prompt);
            dialog->accept();
        });
        typing.start(10);
        QTest::mouseClick(find<QWidget>(QString("pane.%1").arg(pane))->findChild<QToolButton*>("pane.system"), Qt::LeftButton);
    }
    const std::string m_log = m_folder / "requests.jsonl";
};

TEST_F(Requests, EveryPaneIsAskedWithTheSameSeedAndSampling) {
    openWithPanes("normal", 3);
    QTest::mouseClick(find<QPushButton>("compare.sampling"), Qt::LeftButton);
    find<QDoubleSpinBox>("sampling.temperature")->setValue(0.7);
    find<QDoubleSpinBox>("sampling.topP")->setValue(0.9);
    find<QSpinBox>("sampling.topK")->setValue(40);
    find<QSpinBox>("sampling.maxNewTokens")->setValue(3);
    find<QLineEdit>("sampling.seed")->setText("4711");
    find<QWidget>("sampling")->hide();
    ask("hello");
    ASSERT_TRUE(answered());
    const auto requests = asked("generate");
    ASSERT_EQ(requests.size(), 3U);
    for (const Json& request : requests) {
        EXPECT_EQ(request["seed"], 4711);
        EXPECT_EQ(request["temperature"], 0.7);
        EXPECT_EQ(request["top_p"], 0.9);
        EXPECT_EQ(request["top_k"], 40);
        EXPECT_EQ(request["max_new_tokens"], 3);
        EXPECT_EQ(request["messages"], requests.front()["messages"]);
    }
}

TEST_F(Requests, AnAdapterIsSwappedWithoutLoadingTheBaseAgain) {
    open(fakeEngine("normal"));
    const std::string first = adapter("first"), second = adapter("second");
    m_page->open({});
    QTest::mouseClick(find<QPushButton>("compare.addPane"), Qt::LeftButton);
    ASSERT_TRUE(offers(3));
    choose(2, "first");
    ask("hello");
    ASSERT_TRUE(answered());
    EXPECT_TRUE(find<QLabel>("pane.2.fingerprint")->toolTip().contains("with an adapter"));
    choose(2, "second");
    ask("hello");
    ASSERT_TRUE(answered());
    choose(2, "first");
    ask("hello");
    ASSERT_TRUE(answered());
    EXPECT_EQ(asked("load").size(), 1U) << "one loaded base";
    const auto attached = asked("attach");
    ASSERT_EQ(attached.size(), 2U) << "each adapter once";
    EXPECT_EQ(attached[0]["folder"], first);
    EXPECT_EQ(attached[1]["folder"], second);
    std::vector<Json> adapters;
    for (const Json& request : asked("generate")) adapters.push_back(request["adapter"]);
    EXPECT_EQ(adapters, (std::vector<Json>{nullptr, first, nullptr, second, nullptr, first}));
    EXPECT_TRUE(asked("release").empty());
}

TEST_F(Requests, ASystemPromptIsOfItsPaneAlone) {
    openWithPanes("normal", 2);
    setSystemPrompt(2, "Answer as Tilda.");
    ask("hello");
    ASSERT_TRUE(answered());
    const auto requests = asked("generate");
    ASSERT_EQ(requests.size(), 2U);
    EXPECT_EQ(requests[0]["messages"], Json::parse(R"([{"role":"user","content":"hello"}])"));
    EXPECT_EQ(requests[1]["messages"], Json::parse(R"([{"role":"system","content":"Answer as Tilda."},{"role":"user","content":"hello"}])"));
}

TEST_F(Requests, ADialogueGoesOnWithEachPanesOwnAnswers) {
    open(fakeEngine("normal"));
    QTest::mouseClick(find<QPushButton>("compare.sampling"), Qt::LeftButton);
    find<QSpinBox>("sampling.maxNewTokens")->setValue(2);
    find<QWidget>("sampling")->hide();
    ask("hello");
    ASSERT_TRUE(answered());
    find<QCheckBox>("compare.continues")->setChecked(true);
    ask("and then?");
    ASSERT_TRUE(answered());
    find<QCheckBox>("compare.continues")->setChecked(false);
    ask("alone");
    ASSERT_TRUE(answered());
    const auto requests = asked("generate");
    ASSERT_EQ(requests.size(), 3U);
    EXPECT_EQ(requests[1]["messages"], Json::parse(R"([{"role":"user","content":"hello"},{"role":"assistant","content":" word0 word1"},
                                                       {"role":"user","content":"and then?"}])"));
    EXPECT_EQ(requests[2]["messages"], Json::parse(R"([{"role":"user","content":"alone"}])"));
}

TEST_F(Requests, AllSavedQuestionsAreAskedEachForItself) {
    openWithPanes("normal", 2);
    for (const char* const question : {"one", "two", "three"}) {
        find<QPlainTextEdit>("compare.prompt")->setPlainText(question);
        QTest::mouseClick(find<QPushButton>("compare.keep"), Qt::LeftButton);
    }
    EXPECT_EQ(find<QPushButton>("shelf.all")->text(), "Ask all 3");
    QTest::mouseClick(find<QPushButton>("shelf.all"), Qt::LeftButton);
    ASSERT_TRUE(answered());
    const auto requests = asked("generate");
    ASSERT_EQ(requests.size(), 6U);
    for (const Json& request : requests) EXPECT_EQ(request["messages"].size(), 1U);
    EXPECT_EQ(requests[4]["messages"][0]["content"], "three");
    EXPECT_EQ(m_page->findChildren<QLabel*>("note.2").size(), 3);
}

TEST_F(Requests, PanesStreamBesideEachOther) {
    openWithPanes("slow", 2);
    ask("hello");
    const auto streams = [this](int pane) {
        return answer(pane) && answer(pane)->toPlainText().contains("word1") && note(pane).contains("token") && !note(pane).contains("weights");
    };
    EXPECT_TRUE(waitUntil([&] { return streams(1) && streams(2); })) << "both have words before either is at its end";
    EXPECT_TRUE(isBusy());
    QTest::mouseClick(find<QPushButton>("compare.send"), Qt::LeftButton);   // Stop
    ASSERT_TRUE(answered());
    EXPECT_TRUE(note(1).contains("stopped after") && note(2).contains("stopped after")) << note(1).toStdString();
}

TEST_F(Requests, PanesScrollTogether) {
    openWithPanes("normal", 2);
    QTest::mouseClick(find<QPushButton>("compare.sampling"), Qt::LeftButton);
    find<QSpinBox>("sampling.maxNewTokens")->setValue(400);
    find<QWidget>("sampling")->hide();
    ask("hello");
    ASSERT_TRUE(answered());
    QScrollBar* const bar = find<QScrollArea>("compare.scroll")->verticalScrollBar();
    ASSERT_TRUE(waitUntil([bar] { return bar->maximum() > 200; }));
    const auto top = [this](int pane) { return answer(pane)->mapTo(m_page.get(), QPoint(0, 0)).y(); };
    bar->setValue(0);
    const int before = top(1);
    EXPECT_EQ(top(1), top(2));
    bar->setValue(150);
    EXPECT_EQ(top(1), before - 150);
    EXPECT_EQ(top(1), top(2));
    // The wheel over one pane is the wheel of all of them.
    QWidget* const over = answer(2)->viewport();
    const QPointF at(20, 20);
    QWheelEvent wheel(at, over->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QSpontaneKeyEvent::setSpontaneous(&wheel);   // as from a person: it is offered to the parents too
    qApp->notify(over, &wheel);
    EXPECT_LT(top(2), before - 150);
    EXPECT_EQ(top(1), top(2));
}

TEST_F(Requests, AnExportThatCannotBeWrittenIsToldAndOneThatCanIsWhole) {
    open(fakeEngine("normal"));
    const auto exportTo = [this](const QString& path) {
        QTimer choosing;
        QObject::connect(&choosing, &QTimer::timeout, &choosing, [&] {
            auto* const dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            if (!dialog) return;
            choosing.stop();
            dialog->findChild<QLineEdit*>("fileNameEdit")->setText(path);
            QMetaObject::invokeMethod(dialog, "accept");
        });
        choosing.start(10);
        QTest::mouseClick(find<QPushButton>("compare.export"), Qt::LeftButton);
    };
    QTest::mouseClick(find<QPushButton>("compare.export"), Qt::LeftButton);
    EXPECT_TRUE(m_window.toasts.last().contains("nothing to export"));
    ask("hello");
    ASSERT_TRUE(answered());
    exportTo("/proc/comparison.md");
    ASSERT_EQ(m_window.errors.size(), 1);
    EXPECT_TRUE(m_window.errors.front().contains("/proc")) << m_window.errors.front().toStdString();
    const std::string whole = m_folder / "comparison.json";
    exportTo(QString::fromStdString(whole));
    EXPECT_EQ(m_window.errors.size(), 1);
    const auto json = parseJson(readFile(whole).value_or(""));
    ASSERT_TRUE(json);
    EXPECT_EQ((*json)["exchanges"][0]["answers"][0]["text"].get<std::string>().substr(0, 12), " word0 word1");
}

}  // namespace
}  // namespace luthier::test
