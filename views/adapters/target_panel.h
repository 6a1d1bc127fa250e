// SPDX-License-Identifier: GPL-3.0-or-later
// Where to, before an adapter is merged or exported: the folder, the name, what it takes of the disk and whether there is room. Thread: GUI.
#pragma once

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QWidget>

#include "views/adapters/adapter_jobs.h"
#include "views/adapters/adapter_shelf.h"
#include "views/shared/shelf/fields.h"

namespace luthier {

class TargetPanel : public QWidget {
    Q_OBJECT
public:
    TargetPanel(Session& session, QWidget* parent = nullptr);
    void begin(AdapterJob::Kind kind, const store::AdapterEntry& adapter, const store::Model* base);

signals:
    void asked(const luthier::AdapterJob& job);
    void closed();

private:
    void build();
    void look();
    void showPlan();
    void accept();
    QString target() const;
    Session& m_session;
    AdapterJob m_job;
    std::int64_t m_adapterBytes = 0, m_baseBytes = 0, m_parameters = 0;
    std::uint64_t m_freeBytes = 0;
    bool m_looked = false, m_exists = false, m_writable = true;
    int m_asked = 0;
    QTimer m_lookSoon;
    QLabel *m_title, *m_words, *m_space;
    QFormLayout* m_form;
    QLineEdit* m_name;
    shelf::PathEdit* m_parent;
    QComboBox* m_dtype;
    QDoubleSpinBox* m_strength;
    theme::ElidedLabel* m_target;
    QPushButton *m_accept, *m_cancel;
};

}  // namespace luthier
