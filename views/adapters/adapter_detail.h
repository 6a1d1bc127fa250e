// SPDX-License-Identifier: GPL-3.0-or-later
// One adapter: what it is and what it can be used with, numbers, lineage, notes. Thread: GUI.
#pragma once

#include <QComboBox>
#include <QPushButton>
#include <QWidget>

#include "views/adapters/adapter_shelf.h"
#include "views/shared/shelf/detail_frame.h"
#include "views/shared/shelf/lineage_view.h"

namespace luthier {

class AdapterDetail : public QWidget {
    Q_OBJECT
public:
    AdapterDetail(Session& session, AdapterShelf& adapters, QWidget* parent = nullptr);
    void showAdapter(std::int64_t id);
    void refresh();
    void rename() { m_frame->rename(); }
    void fillMenu(QMenu& menu);

signals:
    void mergeAsked(std::int64_t id);
    void exportAsked(std::int64_t id);

private:
    void buildHead();
    QFrame* buildBase();
    QWidget* buildNumbers();
    void act(const QString& page);
    void showBase(const store::Model* base, const AdapterFacts& facts);
    QString whyUnusable() const;
    Session& m_session;
    AdapterShelf& m_adapters;
    std::int64_t m_id = 0;
    shelf::DetailFrame* m_frame;
    QPushButton *m_compare, *m_train, *m_merge, *m_setBase, *m_addModel;
    QFrame* m_baseRow;
    QComboBox* m_base;
    shelf::LineageView* m_lineage;
    shelf::FactGrid *m_numbers, *m_files;
};

}  // namespace luthier
