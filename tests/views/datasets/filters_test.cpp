// SPDX-License-Identifier: GPL-3.0-or-later
// Chips and header of the table as a person uses them: by tag, by length, in another order; and tags taken away again.
#include <QHeaderView>
#include <QMenu>
#include <QSpinBox>
#include <QTimer>

#include "tests/views/datasets/page_support.h"

namespace luthier {
namespace {

class Filters : public DataPageTest {
protected:
    // Rows of 1 to 6 turns; the longest words are in the middle.
    void importRows() {
        std::string rows;
        const std::size_t lengths[] = {10, 400, 30, 900, 50, 60};
        const int turns[] = {1, 5, 2, 6, 4, 3};
        for (std::size_t i = 0; i < std::size(lengths); ++i) {
            std::string messages;
            for (int turn = 0; turn < 2 * turns[i]; ++turn)
                messages += std::string(turn > 0 ? "," : "") + R"({"role":")" + (turn % 2 == 0 ? "user" : "assistant") + R"(","content":")" +
                            (turn == 0 ? std::string(lengths[i], 'a') : "b") + R"("})";
            rows += R"({"messages":[)" + messages + "]}\n";
        }
        import(fileOf("rows.jsonl", rows));
    }
    // What a chip opens stops everything else; `act` is done in it, and it is closed.
    void inMenuOf(const char* chip, const std::function<void(QMenu&)>& act) {
        bool wasOpen = false;
        QTimer looking;
        QObject::connect(&looking, &QTimer::timeout, &looking, [&] {
            auto* const menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            if (!menu) return;
            looking.stop();
            wasOpen = true;
            act(*menu);
            menu->close();
        });
        looking.start(10);
        auto* const button = find<QToolButton>(chip);
        ASSERT_TRUE(button && button->isEnabled()) << chip;
        QTest::mouseClick(button, Qt::LeftButton);
        EXPECT_TRUE(wasOpen) << chip;
    }
    std::vector<int> numbers() {
        std::vector<int> numbers;
        for (int row = 0; row < model().rowCount(); ++row) {
            if (!until([&] { return model().summary(row) != nullptr; })) return {};
            numbers.push_back(model().index(row, ExampleModel::Number).data().toString().toInt());
        }
        return numbers;
    }
    bool shows(const std::vector<int>& wanted) {
        return until([&] { return model().rowCount() == static_cast<int>(wanted.size()) && !model().isLoading() && numbers() == wanted; });
    }
    void clickHeader(ExampleModel::Column column) {
        QHeaderView* const header = table().horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(header->sectionViewportPosition(column) + 12, header->height() / 2));
    }
    void choose(std::initializer_list<int> rows) {
        QItemSelection selection;
        for (const int row : rows) selection.select(model().index(row, 0), model().index(row, 0));
        table().selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    QString chipText(const char* chip) { return find<QToolButton>(chip)->text(); }
};

TEST_F(Filters, ByTagAndTagsAreTakenAwayAndBack) {
    importRows();
    choose({1, 3});
    m_page->tagSelection("long");
    ASSERT_TRUE(until([&] { return find<QToolButton>("chip_tags")->isEnabled(); }));
    inMenuOf("chip_tags", [](QMenu& menu) {
        ASSERT_EQ(menu.actions().size(), 1);
        EXPECT_EQ(menu.actions()[0]->text(), "long  (2)");
        menu.actions()[0]->trigger();
    });
    EXPECT_TRUE(shows({2, 4}));
    EXPECT_EQ(chipText("chip_tags"), "long");
    EXPECT_EQ(find<QLabel>("rows_count")->text(), "2 of 6 rows");
    choose({0});
    m_page->untagSelection("long");
    EXPECT_TRUE(shows({4})) << "what has lost its tag goes from the filtered rows";
    ASSERT_FALSE(m_window.toasts.empty());
    m_window.toasts.back().action();
    EXPECT_TRUE(shows({2, 4})) << "undone";
    click("chip_clear");
    EXPECT_TRUE(shows({1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(chipText("chip_tags"), "Tags");
}

TEST_F(Filters, ByLength) {
    importRows();
    inMenuOf("chip_length", [](QMenu& menu) {
        auto* const least = menu.findChild<QSpinBox*>("min_characters");
        ASSERT_TRUE(least);
        least->setValue(45);
        menu.findChild<QSpinBox*>("max_characters")->setValue(500);
    });
    EXPECT_TRUE(shows({2, 5, 6})) << ::testing::PrintToString(numbers());
    EXPECT_TRUE(chipText("chip_length").contains("45 to 500")) << chipText("chip_length").toStdString();
    inMenuOf("chip_length", [](QMenu& menu) { menu.findChild<QSpinBox*>("max_characters")->setValue(0); });
    EXPECT_TRUE(shows({2, 4, 5, 6})) << "0 is no bound";
}

TEST_F(Filters, AClickOnTheHeaderSortsAndASecondOneTurnsItRound) {
    importRows();
    EXPECT_TRUE(shows({1, 2, 3, 4, 5, 6}));
    clickHeader(ExampleModel::Turns);
    EXPECT_TRUE(shows({4, 2, 5, 6, 3, 1})) << "the longest first";
    clickHeader(ExampleModel::Turns);
    EXPECT_TRUE(shows({1, 3, 6, 5, 2, 4}));
    inMenuOf("chip_length", [](QMenu& menu) { menu.findChild<QSpinBox*>("min_characters")->setValue(45); });
    EXPECT_TRUE(shows({6, 5, 2, 4})) << "the order stays when rows are filtered";
    clickHeader(ExampleModel::Prompt);
    EXPECT_TRUE(shows({6, 5, 2, 4})) << "texts have no order";
    clickHeader(ExampleModel::Number);
    EXPECT_TRUE(shows({2, 4, 5, 6}));
}

}  // namespace
}  // namespace luthier
