// SPDX-License-Identifier: GPL-3.0-or-later
// One adapter: what it is and what it can be used with, numbers, lineage, notes. Thread: GUI.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QWidget>

#include "views/adapters/adapter_shelf.h"
#include "views/shared/shelf/fields.h"
#include "views/shared/shelf/lineage_view.h"

namespace luthier {

class AdapterDetail : public QScrollArea {
    Q_OBJECT
public:
    AdapterDetail(Session& session, AdapterShelf& adapters, QWidget* parent = nullptr);
    void showAdapter(std::int64_t id);
    void refresh();
    void rename() { m_name->edit(); }
    void fillMenu(QMenu& menu);

signals:
    void mergeAsked(std::int64_t id);
    void exportAsked(std::int64_t id);

private:
    QLayout* buildHead();
    QFrame* buildMissing();
    QFrame* buildBase();
    QWidget* buildNumbers();
    void act(const QString& page);
    void showState(const store::AdapterEntry& adapter, const AdapterFacts& facts);
    void showBase(const store::Model* base, const AdapterFacts& facts);
    QString whyUnusable() const;
    Session& m_session;
    AdapterShelf& m_adapters;
    std::int64_t m_id = 0;
    shelf::NameEdit* m_name;
    QPushButton *m_compare, *m_train, *m_merge;
    QToolButton* m_more;
    QLabel *m_sentence, *m_working;
    QFrame *m_missing, *m_baseRow;
    theme::ErrorPanel *m_gone, *m_trouble;
    shelf::PathEdit* m_where;
    QPushButton *m_locate, *m_setBase, *m_addModel;
    QComboBox* m_base;
    shelf::ProblemList* m_problems;
    shelf::LineageView* m_lineage;
    shelf::FactGrid *m_numbers, *m_files;
    shelf::NotesEdit* m_notes;
};

}  // namespace luthier
