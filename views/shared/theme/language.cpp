// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/theme/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace luthier::theme {

Language::Language(const QString& wanted) {
    const QLocale locale = wanted.isEmpty() ? QLocale() : QLocale(wanted);
    QLocale::setDefault(locale);
    // Qt's dialogs in another language than the window's would be worse than English ones.
    if (m_window.load(locale, "luthier", "_", ":/translations")) {
        if (m_qt.load(locale, "qtbase", "_", QLibraryInfo::path(QLibraryInfo::TranslationsPath))) QCoreApplication::installTranslator(&m_qt);
    } else if (!m_window.load(":/translations/luthier_en.qm")) {
        return;
    }
    QCoreApplication::installTranslator(&m_window);
}

}  // namespace luthier::theme
