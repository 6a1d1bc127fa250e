// SPDX-License-Identifier: GPL-3.0-or-later
// From a file of one's own to an answer of its adapter beside the base's, in the real window with the real engine, by keys and clicks alone.
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTextEdit>

#include "tests/views/frame/window_support.h"
#include "views/shared/plot/plot_panel.h"
#include "views/shared/theme/widgets.h"

namespace luthier::test {
namespace {

class OwnFileWorkflow : public Window {
protected:
    void SetUp() override {
        if (realEngine().isEmpty()) GTEST_SKIP() << "LUTHIER_ENGINE names no engine";
        open({realEngine()});
    }
    // Something that is on the page that is open.
    template <class Widget>
    Widget* shown(const QString& name) {
        Widget* seen = nullptr;
        EXPECT_TRUE(waitUntil([&] {
            for (Widget* const widget : m_window->findChildren<Widget*>(name))
                if (widget->isVisible()) seen = widget;
            return seen != nullptr;
        }, 120000)) << "there is no " << name.toStdString() << " to be seen";
        return seen;
    }
    void press(const QString& name) {
        auto* const button = shown<QAbstractButton>(name);
        ASSERT_TRUE(button);
        ASSERT_TRUE(waitUntil([button] { return button->isEnabled(); }, 120000)) << name.toStdString() << ": " << button->toolTip().toStdString();
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void typeInto(const QString& name, const QString& words) {
        auto* const line = shown<QLineEdit>(name);
        ASSERT_TRUE(line);
        QTest::mouseClick(line, Qt::LeftButton);
        line->selectAll();
        QTest::keyClicks(line, words);
    }
    void TearDown() override {
        if (m_runs && m_runs->current() != 0) m_runs->kill(m_runs->current());   // a run outlives its window
        close();
    }
    void goTo(Qt::Key page) { QTest::keyClick(m_window.get(), page, Qt::ControlModifier); }
    // Names a file in the dialog that stops everything else, which is about to open; again while it still reads its folder and forgets the name.
    void whenAskedForAFile(const QString& path) {
        auto* const looking = new QTimer(m_window.get());
        QObject::connect(looking, &QTimer::timeout, m_window.get(), [looking, path] {
            auto* const dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            auto* const name = dialog ? dialog->findChild<QLineEdit*>("fileNameEdit") : nullptr;
            if (!name) return;
            QObject::connect(dialog, &QDialog::finished, looking, &QTimer::stop);
            name->selectAll();
            QTest::keyClicks(name, path);
            QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Open), Qt::LeftButton);
        });
        looking->start(200);
    }
    // Chooses from the menu that is about to open.
    void whenMenuOpens(const QString& action) {
        auto* const looking = new QTimer(m_window.get());
        QObject::connect(looking, &QTimer::timeout, m_window.get(), [looking, action] {
            auto* const menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            auto* const chosen = menu ? menu->findChild<QAction*>(action) : nullptr;
            if (!chosen) return;
            looking->stop();
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(chosen).center());
        });
        looking->start(50);
    }
    QString ownFile() {
        std::string rows;
        for (int i = 0; i < 24; ++i)
            rows += R"({"prompt":"What is )" + std::to_string(i) + R"( and one?","completion":"It is )" + std::to_string(i + 1) + ".\"}\n";
        return QString::fromStdString(m_folder.write("my own rows.jsonl", rows));
    }
    void importOwnFile() {
        goTo(Qt::Key_2);
        whenAskedForAFile(ownFile());
        press("datasets_choose_first");
        auto* const start = shown<QPushButton>("import_start");
        ASSERT_TRUE(waitUntil([start] { return start->text() == "Import 24 rows"; })) << start->text().toStdString();
        QTest::mouseClick(start, Qt::LeftButton);
        ASSERT_TRUE(waitUntil([this] { return toastText().startsWith("Imported 24 rows"); })) << toastText().toStdString();
        m_window->activateWindow();   // as the desktop does when a dialog closes
        ASSERT_TRUE(QTest::qWaitForWindowActive(m_window.get()));
    }
    QString cell(int row, int column) { return shown<QTableView>("rows_table")->model()->index(row, column).data().toString(); }
    // The column that the answers stand in.
    int answers() {
        const QAbstractItemModel* const model = shown<QTableView>("rows_table")->model();
        for (int column = 0; column < model->columnCount(); ++column)
            if (model->headerData(column, Qt::Horizontal).toString() == "Answer") return column;
        ADD_FAILURE() << "there is no column of answers";
        return 0;
    }
    QTextEdit* turn(int number) {
        auto* const bubble = shown<QWidget>(QString("turn_%1").arg(number));
        return bubble ? bubble->findChild<QTextEdit*>("text") : nullptr;
    }
    void editAndUndo() {
        auto* const table = shown<QTableView>("rows_table");
        const int column = answers();
        ASSERT_TRUE(waitUntil([&] { return cell(2, column) == "It is 3."; })) << cell(2, column).toStdString();
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(2, column)).center());
        ASSERT_TRUE(waitUntil([this] { return turn(2) && turn(2)->toPlainText() == "It is 3."; }));
        QTextEdit* const text = turn(2);
        QTest::mouseClick(text->viewport(), Qt::LeftButton);
        QTest::keyClick(text, Qt::Key_End, Qt::ControlModifier);
        QTest::keyClicks(text, " Count on.");
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(0, column)).center());
        ASSERT_TRUE(waitUntil([&] { return cell(2, column) == "It is 3. Count on."; })) << "left, it is kept: " << cell(2, column).toStdString();
        QTest::keyClick(table, Qt::Key_Z, Qt::ControlModifier);
        ASSERT_TRUE(waitUntil([this] { return toastText() == "Undone: Edit turn 2, row 3 of my own rows"; })) << toastText().toStdString();
        EXPECT_TRUE(waitUntil([&] { return cell(2, column) == "It is 3."; }));
        QTest::keyClick(table, Qt::Key_Y, Qt::ControlModifier);
        EXPECT_TRUE(waitUntil([&] { return cell(2, column) == "It is 3. Count on."; }));
    }
    void addTinyModel() {
        goTo(Qt::Key_3);
        press("models.empty.add");
        typeInto("models.add.source.path", LUTHIER_SOURCE_DIR "/tests/baselines/models/tiny-llama");
        press("models.add.accept");
        ASSERT_TRUE(shown<QWidget>("models.sentence"));
    }
    void train(const QString& epochs) {
        goTo(Qt::Key_4);
        typeInto("train.search", "epochs");   // unfolds what holds it
        typeInto("training.epochs", epochs);
        typeInto("train.search", "held out");
        typeInto("data.eval_fraction", "0");    // a model of random weights never ends an answer: samples of it take longer than the steps
        press("train.start");
        ASSERT_TRUE(waitUntil([this] { return m_window->currentPage() == "runs"; }, 120000)) << toastText().toStdString();
    }
};

// The run would go on for long: how fast a step is differs between machines by a factor of hundreds, and it is watched as it grows.
TEST_F(OwnFileWorkflow, ImportEditUndoTrainWatchCompare) {
    importOwnFile();
    editAndUndo();
    addTinyModel();
    train("10000");

    const auto reached = [this] {
        const auto* const loss = m_window->findChild<PlotPanel*>("plot.loss");
        return loss && loss->isVisible() && loss->extent() ? loss->extent()->upper : 0.0;
    };
    ASSERT_TRUE(waitUntil([&] { return reached() > 1; }, 240000)) << "no curve comes";
    const double first = reached();
    EXPECT_TRUE(waitUntil([&] { return reached() > first; }, 240000)) << "it does not grow";
    EXPECT_TRUE(find<QToolButton>("chip")->text().startsWith("Training")) << find<QToolButton>("chip")->text().toStdString();
    auto* const state = shown<theme::StateBadge>("runs.header.state");
    EXPECT_EQ(state->state(), "running");
    press("runs.action.stop");
    ASSERT_TRUE(waitUntil([state] { return state->state() == "stopped"; }, 120000)) << state->state().toStdString();

    whenMenuOpens("runs.action.compare_checkpoint");
    press("runs.header.more");
    ASSERT_TRUE(waitUntil([this] { return m_window->currentPage() == "compare"; }));
    auto* const prompt = shown<QPlainTextEdit>("compare.prompt");
    QTest::mouseClick(prompt->viewport(), Qt::LeftButton);
    QTest::keyClicks(prompt, "What is 7 and one?");
    QTest::keyClick(prompt, Qt::Key_Return, Qt::ControlModifier);
    for (const int pane : {1, 2}) {
        auto* const note = shown<QLabel>(QString("note.%1").arg(pane));
        ASSERT_TRUE(note);
        EXPECT_TRUE(waitUntil([note] { return note->text().contains("weights"); }, 240000)) << pane << ": " << note->text().toStdString();
        EXPECT_TRUE(shown<QTextEdit>(QString("answer.%1").arg(pane))->isVisible());
    }
    const QString base = find<QLabel>("pane.1.fingerprint")->text(), adapter = find<QLabel>("pane.2.fingerprint")->text();
    EXPECT_TRUE(base.startsWith("weights ") && adapter.startsWith("weights ")) << base.toStdString() << ", " << adapter.toStdString();
    EXPECT_NE(base, adapter);
}

}  // namespace
}  // namespace luthier::test
