// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/form/form.h"

#include <QScrollArea>

#include "views/shared/form/custom_editors.h"
#include "views/shared/form/tab_order.h"
#include "views/shared/form/value_editors.h"

namespace luthier {

namespace {

template <class Editor>
EditorCatalogue::Make withCatalogue() {
    return [](const FieldInfo& field, const std::string& keyPath, const EditorCatalogue& catalogue) -> FieldEditor* {
        return new Editor(field, keyPath, catalogue);
    };
}

FieldEditor* makeSingle(const FieldInfo& field, const std::string& keyPath, const EditorCatalogue& catalogue) {
    switch (field.type) {
        case FieldType::Boolean:
            if (field.isNullable || field.allowsAuto) return new ChoiceEditor(field, keyPath);
            return new BooleanEditor(field, keyPath);
        case FieldType::Integer:
        case FieldType::Number: return new NumberEditor(field, keyPath);
        case FieldType::String:
            if (field.path != PathKind::None) return new PathEditor(field, keyPath);
            return new LineEditor(field, keyPath);
        case FieldType::Choice: return new ChoiceEditor(field, keyPath);
        case FieldType::Object: return new ObjectEditor(field, keyPath);
        case FieldType::Struct:
            if (field.isNullable) return new OptionalEditor(field, keyPath, catalogue);
            return new StructEditor(field.fields, keyPath, catalogue);
        case FieldType::Variant: return new VariantEditor(field, keyPath, catalogue);
        case FieldType::Custom: break;
    }
    return new JsonEditor(field, keyPath);
}

}  // namespace

EditorCatalogue::EditorCatalogue() {
    setForType("targets", [](const FieldInfo& field, const std::string& keyPath, const EditorCatalogue&) { return new TargetsEditor(field, keyPath); });
    setForType("data_files", withCatalogue<DataFilesEditor>());
}

FieldEditor* EditorCatalogue::make(const FieldInfo& field, const std::string& keyPath) const {
    if (const auto byKey = m_byKey.find(keyPath); byKey != m_byKey.end()) return byKey->second(field, keyPath, *this);
    if (field.isList) return new ListEditor(field, keyPath, *this);
    if (const auto byType = m_byType.find(field.customType); field.type == FieldType::Custom && byType != m_byType.end())
        return byType->second(field, keyPath, *this);
    return makeSingle(field, keyPath, *this);
}

Form::Form(std::vector<FieldInfo> fields, EditorCatalogue catalogue, const std::vector<std::string>& hidden, QWidget* parent)
    : QWidget(parent), m_fields(std::move(fields)), m_catalogue(std::move(catalogue)), m_root(new StructEditor(m_fields, {}, m_catalogue, hidden)) {
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_root);
    connect(m_root, &FieldEditor::edited, this, [this] {
        m_sortTabs.start();
        emit changed();
    });
    m_sortTabs.setSingleShot(true);
    connect(&m_sortTabs, &QTimer::timeout, this, [this] { sortTabOrder(*this); });
}

void Form::setValues(const Json& values) {
    m_root->setValue(values);
    m_sortTabs.start();
}

FieldRow* Form::row(const std::string& keyPath) {
    std::string rest;
    FieldRow* const found = m_root->findRow(keyPath, rest);
    return rest.empty() ? found : nullptr;
}

bool Form::setValue(const std::string& keyPath, const Json& value) {
    FieldRow* const found = row(keyPath);
    if (found == nullptr) return false;
    found->setValue(value);
    emit found->editor().edited();
    return true;
}

std::vector<Problem> Form::setProblems(const std::vector<Problem>& problems) {
    m_root->clearProblems();
    std::vector<Problem> left;
    for (const Problem& problem : problems) {
        std::string rest;
        FieldRow* const found = m_root->findRow(problem.key, rest);
        if (found != nullptr && found->field().type == FieldType::Variant && rest == ".type") rest.clear();
        // A key that a struct does not know belongs to no field of it.
        const bool isOfWhole = found != nullptr && !rest.empty() && (found->field().type == FieldType::Struct || found->field().type == FieldType::Variant);
        if (found == nullptr || isOfWhole) {
            left.push_back(problem);
            continue;
        }
        found->addProblem(rest, problem);
        found->reveal();
    }
    return left;
}

void Form::setNudges(const std::vector<Problem>& nudges) {
    for (const std::string& key : m_nudged)
        if (FieldRow* const found = row(key)) found->setNudge({});
    m_nudged.clear();
    for (const Problem& nudge : nudges) {
        FieldRow* const found = row(nudge.key);
        if (found == nullptr) continue;
        // "usual: 1e-06 to 0.0001; and why": two texts of core in one.
        const std::size_t why = nudge.hint.find("; ");
        QString usual = coreText(nudge.hint.substr(0, why));
        if (why != std::string::npos) usual += QStringLiteral("; ") + coreText(nudge.hint.substr(why + 2));
        found->setNudge(tr("Unusual: %1 (%2)").arg(coreText(nudge.message), usual));
        m_nudged.push_back(nudge.key);
    }
}

void Form::setAutomatic(const std::string& keyPath, const QString& becomes, const QString& reason) {
    if (FieldRow* const found = row(keyPath)) found->setAutomatic(becomes, reason);
}

bool Form::focusField(const std::string& keyPath) {
    std::string rest;
    FieldRow* const found = m_root->findRow(keyPath, rest);
    if (found == nullptr) return false;
    found->reveal();
    found->editor().focusControl();
    for (QWidget* outer = found->parentWidget(); outer != nullptr; outer = outer->parentWidget())
        if (auto* const area = qobject_cast<QScrollArea*>(outer)) area->ensureWidgetVisible(found);
    return true;
}

}  // namespace luthier
