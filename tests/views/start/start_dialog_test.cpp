// SPDX-License-Identifier: GPL-3.0-or-later
// Projects that cannot be opened, and what the window says and offers then: made by a newer version, damaged, another program's; open elsewhere; in a folder
// that cannot be written to.
#include <filesystem>
#include <fstream>

#include <QLabel>
#include <QPushButton>
#include <QSettings>

#include <unistd.h>

#include <gtest/gtest.h>

#include "app/workbench/start_dialog.h"
#include "core/base/files.h"
#include "core/store/project.h"
#include "tests/support/read_only_folder.h"
#include "tests/support/temporary_folder.h"
#include "tests/views/link/wait.h"
#include "views/all_pages.h"
#include "views/frame/main_window.h"

namespace luthier::test {
namespace {

class StartDialogTest : public ::testing::Test {
protected:
    void SetUp() override {
        auto project = store::Project::open(m_project);
        ASSERT_TRUE(project) << project.error().toString();
        std::string rows;
        for (std::int64_t i = 0; i < numRows; ++i) rows += R"({"prompt":"kept?","completion":"yes"})" "\n";
        ASSERT_TRUE((*project)->datasets().import({m_folder.write("rows.jsonl", rows), "rows", {}}));
    }
    std::string database() const { return m_project + "/luthier.db"; }
    void overwrite(std::streamoff at, const std::string& bytes) const {
        std::fstream file(database(), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(at);
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }
    // What the window would be given; the folder is byte for byte as before.
    Error refused() const {
        const std::string before = readFile(database()).value_or("");
        const auto opened = StoreAccess::open(QString::fromStdString(m_project));
        EXPECT_FALSE(opened);
        EXPECT_EQ(readFile(database()).value_or(""), before) << "nothing is touched";
        return opened ? Error() : opened.error();
    }
    void show(const Error& error) {
        m_dialog = std::make_unique<StartDialog>(QString::fromStdString(m_project), error);
        m_dialog->show();
    }
    QPushButton* button(const char* name) { return m_dialog->findChild<QPushButton*>(name); }
    bool says(const QString& words) {
        for (const QLabel* label : m_dialog->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(words)) return true;
        return false;
    }
    std::int64_t numRowsIn(const QString& folder) {
        const auto project = store::Project::open(folder.toStdString());
        EXPECT_TRUE(project) << project.error().toString();
        const auto sets = (*project)->datasets().all();
        return sets && !sets->empty() ? sets->front().numRows : -1;
    }

    static constexpr std::int64_t numRows = 2000;
    const TemporaryFolder m_folder;
    std::string m_project = m_folder / "project";
    std::unique_ptr<StartDialog> m_dialog;
};

constexpr std::streamoff versionAt = 60;        // user_version in the header of a database, 4 bytes, the highest first
constexpr std::streamoff applicationAt = 68;

TEST_F(StartDialogTest, ANewerProjectIsRefusedWithWhatToDo) {
    overwrite(versionAt, std::string("\0\0\x03\xE7", 4));
    show(refused());
    EXPECT_TRUE(says("newer version"));
    EXPECT_TRUE(says("update Luthier"));
    EXPECT_TRUE(says("Nothing in"));
    EXPECT_TRUE(button("start.other")->isVisible());
    EXPECT_FALSE(button("start.backup")->isVisible()) << "there is none";
}

TEST_F(StartDialogTest, AnotherProgramsDatabaseIsRefused) {
    overwrite(applicationAt, "Else");
    show(refused());
    EXPECT_TRUE(says("another program"));
    EXPECT_TRUE(says("choose another folder"));
    overwrite(0, "this is no database at all, but a letter to somebody");
    show(refused());
    EXPECT_TRUE(says("damaged"));
}

TEST_F(StartDialogTest, OfADamagedProjectIsSavedWhatCanBeRead) {
    constexpr std::streamoff page = 4096;
    const auto numPages = static_cast<std::streamoff>(std::filesystem::file_size(database())) / page;
    overwrite(numPages / 2 * page, std::string(page, 'Z'));   // where rows lie
    show(refused());
    EXPECT_TRUE(says("damaged"));
    ASSERT_TRUE(button("start.salvage")->isVisible());
    m_dialog->setFolderChooser([](const QString&) { return QString(); });
    button("start.salvage")->click();
    EXPECT_TRUE(m_dialog->isVisible()) << "no folder was chosen after all";
    const QString to = QString::fromStdString(m_folder / "elsewhere");
    std::filesystem::create_directory(to.toStdString());
    m_dialog->setFolderChooser([to](const QString&) { return to; });
    button("start.salvage")->click();
    EXPECT_FALSE(button("start.quit")->isEnabled()) << "it works";
    ASSERT_TRUE(waitUntil([this] { return m_dialog->result() == QDialog::Accepted; }));
    EXPECT_EQ(m_dialog->chosenFolder(), to + "/salvaged");
    const std::int64_t numSaved = numRowsIn(m_dialog->chosenFolder());
    EXPECT_GT(numSaved, numRows / 2);
    EXPECT_LT(numSaved, numRows);
}

TEST_F(StartDialogTest, ASalvageThatFailsSaysWhyAndTheOtherWaysStay) {
    std::filesystem::resize_file(database(), std::filesystem::file_size(database()) - 4096);
    show(refused());
    m_dialog->setFolderChooser([](const QString&) { return QString("/proc/nowhere"); });
    button("start.salvage")->click();
    auto* const report = m_dialog->findChild<QLabel*>("start.report");
    ASSERT_TRUE(waitUntil([&] { return report->property("look") == "error" && report->isVisible(); }));
    EXPECT_FALSE(report->text().isEmpty());
    EXPECT_TRUE(button("start.other")->isEnabled());
    EXPECT_TRUE(button("start.salvage")->isEnabled());
}

TEST_F(StartDialogTest, TheBackupTakesThePlaceOfADamagedDatabaseWhichIsSetAside) {
    std::filesystem::copy_file(database(), database() + ".backup-1");
    std::filesystem::resize_file(database(), std::filesystem::file_size(database()) - 4096);
    const std::string damaged = readFile(database()).value();
    show(refused());
    ASSERT_TRUE(button("start.backup")->isVisible());
    EXPECT_TRUE(button("start.backup")->toolTip().contains("luthier.db.backup-1"));
    button("start.backup")->click();
    ASSERT_TRUE(waitUntil([this] { return m_dialog->result() == QDialog::Accepted; }));
    EXPECT_EQ(m_dialog->chosenFolder(), QString::fromStdString(m_project));
    EXPECT_EQ(numRowsIn(m_dialog->chosenFolder()), numRows);
    EXPECT_EQ(readFile(database() + ".set-aside-1").value_or(""), damaged) << "nothing is thrown away";
    EXPECT_TRUE(std::filesystem::exists(database() + ".backup-1"));
}

TEST_F(StartDialogTest, AnotherProjectIsOpenedInstead) {
    overwrite(applicationAt, "Else");
    show(refused());
    m_dialog->setFolderChooser([this](const QString&) { return QString::fromStdString(m_folder / "other"); });
    button("start.other")->click();
    EXPECT_EQ(m_dialog->result(), QDialog::Accepted);
    EXPECT_EQ(m_dialog->chosenFolder(), QString::fromStdString(m_folder / "other"));
}

// What a window over a read-only project says, and that nothing in it can be changed.
class ReadOnlyWindow : public StartDialogTest {
protected:
    void open() {
        auto opened = StoreAccess::open(QString::fromStdString(m_project));
        ASSERT_TRUE(opened) << opened.error().toString();
        m_store = std::move(*opened);
        m_runs = std::make_unique<RunControl>(*m_store, "no-engine");
        m_window = std::make_unique<MainWindow>(Workbench{*m_store, m_engine, *m_runs, m_settings, "no-engine"}, allPages());
        m_window->openPage("datasets");
        m_window->show();
        ASSERT_TRUE(waitUntil([this] {
            const auto* const table = m_window->findChild<QAbstractItemView*>("rows_table");
            return table && table->model()->rowCount() == numRows;
        }));
    }
    void TearDown() override {
        m_window.reset();
        m_runs.reset();
        m_store.reset();
    }
    void expectNothingCanBeChanged(const QString& why) {
        auto* const banner = m_window->findChild<QWidget*>("banner");
        EXPECT_TRUE(banner->isVisible());
        EXPECT_TRUE(banner->findChild<QLabel*>()->text().contains(why)) << banner->findChild<QLabel*>()->text().toStdString();
        for (const char* const name : {"rows_add", "rows_delete", "rows_tag", "datasets_import"}) {
            auto* const found = m_window->findChild<QAbstractButton*>(name);
            ASSERT_TRUE(found) << name;
            EXPECT_FALSE(found->isEnabled()) << name;
            EXPECT_FALSE(found->toolTip().isEmpty()) << name << " says why";
        }
        std::optional<Error> told;
        QObject::connect(m_store.get(), &StoreAccess::failed, m_window.get(), [&](const Error& error) { told = error; });
        m_store->undo();
        EXPECT_TRUE(waitUntil([&] { return told.has_value(); }));
    }
    QSettings m_settings{QString::fromStdString(m_folder / "settings.ini"), QSettings::IniFormat};
    EngineLink m_engine{QStringList{"no-engine"}};
    std::unique_ptr<StoreAccess> m_store;
    std::unique_ptr<RunControl> m_runs;
    std::unique_ptr<MainWindow> m_window;
};

TEST_F(ReadOnlyWindow, ASecondWindowSaysWhoHasTheProject) {
    const auto first = store::Project::open(m_project);
    ASSERT_TRUE(first);
    open();
    expectNothingCanBeChanged(QString("process %1").arg(::getpid()));
}

TEST_F(ReadOnlyWindow, AFolderThatCannotBeWrittenToIsReadOnly) {
    const ReadOnlyFolder readOnly(m_project);
    if (!readOnly.holds()) GTEST_SKIP() << "nothing can be made read-only here";
    open();
    expectNothingCanBeChanged("cannot be written to");
    TearDown();
}

}  // namespace
}  // namespace luthier::test
