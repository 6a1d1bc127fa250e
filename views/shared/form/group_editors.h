// SPDX-License-Identifier: GPL-3.0-or-later
// Editors of values that have fields of their own: structs, variants, lists. Thread: GUI.
#pragma once

#include <map>

#include <QComboBox>
#include <QPushButton>
#include <QVBoxLayout>

#include "views/shared/form/field_editor.h"
#include "views/shared/form/field_row.h"

namespace luthier {

// The fields of a struct, one below the other: basic ones at once, the others behind "12 more". Keys that no field knows stay in its value.
class StructEditor : public FieldEditor {
    Q_OBJECT
public:
    // hidden: keys that keep their value and have no row.
    StructEditor(const std::vector<FieldInfo>& fields, const std::string& keyPath, const EditorCatalogue& catalogue,
                 const std::vector<std::string>& hidden = {});
    Json value() const override;
    void setValue(const Json& value) override;
    FieldRow* findRow(const std::string& below, std::string& rest) override;
    void clearProblems() override;
    bool filter(const QString& text) override;
    bool isGroup() const override { return true; }
    // Opens the advanced fields when `inside` is one of them.
    void unfoldFor(const QWidget& inside);
    const std::vector<FieldRow*>& rows() const { return m_rows; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showRows();
    void fitMore();
    std::string m_keyPath;
    std::vector<FieldInfo> m_fields;
    std::map<std::string, FieldRow*> m_rowOf;
    std::vector<FieldRow*> m_rows;
    std::map<std::string, Json> m_hidden;
    Json m_others = Json::object();     // keys nobody knows
    Json m_notAnObject;                 // a value of another kind, until something is edited
    std::map<const FieldRow*, bool> m_matches;
    bool m_filtering = false;
    QWidget* m_advanced;
    QPushButton* m_more;
    QString m_moreWords;                // of the button, where there is room
};

// One of several alternatives, each with fields of its own. What was set for one comes back when it is chosen again.
class VariantEditor : public FieldEditor {
    Q_OBJECT
public:
    VariantEditor(const FieldInfo& field, const std::string& keyPath, const EditorCatalogue& catalogue);
    Json value() const override;
    void setValue(const Json& value) override;
    void setInvalid(bool invalid) override;
    FieldRow* findRow(const std::string& below, std::string& rest) override;
    void clearProblems() override;
    bool filter(const QString& text) override;
    QString help() const override;
    QWidget* body() override { return m_body; }
    void focusControl() override { m_box->setFocus(); }

private:
    void choose(int index, const Json& options);
    FieldInfo m_field;
    std::string m_keyPath;
    const EditorCatalogue& m_catalogue;
    Json m_unknown;                     // a value that is none of the alternatives
    std::map<int, Json> m_left;         // what was set for the others
    QComboBox* m_box;
    QWidget* m_body;
    QVBoxLayout* m_bodyLayout;
    StructEditor* m_options = nullptr;
    int m_index = -1;
};

// A list of values of one kind. A value alone may stand for a list of it (data sets: "file").
class ListEditor : public FieldEditor {
    Q_OBJECT
public:
    ListEditor(const FieldInfo& field, const std::string& keyPath, const EditorCatalogue& catalogue);
    Json value() const override;
    void setValue(const Json& value) override;
    FieldRow* findRow(const std::string& below, std::string& rest) override;
    void clearProblems() override;
    bool filter(const QString& text) override;
    bool isGroup() const override { return true; }
    void focusControl() override { m_add->setFocus(); }

protected:
    // The value as a list of elements, and back. The first returns false for what is no list.
    virtual bool toElements(const Json& value, std::vector<Json>& elements) const;
    virtual Json fromElements(const std::vector<Json>& elements) const;
    virtual Json newElement() const { return m_element.defaultValue; }
    const FieldInfo& field() const { return m_field; }

private:
    FieldRow* append(const Json& value);
    void remove(QWidget* frame);
    void rename();
    FieldInfo m_field, m_element;
    std::string m_keyPath;
    const EditorCatalogue& m_catalogue;
    Json m_value;                       // as it was set, until something is edited
    bool m_isEdited = false;
    struct Element { QWidget* frame; FieldRow* row; };
    std::vector<Element> m_elements;
    QVBoxLayout* m_layout;
    QPushButton* m_add;
};

// A struct that may be absent.
class OptionalEditor : public FieldEditor {
    Q_OBJECT
public:
    OptionalEditor(const FieldInfo& field, const std::string& keyPath, const EditorCatalogue& catalogue);
    Json value() const override;
    void setValue(const Json& value) override;
    FieldRow* findRow(const std::string& below, std::string& rest) override { return m_isSet ? m_inner->findRow(below, rest) : nullptr; }
    void clearProblems() override { m_inner->clearProblems(); }
    bool filter(const QString& text) override { return m_isSet && m_inner->filter(text); }
    bool isGroup() const override { return true; }

private:
    void showInner();
    bool m_isSet = false;
    class QCheckBox* m_box;
    FieldEditor* m_inner;
};

}  // namespace luthier
