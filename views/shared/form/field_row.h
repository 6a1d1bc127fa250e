// SPDX-License-Identifier: GPL-3.0-or-later
// One field of a form: label, control, unit, help, why its default is what it is, what is wrong with it, and the way back to the default. Thread: GUI.
#pragma once

#include <QLabel>
#include <QToolButton>

#include "views/shared/form/field_editor.h"

namespace luthier {

class FieldRow : public QWidget {
    Q_OBJECT
public:
    FieldRow(const FieldInfo& field, const std::string& keyPath, const EditorCatalogue& catalogue);
    const FieldInfo& field() const { return m_field; }
    const std::string& keyPath() const { return m_keyPath; }
    FieldEditor& editor() { return *m_editor; }
    Json value() const { return m_editor->value(); }
    void setValue(const Json& value);
    // What "auto" becomes for this run, and why.
    void setAutomatic(const QString& becomes, const QString& reason);
    // rest: the part of its key path below this field, if nothing inside could be found for it.
    void addProblem(const std::string& rest, const Problem& problem);
    void clearProblems();
    // A value that is allowed and unusual, and why; empty: none.
    void setNudge(const QString& words);
    bool hasProblem() const { return !m_problems.isEmpty(); }
    bool isChanged() const;
    bool filter(const QString& text);
    // Opens what is folded around it.
    void reveal();
    // Of the column of labels, so that what is no field can stand in line with the controls.
    static int labelWidth(const QWidget& of);

signals:
    void edited();

private:
    void layOut();
    void showState();     // caption, mark, way back
    QString caption() const;
    QString toolTipText() const;
    FieldInfo m_field;
    std::string m_keyPath;
    FieldEditor* m_editor;
    QLabel* m_label;
    QLabel* m_caption;
    QLabel* m_problem;
    QLabel* m_nudge;
    QToolButton* m_reset;
    QString m_becomes, m_reason;
    QStringList m_problems;
};

}  // namespace luthier
