// SPDX-License-Identifier: GPL-3.0-or-later
// A project that cannot be opened: what is wrong with it, and the ways out. Nothing of it is touched. Thread: GUI.
#pragma once

#include <QDialog>

#include "core/base/error.h"

namespace luthier {

class StartDialog : public QDialog {
    Q_OBJECT
public:
    StartDialog(const QString& folder, const Error& error);
    // The folder to open instead, when accepted.
    const QString& chosenFolder() const { return m_chosen; }

private:
    void chooseOther();
    void salvage();
    QString m_folder, m_chosen;
    class QLabel* m_report;
};

}  // namespace luthier
