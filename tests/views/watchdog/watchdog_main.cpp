// SPDX-License-Identifier: GPL-3.0-or-later
#include <QThreadPool>

#include <gtest/gtest.h>

#include "tests/views/watchdog/watched_application.h"

int main(int argc, char** argv) {
    QApplication::setOrganizationName("luthier-tests");
    QApplication::setApplicationName("luthier-tests");
    luthier::test::WatchedApplication app(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    const int result = RUN_ALL_TESTS();
    QThreadPool::globalInstance()->waitForDone();   // as tests/support/gui_main.cpp
    return result;
}
