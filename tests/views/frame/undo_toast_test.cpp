// SPDX-License-Identifier: GPL-3.0-or-later
// A line with Undo takes back what it says, and nothing that was done later.
#include "tests/views/frame/window_support.h"

namespace luthier::test {
namespace {

class UndoToast : public Window {
protected:
    QStringList offered() {
        QStringList texts;
        for (const QPushButton* const button : m_window->findChildren<QPushButton*>("toast.action"))
            if (button->isVisible()) texts << button->parentWidget()->findChild<QLabel*>("toast.text")->text();
        return texts;
    }
    void pressOnlyUndo() {
        for (QPushButton* const button : m_window->findChildren<QPushButton*>("toast.action"))
            if (button->isVisible()) return QTest::mouseClick(button, Qt::LeftButton);
        FAIL() << "no Undo is offered";
    }
    std::vector<std::string> names() {
        std::vector<std::string> names;
        const auto datasets = write([](store::Project& project) { return project.datasets().all(); });
        for (const store::Dataset& dataset : datasets.value_or(std::vector<store::Dataset>())) names.push_back(dataset.name);
        return names;
    }
    void rename(std::int64_t id, const std::string& name) {
        ASSERT_TRUE(write([id, name](store::Project& project) { return project.datasets().rename(id, name); }));
    }
};

TEST_F(UndoToast, AnOlderOneIsWithdrawnAndComesBackInItsTurn) {
    const std::int64_t id = importDemo();
    toastUndo(*m_store, *m_window, "Imported");
    EXPECT_EQ(offered(), QStringList("Imported"));
    rename(id, "evaluation");
    EXPECT_EQ(offered(), QStringList()) << "it would take back the renaming";
    toastUndo(*m_store, *m_window, "Renamed");
    EXPECT_EQ(offered(), QStringList("Renamed"));
    pressOnlyUndo();
    ASSERT_TRUE(waitUntil([this] { return names() == std::vector<std::string>{"held out"}; }));
    ASSERT_TRUE(waitUntil([this] { return offered() == QStringList("Imported"); })) << "now it is the newest";
    pressOnlyUndo();
    EXPECT_TRUE(waitUntil([this] { return names().empty(); }));
}

TEST_F(UndoToast, WhatIsPressedTooLateUndoesNothingElse) {
    const std::int64_t id = importDemo();
    const std::int64_t entry = m_store->newestEntry();
    ASSERT_NE(entry, 0);
    rename(id, "evaluation");
    QStringList told;
    QObject::connect(m_store.get(), &StoreAccess::failed, m_window.get(), [&told](const Error& error) { told << QString::fromStdString(error.message); });
    m_store->undo(entry);
    ASSERT_TRUE(waitUntil([&] { return !told.isEmpty(); }));
    EXPECT_EQ(names(), std::vector<std::string>{"evaluation"});
}

TEST_F(UndoToast, AnActionOfAnotherKindStays) {
    m_window->toast("Wrote 3 rows", "Show", [] {});
    rename(importDemo(), "evaluation");
    EXPECT_EQ(offered(), QStringList("Wrote 3 rows"));
}

}  // namespace
}  // namespace luthier::test
