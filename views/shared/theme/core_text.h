// SPDX-License-Identifier: GPL-3.0-or-later
// What core says, in the language of the window. Core knows no other language than English: its texts are the keys of the context "core", which has files of
// its own (resources/translations/core_*.ts). Thread: any.
#pragma once

#include <string>
#include <string_view>

#include <QString>
#include <QStringList>

namespace luthier {

// The text itself where it has no translation. One with values in it ("Import 12 rows into "a"") is looked up by coreKey; one with any text in it, such as what
// a library says, by the patterns of resources/translations/core_open.txt, and that text in turn.
QString coreText(std::string_view english);
// For functions of core that put such texts together (Wording).
std::string coreWording(const std::string& english);
// A label of the window as it stands inside a sentence: small in English; in other languages as it is, for nouns of German are large everywhere.
QString insideSentence(const QString& label);
// "Import %1 rows into %2": the text with its numbers and quoted names taken out, which go to values in their order.
QString coreKey(const QString& text, QStringList* values = nullptr);

}  // namespace luthier
