// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/form/group_editors.h"

#include <algorithm>
#include <charconv>

#include <QCheckBox>

#include "views/shared/form/value_editors.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

QVBoxLayout* column(QWidget* parent, int spacing) {
    auto* const layout = new QVBoxLayout(parent);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing);
    return layout;
}

// "[12].path" -> 12, and ".path" in rest; -1: does not begin so.
int indexOf(const std::string& below, std::string& rest) {
    if (below.empty() || below[0] != '[') return -1;
    const std::size_t end = below.find(']');
    if (end == std::string::npos) return -1;
    int index = -1;
    std::from_chars(below.data() + 1, below.data() + end, index);
    rest = below.substr(end + 1);
    return index;
}

}  // namespace

VariantEditor::VariantEditor(const FieldInfo& field, const std::string& keyPath, const EditorCatalogue& catalogue)
    : m_field(field), m_keyPath(keyPath), m_catalogue(catalogue), m_box(new QComboBox), m_body(new QWidget), m_bodyLayout(column(m_body, 0)) {
    column(this, 0)->addWidget(m_box);
    setControl(m_box);
    m_box->setObjectName(controlName(keyPath));
    m_box->setAccessibleName(coreText(field.label));
    ignoreWheelUnfocused(m_box);
    for (const AlternativeInfo& alternative : field.alternatives) {
        m_box->addItem(coreText(alternative.title));
        m_box->setItemData(m_box->count() - 1, coreText(alternative.help), Qt::ToolTipRole);
    }
    connect(m_box, qOverload<int>(&QComboBox::activated), this, [this](int index) {
        if (index == m_index && m_unknown.is_null()) return;
        m_unknown = Json();
        if (m_options != nullptr) m_left[m_index] = m_options->value();
        choose(index, m_left.contains(index) ? m_left[index] : Json::object());
        emit edited();
    });
    m_box->setCurrentIndex(-1);
}

void VariantEditor::choose(int index, const Json& options) {
    m_box->setCurrentIndex(index);
    if (index == m_index && m_options != nullptr) return m_options->setValue(options);
    if (m_options != nullptr) {
        m_bodyLayout->removeWidget(m_options);
        m_options->hide();
        m_options->deleteLater();   // it may be its own signal that we are in
        m_options = nullptr;
    }
    m_index = index;
    if (index < 0) return;
    m_options = new StructEditor(m_field.alternatives[static_cast<std::size_t>(index)].fields, m_keyPath, m_catalogue);
    m_options->setValue(options);
    // The head and the body stand apart as two rows do.
    m_bodyLayout->setContentsMargins(0, m_options->rows().empty() ? 0 : theme::kSpace12, 0, 0);
    m_bodyLayout->addWidget(m_options);
    connect(m_options, &FieldEditor::edited, this, &FieldEditor::edited);
}

Json VariantEditor::value() const {
    if (m_options == nullptr || !m_unknown.is_null()) return m_unknown;
    Json object = {{"type", m_field.alternatives[static_cast<std::size_t>(m_index)].id}};
    object.update(m_options->value());
    return object;
}

void VariantEditor::setValue(const Json& value) {
    const std::string id = value.is_object() && value.contains("type") && value["type"].is_string() ? value["type"].get<std::string>() : "";
    const auto isIt = [&id](const AlternativeInfo& alternative) { return alternative.id == id; };
    const auto found = std::find_if(m_field.alternatives.begin(), m_field.alternatives.end(), isIt);
    m_left.clear();
    m_unknown = found == m_field.alternatives.end() ? value : Json();
    if (!m_unknown.is_null()) return choose(-1, {});
    Json options = value;
    options.erase("type");
    choose(static_cast<int>(found - m_field.alternatives.begin()), options);
}

void VariantEditor::setInvalid(bool invalid) { setInvalidLook(m_box, invalid); }
FieldRow* VariantEditor::findRow(const std::string& below, std::string& rest) { return m_options == nullptr ? nullptr : m_options->findRow(below, rest); }
bool VariantEditor::filter(const QString& text) { return m_options != nullptr && m_options->filter(text) && !m_options->rows().empty() && !text.isEmpty(); }
QString VariantEditor::help() const { return m_index < 0 ? QString() : coreText(m_field.alternatives[static_cast<std::size_t>(m_index)].help); }

void VariantEditor::clearProblems() {
    if (m_options != nullptr) m_options->clearProblems();
}

ListEditor::ListEditor(const FieldInfo& field, const std::string& keyPath, const EditorCatalogue& catalogue)
    : m_field(field), m_element(field), m_keyPath(keyPath), m_catalogue(catalogue), m_layout(column(this, theme::kSpace8)),
      m_add(theme::button(tr("Add"), "", "", QStringLiteral("add"))) {
    m_element.isList = m_element.isNullable = m_element.allowsAuto = m_element.isBasic = false;
    m_element.isRequired = true;
    m_element.help.clear();
    m_element.reason.clear();
    if (field.type == FieldType::Custom) m_element.type = FieldType::Struct;   // a list of structs with a JSON form of its own
    switch (m_element.type) {
        case FieldType::Boolean: m_element.defaultValue = false; break;
        case FieldType::Integer: m_element.defaultValue = static_cast<std::int64_t>(field.minimum.value_or(0)); break;
        case FieldType::Number: m_element.defaultValue = field.minimum.value_or(0); break;
        case FieldType::Choice: m_element.defaultValue = field.choices.empty() ? Json("") : Json(field.choices.front().value); break;
        case FieldType::Struct:
        case FieldType::Object: m_element.defaultValue = Json::object(); break;
        case FieldType::Variant: m_element.defaultValue = Json{{"type", field.alternatives.empty() ? "" : field.alternatives.front().id}}; break;
        default: m_element.defaultValue = "";
    }
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    m_add->setObjectName(controlName(keyPath, ".add"));
    m_add->setAccessibleName(tr("Add: %1").arg(coreText(field.label)));
    connect(m_add, &QPushButton::clicked, this, [this] {
        m_isEdited = true;
        FieldRow* const row = append(newElement());
        emit edited();
        row->editor().focusControl();
    });
}

FieldRow* ListEditor::append(const Json& value) {
    auto* const frame = theme::frame("card");
    auto* const line = new QHBoxLayout(frame);
    line->setContentsMargins(theme::kSpace12, theme::kSpace8, theme::kSpace8, theme::kSpace8);
    const std::string place = m_keyPath + '[' + std::to_string(m_elements.size()) + ']';
    FieldInfo element = m_element;
    element.label = std::to_string(m_elements.size() + 1);
    auto* const row = new FieldRow(element, place, m_catalogue);
    row->setValue(value);
    auto* const out = theme::iconButton("close", tr("Remove"), "");
    out->setObjectName(controlName(place, ".remove"));
    line->addWidget(row, 1);
    line->addWidget(out, 0, Qt::AlignTop);
    m_elements.push_back({frame, row});
    m_layout->insertWidget(m_layout->count() - 1, frame);
    connect(row, &FieldRow::edited, this, [this] {
        m_isEdited = true;
        emit edited();
    });
    connect(out, &QToolButton::clicked, this, [this, frame] { remove(frame); });
    return row;
}

// The others are made anew, because their names and paths count them.
void ListEditor::remove(QWidget* frame) {
    std::vector<Json> left;
    for (const Element& element : m_elements)
        if (element.frame != frame) left.push_back(element.row->value());
    setValue(fromElements(left));
    m_isEdited = true;
    m_add->setFocus();
    emit edited();
}

Json ListEditor::value() const {
    if (!m_isEdited) return m_value;
    std::vector<Json> elements;
    for (const Element& element : m_elements) elements.push_back(element.row->value());
    return fromElements(elements);
}

void ListEditor::setValue(const Json& value) {
    m_value = value;
    m_isEdited = false;
    for (const Element& element : m_elements) {
        m_layout->removeWidget(element.frame);
        element.frame->hide();
        element.frame->deleteLater();
    }
    m_elements.clear();
    std::vector<Json> elements;
    if (toElements(value, elements))
        for (const Json& element : elements) append(element);
}

bool ListEditor::toElements(const Json& value, std::vector<Json>& elements) const {
    if (!value.is_array()) return false;
    elements.assign(value.begin(), value.end());
    return true;
}

Json ListEditor::fromElements(const std::vector<Json>& elements) const { return Json(elements); }

FieldRow* ListEditor::findRow(const std::string& below, std::string& rest) {
    std::string inside;
    const int index = indexOf(below, inside);
    if (index < 0 || index >= static_cast<int>(m_elements.size())) return nullptr;
    FieldRow* const row = m_elements[static_cast<std::size_t>(index)].row;
    if (!inside.empty())
        if (FieldRow* const deeper = row->editor().findRow(inside, rest)) return deeper;
    rest = inside;
    return row;
}

void ListEditor::clearProblems() {
    for (const Element& element : m_elements) element.row->clearProblems();
}

bool ListEditor::filter(const QString& text) {
    bool any = false;
    for (const Element& element : m_elements) any = element.row->editor().filter(text) || any;
    return any && !text.isEmpty();
}

OptionalEditor::OptionalEditor(const FieldInfo& field, const std::string& keyPath, const EditorCatalogue& catalogue) : m_box(new QCheckBox(tr("Set"))) {
    FieldInfo inner = field;
    inner.isNullable = false;
    m_inner = new StructEditor(inner.fields, keyPath, catalogue);
    auto* const layout = column(this, theme::kSpace8);
    layout->addWidget(m_box);
    layout->addWidget(m_inner);
    m_box->setObjectName(controlName(keyPath));
    m_box->setAccessibleName(tr("%1: set").arg(coreText(field.label)));
    connect(m_box, &QCheckBox::clicked, this, [this](bool checked) {
        m_isSet = checked;
        showInner();
        emit edited();
    });
    connect(m_inner, &FieldEditor::edited, this, &FieldEditor::edited);
    showInner();
}

Json OptionalEditor::value() const { return m_isSet ? m_inner->value() : Json(); }

void OptionalEditor::setValue(const Json& value) {
    m_isSet = !value.is_null();
    m_inner->setValue(value);
    showInner();
}

void OptionalEditor::showInner() {
    m_box->setChecked(m_isSet);
    m_inner->setVisible(m_isSet);
}

}  // namespace luthier
