// SPDX-License-Identifier: GPL-3.0-or-later
// Editors of the types that have a JSON form of their own. Thread: GUI.
#pragma once

#include "views/shared/form/group_editors.h"

class QLineEdit;

namespace luthier {

// Which layers an adapter is plugged into: all linear ones, chosen ones, or those that a pattern matches (core/adapters/targets.h).
class TargetsEditor : public FieldEditor {
    Q_OBJECT
public:
    TargetsEditor(const FieldInfo& field, const std::string& keyPath);
    Json value() const override { return m_value; }
    void setValue(const Json& value) override;
    void setInvalid(bool invalid) override;
    QString help() const override;
    void focusControl() override { m_kind->setFocus(); }

private:
    enum Kind { AllLinear, Names, Pattern };
    void take();          // from the controls
    void showControls();
    Json m_value;
    QComboBox* m_kind;
    QWidget* m_names;
    std::vector<QToolButton*> m_known;
    QLineEdit* m_others;
    QLineEdit* m_pattern;
};

// Files mixed by weight (core/recipe/data_config.cpp): a path alone stands for a list of one.
class DataFilesEditor : public ListEditor {
    Q_OBJECT
public:
    using ListEditor::ListEditor;
    // The elements of "file" | ["file", {...}] | null; and the shortest form of them.
    static bool filesOf(const Json& value, std::vector<Json>& files);
    static Json shortest(const std::vector<Json>& files, const std::vector<FieldInfo>& fields);
protected:
    bool toElements(const Json& value, std::vector<Json>& elements) const override { return filesOf(value, elements); }
    Json fromElements(const std::vector<Json>& elements) const override { return shortest(elements, field().fields); }
};

}  // namespace luthier
