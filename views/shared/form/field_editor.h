// SPDX-License-Identifier: GPL-3.0-or-later
// What edits the value of one field: it shows any JSON, the wrong one too, gives it back unchanged until a person edits it, and judges nothing: what is wrong
// with a value the engine's own rules say (Form::setProblems). Thread: GUI.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include <QPointer>
#include <QString>
#include <QWidget>

#include "core/base/error.h"
#include "core/config/field_info.h"
#include "views/shared/theme/core_text.h"

namespace luthier {

inline QString textOf(const std::string& text) { return QString::fromStdString(text); }

class FieldRow;

class FieldEditor : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    virtual Json value() const = 0;
    virtual void setValue(const Json& value) = 0;                     // tells nobody
    // What "auto" becomes, in words; empty: not known.
    virtual void setAutomatic(const QString& becomes) { static_cast<void>(becomes); }
    virtual void setInvalid(bool invalid) { static_cast<void>(invalid); }
    // The row inside this value that a key path below it means ("[0].path", ".rank"), and what of the path is left there; nullptr: none.
    virtual FieldRow* findRow(const std::string& below, std::string& rest) { static_cast<void>(below), static_cast<void>(rest); return nullptr; }
    virtual void clearProblems() {}
    // Shows what of it matches, all of it for an empty text; -> whether anything does.
    virtual bool filter(const QString& text) { static_cast<void>(text); return false; }
    virtual void focusControl() { setFocus(); }
    // What the label is the label of: the editor itself where it has no single control.
    QWidget* control() { return m_control == nullptr ? this : m_control; }
    // Replaces the field's help where a chosen value has its own.
    virtual QString help() const { return {}; }
    // What goes under the row over its whole width: the fields of a chosen alternative.
    virtual QWidget* body() { return nullptr; }
    // Takes the whole width: it has fields with labels of their own.
    virtual bool isGroup() const { return false; }

signals:
    void edited();

protected:
    // No focus proxy: Tab would stop at the editor as well, wherever that stands in its order.
    void setControl(QWidget* control) { m_control = control; }

private:
    QWidget* m_control = nullptr;
};

// Which editor a field gets. A place that knows more about a field than its type registers its own, by customType or by key path.
class EditorCatalogue {
public:
    using Make = std::function<FieldEditor*(const FieldInfo& field, const std::string& keyPath, const EditorCatalogue& catalogue)>;
    // "targets" and "data_files" are there from the beginning.
    EditorCatalogue();
    void setForType(const std::string& customType, Make make) { m_byType[customType] = std::move(make); }
    void setForKey(const std::string& keyPath, Make make) { m_byKey[keyPath] = std::move(make); }
    // Never nullptr: what nobody knows is edited as JSON.
    FieldEditor* make(const FieldInfo& field, const std::string& keyPath) const;

private:
    std::map<std::string, Make> m_byType, m_byKey;
};

}  // namespace luthier
