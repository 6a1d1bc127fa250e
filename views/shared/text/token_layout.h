// SPDX-License-Identifier: GPL-3.0-or-later
// An encoded row as text to show: which stretch is which token. Special tokens that stand nowhere in the text are written out, control characters become their
// pictures (a line break a return sign at the end of its line), so every token can be seen. Thread: values.
#pragma once

#include <cstdint>
#include <vector>

#include <QString>

#include "views/shared/text/row_encoding.h"

namespace luthier {

struct ShownToken {
    enum class Kind { Masked, Trained, Special };
    qsizetype begin = 0, end = 0;     // UTF-16, in ShownRow::text; tokens that share a character have the same stretch
    TokenId id = 0;
    Kind kind = Kind::Masked;
    float weight = 0;
};

struct ShownRow {
    QString text;
    std::vector<ShownToken> tokens;
    qsizetype cutAt = -1;             // where the row is cut; what follows is not seen by the model; -1 = it fits
    qsizetype numHidden = 0;          // characters behind the cut that are not in text either
    std::vector<qsizetype> paragraphs;   // where each begins; short enough to lay out at once
};

ShownRow showRow(const EncodedTokens& encoded);
// The token at a character, the first of those that share it; -1 = none.
std::ptrdiff_t tokenAt(const ShownRow& row, qsizetype position);
// "412 tokens, 187 trained, fits 1024"
QString rowInWords(const EncodedTokens& encoded);
// Id, bytes, trained or not and why: one fact a line.
QStringList tokenInWords(const EncodedTokens& encoded, std::size_t token);

}  // namespace luthier
