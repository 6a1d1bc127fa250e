// SPDX-License-Identifier: GPL-3.0-or-later
// Looks through a data set for what can be put right by a button: how many rows, what would be done to them, a look at each, and the doing as one action that
// can be undone. Thread: GUI.
#pragma once

#include <memory>

#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/store/datasets.h"
#include "views/datasets/repair_scan.h"
#include "views/shared/page/page.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

class RepairDialog : public QDialog {
    Q_OBJECT
public:
    RepairDialog(Session& session, const store::Dataset& dataset, QWidget* parent);
    ~RepairDialog() override;

signals:
    void rowAsked(std::int64_t id);

protected:
    void reject() override;

private:
    WorkContext contextOf(const std::shared_ptr<Cancellation>& cancellation, std::int64_t total, const QString& words);
    void scan();
    void show(const RepairScan& scan);
    using QDialog::show;
    void addFinding(const Mending& mending);
    void fix(const Mending& mending);
    void fixEnded(const Result<store::Examples::Changed>& done, const QString& words);
    void setButtonsEnabled(bool enabled);

    Session& m_session;
    store::Dataset m_dataset;
    RepairScan m_scan;
    QLabel* m_summary;
    QVBoxLayout* m_list;
    theme::ProgressLine* m_progress;
    QPushButton *m_close, *m_again;
    std::shared_ptr<Cancellation> m_scanning, m_fixing;   // while it does
};

}  // namespace luthier
