// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/theme/decimals.h"

#include <QLocale>

namespace luthier::theme {

namespace {

bool hasComma() { return QLocale().decimalPoint() == QLatin1String(","); }

}  // namespace

QString decimalInWords(const QString& plain) { return hasComma() ? QString(plain).replace(u'.', u',') : plain; }

QString decimalInWords(double value) { return decimalInWords(QString::number(value)); }

QString plainDecimal(const QString& typed) {
    const bool isOneComma = typed.count(u',') == 1 && !typed.contains(u'.');
    return hasComma() && isOneComma ? QString(typed).replace(u',', u'.') : typed;
}

QValidator::State DecimalBox::validate(QString& text, int& position) const {
    if (hasComma() && !text.contains(u',')) text.replace(u'.', u',');
    return QDoubleSpinBox::validate(text, position);
}

}  // namespace luthier::theme
