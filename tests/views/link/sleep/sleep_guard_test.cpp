// SPDX-License-Identifier: GPL-3.0-or-later
// The machine stays awake while a run is at work: against a logind of our own, on a bus of our own. A program of its own, because the address of the
// system's bus is looked up once in a process.
#include <QDBusConnection>

#include <gtest/gtest.h>

#include "tests/views/link/sleep/fake_logind.h"
#include "tests/views/link/private_bus.h"
#include "views/link/sleep_guard.h"

namespace luthier::test {

namespace {

TEST(SleepGuardTest, HoldsTheInhibitorUntilItIsLetGo) {
    const PrivateBus bus;
    const QByteArray address = bus.address();
    if (address.isEmpty()) GTEST_SKIP() << "no bus can be started here";
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", address);
    {
        QDBusConnection connection = QDBusConnection::connectToBus(QString::fromUtf8(address), "fake-logind");
        ASSERT_TRUE(connection.isConnected());
        FakeLogind logind;
        ASSERT_TRUE(connection.registerObject("/org/freedesktop/login1", &logind, QDBusConnection::ExportAllSlots));
        ASSERT_TRUE(connection.registerService("org.freedesktop.login1"));

        SleepGuard guard;
        guard.hold("Training demo");
        guard.hold("Training demo");
        ASSERT_TRUE(waitUntil([&] { return guard.isHeld(); }));
        EXPECT_EQ(logind.asked, QStringList({"sleep:idle", "Luthier", "Training demo", "block"}));
        EXPECT_FALSE(logind.isReleased());
        guard.letGo();
        EXPECT_TRUE(waitUntil([&] { return logind.isReleased(); })) << "the machine would never sleep again";
        EXPECT_FALSE(guard.isHeld());
    }
    QDBusConnection::disconnectFromBus("fake-logind");
    QDBusConnection::disconnectFromBus("luthier-sleep-guard");
    qunsetenv("DBUS_SYSTEM_BUS_ADDRESS");
}

}  // namespace

}  // namespace luthier::test
