// SPDX-License-Identifier: GPL-3.0-or-later
// A run's end is told on the desktop: the real window and a fake engine, against a notification service of our own on a bus of our own.
#include <QCheckBox>
#include <QDBusConnection>
#include <QLabel>
#include <QSettings>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/views/link/link_support.h"
#include "tests/views/link/private_bus.h"
#include "tests/views/notices/fake_desktop.h"
#include "views/all_pages.h"
#include "views/frame/main_window.h"
#include "views/link/desktop_notices.h"

namespace luthier::test {
namespace {

constexpr const char* kBusVariable = "DBUS_SESSION_BUS_ADDRESS";

class Notices : public testing::Test {
protected:
    void SetUp() override {
        if (m_bus.address().isEmpty()) GTEST_SKIP() << "no bus can be started here";
        qputenv(kBusVariable, m_bus.address());
        QDBusConnection connection = QDBusConnection::connectToBus(QString::fromUtf8(m_bus.address()), "fake-desktop");
        ASSERT_TRUE(connection.isConnected());
        ASSERT_TRUE(connection.registerObject("/org/freedesktop/Notifications", &m_desktop, QDBusConnection::ExportAllContents));
        ASSERT_TRUE(connection.registerService("org.freedesktop.Notifications"));
    }
    void TearDown() override {
        m_window.reset();
        m_runs.reset();
        QDBusConnection::disconnectFromBus("fake-desktop");
        QDBusConnection::disconnectFromBus("luthier-notices");
        qunsetenv(kBusVariable);
    }
    void openWindow() {
        auto opened = StoreAccess::open(QString::fromStdString(m_folder / "project"));
        ASSERT_TRUE(opened) << opened.error().toString();
        m_store = std::move(*opened);
        m_runs = std::make_unique<RunControl>(*m_store, LUTHIER_FAKE_ENGINE);
        QObject::connect(m_runs.get(), &RunControl::runEnded, m_runs.get(), [this] { ++m_numEnded; });
        m_window = std::make_unique<MainWindow>(Workbench{*m_store, m_engine, *m_runs, m_settings, LUTHIER_FAKE_ENGINE}, allPages());
        m_window->openPage("home");
    }
    std::int64_t start(const std::string& name, const std::string& behaviour, int stepMs = 5, int numSteps = 6) {
        store::Run run;
        run.name = name;
        run.config = {{"schema", 1}, {"name", name}, {"training", {{"max_steps", numSteps}}}, {"fake", {{"behaviour", behaviour}, {"step_ms", stepMs}}}};
        std::optional<std::int64_t> id;
        m_runs->enqueue(run, m_runs.get(), [&](Result<std::int64_t> got) { id = got.value_or(0); });
        EXPECT_TRUE(waitUntil([&] { return id.has_value(); }));
        return *id;
    }
    QString toastText() {
        const auto texts = m_window->findChildren<QLabel*>("toast.text");
        return texts.isEmpty() ? QString() : texts.last()->text();
    }

    PrivateBus m_bus;
    FakeDesktop m_desktop;
    const TemporaryFolder m_folder;
    QSettings m_settings{QString::fromStdString(m_folder / "settings.ini"), QSettings::IniFormat};
    EngineLink m_engine{fakeEngine("normal")};
    std::unique_ptr<StoreAccess> m_store;
    std::unique_ptr<RunControl> m_runs;
    std::unique_ptr<MainWindow> m_window;
    int m_numEnded = 0;
};

TEST_F(Notices, ARunsEndIsToldAndAClickBringsTheWindowToIt) {
    openWindow();
    m_window->showMinimized();
    start("first", "normal");
    ASSERT_TRUE(waitUntil([this] { return m_desktop.notices.size() == 1; }));
    const FakeDesktop::Notice first = m_desktop.notices.front();
    EXPECT_EQ(first.program, QCoreApplication::applicationName());
    EXPECT_TRUE(first.summary.contains("first")) << first.summary.toStdString();
    EXPECT_EQ(first.body, "Step 6 of 6");
    EXPECT_EQ(first.actions, QStringList({"default", "Show"}));
    const std::int64_t second = start("second", "fail");
    ASSERT_TRUE(waitUntil([this] { return m_desktop.notices.size() == 2; }));
    EXPECT_TRUE(m_desktop.notices.back().summary.contains("has failed"));
    EXPECT_TRUE(m_desktop.notices.back().body.contains("memory ran out at step 3")) << m_desktop.notices.back().body.toStdString();

    emit m_desktop.ActionInvoked(99, "default");   // another program's
    emit m_desktop.ActionInvoked(m_desktop.notices.back().id, "default");
    ASSERT_TRUE(waitUntil([this] { return m_window->currentPage() == "runs"; }));
    EXPECT_FALSE(m_window->isMinimized());
    EXPECT_TRUE(m_window->isVisible());
    QLabel* const name = m_window->findChild<QLabel*>("runs.header.name");
    EXPECT_TRUE(waitUntil([name] { return name->text() == "second"; })) << "on run " << second << ", not " << name->text().toStdString();
}

TEST_F(Notices, APauseIsTold) {
    openWindow();
    const std::int64_t run = start("slow", "normal", 50, 100000);
    ASSERT_TRUE(waitUntil([&] { return m_runs->current() == run; }));
    m_runs->pause(run);
    ASSERT_TRUE(waitUntil([this] { return m_desktop.notices.size() == 1; }));
    EXPECT_TRUE(m_desktop.notices.front().summary.contains("Paused", Qt::CaseInsensitive)) << m_desktop.notices.front().summary.toStdString();
}

TEST_F(Notices, NothingIsToldWhenItIsSwitchedOffOrTheWindowIsInFront) {
    openWindow();
    m_window->openPage("settings");
    m_window->findChild<QCheckBox*>("settings.notices")->click();
    EXPECT_FALSE(m_settings.value(kNoticesKey).toBool());
    start("unsaid", "normal");
    ASSERT_TRUE(waitUntil([this] { return m_numEnded == 1; }));
    m_window->findChild<QCheckBox*>("settings.notices")->click();
    m_window->show();
    m_window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(m_window.get()));
    start("seen", "normal");
    ASSERT_TRUE(waitUntil([this] { return m_numEnded == 2; }));
    m_window->hide();
    start("said", "normal");
    ASSERT_TRUE(waitUntil([this] { return !m_desktop.notices.empty(); }));
    EXPECT_TRUE(m_desktop.notices.front().summary.contains("said") && !m_desktop.notices.front().summary.contains("unsaid"));
    EXPECT_EQ(m_desktop.notices.size(), 1U);
}

TEST_F(Notices, WithoutAServiceTheToastRemains) {
    QDBusConnection::disconnectFromBus("fake-desktop");
    for (const QByteArray& address : {m_bus.address(), QByteArray("unix:path=/nonexistent"), QByteArray("tcp:host=localhost,port=9"), QByteArray()}) {
        qputenv(kBusVariable, address);
        if (!m_window) openWindow();
        const int before = m_numEnded;
        start("quiet", "normal");
        ASSERT_TRUE(waitUntil([&] { return m_numEnded == before + 1; }));
        EXPECT_TRUE(toastText().contains("quiet")) << toastText().toStdString();
    }
    EXPECT_TRUE(m_desktop.notices.empty());
}

TEST_F(Notices, ABusThatComesLaterIsFoundAndOneThatGoesIsDoneWithout) {
    qputenv(kBusVariable, "unix:path=/nonexistent");
    DesktopNotices notices;
    int numShown = 0;
    QObject::connect(&notices, &DesktopNotices::shown, &notices, [&numShown] { ++numShown; });
    notices.show({"one", "", "Show", "1"});
    QTest::qWait(100);
    qputenv(kBusVariable, m_bus.address());
    ASSERT_TRUE(waitUntil([&] {
        if (numShown == 0) notices.show({"two", "", "Show", "2"});
        return numShown > 0;
    }));
    EXPECT_EQ(m_desktop.notices.front().summary, "two");
    m_bus.stop();
    ASSERT_TRUE(waitUntil([] { return !QDBusConnection("luthier-notices").isConnected(); }));
    notices.show({"three", "", "Show", "3"});
    QTest::qWait(100);
    numShown = 0;
    const PrivateBus other;
    qputenv(kBusVariable, other.address());
    QDBusConnection::disconnectFromBus("fake-desktop");
    QDBusConnection connection = QDBusConnection::connectToBus(QString::fromUtf8(other.address()), "fake-desktop");
    FakeDesktop desktop;
    ASSERT_TRUE(connection.registerObject("/org/freedesktop/Notifications", &desktop, QDBusConnection::ExportAllContents));
    ASSERT_TRUE(connection.registerService("org.freedesktop.Notifications"));
    ASSERT_TRUE(waitUntil([&] {
        if (numShown == 0) notices.show({"four", "", "Show", "4"});
        return numShown > 0;
    }));
    EXPECT_FALSE(desktop.notices.empty());
}

TEST_F(Notices, TextIsShownAsItIs) {
    m_desktop.capabilities << "body-markup";
    DesktopNotices notices;
    notices.show({"<b>name</b>", "<img src=x> & " + QString(2000, 'x'), "Show", "1"});
    ASSERT_TRUE(waitUntil([this] { return m_desktop.notices.size() == 1; }));
    EXPECT_EQ(m_desktop.notices.front().summary, "<b>name</b>") << "a summary has no markup";
    EXPECT_TRUE(m_desktop.notices.front().body.startsWith("&lt;img src=x&gt; &amp; xxx"));
    EXPECT_TRUE(m_desktop.notices.front().body.endsWith("x\u2026"));
    EXPECT_LT(m_desktop.notices.front().body.size(), 400);
}

}  // namespace
}  // namespace luthier::test
