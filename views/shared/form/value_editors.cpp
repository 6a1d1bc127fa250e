// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/form/value_editors.h"

#include <charconv>
#include <cmath>

#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QStyle>

#include "core/base/utf8.h"
#include "views/shared/theme/decimals.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

class WheelGuard : public QObject {
public:
    using QObject::QObject;
protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() != QEvent::Wheel || static_cast<QWidget*>(watched)->hasFocus()) return false;
        event->ignore();   // to the scroll area behind
        return true;
    }
};

QHBoxLayout* rowLayout(QWidget* parent) {
    auto* const row = new QHBoxLayout(parent);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kSpace8);
    return row;
}

}  // namespace

QString controlName(const std::string& keyPath, const char* part) { return textOf(keyPath) + QLatin1String(part); }

void setInvalidLook(QWidget* widget, bool invalid) {
    if (widget->property("invalid").toBool() == invalid) return;
    widget->setProperty("invalid", invalid);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

void ignoreWheelUnfocused(QComboBox* box) {
    box->setFocusPolicy(Qt::StrongFocus);
    box->installEventFilter(new WheelGuard(box));
}

QString numberInWords(const Json& number) {
    std::string text = dumpJson(number);
    if (text.size() > 2 && text.ends_with(".0")) text.resize(text.size() - 2);
    return theme::decimalInWords(textOf(text));
}

LineEditor::LineEditor(const FieldInfo& field, const std::string& keyPath) : m_field(field), m_line(new QLineEdit) {
    auto* const row = rowLayout(this);
    row->addWidget(m_line, 1);
    setControl(m_line);
    m_line->setObjectName(controlName(keyPath));
    m_line->setAccessibleName(coreText(field.label));
    m_line->setMaxLength(100000);
    connect(m_line, &QLineEdit::textEdited, this, &LineEditor::change);
    if (field.isNullable) m_line->setPlaceholderText(tr("Not set"));
    if (!field.allowsAuto) return;
    m_auto = new QToolButton;
    m_auto->setText(tr("Auto"));
    m_auto->setCheckable(true);
    m_auto->setProperty("look", "chip");
    m_auto->setObjectName(controlName(keyPath, ".auto"));
    m_auto->setAccessibleName(tr("%1: automatic").arg(coreText(field.label)));
    m_auto->setToolTip(tr("Chosen for you; type a value to choose it yourself"));
    row->addWidget(m_auto);
    connect(m_auto, &QToolButton::clicked, this, [this](bool checked) {
        if (checked) m_line->clear();
        else m_line->setText(m_becomes);
        m_value = checked ? Json("auto") : parse(m_line->text());
        showAutomatic();
        if (!checked) m_line->setFocus();
        emit edited();
    });
}

void LineEditor::change(const QString& text) {
    if (m_line->text() != text) m_line->setText(text);
    const bool isEmpty = text.trimmed().isEmpty();
    if (isEmpty && m_field.allowsAuto) m_value = "auto";
    else if (isEmpty && m_field.isNullable) m_value = nullptr;
    else m_value = parse(text);
    showAutomatic();
    emit edited();
}

void LineEditor::setValue(const Json& value) {
    m_value = value;
    const bool isEmpty = value.is_null() || (m_field.allowsAuto && value == "auto");
    const QString text = isEmpty ? QString() : shown(value);
    if (m_line->text() != text) m_line->setText(text);
    m_line->setCursorPosition(0);
    showAutomatic();
}

QString LineEditor::shown(const Json& value) const {
    if (value.is_string()) return textOf(repairUtf8(value.get_ref<const std::string&>()));
    return value.is_number() ? numberInWords(value) : textOf(dumpJson(value));
}

void LineEditor::setAutomatic(const QString& becomes) {
    m_becomes = becomes;
    showAutomatic();
}

void LineEditor::showAutomatic() {
    if (m_auto == nullptr) return;
    const bool isAuto = m_value == "auto";
    m_auto->setChecked(isAuto);
    m_line->setPlaceholderText(m_becomes.isEmpty() ? tr("Automatic") : m_becomes);
}

void LineEditor::setInvalid(bool invalid) { setInvalidLook(m_line, invalid); }

void LineEditor::focusControl() {
    m_line->setFocus();
    m_line->selectAll();
}

NumberEditor::NumberEditor(const FieldInfo& field, const std::string& keyPath) : LineEditor(field, keyPath) { line().installEventFilter(this); }

Json NumberEditor::parse(const QString& text) const {
    // A comma may part thousands in a whole number, so only fractions are read with one.
    const QString plain = field().type == FieldType::Integer ? text : theme::plainDecimal(text);
    const std::string trimmed = plain.trimmed().toStdString();
    const char* const end = trimmed.data() + trimmed.size();
    std::int64_t whole = 0;
    if (field().type == FieldType::Integer && std::from_chars(trimmed.data(), end, whole).ptr == end && !trimmed.empty()) return whole;
    double number = 0;
    const auto [rest, error] = std::from_chars(trimmed.data(), end, number);
    if (trimmed.empty() || rest != end || error != std::errc() || !std::isfinite(number)) return text.toStdString();
    return number;
}

bool NumberEditor::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress || field().type != FieldType::Integer) return false;
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key != Qt::Key_Up && key != Qt::Key_Down) return LineEditor::eventFilter(watched, event);
    const Json now = value();
    if (!now.is_number_integer()) return false;
    const double limit = key == Qt::Key_Up ? field().maximum.value_or(9e15) : field().minimum.value_or(-9e15);
    const auto number = now.get<std::int64_t>();
    if (key == Qt::Key_Up ? static_cast<double>(number) < limit : static_cast<double>(number) > limit)
        change(QString::number(number + (key == Qt::Key_Up ? 1 : -1)));
    return true;
}

PathEditor::PathEditor(const FieldInfo& field, const std::string& keyPath) : LineEditor(field, keyPath) {
    auto* const choose = theme::iconButton("folder", tr("Choose: %1").arg(coreText(field.label)), "");
    choose->setObjectName(controlName(keyPath, ".browse"));
    layout()->addWidget(choose);
    connect(choose, &QToolButton::clicked, this, &PathEditor::browse);
}

void PathEditor::browse() {
    const bool isFolder = field().path == PathKind::Folder;
    const QString title = coreText(field().label), from = line().text();
    const QString chosen = isFolder ? QFileDialog::getExistingDirectory(this, title, from) : QFileDialog::getOpenFileName(this, title, from);
    if (!chosen.isEmpty()) change(chosen);
}

BooleanEditor::BooleanEditor(const FieldInfo& field, const std::string& keyPath) : m_box(new QCheckBox) {
    rowLayout(this)->addWidget(m_box, 1);
    setControl(m_box);
    m_box->setObjectName(controlName(keyPath));
    m_box->setAccessibleName(coreText(field.label));
    connect(m_box, &QCheckBox::clicked, this, [this](bool checked) {
        m_value = checked;
        m_box->setText(checked ? tr("On") : tr("Off"));
        emit edited();
    });
}

void BooleanEditor::setValue(const Json& value) {
    m_value = value;
    m_box->setChecked(value.is_boolean() && value.get<bool>());
    m_box->setText(!value.is_boolean() ? textOf(foundInWords(value)) : m_box->isChecked() ? tr("On") : tr("Off"));
}

ChoiceEditor::ChoiceEditor(const FieldInfo& field, const std::string& keyPath) : m_box(new QComboBox) {
    rowLayout(this)->addWidget(m_box, 1);
    setControl(m_box);
    m_box->setObjectName(controlName(keyPath));
    m_box->setAccessibleName(coreText(field.label));
    m_box->setMinimumContentsLength(12);
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    ignoreWheelUnfocused(m_box);
    if (field.allowsAuto) {
        m_automatic = 0;
        add("auto", tr("Automatic"), tr("Chosen for you when the run starts."));
    }
    if (field.isNullable) add(nullptr, tr("Not set"), {});
    if (field.type == FieldType::Boolean) {
        add(true, tr("On"), {});
        add(false, tr("Off"), {});
    }
    for (const ChoiceInfo& choice : field.choices) add(choice.value, coreText(choice.label), coreText(choice.help));
    connect(m_box, qOverload<int>(&QComboBox::activated), this, [this](int index) {
        if (m_value == m_entries[static_cast<std::size_t>(index)].value) return;
        m_value = m_entries[static_cast<std::size_t>(index)].value;
        emit edited();
    });
}

void ChoiceEditor::add(const Json& value, const QString& label, const QString& help) {
    m_entries.push_back({value, help});
    m_box->addItem(label);
    m_box->setItemData(m_box->count() - 1, help, Qt::ToolTipRole);
}

void ChoiceEditor::setValue(const Json& value) {
    m_value = value;
    const auto isValue = [&value](const Entry& entry) { return entry.value == value; };
    auto found = std::find_if(m_entries.begin(), m_entries.end(), isValue);
    if (found == m_entries.end()) {   // of a file that says something else: shown as it is, and the rules say what is wrong with it
        add(value, tr("%1 (not known)").arg(value.is_string() ? textOf(excerpt(value.get_ref<const std::string&>(), 40)) : textOf(foundInWords(value))), {});
        found = std::prev(m_entries.end());
    }
    m_box->setCurrentIndex(static_cast<int>(found - m_entries.begin()));
}

void ChoiceEditor::setAutomatic(const QString& becomes) {
    if (m_automatic >= 0) m_box->setItemText(m_automatic, becomes.isEmpty() ? tr("Automatic") : tr("Automatic: %1").arg(becomes));
}

void ChoiceEditor::setInvalid(bool invalid) { setInvalidLook(m_box, invalid); }

QString ChoiceEditor::help() const { return m_box->currentIndex() < 0 ? QString() : m_entries[static_cast<std::size_t>(m_box->currentIndex())].help; }

ObjectEditor::ObjectEditor(const FieldInfo& field, const std::string& keyPath) : m_text(new QPlainTextEdit) {
    rowLayout(this)->addWidget(m_text, 1);
    setControl(m_text);
    m_text->setObjectName(controlName(keyPath));
    m_text->setAccessibleName(coreText(field.label));
    m_text->setTabChangesFocus(true);
    m_text->setPlaceholderText(tr("name in the file = name here"));
    m_text->setMaximumHeight(3 * theme::kControlHeight);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        Json object = Json::object();
        for (const QString& line : m_text->toPlainText().split('\n', Qt::SkipEmptyParts)) {
            const qsizetype at = line.indexOf('=');
            object[line.left(at).trimmed().toStdString()] = at < 0 ? std::string() : line.mid(at + 1).trimmed().toStdString();
        }
        m_value = std::move(object);
        emit edited();
    });
}

void ObjectEditor::setValue(const Json& value) {
    m_value = value;
    QStringList lines;
    if (value.is_object())
        for (const auto& [key, entry] : value.items())
            lines += textOf(key) + " = " + (entry.is_string() ? textOf(entry.get<std::string>()) : textOf(dumpJson(entry)));
    else lines += textOf(dumpJson(value));
    const QSignalBlocker silent(m_text);
    m_text->setPlainText(lines.join('\n'));
}

void ObjectEditor::setInvalid(bool invalid) { setInvalidLook(m_text, invalid); }

Json JsonEditor::parse(const QString& text) const {
    auto json = parseJson(text.toStdString());
    return json ? std::move(*json) : Json(text.toStdString());
}

QString JsonEditor::shown(const Json& value) const { return textOf(dumpJson(value)); }

}  // namespace luthier
