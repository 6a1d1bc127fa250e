// SPDX-License-Identifier: GPL-3.0-or-later
// The page in the window with real data, in both themes; saved where LUTHIER_PICTURES says, and looked at by a person.
#include "tests/views/datasets/page_support.h"
#include "views/frame/main_window.h"
#include "views/shared/theme/theme.h"

namespace luthier {
namespace {

class DataPictures : public DataPageTest {
protected:
    void SetUp() override {
        DataPageTest::SetUp();
        m_page.reset();
        static constexpr PageInfo pages[] = {{"datasets", "Data", "data", createDatasetsPage}};
        m_main = std::make_unique<MainWindow>(Workbench{*m_store, *m_engine, *m_runs, *m_settings, "no-engine"}, pages);
        m_main->resize(1280, 800);
        m_main->openPage("datasets");
        m_main->show();
        m_data = dynamic_cast<DatasetsPage*>(m_main->page("datasets"));
        ASSERT_TRUE(m_data);
    }
    void TearDown() override {
        theme::Theme::instance().setChoice(theme::Choice::Light);
        m_main.reset();
    }
    void save(QWidget& widget, const QString& name) {
        for (const theme::Choice choice : {theme::Choice::Light, theme::Choice::Dark}) {
            theme::Theme::instance().setChoice(choice);
            QTest::qWait(150);
            const QPixmap picture = widget.grab();
            EXPECT_FALSE(picture.isNull());
            const QString folder = qEnvironmentVariable("LUTHIER_PICTURES");
            const QString file = folder + "/" + name + (choice == theme::Choice::Light ? "-light.png" : "-dark.png");
            if (folder.isEmpty()) continue;
            EXPECT_TRUE(picture.save(file));
        }
    }
    template <class T>
    T* part(const char* name) { return m_main->findChild<T*>(name); }
    void importFile(const QString& file) {
        m_data->importFile(file);
        auto* const start = part<QPushButton>("import_start");
        ASSERT_TRUE(until([&] { return start->isEnabled() && start->text().endsWith(" rows"); }));
        start->click();
        ASSERT_TRUE(until([&] { return m_main->findChild<ExampleModel*>()->rowCount() > 0; }));
    }
    std::unique_ptr<MainWindow> m_main;
    DatasetsPage* m_data = nullptr;
};

std::string mixedRows() {
    std::string text;
    for (int i = 0; i < 40; ++i) {
        text += R"({"messages":[{"role":"system","content":"You are Tilda."},)"
                R"({"role":"user","content":"How do I keep a chisel sharp? )" + std::to_string(i) + "\"},";
        text += R"({"role":"assistant","content":")";
        text += std::string(i % 9 == 0 ? "" : "Aye, strop it every morning, and never lay it on the bench edge down.") + "\"}]}\n";
        if (i % 13 == 0) text += "{\"messages\": 3}\n";
    }
    return text;
}

TEST_F(DataPictures, Empty) { save(*m_main, "data-empty"); }

TEST_F(DataPictures, Import) {
    m_data->importFile(fileOf("tilda-questions.jsonl", mixedRows()));
    ASSERT_TRUE(until([&] { return part<QLabel>("import_refused")->isVisible(); }));
    QTest::qWait(200);
    save(*part<ImportDialog>("import_dialog"), "data-import");
}

TEST_F(DataPictures, TableAndChat) {
    const QString model = qEnvironmentVariable("LUTHIER_PICTURES_MODEL", LUTHIER_SOURCE_DIR "/tests/baselines/models/tiny-llama");
    inStore([model](store::Project& project) {
        store::Model entry;
        entry.name = "SmolLM2-135M-Instruct";
        entry.folder = model.toStdString();
        return project.models().add(entry);
    });
    m_store->announce({"models"});
    importFile(fileOf("tilda-questions.jsonl", mixedRows()));
    importFile(LUTHIER_SOURCE_DIR "/resources/demo/train.jsonl");
    auto* const table = part<ExampleTable>("rows_table");
    ASSERT_TRUE(until([&] { return m_main->findChild<ExampleModel*>()->rowCount() > 200; }));
    table->selectRow(3);
    ASSERT_TRUE(until([&] { return part<RowInspector>("row_inspector")->example().has_value(); }));
    QTest::qWait(5200);
    save(*m_main, "data-chat");
    part<QTabWidget>("row_tabs")->setCurrentIndex(1);
    QTest::qWait(600);
    save(*m_main, "data-tokens");
    m_data->open("dataset:1");
    QTest::qWait(600);
    part<QTabWidget>("row_tabs")->setCurrentIndex(0);
    part<ExampleTable>("rows_table")->selectRow(1);
    QTest::qWait(300);
    save(*m_main, "data-problems");
}

TEST_F(DataPictures, ReplaceAndRepair) {
    importFile(fileOf("tilda-questions.jsonl", mixedRows()));
    QTest::qWait(400);
    m_data->findAndReplace();
    part<QLineEdit>("replace_find")->setText("chisel");
    part<QLineEdit>("replace_with")->setText("plane iron");
    ASSERT_TRUE(until([&] { return part<QPushButton>("replace_start")->isEnabled(); }));
    save(*part<ReplaceDialog>("replace_dialog"), "data-replace");
    m_data->checkAndFix();
    ASSERT_TRUE(until([&] { return part<QPushButton>("repair_fix_empty_answers") != nullptr; }));
    save(*part<QDialog>("repair_dialog"), "data-repair");
}

}  // namespace
}  // namespace luthier
