// SPDX-License-Identifier: GPL-3.0-or-later
// Editors of single values. Thread: GUI.
#pragma once

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QToolButton>

#include "views/shared/form/field_editor.h"

namespace luthier {

// "1e-05", "0.0002", "16": as people write it; the shortest that reads back as the same number.
QString numberInWords(const Json& number);

// A line of text. Emptied, it means "auto" or null where the field allows that.
class LineEditor : public FieldEditor {
    Q_OBJECT
public:
    LineEditor(const FieldInfo& field, const std::string& keyPath);
    Json value() const override { return m_value; }
    void setValue(const Json& value) override;
    void setAutomatic(const QString& becomes) override;
    void setInvalid(bool invalid) override;
    void focusControl() override;

protected:
    virtual Json parse(const QString& text) const { return text.toStdString(); }
    virtual QString shown(const Json& value) const;
    const FieldInfo& field() const { return m_field; }
    QLineEdit& line() { return *m_line; }
    void change(const QString& text);   // as if typed

private:
    void showAutomatic();
    FieldInfo m_field;
    Json m_value;
    QLineEdit* m_line;
    QToolButton* m_auto = nullptr;
    QString m_becomes;
};

// Whole and other numbers, scientific notation too; arrow up and down count whole numbers.
class NumberEditor : public LineEditor {
    Q_OBJECT
public:
    NumberEditor(const FieldInfo& field, const std::string& keyPath);
protected:
    Json parse(const QString& text) const override;
    bool eventFilter(QObject* watched, QEvent* event) override;
};

// A text that is the path of a file or folder.
class PathEditor : public LineEditor {
    Q_OBJECT
public:
    PathEditor(const FieldInfo& field, const std::string& keyPath);
private:
    void browse();
};

class BooleanEditor : public FieldEditor {
    Q_OBJECT
public:
    BooleanEditor(const FieldInfo& field, const std::string& keyPath);
    Json value() const override { return m_value; }
    void setValue(const Json& value) override;
    void focusControl() override { m_box->setFocus(); }
private:
    Json m_value;
    QCheckBox* m_box;
};

// One of several values, each with its help; "auto" and "not set" are among them where the field allows those. Does not turn with the wheel by accident.
class ChoiceEditor : public FieldEditor {
    Q_OBJECT
public:
    ChoiceEditor(const FieldInfo& field, const std::string& keyPath);
    Json value() const override { return m_value; }
    void setValue(const Json& value) override;
    void setAutomatic(const QString& becomes) override;
    void setInvalid(bool invalid) override;
    QString help() const override;
    void focusControl() override { m_box->setFocus(); }
private:
    void add(const Json& value, const QString& label, const QString& help);
    struct Entry { Json value; QString help; };
    Json m_value;
    std::vector<Entry> m_entries;
    QComboBox* m_box;
    int m_automatic = -1;
};

// "name in the file = name here", one a line.
class ObjectEditor : public FieldEditor {
    Q_OBJECT
public:
    ObjectEditor(const FieldInfo& field, const std::string& keyPath);
    Json value() const override { return m_value; }
    void setValue(const Json& value) override;
    void setInvalid(bool invalid) override;
    void focusControl() override { m_text->setFocus(); }
private:
    Json m_value;
    QPlainTextEdit* m_text;
};

// Any value as JSON, for a field whose editor is not known here.
class JsonEditor : public LineEditor {
    Q_OBJECT
public:
    using LineEditor::LineEditor;
protected:
    Json parse(const QString& text) const override;
    QString shown(const Json& value) const override;
};

// A combo box that scrolls the page and not itself until it has the focus.
void ignoreWheelUnfocused(QComboBox* box);
// Object names of the controls of a field: "training.learning_rate", "adapter.rank".
QString controlName(const std::string& keyPath, const char* part = "");
void setInvalidLook(QWidget* widget, bool invalid);

}  // namespace luthier
