// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/table/example_model.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include "core/base/files.h"
#include "views/shared/table/example_table.h"
#include "views/shared/table/loading_delegate.h"
#include "views/shared/theme/theme.h"

namespace luthier {
namespace {

std::string rows(int count) {
    std::string text;
    for (int i = 1; i <= count; ++i) {
        const std::string answer = i % 10 == 0 ? "" : std::string(static_cast<std::size_t>(i % 7 + 1), 'a');
        text += R"({"messages":[{"role":"user","content":"question )" + std::to_string(i) + R"("},{"role":"assistant","content":")" + answer + "\"}]}\n";
    }
    return text;
}

class ExampleModelTest : public ::testing::Test {
protected:
    void SetUp() override {
        auto opened = StoreAccess::open(m_folder.path());
        ASSERT_TRUE(opened) << opened.error().toString();
        m_store = std::move(*opened);
        m_settings = std::make_unique<QSettings>(m_folder.filePath("settings.ini"), QSettings::IniFormat);
    }

    template <class Work>
    auto written(Work work) {
        using Answer = typename std::invoke_result_t<Work&, store::Project&>;
        std::optional<Answer> answer;
        m_store->write(m_store.get(), work, [&](Answer got) { answer = std::move(got); });
        EXPECT_TRUE(QTest::qWaitFor([&] { return answer.has_value(); }, 60000));
        EXPECT_TRUE(answer->has_value()) << answer->error().toString();
        if constexpr (!std::is_same_v<Answer, Status>) return **answer;
    }

    std::int64_t import(int count) {
        const std::string path = m_folder.filePath("rows.jsonl").toStdString();
        EXPECT_TRUE(writeFileDurably(path, rows(count)));
        return written([path](store::Project& project) { return project.datasets().import({path, "rows", {}}).map([](const auto& r) { return r.dataset; }); });
    }

    void settle(ExampleModel& model) { ASSERT_TRUE(QTest::qWaitFor([&] { return !model.isLoading(); }, 60000)); }
    void show(ExampleModel& model, std::int64_t dataset) {
        store::ExampleFilter filter;
        filter.dataset = dataset;
        model.setFilter(filter);
        settle(model);
    }
    QString textAt(ExampleModel& model, int row, int column) {
        EXPECT_TRUE(QTest::qWaitFor([&] { return model.summary(row) != nullptr; }, 10000));
        return model.index(row, column).data().toString();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<StoreAccess> m_store;
    std::unique_ptr<QSettings> m_settings;
};

TEST_F(ExampleModelTest, ARowThatIsNotReadYetHasABarWhereItsTextWillStand) {
    ExampleModel model(*m_store);
    show(model, import(3));
    const LoadingDelegate delegate;
    const auto hasBar = [&](int column) {
        QImage image(200, 28, QImage::Format_RGB32);
        image.fill(theme::colors().surface);
        QPainter painter(&image);
        QStyleOptionViewItem option;
        option.rect = image.rect();
        delegate.paint(&painter, option, model.index(0, column));
        painter.end();
        int count = 0;
        for (int x = 0; x < image.width(); ++x) count += image.pixelColor(x, 14) == theme::colors().border ? 1 : 0;
        return count > 60;
    };
    EXPECT_TRUE(hasBar(ExampleModel::Prompt));
    EXPECT_FALSE(hasBar(ExampleModel::Turns));
    textAt(model, 0, ExampleModel::Prompt);
    EXPECT_FALSE(hasBar(ExampleModel::Prompt)) << "now its text stands there";
}

TEST_F(ExampleModelTest, ShowsRowsThatAreFetchedWhenTheyAreAskedFor) {
    ExampleModel model(*m_store);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    show(model, import(50));
    ASSERT_EQ(model.rowCount(), 50);
    EXPECT_EQ(textAt(model, 0, ExampleModel::Number), "1");
    EXPECT_EQ(textAt(model, 4, ExampleModel::Prompt), "question 5");
    EXPECT_EQ(textAt(model, 9, ExampleModel::Problem), "empty answer");
    EXPECT_EQ(textAt(model, 9, ExampleModel::Line), "10");
}

TEST_F(ExampleModelTest, FiltersSortAndComeInPieces) {
    ExampleModel model(*m_store);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const std::int64_t dataset = import(2500);
    show(model, dataset);
    EXPECT_EQ(model.rowCount(), 2500);
    store::ExampleFilter filter = model.filter();
    filter.onlyProblems = true;
    model.setFilter(filter);
    settle(model);
    EXPECT_EQ(model.rowCount(), 250);
    filter.onlyProblems = false;
    filter.sort = store::ExampleFilter::Sort::Characters;
    filter.descending = true;
    model.setFilter(filter);
    settle(model);
    EXPECT_EQ(model.rowCount(), 2500);
    const auto characters = [&](int row) { return textAt(model, row, ExampleModel::Characters).remove(',').toInt(); };
    EXPECT_GE(characters(0), characters(1));
    EXPECT_GE(characters(1), characters(2400));
}

TEST_F(ExampleModelTest, DeletionsAndUndoAreTakenInWithoutMovingWhatIsRead) {
    ExampleModel model(*m_store);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    show(model, import(600));
    ExampleTable table(model, *m_settings, "columns");
    table.resize(700, 400);
    table.show();
    table.verticalScrollBar()->setValue(300 * theme::kRowHeight + 5);
    QApplication::processEvents();
    const std::int64_t top = model.idAt(table.rowAt(0)), third = model.idAt(2);
    table.select(model.idAt(305));
    const std::int64_t current = table.currentId();
    const int y = table.rowViewportPosition(table.rowAt(0));
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    const std::vector<std::int64_t> gone{model.idAt(0), third, model.idAt(4)};
    written([gone](store::Project& project) { return project.examples().remove(gone); });
    model.refresh();
    settle(model);
    EXPECT_EQ(model.rowCount(), 597);
    EXPECT_EQ(model.idAt(table.rowAt(0)), top);
    EXPECT_EQ(table.rowViewportPosition(table.rowAt(0)), y);
    EXPECT_EQ(table.currentId(), current);
    written([](store::Project& project) { return project.journal().undo(); });
    model.refresh();
    settle(model);
    EXPECT_EQ(model.rowCount(), 600);
    EXPECT_EQ(model.idAt(2), third);
    EXPECT_EQ(model.idAt(table.rowAt(0)), top);
    EXPECT_EQ(reset.count(), 0);
}

TEST_F(ExampleModelTest, AnEditedRowIsShownAnew) {
    ExampleModel model(*m_store);
    show(model, import(5));
    EXPECT_EQ(textAt(model, 1, ExampleModel::Prompt), "question 2");
    const std::int64_t id = model.idAt(1);
    written([id](store::Project& project) -> Status {
        ASSIGN_OR_RETURN(Example example, project.examples().get(id));
        std::get<Conversation>(example.body).turns[0].text = "<b>changed</b>";
        return project.examples().replace(id, example, "Edit");
    });
    model.refresh();
    EXPECT_TRUE(QTest::qWaitFor([&] { return textAt(model, 1, ExampleModel::Prompt) == "<b>changed</b>"; }, 5000));
}

TEST_F(ExampleModelTest, ASecondFilterWinsOverTheFirst) {
    ExampleModel model(*m_store);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const std::int64_t dataset = import(3000);
    store::ExampleFilter filter;
    filter.dataset = dataset;
    model.setFilter(filter);
    filter.onlyProblems = true;
    model.setFilter(filter);
    settle(model);
    EXPECT_EQ(model.rowCount(), 300);
    model.setFilter({});
    EXPECT_EQ(model.rowCount(), 0);
}

TEST_F(ExampleModelTest, ColumnsAreChosenAndRememberedAndOnlySomeSort) {
    ExampleModel model(*m_store);
    show(model, import(20));
    {
        ExampleTable table(model, *m_settings, "columns");
        EXPECT_FALSE(table.isColumnShown(ExampleModel::Tags));
        std::unique_ptr<QMenu> menu(table.makeColumnMenu(nullptr));
        menu->actions()[ExampleModel::Tags]->trigger();
        EXPECT_TRUE(table.isColumnShown(ExampleModel::Tags));
        QSignalSpy sorted(&table, &ExampleTable::sortAsked);
        emit table.horizontalHeader()->sectionClicked(ExampleModel::Prompt);
        EXPECT_EQ(sorted.count(), 0);
        emit table.horizontalHeader()->sectionClicked(ExampleModel::Characters);
        ASSERT_EQ(sorted.count(), 1);
        EXPECT_TRUE(sorted[0][1].toBool());
        table.selectAll();
        EXPECT_EQ(table.selectedIds(), model.ids());
    }
    ExampleTable again(model, *m_settings, "columns");
    EXPECT_TRUE(again.isColumnShown(ExampleModel::Tags));
}

}  // namespace
}  // namespace luthier
