// SPDX-License-Identifier: GPL-3.0-or-later
// Fractions as the language of the window writes them: a comma where it has one. Files and the engine always have a point, so a point is read everywhere.
// Thread: GUI.
#pragma once

#include <QDoubleSpinBox>
#include <QString>

namespace luthier::theme {

// "0.5" as it is shown: "0,5" in German.
QString decimalInWords(const QString& plain);
QString decimalInWords(double value);   // at most six digits
// What was typed, with a point: "0,5" becomes "0.5" in German, and stays in English, where a comma parts thousands. Anything but one comma, and
// no point, stays as it is: whoever reads it says what is wrong.
QString plainDecimal(const QString& typed);

// A number with a fraction. Qt's own takes the point that everybody copies from papers for one between thousands where the language has a comma.
class DecimalBox : public QDoubleSpinBox {
public:
    using QDoubleSpinBox::QDoubleSpinBox;
    QValidator::State validate(QString& text, int& position) const override;
};

}  // namespace luthier::theme
