// SPDX-License-Identifier: GPL-3.0-or-later
// A data set as a file: in which format, what that format cannot hold, where to. Thread: GUI.
#pragma once

#include <memory>

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "core/data/formats/all_formats.h"
#include "views/shared/page/page.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

class ExportDialog : public QDialog {
    Q_OBJECT
public:
    ExportDialog(Session& session, const store::Dataset& dataset, QWidget* parent);
    ~ExportDialog() override;

signals:
    void exported(const QString& path, std::int64_t numRows, std::int64_t numRefused);

protected:
    void reject() override;

private:
    void connectParts();
    void showLosses();
    void suggestPath();
    QFrame* makeExistsStrip();
    void startExport(bool mayReplace);
    void showExists(const QString& path);
    void exportEnded(const Result<WriteReport>& report);

    Session& m_session;
    store::Dataset m_dataset;
    std::int64_t m_generation = 0;
    std::shared_ptr<Cancellation> m_exporting;
    QComboBox* m_format;
    QLabel *m_help, *m_losses;
    QLineEdit* m_path;
    QPushButton *m_start, *m_choose;
    theme::ErrorPanel* m_error;
    theme::ProgressLine* m_progress;
    theme::ElidedLabel* m_existsWords = nullptr;
    QPushButton* m_keepBoth = nullptr;
    QFrame* m_exists;                  // a file of that name is there: what now?
    QString m_freePath, m_approved;    // approved: the user has said already that this one may be replaced
};

}  // namespace luthier
