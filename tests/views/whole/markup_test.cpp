// SPDX-License-Identifier: GPL-3.0-or-later
// Names that people, files and other programs gave: markup and terminal escapes in them are text wherever they are shown.
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QListWidget>
#include <QTextDocument>
#include <QToolButton>

#include "core/base/files.h"
#include "tests/views/frame/window_support.h"

namespace luthier::test {
namespace {

const std::string kNasty = "<b>bold</b><img src='file:///etc/passwd'>\x1b[31mred";

class Markup : public Window {
protected:
    void SetUp() override {
        Window::SetUp();
        const std::string folder = m_folder / "project/runs/1";
        for (const std::string& to : {folder, folder + "again"}) {
            std::filesystem::create_directories(to);
            std::filesystem::copy(LUTHIER_SOURCE_DIR "/tests/views/runs/demo_run", to, std::filesystem::copy_options::recursive);
        }
        const Status filled = write([folder](store::Project& project) -> Status {
            RETURN_IF_ERROR(project.datasets().import({LUTHIER_SOURCE_DIR "/resources/demo/eval.jsonl", kNasty, {}}));
            store::Model model;
            model.name = kNasty;
            model.folder = LUTHIER_SOURCE_DIR "/tests/baselines/models/tiny-llama";
            ASSIGN_OR_RETURN(const std::int64_t base, project.models().add(model));
            store::Run run;
            run.name = kNasty;
            run.folder = folder;
            run.tags = {kNasty};
            run.notes = kNasty;
            run.model = base;
            ASSIGN_OR_RETURN(run.config, readJsonFile(folder + "/run.json"));
            ASSIGN_OR_RETURN(const std::int64_t id, project.runs().add(run));
            RETURN_IF_ERROR(project.runs().ingest(id).map([](bool) {}));
            run.name += " again";   // for a legend
            run.folder += "again";
            ASSIGN_OR_RETURN(const std::int64_t other, project.runs().add(run));
            RETURN_IF_ERROR(project.runs().ingest(other).map([](bool) {}));
            store::AdapterEntry adapter;
            adapter.name = kNasty;
            adapter.folder = folder + "/final";
            adapter.model = base;
            adapter.run = id;
            return project.adapters().add(adapter).map([](std::int64_t) {});
        });
        ASSERT_TRUE(filled) << filled.error().toString();
        m_store->announce({"datasets", "models", "runs", "adapters"});
    }
    // How often the names are seen; and none of them as markup.
    int look(const char* where) {
        int numSeen = 0;
        const auto check = [&](const QString& text, const QString& toolTip, bool isPlain, const QWidget* widget) {
            if (text.contains("<b>")) {
                ++numSeen;
                EXPECT_TRUE(isPlain) << where << ": " << widget->objectName().toStdString() << " shows markup";
            }
            EXPECT_FALSE(toolTip.contains("<b>") && Qt::mightBeRichText(toolTip)) << where << ": tooltip of " << widget->objectName().toStdString();
        };
        for (const QWidget* const widget : m_window->findChildren<QWidget*>()) {
            if (!widget->isVisible()) continue;
            const auto* const label = qobject_cast<const QLabel*>(widget);
            const auto* const button = qobject_cast<const QAbstractButton*>(widget);
            check(label ? label->text() : button ? button->text() : QString(), widget->toolTip(), !label || label->textFormat() == Qt::PlainText, widget);
            if (const auto* const combo = qobject_cast<const QComboBox*>(widget)) check(combo->currentText(), combo->toolTip(), true, widget);
            const auto* const view = qobject_cast<const QAbstractItemView*>(widget);
            const QAbstractItemModel* const model = view ? view->model() : nullptr;
            for (int row = 0; model && row < model->rowCount(); ++row)
                for (int column = 0; column < model->columnCount(); ++column)
                    check(model->index(row, column).data().toString(), model->index(row, column).data(Qt::ToolTipRole).toString(), true, widget);
        }
        return numSeen;
    }
};

TEST_F(Markup, InNamesIsTextOnEveryPage) {
    for (const PageInfo& page : allPages()) {
        m_window->openPage(page.id);
        QTest::qWait(600);
        if (page.id == std::string("runs")) {
            find<QAbstractItemView>("runs.list")->selectAll();
            QTest::qWait(600);
            EXPECT_EQ(m_window->findChildren<QToolButton*>(QRegularExpression("runs\\.plots\\.legend\\..*")).size(), 2);
        }
        const int numSeen = look(page.id);
        const bool hasNames = page.id != std::string("settings") && page.id != std::string("home");
        EXPECT_TRUE(numSeen > 0 || !hasNames) << "no name is seen on " << page.id;
    }
}

TEST_F(Markup, InNamesIsTextInThePaletteAndInToasts) {
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    auto* const list = find<QListWidget>("palette.list");
    ASSERT_TRUE(waitUntil([list] { return !list->findItems("<b>", Qt::MatchContains).isEmpty(); }));
    look("palette");
    find<QDialog>("palette")->close();
    store::Run run;
    run.name = kNasty;
    run.error = kNasty;
    run.state = store::RunState::Failed;
    emit m_runs->runEnded(run);
    m_window->toastError(Error(ErrorCode::Io, kNasty).withHint(kNasty));
    EXPECT_GE(look("toasts"), 4);
}

}  // namespace
}  // namespace luthier::test
