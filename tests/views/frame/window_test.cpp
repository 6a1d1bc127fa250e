// SPDX-License-Identifier: GPL-3.0-or-later
// The window as a whole: pages, shortcuts, palette, toasts, undo, and what it says when it may not write.
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

#include "tests/views/frame/window_support.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier::test {
namespace {

TEST_F(Window, EveryPageOpensByItsShortcutAndByTheRail) {
    const auto pages = allPages();
    for (std::size_t i = 0; i < pages.size(); ++i) {
        QTest::keyClick(m_window.get(), static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(i)), Qt::ControlModifier);
        EXPECT_EQ(m_window->currentPage(), pages[i].id);
    }
    for (const PageInfo& page : pages) {
        QTest::mouseClick(find<QToolButton>((std::string("rail.") + page.id).c_str()), Qt::LeftButton);
        EXPECT_EQ(m_window->currentPage(), page.id);
        EXPECT_TRUE(theme::iconNames().contains(page.icon));
    }
}

TEST_F(Window, OpensWhereThisProjectWasLeftAndOnHomeInAnother) {
    m_window->openPage("train");
    EXPECT_EQ(m_window->lastPage(), "train");
    m_settings.setValue("window/project", QString::fromStdString(m_folder / "other"));
    EXPECT_EQ(m_window->lastPage(), "home");
    m_settings.clear();
    EXPECT_EQ(m_window->lastPage(), "home");
}

TEST_F(Window, ThePaletteFindsPagesAndNames) {
    importDemo();
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    auto* const text = find<QLineEdit>("palette.text");
    auto* const list = find<QListWidget>("palette.list");
    ASSERT_TRUE(waitUntil([list] { return !list->findItems("held out", Qt::MatchContains).isEmpty(); })) << "names of the store come in a moment later";
    QTest::keyClicks(text, "sett");
    ASSERT_GE(list->count(), 1);
    QTest::keyClick(text, Qt::Key_Return);
    EXPECT_EQ(m_window->currentPage(), "settings");
}

TEST_F(Window, UndoAndRedoSayWhatTheyDid) {
    const std::int64_t id = importDemo();
    bool isRenamed = false;
    m_store->write(
        m_store.get(), [id](store::Project& project) { return project.datasets().rename(id, "evaluation"); },
        [&](const Status& done) { isRenamed = done.has_value(); });
    ASSERT_TRUE(waitUntil([&] { return isRenamed; }));
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitUntil([this] { return toastText().startsWith("Undone"); })) << toastText().toStdString();
    QTest::keyClick(m_window.get(), Qt::Key_Y, Qt::ControlModifier);
    EXPECT_TRUE(waitUntil([this] { return toastText().startsWith("Redone"); })) << toastText().toStdString();
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitUntil([this] { return toastText().startsWith("Undone"); }));
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_TRUE(waitUntil([this] { return toastText().startsWith("Redone"); })) << "the other key for it";
}

TEST_F(Window, AToastsActionRunsOnceAndTheToastGoes) {
    int count = 0;
    m_window->toast("Deleted <b>3</b> rows", "Undo", [&count] { ++count; });
    auto* const button = find<QPushButton>("toast.action");
    EXPECT_EQ(find<QLabel>("toast.text")->textFormat(), Qt::PlainText);
    QTest::mouseClick(button, Qt::LeftButton);
    EXPECT_EQ(count, 1);
    EXPECT_TRUE(waitUntil([this] { return m_window->findChildren<QLabel*>("toast.text").isEmpty(); }));
}

TEST_F(Window, SeveralToastsAreAllToBeRead) {
    m_window->toast("Imported 40 rows, 4 could not be used", "Show", [] {});
    m_window->toast("Imported 233 rows");
    const auto isWhole = [this] {
        const auto texts = m_window->findChildren<QLabel*>("toast.text");
        return texts.size() == 2 && std::all_of(texts.begin(), texts.end(), [](const QLabel* text) { return text->height() >= text->fontMetrics().height(); });
    };
    EXPECT_TRUE(waitUntil(isWhole, 5000));
}

TEST_F(Window, ErrorsAreToldWithWhatToTry) {
    m_window->toastError(Error(ErrorCode::DiskFull, "the disk is full").withHint("free 2 GB"));
    QStringList texts;
    for (const QLabel* label : find<QWidget>("toasts")->findChildren<QLabel*>()) texts << label->text();
    EXPECT_TRUE(texts.contains("free 2 GB")) << texts.join("|").toStdString();
}

TEST_F(Window, ShortcutsAreListed) {
    QTest::keyClick(m_window.get(), Qt::Key_F1);
    auto* const sheet = find<QDialog>("shortcuts");
    QStringList texts;
    for (const QLabel* label : sheet->findChildren<QLabel*>()) texts << label->text();
    EXPECT_TRUE(texts.contains("Ctrl+K"));
    sheet->close();
}

TEST_F(Window, ANarrowWindowShowsIconsOnly) {
    m_window->resize(1024, 700);
    EXPECT_TRUE(waitUntil([this] { return find<QFrame>("rail")->width() == theme::kRailWidthIcons; }));
    m_window->resize(1400, 800);
    EXPECT_TRUE(waitUntil([this] { return find<QFrame>("rail")->width() == theme::kRailWidth; }));
}

TEST_F(Window, ASecondWindowOnTheProjectIsReadOnlyAndSaysWhoHoldsIt) {
    auto second = StoreAccess::open(QString::fromStdString(m_folder / "project"));
    ASSERT_TRUE(second) << second.error().toString();
    EXPECT_TRUE((*second)->isReadOnly());
    RunControl runs(**second, fakeEngine("normal").front());
    MainWindow window({**second, *m_engine, runs, m_settings, fakeEngine("normal").front()}, allPages());
    window.show();
    auto* const banner = window.findChild<QWidget*>("banner");
    ASSERT_TRUE(banner && banner->isVisible());
    EXPECT_TRUE(banner->findChild<QLabel*>()->text().contains(QString::number(QCoreApplication::applicationPid())));
}

TEST_F(Window, SettingsHoldAtOnceAndCanBeReset) {
    m_window->openPage("settings");
    auto* const theme = find<QComboBox>("settings.theme");
    theme->setCurrentIndex(2);
    emit theme->activated(2);
    EXPECT_EQ(theme::Theme::instance().scheme(), theme::Scheme::Dark);
    EXPECT_EQ(m_settings.value("theme").toInt(), 2);
    QTest::mouseClick(find<QPushButton>("settings.reset"), Qt::LeftButton);
    EXPECT_EQ(m_settings.value("theme", 0).toInt(), 0);
    QTest::mouseClick(find<QPushButton>("toast.action"), Qt::LeftButton);
    EXPECT_EQ(m_settings.value("theme").toInt(), 2) << "undone";
    theme::Theme::instance().setChoice(theme::Choice::Light);
}

TEST_F(Window, SettingsAreFoundByTheirWordsAndKept) {
    m_window->openPage("settings");
    auto* const threads = find<QSpinBox>("settings.threads");
    auto* const language = find<QComboBox>("settings.language");
    find<QLineEdit>("settings.search")->setText("cores");
    EXPECT_TRUE(threads->isVisible());
    EXPECT_FALSE(language->isVisible());
    find<QLineEdit>("settings.search")->setText("nobody calls anything that");
    EXPECT_FALSE(threads->isVisible());
    find<QLineEdit>("settings.search")->clear();
    EXPECT_TRUE(threads->isVisible() && language->isVisible());
    language->setCurrentIndex(language->findData("de"));
    emit language->activated(language->currentIndex());
    EXPECT_EQ(m_settings.value("language").toString(), "de");
    const QByteArray before = qgetenv("OMP_NUM_THREADS");
    threads->setValue(1);
    EXPECT_EQ(m_settings.value("engine/threads").toInt(), 1);
    EXPECT_EQ(qgetenv("OMP_NUM_THREADS"), "1") << "what an engine that is started now is told";
    threads->setValue(0);
    EXPECT_FALSE(qEnvironmentVariableIsSet("OMP_NUM_THREADS")) << "all of them";
    if (!before.isNull()) qputenv("OMP_NUM_THREADS", before);
}

TEST_F(Window, AnEnginePathThatIsNoProgramIsToldAndNotKept) {
    m_window->openPage("settings");
    auto* const path = find<QLineEdit>("settings.engine");
    path->setText("/tmp");
    EXPECT_TRUE(path->property("invalid").toBool());
    EXPECT_NE(m_settings.value("engine/path").toString(), "/tmp");
    path->setText(fakeEngine("normal").front());
    EXPECT_FALSE(path->property("invalid").toBool());
    EXPECT_EQ(m_settings.value("engine/path").toString(), fakeEngine("normal").front());
}

TEST_F(Window, HomeOffersTheNextStep) {
    auto* const state = find<QLabel>("home.data.state");
    ASSERT_TRUE(waitUntil([state] { return state->text() == "Nothing here yet"; })) << state->text().toStdString();
    importDemo();
    EXPECT_TRUE(waitUntil([state] { return state->text().contains("1"); })) << state->text().toStdString();
}

}  // namespace
}  // namespace luthier::test
