// SPDX-License-Identifier: GPL-3.0-or-later
// A project that cannot be opened: what is wrong with it, and the ways out. Nothing of it is touched before one of them is chosen. Thread: GUI.
#pragma once

#include <functional>
#include <vector>

#include <QDialog>

#include "core/base/error.h"

class QLabel;
class QPushButton;

namespace luthier {

namespace theme {
class ErrorPanel;
class ProgressLine;
}  // namespace theme

class StartDialog : public QDialog {
    Q_OBJECT
public:
    StartDialog(const QString& folder, const Error& error);
    // The folder to open instead, when accepted.
    const QString& chosenFolder() const { return m_chosen; }
    // Asks for a folder; title: what for. "" = none after all. Tests answer for the user.
    void setFolderChooser(std::function<QString(const QString& title)> choose) { m_choose = std::move(choose); }

protected:
    void reject() override;

private:
    void addWaysOut(class QHBoxLayout* row, const Error& error);
    void chooseOther();
    void salvage();
    void goBack();
    void begin(const QString& words);
    void failed(const Error& error);

    QString m_folder, m_chosen;
    std::function<QString(const QString&)> m_choose;
    theme::ErrorPanel* m_error;
    QLabel* m_report;
    theme::ProgressLine* m_progress;
    std::vector<QPushButton*> m_buttons;
    bool m_isBusy = false;
};

}  // namespace luthier
