// SPDX-License-Identifier: GPL-3.0-or-later
// One model: what it is, what is wrong, numbers, where it comes from, notes. Thread: GUI.
#pragma once

#include <QPushButton>
#include <QWidget>

#include "views/models/memory_table.h"
#include "views/models/model_shelf.h"
#include "views/models/template_panel.h"
#include "views/shared/shelf/detail_frame.h"
#include "views/shared/shelf/lineage_view.h"

namespace luthier {

class ModelDetail : public QWidget {
    Q_OBJECT
public:
    ModelDetail(Session& session, ModelShelf& models, QWidget* parent = nullptr);
    void showModel(std::int64_t id);          // 0: nothing
    void refresh();                           // the same one has news
    void rename() { m_frame->rename(); }
    void fillMenu(QMenu& menu);               // what can be done with it

private:
    void buildHead();
    QWidget* buildNumbers();
    void act(const QString& page);
    void showUse(const store::Model& model, const ModelFacts& facts, bool isGone);
    void showLineage(const store::Model& model, const ModelFacts& facts);
    void askMemory(const store::Model& model, const ModelFacts& facts);
    Session& m_session;
    ModelShelf& m_models;
    std::int64_t m_id = 0;
    QString m_memoryOf;                       // folder whose needs are shown or asked for
    int m_asked = 0;
    shelf::DetailFrame* m_frame;
    QPushButton *m_chat, *m_train;
    shelf::FactGrid *m_architecture, *m_text, *m_files;
    MemoryTable* m_memory;
    TemplatePanel* m_template;
    shelf::LineageView* m_lineage;
};

}  // namespace luthier
