// SPDX-License-Identifier: GPL-3.0-or-later
// Every page of the real window in both themes, with the demo's data, model and a real run in it; written to LUTHIER_SCREENSHOTS (resources/screenshots shows
// some of them, made by this test with LUTHIER_SCREENSHOT_PROJECT = the folder of a project in which somebody has worked).
#include <cstdlib>
#include <filesystem>

#include <QDir>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QTranslator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/files.h"
#include "tests/views/link/link_support.h"
#include "views/all_pages.h"
#include "views/frame/main_window.h"
#include "views/link/offline.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier::test {
namespace {

constexpr QSize kWindow(1280, 800);

class Screenshots : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(refuseConnections());   // as the program does when it starts
        ASSERT_TRUE(m_translator.load(":/translations/luthier_en.qm"));
        QCoreApplication::installTranslator(&m_translator);
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
        const QString made = qEnvironmentVariable("LUTHIER_SCREENSHOT_RUN");
        if (!made.isEmpty()) addRun(made.toStdString());
        else if (!realEngine().isEmpty()) train(LUTHIER_SOURCE_DIR "/tests/baselines/models/tiny-llama");
    }
    // A run folder that is there already, for pictures of a longer run.
    void addRun(const std::string& folder) {
        write([folder](store::Project& project) -> Status {
            store::Run run;
            run.name = "A luthier's voice";
            run.folder = folder;
            run.model = 1;
            run.datasets = {1, 2};
            ASSIGN_OR_RETURN(const std::int64_t id, project.runs().add(run));
            RETURN_IF_ERROR(project.runs().ingest(id));
            store::AdapterEntry adapter;
            adapter.name = "A luthier's voice";
            adapter.folder = folder + "/final";
            adapter.model = 1;
            adapter.run = id;
            RETURN_IF_ERROR(project.adapters().add(adapter));
            return {};
        });
    }
    // A real run, through the queue as the window does it: 20 steps, with held-out losses.
    void train(const std::string& model) {
        store::Run run;
        run.name = "A luthier's voice";
        run.config = *readJsonFile(LUTHIER_SOURCE_DIR "/resources/demo/run.json");
        run.config["model"]["path"] = model;
        run.config["data"].update({{"train", LUTHIER_SOURCE_DIR "/resources/demo/train.jsonl"},
                                   {"eval", LUTHIER_SOURCE_DIR "/resources/demo/eval.jsonl"},
                                   {"overflow", "truncate"}});
        run.config["training"].update({{"max_steps", 20}, {"eval_every", 10}});
        run.model = 1;
        std::optional<store::Run> ended;
        const auto connection = QObject::connect(m_runs.get(), &RunControl::runEnded, [&ended](const store::Run& one) { ended = one; });
        m_runs->enqueue(run, m_runs.get(), [](const Result<std::int64_t>& id) { EXPECT_TRUE(id) << (id ? "" : id.error().toString()); });
        ASSERT_TRUE(waitUntil([&] { return ended.has_value(); }, 600000));
        QObject::disconnect(connection);
        EXPECT_EQ(ended->state, store::RunState::Done) << ended->error;
        EXPECT_GE(ended->step, 20);
        EXPECT_TRUE(ended->evalLoss);
    }
    // A question to the base and the adapter, where there are both and a real engine.
    void askCompare() {
        if (qEnvironmentVariable("LUTHIER_SCREENSHOT_RUN").isEmpty() || realEngine().isEmpty()) return;
        m_window->openPage("home");   // which asks the engine what the machine has
        const auto isTold = [this] {
            const auto* const gpu = m_window->findChild<QLabel*>("home.machine.gpu");
            return gpu && !gpu->text().startsWith("asking");
        };
        EXPECT_TRUE(waitUntil(isTold, 30000));
        m_window->openPage("compare", "adapter:1");
        settle();
        auto* const prompt = m_window->findChild<QPlainTextEdit*>("compare.prompt");
        ASSERT_TRUE(prompt);
        prompt->setPlainText("How do I make a good cup of tea?");
        auto* const send = m_window->findChild<QPushButton*>("compare.send");
        QTest::mouseClick(send, Qt::LeftButton);
        ASSERT_TRUE(waitUntil([send] { return send->text() == "Send"; }, 300000));
        settle();
        m_window->findChild<QScrollArea*>("compare.scroll")->verticalScrollBar()->setValue(0);
    }
    // Lets answers of the store and timers come in.
    static void settle() { QTest::qWait(700); }

    const TemporaryFolder m_folder;
    QTranslator m_translator;   // removes itself
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

// Words that are there and cannot be read to their end: labels and buttons that are smaller than what they say, and say no more in a tooltip.
QStringList cutOff(const QWidget& window) {
    QStringList cut;
    const auto tell = [&cut](const QWidget* widget, const QString& text) {
        const QString name = widget->objectName().isEmpty() && widget->parentWidget() ? widget->parentWidget()->objectName() + "/" : widget->objectName();
        cut << name + " \"" + text.left(40) + "\"";
    };
    for (const QLabel* const label : window.findChildren<QLabel*>()) {
        if (!label->isVisible() || label->text().isEmpty() || qobject_cast<const theme::ElidedLabel*>(label)) continue;
        const bool isCut = label->wordWrap() ? label->heightForWidth(label->width()) > label->height() + 1 : label->sizeHint().width() > label->width() + 1;
        if (isCut) tell(label, label->text());
    }
    for (const QAbstractButton* const button : window.findChildren<QAbstractButton*>()) {
        if (!button->isVisible() || button->text().isEmpty() || button->property("elides").toBool()) continue;
        if (button->sizeHint().width() <= button->width() + 1) continue;
        if (!button->toolTip().contains(button->text())) tell(button, button->text());
    }
    return cut;
}

TEST_F(Screenshots, OfEveryPageInBothThemes) {
    askCompare();
    for (const auto& [choice, suffix] : {std::pair{theme::Choice::Light, "light"}, {theme::Choice::Dark, "dark"}}) {
        theme::Theme::instance().setChoice(choice);
        for (const PageInfo& page : allPages()) {
            m_window->openPage(page.id);
            if (page.id == std::string("train")) {   // with something to plan
                for (const char* const chosen : {"model:1", "dataset:1"}) m_window->openPage(page.id, chosen);
                settle();
            }
            settle();
            const QImage image = m_window->grab().toImage();
            const QString path = m_out + "/" + page.id + "-" + suffix + ".png";
            EXPECT_TRUE(image.save(path)) << path.toStdString();
            EXPECT_EQ(image.size() / image.devicePixelRatio(), kWindow);
            EXPECT_GE(numColors(image), 16) << page.id << " in " << suffix << " is empty";
        }
    }
}

// Texts of another language are longer than those that the pages were made with.
TEST_F(Screenshots, InGermanEveryPageFits) {
    QTranslator german;
    ASSERT_TRUE(german.load(":/translations/luthier_de.qm"));
    QCoreApplication::installTranslator(&german);
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));   // as main does
    MainWindow window({*m_store, *m_engine, *m_runs, m_settings, fakeEngine("normal").front()}, allPages());
    window.resize(kWindow);
    window.show();
    for (const PageInfo& page : allPages()) {
        window.openPage(page.id);
        settle();
        EXPECT_LE(window.width(), kWindow.width()) << page.id << " does not fit";
        EXPECT_TRUE(window.grab().save(m_out + "/" + page.id + "-german.png"));
        EXPECT_EQ(cutOff(window).join("\n").toStdString(), "") << page.id;
    }
    EXPECT_EQ(window.findChild<QToolButton*>("rail.settings")->text(), "Einstellungen");
    QLocale::setDefault(before);
}

// Nothing is cut off and no bar for scrolling sideways comes up when the window is as small as it may be, nor when it is large. Run once more at 200 %.
TEST_F(Screenshots, AtEverySizeEveryPageFits) {
    askCompare();
    const QString scale = qFuzzyCompare(m_window->devicePixelRatioF(), 1.0) ? "" : QString("-x%1").arg(m_window->devicePixelRatioF());
    for (const auto& [size, name] : {std::pair{QSize(1024, 700), "small"}, {QSize(1920, 1080), "large"}})
        for (const auto& [choice, suffix] : {std::pair{theme::Choice::Light, "light"}, {theme::Choice::Dark, "dark"}}) {
            theme::Theme::instance().setChoice(choice);
            m_window->resize(size);
            for (const PageInfo& page : allPages()) {
                m_window->openPage(page.id);
                settle();
                EXPECT_LE(m_window->width(), size.width()) << page.id << " does not fit";
                if (size.width() == 1024) { EXPECT_LE(m_window->minimumSizeHint().width(), 1024) << page.id; }
                EXPECT_EQ(cutOff(*m_window).join("\n").toStdString(), "") << page.id << ", " << name;
                EXPECT_TRUE(m_window->grab().save(m_out + "/" + page.id + "-" + name + "-" + suffix + scale + ".png"));
            }
        }
}

}  // namespace
}  // namespace luthier::test
