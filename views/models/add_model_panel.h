// SPDX-License-Identifier: GPL-3.0-or-later
// Adding a model: which folder or file, what it is, under which name and where, before anything is done. Several dropped at once are asked for one by one.
// Thread: GUI.
#pragma once

#include <optional>
#include <vector>

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTimer>
#include <QWidget>

#include "views/models/add_plan.h"
#include "views/models/model_source.h"
#include "views/shared/page/page.h"
#include "views/shared/shelf/fields.h"
#include "views/shared/shelf/inspections.h"

namespace luthier {

class AddModelPanel : public QWidget {
    Q_OBJECT
public:
    AddModelPanel(Session& session, QWidget* parent = nullptr);
    void setKnown(const std::vector<store::Model>& known);
    void setReadOnly(const QString& why);
    void begin(const QStringList& paths);     // {} = an empty form

signals:
    void asked(const luthier::AddRequest& request);
    void closed();

private:
    QWidget* buildForm();
    void layOut();
    void look();
    void takeLook(const SourceLook& look);
    void showPlan();
    void accept();
    void nextPath();
    Session& m_session;
    shelf::Inspections m_inspections;
    std::vector<store::Model> m_known;
    QStringList m_waiting;
    QString m_readOnly;
    SourceLook m_look;
    std::optional<Json> m_found;
    std::optional<Error> m_error;
    AddPlan m_plan;
    QTimer m_lookSoon;
    int m_asked = 0;
    bool m_nameIsOurs = true;                 // nobody has typed one
    QLabel* m_title;
    shelf::PathEdit* m_source;
    QLabel *m_summary, *m_notes;
    theme::ErrorPanel* m_trouble;
    QWidget* m_details;
    QLineEdit* m_name;
    QRadioButton *m_inPlace, *m_copy;
    QComboBox* m_dtype;
    QWidget *m_wayRow, *m_dtypeRow;
    theme::ElidedLabel* m_target;
    QLabel* m_space;
    QPushButton *m_accept, *m_cancel;
};

}  // namespace luthier
