// SPDX-License-Identifier: GPL-3.0-or-later
// Files as they come: empty, folders, byte order marks, CRLF, broken UTF-8, markup and escapes, rows without end.
#include <QDir>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QScopeGuard>
#include <QTableWidget>

#include <sys/mount.h>
#include <unistd.h>

#include "core/store/database.h"
#include "tests/views/datasets/page_support.h"

namespace luthier {
namespace {

class BadInputTest : public DataPageTest {
protected:
    // The dialog says why, and there is nothing to import.
    void expectRefused(const QString& path) {
        ASSERT_TRUE(openImport(path));
        auto* const error = find<theme::ErrorPanel>("import_error");
        EXPECT_TRUE(until([&] { return error->isVisible(); })) << path.toStdString();
        EXPECT_FALSE(find<QPushButton>("import_start")->isEnabled());
        EXPECT_FALSE(find<QPushButton>("import_start")->toolTip().isEmpty());
        click("import_cancel");
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        EXPECT_EQ(numRows(), -1);
    }
};

TEST_F(BadInputTest, AnEmptyFileAFolderAndNoFileAreErrorsWithWords) {
    expectRefused(fileOf("empty.jsonl", ""));
    expectRefused(fileOf("blank.jsonl", "\n\n\n"));
    expectRefused(m_folder.path());
    expectRefused(m_folder.filePath("not-there.jsonl"));
    expectRefused(fileOf("binary.jsonl", std::string("\x00\x01\x02\xff\xfe", 5)));
}

TEST_F(BadInputTest, ByteOrderMarkCrlfAndBrokenUtf8AreReadAndMarked) {
    import(fileOf("odd.jsonl", "\xEF\xBB\xBF{\"prompt\":\"caf\xE9\",\"completion\":\"ok\"}\r\n{\"prompt\":\"b\",\"completion\":\"c\"}\r\n"));
    EXPECT_EQ(numRows(), 2);
    chooseRow(0);
    EXPECT_TRUE(std::get<Conversation>(inspector().example()->body).turns[0].text.find("\xEF\xBF\xBD") != std::string::npos);
    EXPECT_TRUE(until([&] { return find<theme::ElidedLabel>("problem_words")->fullText().contains("broken characters"); }));
    inspector().tabs()->setCurrentIndex(3);
    EXPECT_TRUE(until([&] { return find<QLabel>("row_origin")->text().contains("1 broken characters"); }));
}

TEST_F(BadInputTest, MarkupAndTerminalEscapesAreTextEverywhere) {
    const QString nasty = "<b>bold</b><script>x</script>";
    import(fileOf("nasty.jsonl", R"({"prompt":"<b>bold</b><script>x</script>","completion":"\u001b[31mred"})" "\n"));
    chooseRow(0);
    EXPECT_EQ(model().index(0, ExampleModel::Prompt).data().toString(), nasty);
    auto* const turns = inspector().editor()->findChild<TurnColumn*>();
    EXPECT_EQ(turns->bubble(0)->text()->plain(), nasty);
    EXPECT_EQ(turns->bubble(1)->text()->plain(), QString("\x1b[31mred"));
    for (const QLabel* label : m_page->findChildren<QLabel*>()) {
        if (!label->text().contains("<b>")) continue;
        EXPECT_EQ(label->textFormat(), Qt::PlainText);
    }
}

TEST_F(BadInputTest, ALongRowAndAManyTurnedRowOpen) {
    std::string turns;
    for (int i = 0; i < 10000; ++i) turns += std::string(i ? "," : "") + R"({"role":")" + (i % 2 ? "assistant" : "user") + R"(","content":"t"})";
    import(fileOf("long.jsonl", "{\"messages\":[" + turns + "]}\n" + R"({"prompt":")" + std::string(100000, 'y') + R"(","completion":"z"})" "\n"));
    ASSERT_GE(numRows(), 1);
    chooseRow(0);
    EXPECT_EQ(std::get<Conversation>(inspector().example()->body).turns.size(), 10000U);
    EXPECT_LE(inspector().editor()->findChildren<TurnBubble*>().size(), 40);
}

TEST_F(BadInputTest, AFileThatMayNotBeReadIsAnErrorWithWords) {
    if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
    const QString file = fileOf("secret.jsonl", R"({"text":"a"})" "\n");
    QFile::setPermissions(file, {});
    expectRefused(file);
}

TEST_F(BadInputTest, ALineOfAHundredMegabytesIsRefusedAndTheOthersAreRead) {
    const QString file = m_folder.filePath("endless.jsonl");
    {
        QFile out(file);
        ASSERT_TRUE(out.open(QIODevice::WriteOnly));
        out.write(R"({"prompt":"first","completion":"a"})" "\n" R"({"prompt":")");
        const QByteArray megabyte(1 << 20, 'x');
        for (int i = 0; i < 100; ++i) out.write(megabyte);
        out.write(R"(","completion":"b"})" "\n" R"({"prompt":"last","completion":"c"})" "\n");
    }
    import(file);
    EXPECT_EQ(numRows(), 2);
    click("refused_show");
    auto* const refused = find<QTableWidget>("refused_table");
    ASSERT_TRUE(until([&] { return refused->rowCount() == 1; }));
    EXPECT_EQ(refused->item(0, 0)->text(), "2");
    EXPECT_EQ(refused->item(0, 1)->text(), "line too long");
    EXPECT_TRUE(refused->item(0, 2)->text().contains("longer than")) << refused->item(0, 2)->text().toStdString();
}

TEST_F(BadInputTest, UnknownRolesAreRefusedAndEmptyAnswersAreMarked) {
    openImport(fileOf("roles.jsonl", R"({"messages":[{"role":"wizard","content":"a"}]})" "\n"
                                     R"({"messages":[{"role":"user","content":"a"},{"role":"assistant","content":""}]})" "\n"));
    ASSERT_TRUE(until([&] { return find<QLabel>("import_refused")->isVisible(); }));
    EXPECT_TRUE(find<QLabel>("import_refusals")->text().contains("wizard"));
    click("import_start");
    ASSERT_TRUE(until([&] { return model().rowCount() == 1 && model().summary(0); }));
    EXPECT_EQ(model().index(0, ExampleModel::Problem).data().toString(), "empty answer");
}

TEST_F(BadInputTest, WritingFromRightToLeftAndCombiningMarksStayAsTheyAre) {
    const std::string arabic = "\u0645\u0631\u062d\u0628\u0627", combined = "e\u0301\u0327 \U0001F469\u200D\U0001F680";
    import(fileOf("letters.jsonl", "{\"prompt\":\"" + arabic + "\",\"completion\":\"" + combined + "\"}\n"));
    chooseRow(0);
    auto* const turns = inspector().editor()->findChild<TurnColumn*>();
    EXPECT_EQ(turns->bubble(0)->text()->plain().toStdString(), arabic);
    EXPECT_EQ(turns->bubble(1)->text()->plain().toStdString(), combined);
    EXPECT_EQ(turns->bubble(0)->text()->document()->defaultTextOption().textDirection(), Qt::LayoutDirectionAuto);
    turns->bubble(1)->text()->moveCursor(QTextCursor::End);
    turns->bubble(1)->text()->insertPlainText("!");
    inspector().commit();
    const std::int64_t id = inspector().shownRow();
    EXPECT_TRUE(until([&] {
        return std::get<Conversation>(inStore([id](store::Project& p) { return p.examples().get(id); }).body).turns[1].text == combined + "!";
    }));
}

TEST_F(BadInputTest, ACellOfAHundredThousandCharactersIsShortInTheTableAndWholeBesideIt) {
    import(fileOf("cell.jsonl", R"({"prompt":"q","completion":")" + std::string(100000, 'y') + "\"}\n"));
    chooseRow(0);
    EXPECT_LE(model().index(0, ExampleModel::Answer).data().toString().size(), 201);
    auto* const bubble = inspector().editor()->findChild<TurnColumn*>()->bubble(1);
    EXPECT_LT(bubble->text()->plain().size(), 10000) << "a part, until more is asked for";
    bubble->findChild<QPushButton*>("show_all")->click();
    EXPECT_EQ(bubble->text()->plain().size(), 100000);
}

TEST_F(BadInputTest, WhileAnotherProgramLocksTheDatabaseAnEditIsRefusedWithWordsAndNothingIsLost) {
    import(fileOf("one.jsonl", R"({"prompt":"a","completion":"b"})" "\n"));
    chooseRow(0);
    const std::int64_t id = inspector().shownRow();
    auto other = store::Database::open(m_folder.filePath("project/luthier.db").toStdString(), store::Database::Mode::Write);
    ASSERT_TRUE(other);
    // It takes its turn between two pieces of the indexing.
    ASSERT_TRUE(until([&] { return (*other)->execute("BEGIN IMMEDIATE").has_value(); }));
    auto* const text = inspector().editor()->findChild<TurnColumn*>()->bubble(1)->text();
    text->moveCursor(QTextCursor::End);
    text->insertPlainText(" and more");
    inspector().commit();
    ASSERT_TRUE(until([&] { return !m_window.errors.empty(); }));
    EXPECT_EQ(m_window.errors.back().code, ErrorCode::Busy);
    EXPECT_TRUE(QString::fromStdString(m_window.errors.back().message).contains("locked by another program"));
    EXPECT_FALSE(m_window.errors.back().hint.empty());
    ASSERT_TRUE((*other)->execute("ROLLBACK"));
    EXPECT_TRUE(until([&] { return text->plain() == "b"; })) << "what is seen is what is kept";
    text->moveCursor(QTextCursor::End);
    text->insertPlainText("!");
    inspector().commit();
    EXPECT_TRUE(until([&] { return std::get<Conversation>(inStore([id](store::Project& p) { return p.examples().get(id); }).body).turns[1].text == "b!"; }));
}

// A disk of a few megabytes: an import and an export that do not fit leave everything as it was.
TEST_F(BadInputTest, OnAFullDiskNothingIsHalfDone) {
    const QString disk = m_folder.filePath("disk");
    QDir().mkpath(disk);
    if (::mount("tmpfs", disk.toLocal8Bit().constData(), "tmpfs", 0, "size=6m") != 0) GTEST_SKIP() << "no small disk can be made here";
    const auto unmount = qScopeGuard([&] {
        m_page.reset();
        m_runs.reset();
        m_store.reset();
        ::umount2(disk.toLocal8Bit().constData(), MNT_DETACH);
    });
    import(fileOf("small.jsonl", R"({"prompt":"a","completion":"b"})" "\n"));
    const QString target = disk + "/out.jsonl";
    ASSERT_TRUE(writeFileDurably(target.toStdString(), "what was there"));
    std::string rows;
    for (int i = 0; i < 4000; ++i) rows += R"({"prompt":"q","completion":")" + std::string(4000, static_cast<char>('a' + i % 26)) + "\"}\n";
    import(fileOf("large.jsonl", rows));
    // The export of the large set does not fit.
    click("rows_export");
    find<QLineEdit>("export_path")->setText(target);
    click("export_start");
    ASSERT_TRUE(until([&] { return find<QPushButton>("export_replace") && find<QPushButton>("export_replace")->isVisible(); }));
    click("export_replace");
    auto* const dialog = find<QDialog>("export_dialog");
    ASSERT_TRUE(until([&] { return dialog->findChild<theme::ErrorPanel*>()->isVisible(); }));
    EXPECT_EQ(readFile(target.toStdString()).value_or(""), "what was there");
    EXPECT_EQ(QDir(disk).entryList(QDir::Files | QDir::Hidden), QStringList{"out.jsonl"}) << "no half file beside it";
    click("export_cancel");
    // A project on it: the import does not fit, and what was there stays.
    m_page.reset();
    m_runs.reset();
    m_store.reset();
    auto opened = StoreAccess::open(disk + "/project");
    ASSERT_TRUE(opened) << opened.error().toString();
    m_store = std::move(*opened);
    m_runs = std::make_unique<RunControl>(*m_store, "no-engine");
    m_session.emplace(Session{*m_store, *m_engine, *m_runs, *m_settings, m_window, "no-engine"});
    m_page = std::make_unique<DatasetsPage>(*m_session);
    m_page->show();
    import(m_folder.filePath("small.jsonl"));
    openImport(m_folder.filePath("large.jsonl"));
    auto* const start = find<QPushButton>("import_start");
    ASSERT_TRUE(until([&] { return start->text() == "Import 4,000 rows"; }));
    start->click();
    ASSERT_TRUE(until([&] { return find<theme::ErrorPanel>("import_error")->isVisible(); }));
    EXPECT_TRUE(find<theme::ErrorPanel>("import_error")->findChild<QLabel*>()->text().contains("no room left"));
    click("import_cancel");
    EXPECT_EQ(numRows(), 1);
    ASSERT_TRUE(until([&] { return model().rowCount() == 1; }));
}

TEST_F(BadInputTest, AnExportAsksBeforeItReplacesAFile) {
    import(fileOf("one.jsonl", R"({"prompt":"a","completion":"b"})" "\n"));
    const QString target = fileOf("there.jsonl", "mine");
    click("rows_export");
    find<QLineEdit>("export_path")->setText(target);
    click("export_start");
    auto* const keepBoth = find<QPushButton>("export_keep_both");
    ASSERT_TRUE(until([&] { return keepBoth->isVisible(); }));
    EXPECT_EQ(readFile(target.toStdString()).value(), "mine");
    EXPECT_EQ(keepBoth->text(), "Save as there 2.jsonl");
    keepBoth->click();
    ASSERT_TRUE(until([&] { return m_window.toasts.back().text == "Wrote 1 row to there 2.jsonl"; }));
    EXPECT_EQ(readFile(target.toStdString()).value(), "mine");
    QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    click("rows_export");
    find<QLineEdit>("export_path")->setText(target);
    click("export_start");
    ASSERT_TRUE(until([&] { return find<QPushButton>("export_replace")->isVisible(); }));
    click("export_replace");
    ASSERT_TRUE(until([&] { return m_window.toasts.back().text == "Wrote 1 row to there.jsonl"; }));
    EXPECT_NE(readFile(target.toStdString()).value(), "mine");
}

TEST_F(BadInputTest, AFolderIsNoPlaceForAnExport) {
    import(fileOf("one.jsonl", R"({"prompt":"a","completion":"b"})" "\n"));
    click("rows_export");
    find<QLineEdit>("export_path")->setText(m_folder.path());
    click("export_start");
    auto* const dialog = find<QDialog>("export_dialog");
    EXPECT_TRUE(until([&] { return dialog->findChild<theme::ErrorPanel*>()->isVisible(); }));
}

TEST_F(BadInputTest, AFileThatGoesAwayBeforeTheImportLeavesNothing) {
    const QString file = fileOf("going.jsonl", R"({"prompt":"a","completion":"b"})" "\n");
    openImport(file);
    ASSERT_TRUE(until([&] { return find<QPushButton>("import_start")->text() == "Import 1 row"; }));
    ASSERT_TRUE(QFile::remove(file));
    click("import_start");
    EXPECT_TRUE(until([&] { return find<theme::ErrorPanel>("import_error")->isVisible(); }));
    EXPECT_EQ(numRows(), -1);
}

TEST_F(BadInputTest, AnExportThatCannotBeWrittenSaysSo) {
    import(fileOf("one.jsonl", R"({"prompt":"a","completion":"b"})" "\n"));
    click("rows_export");
    find<QLineEdit>("export_path")->setText("/nowhere/at/all/out.jsonl");
    click("export_start");
    auto* const dialog = m_page->findChild<QDialog*>("export_dialog");
    EXPECT_TRUE(until([&] { return dialog->findChild<theme::ErrorPanel*>()->isVisible(); }));
    EXPECT_TRUE(find<QPushButton>("export_start")->isEnabled());
}

TEST_F(BadInputTest, ADroppedFileOpensTheDialog) {
    QMimeData file;
    file.setUrls({QUrl::fromLocalFile(fileOf("drop.jsonl", R"({"text":"a"})" "\n"))});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &file, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_page.get(), &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop({10, 10}, Qt::CopyAction, &file, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_page.get(), &drop);
    EXPECT_TRUE(find<ImportDialog>("import_dialog"));
}

TEST_F(BadInputTest, OpeningADataSetThatIsNotThereShowsTheFirstOne) {
    import(fileOf("one.jsonl", R"({"prompt":"a","completion":"b"})" "\n"));
    m_page->open("dataset:99");
    m_page->open("dataset:nonsense");
    QTest::qWait(100);
    EXPECT_TRUE(find<DatasetList>("")->current());
    EXPECT_TRUE(m_window.errors.empty());
}

}  // namespace
}  // namespace luthier
