// SPDX-License-Identifier: Apache-2.0
// main() of the tests that need a QApplication.
#include <QApplication>

#include <gtest/gtest.h>

int main(int argc, char** argv) {
    QApplication::setOrganizationName("luthier-tests");
    QApplication::setApplicationName("luthier-tests");
    QApplication app(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
