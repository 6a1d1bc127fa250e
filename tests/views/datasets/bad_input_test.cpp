// SPDX-License-Identifier: GPL-3.0-or-later
// Files as they come: empty, folders, byte order marks, CRLF, broken UTF-8, markup and escapes, rows without end.
#include <QDragEnterEvent>
#include <QMimeData>

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

TEST_F(BadInputTest, AFileThatGoesAwayBeforeTheImportLeavesNothing) {
    const QString file = fileOf("going.jsonl", R"({"prompt":"a","completion":"b"})" "\n");
    openImport(file);
    ASSERT_TRUE(until([&] { return find<QPushButton>("import_start")->text() == "Import 1 rows"; }));
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
