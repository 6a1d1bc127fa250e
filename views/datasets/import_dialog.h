// SPDX-License-Identifier: GPL-3.0-or-later
// From a file, or pasted text, to a data set: what it was taken for and how sure that is, which column is which, the first rows as they will be, what cannot
// be used and why; then the import with progress, until it is done or cancelled. Thread: GUI.
#pragma once

#include <memory>

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QVBoxLayout>

#include "views/datasets/import_preview.h"
#include "views/shared/page/page.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

class ImportDialog : public QDialog {
    Q_OBJECT
public:
    // A file, or "" for text that is pasted here; text: what is on the clipboard.
    ImportDialog(Session& session, const QString& path, const QString& text, QWidget* parent);
    ~ImportDialog() override;

signals:
    void imported(std::int64_t dataset, std::int64_t numRows, std::int64_t numRefused);

protected:
    void reject() override;

private:
    QWidget* makePastePage(const QString& text);
    QWidget* makeLookPage();
    class QGridLayout* makeFormatForm();
    void addRefusals(QVBoxLayout* layout);
    QWidget* makeWorkPage();
    void showPastedKind();
    void usePastedText();
    void setPath(const QString& path);
    void look();
    ReadOptions options() const;
    void showPreview(const Preview& preview);
    void showMapping(const QStringList& columns);
    void showRows(const std::vector<Example>& rows);
    void showCount(const ImportCount& count);
    bool takeGuess(const QStringList& columns);
    void showFailure(const Error& error, const QStringList& columns);
    void startImport();
    void importEnded(const Result<store::ImportReport>& report);

    Session& m_session;
    ImportPreview m_preview;
    std::unique_ptr<QTemporaryDir> m_pasted;
    QString m_path;
    QString m_detected;                       // id of the format that was found
    QMap<QString, QString> m_mapping;         // column of the format -> column of the file
    bool m_isFilling = false, m_isPreviewed = false, m_isGuess = false;
    std::shared_ptr<Cancellation> m_importing;

    QStackedWidget* m_stack;
    QPlainTextEdit* m_text = nullptr;
    theme::ElidedLabel* m_file = nullptr;
    QComboBox* m_format = nullptr;
    QLabel *m_pastedKind = nullptr, *m_confidence = nullptr, *m_mappingTitle = nullptr, *m_refusalWords = nullptr, *m_refusals = nullptr;
    QWidget* m_mappingBox = nullptr;
    theme::ErrorPanel* m_error = nullptr;
    QVBoxLayout* m_rows = nullptr;
    QFrame* m_refusalStrip = nullptr;
    QPushButton *m_showRefusals = nullptr, *m_import = nullptr;
    QLineEdit* m_name = nullptr;
    theme::ProgressLine* m_progress = nullptr;
};

// "bad role: ..." with its line, one a row of a list. Rules are stable ids; these are words for them.
QString refusalInWords(const Refusal& refusal);
// "line too long": the name of a rule (core/data/reader.h).
QString ruleInWords(std::string rule);

}  // namespace luthier
