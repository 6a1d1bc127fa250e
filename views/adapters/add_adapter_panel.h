// SPDX-License-Identifier: GPL-3.0-or-later
// Adding a PEFT folder from elsewhere: what it is and which model it belongs to, before it is added. Thread: GUI.
#pragma once

#include <optional>

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QWidget>

#include "views/adapters/adapter_jobs.h"
#include "views/adapters/adapter_shelf.h"
#include "views/shared/shelf/fields.h"
#include "views/shared/shelf/inspections.h"

namespace luthier {

class AddAdapterPanel : public QWidget {
    Q_OBJECT
public:
    AddAdapterPanel(Session& session, const AdapterShelf& adapters, QWidget* parent = nullptr);
    void begin(const QString& path);

signals:
    void asked(const luthier::AdapterJob& job);
    void closed();

private:
    void build();
    void fillBases();
    void guessBase();
    void look();
    void showPlan();
    void accept();
    QString whyNot() const;
    const AdapterShelf& m_adapters;
    shelf::Inspections m_inspections;
    QString m_path;
    std::optional<Json> m_found;
    std::optional<Error> m_error;
    bool m_nameIsOurs = true;
    int m_asked = 0;
    QTimer m_lookSoon;
    shelf::PathEdit* m_source;
    QLabel *m_summary, *m_why;
    theme::ErrorPanel* m_trouble;
    shelf::ProblemList* m_problems;
    QWidget* m_details;
    QLineEdit* m_name;
    QComboBox* m_base;
    QPushButton *m_accept, *m_cancel;
};

}  // namespace luthier
