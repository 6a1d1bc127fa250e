// SPDX-License-Identifier: GPL-3.0-or-later
// A form made from the fields of a schema (core/config): it reads and writes the JSON of the struct, and shows what the engine's rules say of it at the field
// it concerns. Thread: GUI.
#pragma once

#include <vector>

#include <QTimer>

#include "core/config/field_info.h"
#include "views/shared/form/group_editors.h"

namespace luthier {

class Form : public QWidget {
    Q_OBJECT
public:
    // hidden: keys without a row, whose values are kept.
    explicit Form(std::vector<FieldInfo> fields, EditorCatalogue catalogue = {}, const std::vector<std::string>& hidden = {}, QWidget* parent = nullptr);
    // All fields in the order of the schema, then keys that no field knows.
    Json values() const { return m_root->value(); }
    void setValues(const Json& values);          // emits nothing
    // One value, as if a person had set it; false when there is no such field.
    bool setValue(const std::string& keyPath, const Json& value);
    // Shows each at its field (inside of what is folded too, which opens); -> those that no field here is for.
    std::vector<Problem> setProblems(const std::vector<Problem>& problems);
    // The same for values that are allowed and unusual; nothing opens for them.
    void setNudges(const std::vector<Problem>& nudges);
    void setAutomatic(const std::string& keyPath, const QString& becomes, const QString& reason);
    // Only the fields that match; -> whether any does.
    bool filter(const QString& text) { return m_root->filter(text); }
    // Opens what is folded and gives it the focus; false when there is no such field.
    bool focusField(const std::string& keyPath);
    FieldRow* row(const std::string& keyPath);
    const std::vector<FieldInfo>& fields() const { return m_fields; }

signals:
    void changed();

private:
    std::vector<FieldInfo> m_fields;
    EditorCatalogue m_catalogue;
    StructEditor* m_root;
    QTimer m_sortTabs;                   // once what was added or taken away is in its place
    std::vector<std::string> m_nudged;   // keys
};

}  // namespace luthier
