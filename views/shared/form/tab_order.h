// SPDX-License-Identifier: GPL-3.0-or-later
// The order in which Tab goes through what is inside a widget. Thread: GUI.
#pragma once

class QWidget;

namespace luthier {

// The order of the layouts, folded parts too: Qt puts whatever was made late behind everything else in the window. Nothing happens where it holds already.
void sortTabOrder(QWidget& outer);

}  // namespace luthier
