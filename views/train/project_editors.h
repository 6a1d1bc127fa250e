// SPDX-License-Identifier: GPL-3.0-or-later
// Editors that know the project: instead of paths to type there are its models, adapters and data sets to pick. Files elsewhere can be named too.
// Thread: GUI.
#pragma once

#include "views/shared/form/field_editor.h"
#include "views/shared/theme/picker.h"
#include "views/train/project_lists.h"

class QLabel;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace luthier {

// A folder: of a model, of an adapter to go on with, or of a reward model.
class FolderEditor : public FieldEditor {
    Q_OBJECT
public:
    enum class Of { Models, Adapters, RewardModels };
    // openPage: where models and adapters come from.
    FolderEditor(Of kind, const FieldInfo& field, const std::string& keyPath, ProjectLists& lists, std::function<void()> openPage);
    Json value() const override { return m_value; }
    void setValue(const Json& value) override;
    void setInvalid(bool invalid) override;
    QString help() const override;
    void focusControl() override { m_picker->setFocus(); }

private:
    void showName();
    void pick(const QString& folder);
    std::vector<PickerButton::Entry> entries() const;
    const Of m_kind;
    ProjectLists& m_lists;
    Json m_value;
    PickerButton* m_picker;
    QLabel* m_detail;
    QToolButton* m_clear;
};

// Data sets mixed by weight, each with a cap: data.train; or one or none of them: data.eval.
class MixEditor : public FieldEditor {
    Q_OBJECT
public:
    MixEditor(const FieldInfo& field, const std::string& keyPath, ProjectLists& lists, std::function<void()> openPage);
    Json value() const override;
    void setValue(const Json& value) override;
    bool isGroup() const override { return true; }
    QString help() const override;
    void focusControl() override { m_add->setFocus(); }
    void add(const std::string& path);

private:
    struct Line { QWidget* widget; QLabel* name; QLabel* share; QLineEdit* weight; QLineEdit* cap; };
    void showLines();
    void showNames();
    void appendLine(std::size_t index);
    void edit(std::size_t index, const char* key, const QString& text);
    double rowsOf(const Json& file) const;
    std::vector<PickerButton::Entry> entries() const;
    FieldInfo m_field;
    std::string m_keyPath;
    ProjectLists& m_lists;
    Json m_value;                     // as it was set, until something is edited
    bool m_isEdited = false;
    std::vector<Json> m_files;
    std::vector<Line> m_lines;
    QVBoxLayout* m_layout;
    QWidget* m_head;
    QLabel* m_none;
    PickerButton* m_add;
};

}  // namespace luthier
