// SPDX-License-Identifier: GPL-3.0-or-later
// luthier-workbench: the window.
#include <QApplication>

#include "views/shared/theme/theme.h"

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    luthier::theme::Theme::instance();
    return 0;
}
