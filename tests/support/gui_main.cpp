// SPDX-License-Identifier: Apache-2.0
// main() of the tests that need a QApplication.
#include <QApplication>
#include <QLocale>
#include <QThreadPool>

#include <gtest/gtest.h>

int main(int argc, char** argv) {
    QApplication::setOrganizationName("luthier-tests");
    QApplication::setApplicationName("luthier-tests");
    QApplication app(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));   // wherever they run, numbers are written as the tests expect them
    ::testing::InitGoogleTest(&argc, argv);
    const int result = RUN_ALL_TESTS();
    // What still works in the background may draw or measure text: ~QApplication would take that from under it.
    QThreadPool::globalInstance()->waitForDone();
    return result;
}
