// SPDX-License-Identifier: GPL-3.0-or-later
// What the details of a model and of an adapter have in common: the name in a head with buttons, one sentence, what goes on, that its folder is gone and how to
// find it again, what went wrong, problems, notes. Thread: GUI.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>

#include "views/shared/shelf/fields.h"

namespace luthier::shelf {

class DetailFrame : public QScrollArea {
    Q_OBJECT
public:
    // Objects: NAME.detail, .name, .sentence, .working, .missing, .where, .locate, .trouble, .problems, .notes, .more. fillMenu: what can be done with it.
    DetailFrame(const QString& name, std::function<void(QMenu&)> fillMenu, QWidget* parent = nullptr);

    void addButton(QWidget* button);           // to the head, before "More actions"
    void addStrip(QWidget* strip);             // between the state and the troubles
    void setBody(QWidget* body);               // below all that
    NotesEdit* notes() { return m_notes; }     // to be placed in the body

    struct Content {
        std::int64_t id = 0;
        QString name, notes, sentence, working, whyReadOnly;
        std::optional<Error> gone, trouble;    // gone: its folder is not there any more
        std::vector<FoundProblem> problems;
    };
    void showContent(const Content& content);
    void rename() { m_name->edit(); }

signals:
    void renamed(const QString& name);
    void notesEdited(std::int64_t id, const QString& notes);
    void located(const QString& folder);

private:
    QLayout* makeHead(const QString& name, std::function<void(QMenu&)> fillMenu);
    QFrame* makeMissing(const QString& name);

    std::int64_t m_id = 0;
    QVBoxLayout* m_column;
    QHBoxLayout* m_head;
    NameEdit* m_name;
    NotesEdit* m_notes;
    QLabel *m_sentence, *m_working;
    QFrame* m_missing;
    theme::ErrorPanel *m_gone, *m_trouble;
    PathEdit* m_where;
    QPushButton* m_locate;
    ProblemList* m_problems;
};

// An entry of a menu; whyNot: it cannot be done now, and the reason is its tooltip.
void addMenuAction(QMenu& menu, const QString& text, const char* icon, const char* objectName, const QString& whyNot, const std::function<void()>& run);

}  // namespace luthier::shelf
