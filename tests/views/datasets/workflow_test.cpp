// SPDX-License-Identifier: GPL-3.0-or-later
// Import, read, edit, undo, delete, undo, tag, export: what a person does with a file, through the widgets.
#include <QClipboard>
#include <QFileDialog>
#include <QTimer>

#include "core/data/reader.h"
#include "tests/views/datasets/page_support.h"

namespace luthier {
namespace {

std::string turnsInWords(const Example& row) {
    std::string words;
    if (const auto* const conversation = std::get_if<Conversation>(&row.body))
        for (const Turn& turn : conversation->turns) words += (words.empty() ? "" : "|") + std::string(roleName(turn.role)) + ": " + turn.text;
    return words;
}

constexpr const char* demoFile = LUTHIER_SOURCE_DIR "/resources/demo/train.jsonl";

std::string answerOf(const Example& example) { return std::get<Conversation>(example.body).turns.back().text; }

TEST_F(DataPageTest, ImportEditUndoDeleteUndoExport) {
    const QString file = m_folder.filePath("train.jsonl");
    ASSERT_TRUE(QFile::copy(demoFile, file));
    import(file);
    const std::int64_t all = numRows();
    EXPECT_EQ(model().rowCount(), all);
    EXPECT_TRUE(m_window.toasts[0].text.startsWith("Imported " + QString::number(all))) << m_window.toasts[0].text.toStdString();

    chooseRow(2);
    ReadingText* const text = inspector().editor()->findChild<TurnColumn*>()->bubble(1)->text();
    const std::int64_t id = inspector().row();
    const std::string before = answerOf(*inspector().example());
    text->setFocus();
    text->moveCursor(QTextCursor::End);
    text->insertPlainText(" Mind the cat.");
    inspector().commit();
    const auto stored = [&] { return answerOf(inStore([id](store::Project& project) { return project.examples().get(id); })); };
    EXPECT_TRUE(until([&] { return stored() == before + " Mind the cat."; }));
    const auto titles = inStore([](store::Project& project) { return project.journal().latest(1); });
    EXPECT_EQ(titles[0].title, "Edit turn 2, row 3 of train");

    m_store->undo();
    EXPECT_TRUE(until([&] { return stored() == before; }));
    EXPECT_TRUE(until([&] { return text->plain().toStdString() == before; }));

    const std::int64_t first = model().idAt(0);
    table().clearSelection();
    table().selectionModel()->select(QItemSelection(model().index(0, 0), model().index(2, 0)), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    click("rows_delete");
    EXPECT_TRUE(until([&] { return model().rowCount() == all - 3; }));
    EXPECT_EQ(m_window.toasts.back().text, "Deleted 3 rows");
    m_window.toasts.back().action();
    EXPECT_TRUE(until([&] { return model().rowCount() == all && model().idAt(0) == first; }));

    click("rows_export");
    auto* const path = find<QLineEdit>("export_path");
    ASSERT_TRUE(path);
    path->setText(m_folder.filePath("out.jsonl"));
    EXPECT_TRUE(until([&] { return find<QLabel>("export_losses")->text() == "Nothing is lost."; })) << find<QLabel>("export_losses")->text().toStdString();
    click("export_start");
    EXPECT_TRUE(until([&] { return m_window.toasts.back().text.startsWith("Wrote"); }));
    const auto written = readAllRows(m_folder.filePath("out.jsonl").toStdString()), original = readAllRows(demoFile);
    ASSERT_TRUE(written && original);
    ASSERT_EQ(written->rows.size(), original->rows.size());
    for (std::size_t i = 0; i < written->rows.size(); ++i) EXPECT_EQ(written->rows[i].body, original->rows[i].body);
    EXPECT_TRUE(m_window.errors.empty()) << m_window.errors[0].toString();
}

// A row is chosen, and before it has been read what is seen is still the one before: an edit belongs to that.
TEST_F(DataPageTest, AnEditBelongsToTheRowThatIsSeen) {
    import(demoFile);
    chooseRow(0);
    const std::int64_t first = model().idAt(0), second = model().idAt(1);
    const auto stored = [&](std::int64_t id) { return answerOf(inStore([id](store::Project& project) { return project.examples().get(id); })); };
    const std::string firstBefore = stored(first), secondBefore = stored(second);
    ReadingText* const text = inspector().editor()->findChild<TurnColumn*>()->bubble(1)->text();
    table().selectRow(1);
    EXPECT_EQ(inspector().row(), second);
    EXPECT_EQ(inspector().shownRow(), first);
    text->moveCursor(QTextCursor::End);
    text->insertPlainText(" Late.");
    inspector().commit();
    EXPECT_TRUE(until([&] { return stored(first) == firstBefore + " Late."; }));
    EXPECT_EQ(stored(second), secondBefore);
    EXPECT_EQ(inStore([](store::Project& project) { return project.journal().latest(1); })[0].title, "Edit turn 2, row 1 of train");
    EXPECT_TRUE(until([&] { return inspector().shownRow() == second; }));
}

TEST_F(DataPageTest, DialogShowsFormatRowsAndCountsBeforeAnythingIsImported) {
    ASSERT_TRUE(openImport(demoFile));
    EXPECT_TRUE(until([&] { return find<QPushButton>("import_start")->text().endsWith(" rows"); }));
    EXPECT_TRUE(find<QComboBox>("import_format")->currentText().startsWith("Found: Chat messages"))
        << find<QComboBox>("import_format")->currentText().toStdString();
    EXPECT_TRUE(find<QLabel>("import_confidence")->text().startsWith("It reads 100 %"));
    EXPECT_EQ(m_page->findChildren<QFrame*>("import_row").size(), 5);
    EXPECT_EQ(find<QLineEdit>("import_name")->text(), "train");
    click("import_cancel");
    EXPECT_EQ(numRows(), -1);
}

TEST_F(DataPageTest, ColumnsAreMappedByHand) {
    openImport(fileOf("odd.jsonl", R"({"first":"2+2?","second":"4"})" "\n" R"({"first":"3+3?","second":"6"})" "\n"));
    auto* const error = find<theme::ErrorPanel>("import_error");
    ASSERT_TRUE(until([&] { return error->isVisible(); }));
    EXPECT_FALSE(find<QPushButton>("import_start")->isEnabled());
    QStringList said;
    for (const QLabel* label : error->findChildren<QLabel*>()) said << label->text();
    EXPECT_TRUE(said.join('\n').contains("their columns are \"first\", \"second\"")) << said.join('\n').toStdString();
    EXPECT_TRUE(said.join('\n').contains("Choose above what the rows are")) << said.join('\n').toStdString();
    auto* const format = find<QComboBox>("import_format");
    format->setCurrentIndex(format->findData("prompt_completion"));
    ASSERT_TRUE(until([&] { return find<QComboBox>("import_column_prompt") != nullptr; }));
    const auto map = [&](const char* column, const char* ofFile) {
        auto* const box = find<QComboBox>(column);
        box->setCurrentIndex(box->findData(ofFile));
        emit box->activated(box->currentIndex());
    };
    map("import_column_prompt", "first");
    QTest::qWait(50);
    map("import_column_completion", "second");
    EXPECT_TRUE(until([&] { return find<QPushButton>("import_start")->text() == "Import 2 rows"; })) << find<QPushButton>("import_start")->text().toStdString();
}

TEST_F(DataPageTest, ColumnsThatNoFormatHasAreGuessedByTheirNames) {
    openImport(fileOf("mine.csv", "Question,Reply,Source\n2+2?,4,a book\n3+3?,\"6, or\nsix\",\n"));
    ASSERT_TRUE(until([&] { return find<QPushButton>("import_start")->text() == "Import 2 rows"; })) << find<QPushButton>("import_start")->text().toStdString();
    EXPECT_EQ(find<QComboBox>("import_format")->currentData().toString(), "prompt_completion");
    EXPECT_TRUE(find<QLabel>("import_confidence")->text().startsWith("Guessed from the names of the columns"));
    EXPECT_EQ(find<QComboBox>("import_column_prompt")->currentText(), "Question");
    EXPECT_EQ(find<QComboBox>("import_column_completion")->currentText(), "Reply");
    find<QPushButton>("import_start")->click();
    ASSERT_TRUE(until([&] { return model().rowCount() == 2; }));
    chooseRow(1);
    EXPECT_EQ(std::get<Conversation>(inspector().example()->body).turns[1].text, "6, or\nsix");
}

// What the button of the first page leads to.
TEST_F(DataPageTest, AskedForAnImportItAsksForTheFile) {
    bool isAsked = false;
    QTimer looking;
    QObject::connect(&looking, &QTimer::timeout, &looking, [&] {
        auto* const dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        if (!dialog) return;
        isAsked = true;
        dialog->reject();
    });
    looking.start(20);
    m_page->open("import");
    EXPECT_TRUE(until([&] { return isAsked; }));
    looking.stop();
    EXPECT_EQ(numRows(), -1);
}

TEST_F(DataPageTest, RefusedRowsAreCountedWithLineRuleAndReasonAndSoAreProblems) {
    const QString file = fileOf("bad.jsonl",
        R"({"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]})" "\n"
        "{broken\n"
        R"({"messages":[{"role":"wizard","content":"a"}]})" "\n"
        R"({"messages":[{"role":"user","content":"c"},{"role":"assistant","content":""}]})" "\n");
    openImport(file);
    ASSERT_TRUE(until([&] { return find<QLabel>("import_refused")->isVisible(); }));
    EXPECT_EQ(find<QLabel>("import_refused")->text(), "2 of 4 rows cannot be used");
    EXPECT_TRUE(find<QLabel>("import_refusals")->text().contains("Line 3, bad role"));
    find<QPushButton>("import_start")->click();
    ASSERT_TRUE(until([&] { return model().rowCount() == 2; }));
    EXPECT_TRUE(m_window.toasts.back().text.contains("2 could not be used"));
    EXPECT_TRUE(until([&] { return find<theme::ElidedLabel>("problem_words")->fullText() == "1 row: empty answer"; }));
    click("refused_show");
    auto* const refused = find<QTableWidget>("refused_table");
    ASSERT_TRUE(refused);
    EXPECT_TRUE(until([&] { return refused->rowCount() == 2; }));
    EXPECT_EQ(refused->item(1, 0)->text(), "3");
    EXPECT_EQ(refused->item(1, 1)->text(), "bad role");
    click("refused_close");
    click("problems_show");
    EXPECT_TRUE(until([&] { return model().rowCount() == 1; }));
    click("chip_clear");
    EXPECT_TRUE(until([&] { return model().rowCount() == 2; }));
}

TEST_F(DataPageTest, PastedRowsBecomeADataSet) {
    QApplication::clipboard()->setText(R"({"prompt":"Hello","completion":"World"})");
    click("datasets_paste_first");
    ASSERT_TRUE(find<QPlainTextEdit>("import_text"));
    click("import_paste_look");
    auto* const start = find<QPushButton>("import_start");
    ASSERT_TRUE(until([&] { return start->text() == "Import 1 row"; })) << start->text().toStdString();
    start->click();
    EXPECT_TRUE(until([&] { return model().rowCount() == 1; }));
}

TEST_F(DataPageTest, CellsOfASpreadsheetBecomeATableWithTheirColumns) {
    QApplication::clipboard()->setText("prompt\tcompletion\nWhat is 2+2?\t\"4, and\nno more\"\nHello, you\tWorld\n");
    click("datasets_paste_first");
    EXPECT_EQ(find<QLabel>("import_pasted_kind")->text(), "This is read as a table with 2 column(s).");
    click("import_paste_look");
    auto* const start = find<QPushButton>("import_start");
    ASSERT_TRUE(until([&] { return start->text() == "Import 2 rows"; })) << start->text().toStdString();
    start->click();
    ASSERT_TRUE(until([&] { return model().rowCount() == 2; }));
    const auto row = inStore([](store::Project& project) { return project.examples().get(1); });
    EXPECT_EQ(turnsInWords(row), "user: What is 2+2?|assistant: 4, and\nno more");
}

TEST_F(DataPageTest, TagsAreGivenFilteredAndTakenAway) {
    import(demoFile);
    table().selectionModel()->select(QItemSelection(model().index(1, 0), model().index(4, 0)), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_page->tagSelection(" greeting ");
    EXPECT_TRUE(until([&] { return find<QToolButton>("chip_tags")->isEnabled(); }));
    EXPECT_EQ(m_window.toasts.back().text, "Tagged 4 rows as greeting");
    const auto tags = [&] {
        const auto sets = inStore([](store::Project& project) { return project.datasets().all(); });
        return inStore([id = sets[0].id](store::Project& project) { return project.examples().tags(id); });
    };
    ASSERT_EQ(tags().size(), 1U);
    EXPECT_EQ(tags()[0].second, 4);
    m_window.toasts.back().action();
    EXPECT_TRUE(until([&] { return tags().empty(); }));
}

TEST_F(DataPageTest, SearchFindsRowsAndNothingFoundSaysWhatToDo) {
    import(fileOf("few.jsonl", R"({"prompt":"apples and pears","completion":"fruit"})" "\n" R"({"prompt":"carrots","completion":"roots"})" "\n"));
    auto* const search = find<QLineEdit>("rows_search");
    // The index is filled while the window is idle.
    EXPECT_TRUE(until([&] {
        const auto sets = inStore([](store::Project& project) { return project.datasets().all(); });
        return sets[0].numIndexed == 2;
    }));
    search->setText("carro");
    QTest::keyClick(search, Qt::Key_Return);
    EXPECT_TRUE(until([&] { return model().rowCount() == 1 && !model().isLoading(); }));
    search->setText("zebra");
    QTest::keyClick(search, Qt::Key_Return);
    EXPECT_TRUE(until([&] { return find<QPushButton>("rows_show_all")->isVisible(); }));
    click("rows_show_all");
    EXPECT_TRUE(until([&] { return model().rowCount() == 2; }));
}

TEST_F(DataPageTest, JsonIsCheckedBeforeItIsSaved) {
    import(demoFile);
    chooseRow(0);
    inspector().tabs()->setCurrentIndex(2);
    auto* const json = find<QPlainTextEdit>("row_json");
    EXPECT_TRUE(json->toPlainText().contains("\"kind\""));
    EXPECT_FALSE(find<QPushButton>("row_json_apply")->isEnabled());
    const QString good = json->toPlainText();
    json->setFocus();
    QTest::keyClicks(json, "x");
    click("row_json_apply");
    EXPECT_TRUE(find<QLabel>("row_json_problem")->isVisible());
    QString changed = good;
    changed.replace("How do I", "How shall I");
    json->selectAll();
    json->insertPlainText(changed);
    click("row_json_apply");
    EXPECT_FALSE(find<QLabel>("row_json_problem")->isVisible());
    const std::int64_t id = inspector().row();
    EXPECT_TRUE(until([&] {
        const Example now = inStore([id](store::Project& p) { return p.examples().get(id); });
        return std::get<Conversation>(now.body).turns[0].text.find("shall") != std::string::npos || !good.contains("How do I");
    }));
    inspector().tabs()->setCurrentIndex(3);
    EXPECT_TRUE(until([&] { return find<QLabel>("row_origin")->text().contains("line 1"); }));
}

TEST_F(DataPageTest, AnEditAndItsUndoAreCountedAgain) {
    inStore([](store::Project& project) {
        store::Model entry;
        entry.name = "tiny";
        entry.folder = LUTHIER_SOURCE_DIR "/tests/baselines/models/tiny-llama";
        return project.models().add(entry);
    });
    m_store->announce({"models"});
    import(fileOf("few.jsonl", R"({"prompt":"apples and pears","completion":"fruit"})" "\n" R"({"prompt":"carrots","completion":"roots"})" "\n"));
    ASSERT_TRUE(until([&] { return inspector().tokens()->encoder() != nullptr; }));
    chooseRow(0);
    const std::int64_t id = model().idAt(0);
    const auto tokens = [&]() -> std::int64_t {
        const auto rows = inStore([id](store::Project& project) { return project.examples().summaries(std::span(&id, 1)); });
        return rows.at(0).numTokens.value_or(-1);
    };
    EXPECT_EQ(tokens(), -1);
    emit inspector().tokens()->countAsked();
    ASSERT_TRUE(until([&] { return tokens() > 0; }));
    const std::int64_t before = tokens();
    ReadingText* const text = inspector().editor()->findChild<TurnColumn*>()->bubble(1)->text();
    text->moveCursor(QTextCursor::End);
    text->insertPlainText(" and many more words than before");
    inspector().commit();
    EXPECT_TRUE(until([&] { return tokens() > before; }));
    m_store->undo();
    EXPECT_TRUE(until([&] { return tokens() == before; }));
    m_store->redo();
    EXPECT_TRUE(until([&] { return tokens() > before; }));
    EXPECT_TRUE(until([&] { return model().summary(0) && model().summary(0)->numTokens == tokens(); })) << "and the table shows it";
}

TEST_F(DataPageTest, ADataSetIsRenamedDeletedAndBroughtBack) {
    import(demoFile);
    emit find<DatasetList>("")->renameAsked(find<DatasetList>("")->current()->id, "Tilda");
    EXPECT_TRUE(until([&] { return find<DatasetList>("")->current()->name == "Tilda"; }));
    emit find<DatasetList>("")->removeAsked(find<DatasetList>("")->current()->id);
    EXPECT_TRUE(until([&] { return find<QPushButton>("datasets_choose_first")->isVisible(); }));
    EXPECT_EQ(m_window.toasts.back().text, "Deleted Tilda");
    m_window.toasts.back().action();
    EXPECT_TRUE(until([&] { return model().rowCount() > 0; }));
}

TEST_F(DataPageTest, OpenSelectsTheDataSetThatIsNamed) {
    import(demoFile);
    const std::int64_t first = find<DatasetList>("")->current()->id;
    import(fileOf("other.jsonl", R"({"text":"one"})" "\n"));
    EXPECT_NE(find<DatasetList>("")->current()->id, first);
    m_page->open(QString("dataset:%1").arg(first));
    EXPECT_TRUE(until([&] { return find<DatasetList>("")->current()->id == first && model().rowCount() > 1; }));
}

TEST_F(DataPageTest, OpenSelectsTheRowThatIsNamed) {
    import(demoFile);
    const std::int64_t first = find<DatasetList>("")->current()->id;
    ASSERT_TRUE(until([&] { return model().rowCount() > 9; }));
    const std::int64_t row = model().idAt(9);
    import(fileOf("other.jsonl", R"({"text":"one"})" "\n"));
    m_page->open(QString("dataset:%1/row:%2").arg(first).arg(row));
    EXPECT_TRUE(until([&] { return find<DatasetList>("")->current()->id == first && inspector().row() == row; }));
    // Of the data set that is shown, and one that is not there.
    m_page->open(QString("dataset:%1/row:%2").arg(first).arg(model().idAt(3)));
    EXPECT_TRUE(until([&] { return inspector().row() == model().idAt(3); }));
    m_page->open(QString("dataset:%1/row:99999").arg(first));
    EXPECT_TRUE(until([&] { return inspector().row() == model().idAt(3); }));
}

TEST_F(DataPageTest, AddedRowsCanBeFilledAndUndone) {
    import(fileOf("one.jsonl", R"({"prompt":"a","completion":"b"})" "\n"));
    chooseRow(0);
    click("rows_add");
    EXPECT_TRUE(until([&] { return model().rowCount() == 2; }));
    EXPECT_TRUE(until([&] { return inspector().row() == model().idAt(1); }));
    m_window.toasts.back().action();
    EXPECT_TRUE(until([&] { return model().rowCount() == 1; }));
}

}  // namespace
}  // namespace luthier
