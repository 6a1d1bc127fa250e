// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "views/shared/form/group_editors.h"
#include "views/shared/form/value_editors.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr int kMostNamed = 3;   // of folded fields

QVBoxLayout* column(QWidget* parent, int spacing) {
    auto* const layout = new QVBoxLayout(parent);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing);
    return layout;
}

std::string joined(const std::string& path, const std::string& key) { return path.empty() ? key : path + '.' + key; }

}  // namespace

StructEditor::StructEditor(const std::vector<FieldInfo>& fields, const std::string& keyPath, const EditorCatalogue& catalogue,
                           const std::vector<std::string>& hidden)
    : m_keyPath(keyPath), m_fields(fields), m_advanced(new QWidget), m_more(theme::button({}, "", "quiet")) {
    auto* const layout = column(this, theme::kSpace16);
    auto* const advanced = column(m_advanced, theme::kSpace16);
    for (const FieldInfo& field : fields) {
        if (std::find(hidden.begin(), hidden.end(), field.key) != hidden.end()) {
            m_hidden[field.key] = field.defaultValue;
            continue;
        }
        auto* const row = new FieldRow(field, joined(keyPath, field.key), catalogue);
        row->setValue(field.defaultValue);
        m_rows.push_back(row);
        m_rowOf[field.key] = row;
        connect(row, &FieldRow::edited, this, [this] {
            m_notAnObject = Json();
            showRows();
            emit edited();
        });
    }
    // When nothing is basic, folding would leave an empty place.
    const bool hasBasic = std::any_of(m_rows.begin(), m_rows.end(), [](const FieldRow* row) { return row->field().isBasic; });
    for (FieldRow* const row : m_rows) (row->field().isBasic || !hasBasic ? layout : advanced)->addWidget(row);
    layout->addWidget(m_advanced);
    auto* const foot = new QHBoxLayout;
    foot->addSpacing(FieldRow::labelWidth(*this));
    foot->addWidget(m_more);
    foot->addStretch(1);
    layout->addLayout(foot);
    m_advanced->hide();
    m_more->setObjectName(controlName(keyPath, ".more"));
    m_more->setMinimumWidth(1);   // it is cut with an ellipsis rather than that the form grows too wide
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_advanced->setVisible(m_advanced->isHidden());
        showRows();
    });
    showRows();
}

Json StructEditor::value() const {
    if (!m_notAnObject.is_null()) return m_notAnObject;
    Json object = Json::object();
    for (const FieldInfo& field : m_fields) {
        const auto row = m_rowOf.find(field.key);
        object[field.key] = row == m_rowOf.end() ? m_hidden.at(field.key) : row->second->value();
    }
    for (const auto& [key, value] : m_others.items()) object[key] = value;
    return object;
}

void StructEditor::setValue(const Json& value) {
    m_notAnObject = value.is_object() || value.is_null() ? Json() : value;
    const Json object = value.is_object() ? value : Json::object();
    m_others = object;
    for (const FieldInfo& field : m_fields) {
        m_others.erase(field.key);
        const Json& now = object.contains(field.key) ? object[field.key] : field.defaultValue;
        const auto row = m_rowOf.find(field.key);
        if (row == m_rowOf.end()) m_hidden[field.key] = now;
        else row->second->setValue(now);
    }
    showRows();
}

FieldRow* StructEditor::findRow(const std::string& below, std::string& rest) {
    const std::string path = !below.empty() && below[0] == '.' ? below.substr(1) : below;
    const std::string key = path.substr(0, path.find_first_of(".["));
    const auto found = m_rowOf.find(key);
    if (found == m_rowOf.end() || (!m_filtering && found->second->isHidden())) return nullptr;   // a hidden one cannot show anything
    const std::string inside = path.substr(key.size());
    if (!inside.empty())
        if (FieldRow* const row = found->second->editor().findRow(inside, rest)) return row;
    rest = inside;
    return found->second;
}

void StructEditor::clearProblems() {
    for (FieldRow* const row : m_rows) row->clearProblems();
}

bool StructEditor::filter(const QString& text) {
    m_filtering = !text.isEmpty();
    bool any = false;
    for (FieldRow* const row : m_rows) {
        m_matches[row] = row->filter(text);
        any = any || m_matches[row];
    }
    showRows();
    return any || text.isEmpty();
}

void StructEditor::unfoldFor(const QWidget& inside) {
    if (&inside != m_advanced || !m_advanced->isHidden()) return;
    m_advanced->show();
    showRows();
}

// Which rows there are for these values and this search, and how many are folded.
void StructEditor::showRows() {
    const Json values = value();
    int numAdvanced = 0;
    QStringList names;
    bool anyAdvancedMatches = false;
    for (FieldRow* const row : m_rows) {
        const bool applies = !values.is_object() || luthier::isVisible(row->field(), values);
        const bool isAdvanced = row->parentWidget() == m_advanced;
        row->setVisible(applies && (!m_filtering || m_matches[row]));
        numAdvanced += applies && isAdvanced;
        if (applies && isAdvanced) names += insideSentence(coreText(row->field().label));
        anyAdvancedMatches = anyAdvancedMatches || (isAdvanced && !row->isHidden());
    }
    if (m_filtering) {
        if (!m_more->isHidden()) m_more->setProperty("wasOpen", !m_advanced->isHidden());
        m_advanced->setVisible(anyAdvancedMatches);
        m_more->hide();
        return;
    }
    if (m_more->property("wasOpen").isValid()) {   // the search is over
        m_advanced->setVisible(m_more->property("wasOpen").toBool());
        m_more->setProperty("wasOpen", QVariant());
    }
    const bool isOpen = !m_advanced->isHidden();
    m_more->setVisible(numAdvanced > 0);
    m_moreWords = isOpen                      ? tr("Fewer")
                  : numAdvanced <= kMostNamed ? tr("%1 more: %2").arg(numAdvanced).arg(names.join(QStringLiteral(", ")))
                                              : tr("%1 more").arg(numAdvanced);
    fitMore();
    m_more->setIcon(theme::icon(isOpen ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down")));
    m_more->setAccessibleName(isOpen ? tr("Fewer options") : tr("%1 more options").arg(numAdvanced));
}

void StructEditor::resizeEvent(QResizeEvent* event) {
    FieldEditor::resizeEvent(event);
    fitMore();
}

void StructEditor::fitMore() {
    const int beside = FieldRow::labelWidth(*this) + m_more->iconSize().width() + 2 * theme::kSpace16;
    const QString shown = m_more->fontMetrics().elidedText(m_moreWords, Qt::ElideRight, qMax(0, width() - beside));
    m_more->setText(QString(shown).replace(QLatin1Char('&'), QLatin1String("&&")));
    m_more->setToolTip(shown == m_moreWords ? QString() : Qt::convertFromPlainText(m_moreWords));
}

}  // namespace luthier
