// SPDX-License-Identifier: GPL-3.0-or-later
// The reward composer: parts that are added from a menu of kinds, weighted, named, moved and removed, each with the form of its kind; below them a trial on
// three rows. Written against the fields of the schema, so that a new kind appears by itself. Thread: GUI.
#pragma once

#include "views/shared/form/group_editors.h"
#include "views/shared/theme/picker.h"
#include "views/train/trial_panel.h"

namespace luthier {

// What it is given from outside.
struct RewardSurroundings {
    FetchPrompts fetch;
    RowEncoding* encoding = nullptr;
    std::function<FieldEditor*(const FieldInfo&, const std::string& keyPath)> makeModelEditor;   // of a reward model's folder
    std::function<void(const QString& words, std::function<void()> undo)> said;                  // "Removed Length" [Undo]
};

class RewardListEditor : public FieldEditor {
    Q_OBJECT
public:
    RewardListEditor(const FieldInfo& field, const std::string& keyPath, const EditorCatalogue& catalogue, RewardSurroundings surroundings);
    Json value() const override;
    void setValue(const Json& value) override;
    FieldRow* findRow(const std::string& below, std::string& rest) override;
    void clearProblems() override;
    bool filter(const QString& text) override;
    bool isGroup() const override { return true; }
    void focusControl() override { m_add->setFocus(); }

private:
    // A part that is no such struct, or of no known kind, has no editors and stays as it is.
    struct Part { QWidget* frame; StructEditor* kind; StructEditor* common; Json asItWas; };
    void append(const Json& json);
    QWidget* makeHead(std::size_t index, const AlternativeInfo* kind);
    Json valueOf(const Part& part) const;
    const AlternativeInfo* kindOf(const Json& json) const;
    void change(const std::vector<Json>& parts);      // as a person did it
    void move(std::size_t index, int by);
    void remove(std::size_t index);
    void add(const QString& kind);
    std::vector<Json> parts() const;
    void told();                                       // something was edited
    FieldInfo m_field;
    std::string m_keyPath;
    EditorCatalogue m_catalogue;
    RewardSurroundings m_surroundings;
    std::vector<AlternativeInfo> m_kinds;
    std::vector<FieldInfo> m_common;                   // name, weight, scale
    Json m_value;                                      // as it was set, until something is edited
    bool m_isEdited = false;
    std::vector<Part> m_parts;
    QVBoxLayout* m_list;
    PickerButton* m_add;
    TrialPanel* m_trial;
};

// A struct under a line that opens it and says what it holds: "Tripwires: Warn".
class FoldedEditor : public FieldEditor {
    Q_OBJECT
public:
    FoldedEditor(const FieldInfo& field, const std::string& keyPath, const EditorCatalogue& catalogue);
    Json value() const override { return m_inner->value(); }
    void setValue(const Json& value) override;
    FieldRow* findRow(const std::string& below, std::string& rest) override;
    void clearProblems() override { m_inner->clearProblems(); }
    bool filter(const QString& text) override;
    bool isGroup() const override { return true; }
    void focusControl() override { m_fold->setFocus(); }

private:
    void setOpen(bool open);
    void showSummary();
    FieldInfo m_field;
    QPushButton* m_fold;
    StructEditor* m_inner;
};

}  // namespace luthier
