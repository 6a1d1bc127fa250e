// SPDX-License-Identifier: GPL-3.0-or-later
// Rules that hold for every page of the real window, with rows, a model and a finished run in it.
#include <filesystem>

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QShortcut>
#include <QTabBar>
#include <QTextEdit>

#include "core/base/files.h"
#include "tests/views/frame/window_support.h"
#include "views/train/section.h"

namespace luthier::test {
namespace {

class Whole : public Window {
protected:
    void SetUp() override {
        Window::SetUp();
        importDemo();
        const std::string folder = m_folder / "project/runs/1";
        std::filesystem::create_directories(folder);
        std::filesystem::copy(LUTHIER_SOURCE_DIR "/tests/views/runs/demo_run", folder, std::filesystem::copy_options::recursive);
        const Status filled = write([folder](store::Project& project) -> Status {
            store::Model model;
            model.name = "tiny";
            model.folder = LUTHIER_SOURCE_DIR "/tests/baselines/models/tiny-llama";
            RETURN_IF_ERROR(project.models().add(model));
            store::Run run;
            run.name = "A run";
            run.folder = folder;
            ASSIGN_OR_RETURN(run.config, readJsonFile(folder + "/run.json"));
            ASSIGN_OR_RETURN(const std::int64_t id, project.runs().add(run));
            return project.runs().ingest(id).map([](bool) {});
        });
        ASSERT_TRUE(filled) << filled.error().toString();
        m_store->announce({"models", "runs"});
    }
    void openPage(const PageInfo& page) {
        m_window->openPage(page.id);
        QTest::qWait(500);
    }
};

bool isOfQt(const QWidget* widget) {
    const QWidget* const parent = widget->parentWidget();
    return widget->objectName().startsWith("qt_") || qobject_cast<const QComboBox*>(parent) || qobject_cast<const QLineEdit*>(parent) ||
           qobject_cast<const QAbstractSpinBox*>(parent) || qobject_cast<const QTabBar*>(parent) || qobject_cast<const QScrollBar*>(widget) ||
           widget->inherits("QTableCornerButton") || widget->inherits("QHeaderView");
}

// Something to press, to write in or to choose from.
bool isControl(const QWidget* widget) {
    return !isOfQt(widget) &&
           (qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QComboBox*>(widget) ||
            qobject_cast<const QAbstractSpinBox*>(widget) || qobject_cast<const QAbstractSlider*>(widget) || qobject_cast<const QAbstractItemView*>(widget) ||
            qobject_cast<const QTextEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(widget));
}

std::string called(const QWidget* widget) {
    QString path = widget->objectName();
    for (const QWidget* parent = widget->parentWidget(); parent && path.count('/') < 2; parent = parent->parentWidget())
        path.prepend(parent->objectName() + "/");
    return QString("%1 %2").arg(widget->metaObject()->className(), path).toStdString();
}

QList<QWidget*> controls(const QWidget* window) {
    QList<QWidget*> found;
    for (QWidget* const widget : window->findChildren<QWidget*>())
        if (widget->isVisible() && isControl(widget)) found << widget;
    return found;
}

TEST_F(Whole, NothingOfLibTorchOrOfAGpuIsLoadedWithAllPagesOpen) {
    for (const PageInfo& page : allPages()) openPage(page);
    QFile maps("/proc/self/maps");
    ASSERT_TRUE(maps.open(QIODevice::ReadOnly));
    const QByteArray loaded = maps.readAll();
    EXPECT_TRUE(loaded.contains("libQt6Widgets"));
    for (const char* const name : {"/libtorch", "/libc10", "/libcuda", "/libcudart", "/libcublas", "/libcudnn"}) EXPECT_FALSE(loaded.contains(name)) << name;
}

// Those that a screen reader could only call a button or a field.
QStringList unnamed(const QWidget* window) {
    QStringList told;
    for (QWidget* const widget : controls(window)) {
        QAccessibleInterface* const seen = QAccessible::queryAccessibleInterface(widget);
        if (!seen || seen->text(QAccessible::Name).trimmed().isEmpty()) told << QString::fromStdString(called(widget));
    }
    return told;
}

TEST_F(Whole, EveryControlHasANameForAScreenReader) {
    for (const PageInfo& page : allPages()) {
        openPage(page);
        EXPECT_EQ(unnamed(m_window.get()).join(", ").toStdString(), "") << page.id;
    }
}

// Tab from control to control, round the whole page: each is reached, none keeps the key for itself, and where it is can be seen.
TEST_F(Whole, TabReachesEveryControlAndShowsWhere) {
    for (const PageInfo& page : allPages()) {
        openPage(page);
        m_window->activateWindow();
        find<QWidget>("header.search")->setFocus();
        QWidget* const first = m_window->focusWidget();
        ASSERT_TRUE(first);
        QSet<QWidget*> reached;
        for (QWidget* now = first; !reached.contains(now);) {
            reached << now;
            const QImage focused = now->grab().toImage();
            QTest::keyClick(now, Qt::Key_Tab);
            QWidget* const next = m_window->focusWidget();
            if (next == now) {
                ADD_FAILURE() << page.id << ": Tab does not leave " << called(now);
                break;
            }
            if (isControl(now) && now->isVisible() && now->grab().toImage() == focused)
                ADD_FAILURE() << page.id << ": the focus is not seen on " << called(now);
            now = next;
        }
        for (QWidget* const widget : controls(m_window.get()))
            if (widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) && !reached.contains(widget))
                ADD_FAILURE() << page.id << ": " << called(widget) << " is not reached";
    }
}

TEST_F(Whole, ThePaletteFindsEveryPageAndCommandByItsWords) {
    for (const PageInfo& page : allPages()) {
        openPage(page);
        QStringList titles;
        for (const PageInfo& other : allPages()) titles << QCoreApplication::translate("pages", other.title);
        for (const Page::Command& command : m_window->page(page.id)->commands()) titles << command.title;
        m_window->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto* const palette = m_window->findChild<CommandPalette*>();
        ASSERT_TRUE(palette);
        auto* const list = palette->findChild<QListWidget*>("palette.list");
        for (const QString& title : titles) {
            QStringList words = title.split(' ', Qt::SkipEmptyParts);
            std::reverse(words.begin(), words.end());
            palette->findChild<QLineEdit*>("palette.text")->setText(words.join(' ').toLower());
            EXPECT_FALSE(list->findItems(title, Qt::MatchStartsWith).isEmpty()) << page.id << ": " << title.toStdString();
        }
        delete palette;
    }
}

TEST_F(Whole, EveryShortcutIsListed) {
    for (const PageInfo& page : allPages()) {
        openPage(page);
        m_window->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_F1);
        auto* const sheet = find<QDialog>("shortcuts");
        QStringList listed;
        for (const QLabel* const label : sheet->findChildren<QLabel*>()) listed << label->text();
        delete sheet;
        for (const QShortcut* const shortcut : m_window->findChildren<QShortcut*>()) {
            const auto* const within = qobject_cast<QWidget*>(shortcut->parent());
            if (!within || (within != m_window.get() && !within->isVisible())) continue;
            for (const QKeySequence& keys : shortcut->keys()) {
                if (keys == QKeySequence(Qt::CTRL | Qt::Key_Enter)) continue;   // of the keypad: listed is the other one
                const QString name = keys.toString().replace("Return", "Enter");
                EXPECT_TRUE(listed.contains(name)) << page.id << ": " << name.toStdString() << " of " << called(within);
            }
        }
    }
}

// Where controls lie on one another, or beyond the edge of what they are in (what scrolls may).
QStringList misplaced(const QWidget* window) {
    QStringList told;
    const auto name = [](const QWidget* widget) { return QString::fromStdString(called(widget)); };
    for (const QWidget* const parent : window->findChildren<QWidget*>()) {
        if (!parent->isVisible() || !parent->layout()) continue;
        QList<QWidget*> placed;
        for (int i = 0; i < parent->layout()->count(); ++i)
            if (QWidget* const widget = parent->layout()->itemAt(i)->widget(); widget && widget->isVisible()) placed << widget;
        for (const QWidget* const one : placed) {
            if (!parent->rect().adjusted(-1, -1, 1, 1).contains(one->geometry())) 
                told << name(one) + QString(" is not within its parent: %1 to %2 of %3").arg(one->y()).arg(one->geometry().bottom()).arg(parent->height());
            for (const QWidget* const other : placed) {
                if (other == one) break;
                const QRect both = one->geometry() & other->geometry();
                if (both.width() > 1 && both.height() > 1) told << name(one) + " lies on " + name(other);
            }
        }
    }
    return told;
}

// What is folded away or stands behind another tab is looked at like the rest.
TEST_F(Whole, WhatOpensHasNamesAndItsPlaceToo) {
    for (const PageInfo& page : allPages()) {
        openPage(page);
        for (Section* const section : m_window->findChildren<Section*>()) section->setExpanded(true);
        for (QPushButton* const more : m_window->findChildren<QPushButton*>())
            if (more->isVisible() && more->objectName().endsWith(".more")) more->click();
        const auto look = [&](const QString& where) {
            EXPECT_EQ(unnamed(m_window.get()).join(", ").toStdString(), "") << page.id << where.toStdString();
            EXPECT_TRUE(waitUntil([this] { return misplaced(m_window.get()).isEmpty(); }, 20000))
                << page.id << where.toStdString() << ": " << misplaced(m_window.get()).join("\n").toStdString();
        };
        look({});
        for (QTabBar* const tabs : m_window->findChildren<QTabBar*>())
            for (int i = 0; tabs->isVisible() && i < tabs->count(); ++i) {
                tabs->setCurrentIndex(i);
                QTest::qWait(300);
                look(", tab " + tabs->tabText(i));
            }
    }
}

TEST_F(Whole, DialogsHaveNamesAndEverythingItsPlace) {
    m_window->openPage("datasets");
    ASSERT_TRUE(waitUntil([this] { return m_window->page("datasets")->commands().size() > 5; }));
    for (const char* const title : {"Paste rows", "Export this data set", "Find and replace", "Check and fix the rows"}) {
        const std::vector<Page::Command> commands = m_window->page("datasets")->commands();
        const auto command = std::find_if(commands.begin(), commands.end(), [&](const Page::Command& one) { return one.title == title; });
        ASSERT_NE(command, commands.end()) << title;
        command->run();
        const auto shown = [this]() -> QDialog* {
            for (QDialog* const dialog : m_window->findChildren<QDialog*>())
                if (dialog->isVisible()) return dialog;
            return nullptr;
        };
        ASSERT_TRUE(waitUntil([&] { return shown() != nullptr; })) << title;
        QTest::qWait(300);
        QDialog* const dialog = shown();
        EXPECT_FALSE(dialog->windowTitle().isEmpty()) << title;
        EXPECT_EQ(unnamed(dialog).join(", ").toStdString(), "") << title;
        EXPECT_TRUE(waitUntil([&] { return misplaced(dialog).isEmpty(); }, 20000)) << title << ": " << misplaced(dialog).join("\n").toStdString();
        QTest::keyClick(dialog, Qt::Key_Escape);
        ASSERT_TRUE(waitUntil([&] { return shown() == nullptr; })) << title << " does not close with Escape";
    }
}

TEST_F(Whole, NothingLiesOnSomethingElseAtAnySize) {
    for (const QSize size : {QSize(1024, 700), QSize(3840, 2160)}) {
        m_window->resize(size);
        for (const PageInfo& page : allPages()) {
            openPage(page);
            EXPECT_EQ(m_window->size(), size) << page.id;
            // Facts that come in from files and the store move what is below them: once they are there, all has its place.
            EXPECT_TRUE(waitUntil([this] { return misplaced(m_window.get()).isEmpty(); }, 20000))
                << page.id << " at " << size.width() << ": " << misplaced(m_window.get()).join("\n").toStdString();
        }
    }
}

}  // namespace
}  // namespace luthier::test
