// SPDX-License-Identifier: GPL-3.0-or-later
// One model: what it is, what is wrong, numbers, where it comes from, notes. Thread: GUI.
#pragma once

#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QWidget>

#include "views/models/memory_table.h"
#include "views/models/model_shelf.h"
#include "views/models/template_panel.h"
#include "views/shared/shelf/fields.h"
#include "views/shared/shelf/lineage_view.h"

namespace luthier {

class ModelDetail : public QScrollArea {
    Q_OBJECT
public:
    ModelDetail(Session& session, ModelShelf& models, QWidget* parent = nullptr);
    void showModel(std::int64_t id);          // 0: nothing
    void refresh();                           // the same one has news
    void rename() { m_name->edit(); }
    void fillMenu(QMenu& menu);               // what can be done with it

private:
    QLayout* buildHead();
    QFrame* buildMissing();
    QWidget* buildNumbers();
    void act(const QString& page);
    void showState(const store::Model& model);
    void showLineage(const store::Model& model, const ModelFacts& facts);
    void askMemory(const store::Model& model, const ModelFacts& facts);
    Session& m_session;
    ModelShelf& m_models;
    std::int64_t m_id = 0;
    QString m_memoryOf;                       // folder whose needs are shown or asked for
    int m_asked = 0;
    shelf::NameEdit* m_name;
    QPushButton *m_chat, *m_train;
    QToolButton* m_more;
    QLabel *m_sentence, *m_working;
    QFrame* m_missing;
    theme::ErrorPanel *m_gone, *m_trouble;
    shelf::PathEdit* m_where;
    QPushButton* m_locate;
    shelf::ProblemList* m_problems;
    shelf::FactGrid *m_architecture, *m_text, *m_files;
    MemoryTable* m_memory;
    TemplatePanel* m_template;
    shelf::LineageView* m_lineage;
    shelf::NotesEdit* m_notes;
};

}  // namespace luthier
