// SPDX-License-Identifier: GPL-3.0-or-later
// Every text of core that the window shows as it is: what a file of translations must have (resources/translations/README.md). Asked from the lists that the
// forms are made of, and from the rules that give reasons; what no list has is read from the sources. Thread: one.
#pragma once

#include <vector>

#include <QByteArray>
#include <QString>

namespace luthier::test {

struct CoreText {
    QString key;     // the English text, or coreKey of one with values in it
    QString where;   // for whoever translates: "training.learning_rate, help"
    bool isOpen = false;   // some of its places hold any text (openCoreKeys)
};

// Each key once, in an order that stays.
std::vector<CoreText> coreTexts();
// What resources/translations/core_open.txt must be: the keys by which the window finds texts that hold what another program or library said.
QByteArray openCoreKeys(const std::vector<CoreText>& texts);

}  // namespace luthier::test
