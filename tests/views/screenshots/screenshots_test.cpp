// SPDX-License-Identifier: GPL-3.0-or-later
// Every page of the real window in both themes, with the demo's data, model and a real run in it; written to LUTHIER_SCREENSHOTS (resources/screenshots shows
// some of them, made by this test with LUTHIER_SCREENSHOT_PROJECT = the folder of a project in which somebody has worked).
#include <cstdlib>
#include <filesystem>

#include <QDir>
#include <QSettings>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/views/link/link_support.h"
#include "views/all_pages.h"
#include "views/frame/main_window.h"
#include "views/shared/theme/theme.h"

namespace luthier::test {
namespace {

constexpr QSize kWindow(1280, 800);

class Screenshots : public testing::Test {
protected:
    void SetUp() override {
        const QString project = qEnvironmentVariable("LUTHIER_SCREENSHOT_PROJECT");
        auto opened = StoreAccess::open(project.isEmpty() ? QString::fromStdString(m_folder / "project") : project);
        ASSERT_TRUE(opened) << opened.error().toString();
        m_store = std::move(*opened);
        m_out = qEnvironmentVariable("LUTHIER_SCREENSHOTS", QString::fromStdString(m_folder / "screenshots"));
        ASSERT_TRUE(QDir().mkpath(m_out));
        const QString engine = realEngine().isEmpty() ? fakeEngine("normal").front() : realEngine();
        m_engine = std::make_unique<EngineLink>(realEngine().isEmpty() ? fakeEngine("normal") : QStringList{engine});
        m_runs = std::make_unique<RunControl>(*m_store, engine);
        if (project.isEmpty()) fill();
        m_window = std::make_unique<MainWindow>(Workbench{*m_store, *m_engine, *m_runs, m_settings, engine}, allPages());
        m_window->resize(kWindow);
        m_window->show();
    }
    // Waits for the store; fails the test where it refuses.
    template <class Work>
    void write(Work work) {
        bool isDone = false;
        m_store->write(m_store.get(), std::move(work), [&isDone](const auto& done) {
            EXPECT_TRUE(done) << (done ? "" : done.error().toString());
            isDone = true;
        });
        ASSERT_TRUE(waitUntil([&] { return isDone; }));
    }
    void fill() {
        for (const char* const name : {"train", "eval"})
            write([name](store::Project& project) {
                return project.datasets().import({std::string(LUTHIER_SOURCE_DIR "/resources/demo/") + name + ".jsonl", std::string("Demo: ") + name, {}});
            });
        const char* const model = std::getenv("LUTHIER_DEMO_MODEL");
        const std::string folder = model && std::filesystem::exists(model) ? model : LUTHIER_SOURCE_DIR "/tests/baselines/models/tiny-llama";
        write([folder](store::Project& project) {
            store::Model entry;
            entry.name = "SmolLM2-135M-Instruct";
            entry.folder = folder;
            return project.models().add(entry);
        });
    }
    // Lets answers of the store and timers come in.
    static void settle() { QTest::qWait(700); }

    const TemporaryFolder m_folder;
    QString m_out;
    QSettings m_settings{QString::fromStdString(m_folder / "settings.ini"), QSettings::IniFormat};
    std::unique_ptr<StoreAccess> m_store;
    std::unique_ptr<EngineLink> m_engine;
    std::unique_ptr<RunControl> m_runs;
    std::unique_ptr<MainWindow> m_window;
};

// How many colours a picture has, up to a few: a page that drew nothing has one or two.
int numColors(const QImage& image) {
    QSet<QRgb> seen;
    for (int y = 0; y < image.height(); y += 3)
        for (int x = 0; x < image.width() && seen.size() < 64; x += 3) seen.insert(image.pixel(x, y));
    return static_cast<int>(seen.size());
}

TEST_F(Screenshots, OfEveryPageInBothThemes) {
    for (const auto& [choice, suffix] : {std::pair{theme::Choice::Light, "light"}, {theme::Choice::Dark, "dark"}}) {
        theme::Theme::instance().setChoice(choice);
        for (const PageInfo& page : allPages()) {
            m_window->openPage(page.id);
            settle();
            const QImage image = m_window->grab().toImage();
            const QString path = m_out + "/" + page.id + "-" + suffix + ".png";
            EXPECT_TRUE(image.save(path)) << path.toStdString();
            EXPECT_EQ(image.size() / image.devicePixelRatio(), kWindow);
            EXPECT_GE(numColors(image), 16) << page.id << " in " << suffix << " is empty";
        }
    }
}

// Nothing is cut off and no bar for scrolling sideways comes up when the window is as small as it may be.
TEST_F(Screenshots, AtTheSmallestSizeEveryPageFits) {
    m_window->resize(1024, 700);
    for (const PageInfo& page : allPages()) {
        m_window->openPage(page.id);
        settle();
        EXPECT_LE(m_window->width(), 1024) << page.id << " does not fit";
        EXPECT_LE(m_window->minimumSizeHint().width(), 1024) << page.id;
        EXPECT_TRUE(m_window->grab().save(m_out + "/" + page.id + "-small.png"));
    }
}

}  // namespace
}  // namespace luthier::test
