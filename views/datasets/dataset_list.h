// SPDX-License-Identifier: GPL-3.0-or-later
// The data sets of the project, by name, with what is in them. Thread: GUI.
#pragma once

#include <vector>

#include <QLineEdit>
#include <QListWidget>
#include <QToolButton>
#include <QWidget>

#include "core/store/datasets.h"

namespace luthier {

// "1,204 rows, chat"
QString datasetInWords(const store::Dataset& dataset);

class DatasetList : public QWidget {
    Q_OBJECT
public:
    explicit DatasetList(QWidget* parent = nullptr);
    void setDatasets(std::vector<store::Dataset> datasets);
    const std::vector<store::Dataset>& datasets() const { return m_datasets; }
    void select(std::int64_t id);                          // 0 = the first one
    const store::Dataset* current() const;
    void setCanWrite(bool can, const QString& whyNot);

signals:
    void currentIdChanged(std::int64_t id);                // also when what is known of it is newer
    void importAsked();
    void pasteAsked();
    void exportAsked(std::int64_t id);
    void renameAsked(std::int64_t id, const QString& name);
    void removeAsked(std::int64_t id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void showMenu(const QPoint& at);
    std::int64_t currentId() const;

    std::vector<store::Dataset> m_datasets;
    QLineEdit* m_search;
    QListWidget* m_list;
    QToolButton *m_import, *m_paste;
    std::int64_t m_current = 0;
    bool m_canWrite = true, m_isFilling = false;
};

}  // namespace luthier
