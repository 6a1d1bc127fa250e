// SPDX-License-Identifier: GPL-3.0-or-later
// The language of the window. Thread: GUI.
#pragma once

#include <QString>
#include <QTranslator>

namespace luthier::theme {

// While it lives: texts, and numbers and dates, in the language that is wanted ("de"), or in the system's where that is empty. Where there is no translation,
// texts are English. Qt's own texts (file dialogs, what a right click on a text offers) come from the system's package of Qt's translations.
class Language {
public:
    explicit Language(const QString& wanted);

private:
    QTranslator m_window, m_qt;
};

}  // namespace luthier::theme
