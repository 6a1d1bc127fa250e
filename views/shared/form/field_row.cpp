// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/form/field_row.h"

#include <QGridLayout>

#include "views/shared/form/expected_words.h"
#include "views/shared/form/group_editors.h"
#include "views/shared/form/value_editors.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr int kLabelCharacters = 22;

QString capitalised(QString text) {
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

bool isFlat(const FieldInfo& field) { return field.type == FieldType::Struct && !field.isList; }

}  // namespace

FieldRow::FieldRow(const FieldInfo& field, const std::string& keyPath, const EditorCatalogue& catalogue)
    : m_field(field), m_keyPath(keyPath), m_editor(catalogue.make(field, keyPath)), m_label(theme::label(coreText(field.label), "", true)),
      m_caption(theme::label({}, "caption", true)), m_problem(theme::label({}, "error", true)),
      m_nudge(theme::label({}, "warning", true)), m_reset(theme::iconButton("undo", {}, "")) {
    setObjectName(controlName(keyPath, ".row"));
    m_caption->setObjectName(controlName(keyPath, ".caption"));
    m_problem->setObjectName(controlName(keyPath, ".problem"));
    m_reset->setObjectName(controlName(keyPath, ".reset"));
    m_nudge->setObjectName(controlName(keyPath, ".nudge"));
    for (QLabel* const words : {m_problem, m_nudge}) {
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
        words->hide();
    }
    QSizePolicy keepsItsPlace = m_reset->sizePolicy();
    keepsItsPlace.setRetainSizeWhenHidden(true);
    m_reset->setSizePolicy(keepsItsPlace);
    m_reset->hide();
    m_reset->setAccessibleName(tr("Back to the default"));
    m_label->setBuddy(m_editor->control());
    m_label->setToolTip(toolTipText());
    m_editor->setToolTip(toolTipText());
    layOut();
    connect(m_editor, &FieldEditor::edited, this, [this] {
        showState();
        emit edited();
    });
    connect(m_reset, &QToolButton::clicked, this, [this] {
        m_editor->setValue(m_field.defaultValue);
        showState();
        m_editor->focusControl();
        emit edited();
    });
    showState();
}

int FieldRow::labelWidth(const QWidget& of) { return QFontMetrics(theme::font(theme::TextStyle::Body), &of).averageCharWidth() * kLabelCharacters; }

void FieldRow::layOut() {
    auto* const grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme::kSpace12);
    grid->setVerticalSpacing(theme::kSpace4);
    grid->setColumnStretch(1, 1);
    if (m_editor->isGroup()) {
        m_label->setFont(theme::font(theme::TextStyle::Emphasis));
        grid->addWidget(m_label, 0, 0, 1, 3);
        m_label->setHidden(isFlat(m_field) && m_keyPath.find('.') == std::string::npos);
        grid->addWidget(m_editor, 1, 0, 1, 3);
        grid->addWidget(m_caption, 2, 0, 1, 3);
        grid->addWidget(m_problem, 3, 0, 1, 3);
        grid->addWidget(m_nudge, 4, 0, 1, 3);
        return;
    }
    m_label->setFixedWidth(labelWidth(*m_label));
    m_label->setMinimumHeight(theme::kControlHeight);
    m_label->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto* const controls = new QHBoxLayout;
    controls->setSpacing(theme::kSpace8);
    controls->addWidget(m_editor, 1);
    if (!m_field.unit.empty()) controls->addWidget(theme::label(coreText(m_field.unit), "muted"));
    controls->addWidget(m_reset);
    grid->addWidget(m_label, 0, 0, Qt::AlignTop);
    grid->addLayout(controls, 0, 1);
    grid->addWidget(m_caption, 1, 1);
    grid->addWidget(m_problem, 2, 1);
    grid->addWidget(m_nudge, 3, 1);
    if (QWidget* const body = m_editor->body()) grid->addWidget(body, 4, 0, 1, 2);
}

void FieldRow::setValue(const Json& value) {
    m_editor->setValue(value);
    showState();
}

void FieldRow::setAutomatic(const QString& becomes, const QString& reason) {
    if (m_becomes == becomes && m_reason == reason) return;
    m_becomes = becomes;
    m_reason = reason;
    m_editor->setAutomatic(becomes);
    showState();
}

bool FieldRow::isChanged() const {
    if (m_field.isRequired || isFlat(m_field)) return false;
    const Json now = value();
    if (m_field.type == FieldType::Variant) return !now.is_object() || now.value("type", Json()) != m_field.defaultValue.value("type", Json());
    return now != m_field.defaultValue;
}

QString FieldRow::caption() const {
    const bool isAuto = m_field.allowsAuto && value() == "auto";
    const QString chosen = m_editor->help();
    const QString first = chosen.isEmpty() || isAuto ? coreText(m_field.help) : chosen;
    QString second = capitalised(coreText(m_field.reason));
    if (isAuto && !m_reason.isEmpty()) second = capitalised(m_reason);
    if (isChanged() || (m_field.type == FieldType::Variant && !chosen.isEmpty())) second.clear();
    return second.isEmpty() ? first : first + '\n' + second;
}

QString FieldRow::toolTipText() const {
    QStringList lines{coreText(m_field.help)};
    const bool isSingle = !isFlat(m_field) && m_field.type != FieldType::Variant && m_field.type != FieldType::Custom;
    if (isSingle) lines += tr("Takes %1.").arg(takesInWords(m_field));
    lines += tr("In run.json: %1").arg(textOf(m_keyPath));
    // Plain text only: a tooltip guesses otherwise.
    return QStringLiteral("<qt>") + lines.join('\n').toHtmlEscaped().replace('\n', QStringLiteral("<br>")) + QStringLiteral("</qt>");
}

void FieldRow::showState() {
    m_caption->setText(isFlat(m_field) ? QString() : caption());
    m_caption->setVisible(!m_caption->text().isEmpty());
    if (m_editor->isGroup()) return;
    const bool changed = isChanged();
    m_label->setFont(theme::font(changed ? theme::TextStyle::Emphasis : theme::TextStyle::Body));
    m_label->setAccessibleDescription(changed ? tr("changed from its default") : QString());
    m_reset->setVisible(changed);
    if (!changed) return;
    const QString back = tr("Back to the default: %1").arg(textOf(valueInWords(m_field, m_field.defaultValue, coreWording)));
    m_reset->setToolTip(back);
    m_reset->setAccessibleName(back);
}

void FieldRow::addProblem(const std::string& rest, const Problem& problem) {
    QString text = problemInWords(m_field, problem.message);
    if (!rest.empty()) text = textOf(rest[0] == '.' ? rest.substr(1) : rest) + QStringLiteral(": ") + text;
    text = capitalised(text);
    if (!problem.hint.empty() && problem.hint != m_field.help) text += QStringLiteral(" \u2013 ") + coreText(problem.hint);
    m_problems += text;
    m_problem->setText(m_problems.join('\n'));
    m_problem->show();
    m_editor->setInvalid(true);
}

void FieldRow::setNudge(const QString& words) {
    if (m_nudge->text() == words) return;
    m_nudge->setText(words);
    m_nudge->setVisible(!words.isEmpty());
}

void FieldRow::clearProblems() {
    m_editor->clearProblems();
    if (m_problems.isEmpty()) return;
    m_problems.clear();
    m_problem->hide();
    m_editor->setInvalid(false);
}

bool FieldRow::filter(const QString& text) {
    QString words = coreText(m_field.label) + ' ' + textOf(m_field.key) + ' ' + coreText(m_field.help);
    for (const std::string& other : m_field.otherNames) words += ' ' + textOf(other);
    const bool matches = !isFlat(m_field) && words.contains(text, Qt::CaseInsensitive);
    // What is inside of a field that matches is shown whole.
    return m_editor->filter(matches ? QString() : text) || matches;
}

void FieldRow::reveal() {
    const QWidget* inside = this;
    for (QWidget* outer = parentWidget(); outer != nullptr; inside = outer, outer = outer->parentWidget())
        if (auto* const group = qobject_cast<StructEditor*>(outer)) group->unfoldFor(*inside);
}

}  // namespace luthier
