// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/filter_bar.h"

#include <algorithm>

#include <QFormLayout>
#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>
#include <QWidgetAction>

#include "views/shared/theme/core_text.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr int typingMs = 200;
constexpr int longest = 100'000'000;

QString rangeInWords(const std::optional<std::int64_t>& min, const std::optional<std::int64_t>& max, const QString& unit) {
    if (min && max) return FilterBar::tr("%1 to %2 %3").arg(theme::countInWords(*min), theme::countInWords(*max), unit);
    if (min) return FilterBar::tr("from %1 %2").arg(theme::countInWords(*min), unit);
    if (max) return FilterBar::tr("up to %1 %2").arg(theme::countInWords(*max), unit);
    return {};
}

}  // namespace

FilterBar::FilterBar(QWidget* parent) : QWidget(parent), m_search(new QLineEdit), m_top(new QHBoxLayout), m_chips(new QHBoxLayout) {
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kSpace8);
    m_search->setObjectName("rows_search");
    m_search->setAccessibleName(tr("Search the rows"));
    m_search->setPlaceholderText(tr("Search the rows"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(theme::icon("search"), QLineEdit::LeadingPosition);
    m_top->setSpacing(theme::kSpace8);
    m_top->addWidget(m_search, 1);
    m_indexing = theme::label({}, "caption");
    m_indexing->setObjectName("rows_indexing");
    m_indexing->hide();
    layout->addLayout(m_top);
    layout->addWidget(m_indexing);
    m_chips->setSpacing(theme::kSpace8);
    m_problems = addChip(tr("Problems"), "chip_problems");
    m_untrained = addChip(tr("0 trained"), "chip_untrained");
    m_untrained->setToolTip(tr("Rows of which nothing is trained"));
    m_length = addChip(tr("Length"), "chip_length");
    m_tags = addChip(tr("Tags"), "chip_tags");
    m_clear = theme::iconButton("close", tr("Show all rows"), "chip_clear");
    m_chips->addWidget(m_clear);
    m_chips->addStretch();
    layout->addLayout(m_chips);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingMs);
    connect(&m_typing, &QTimer::timeout, this, &FilterBar::changed);
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_typing.start(); updateChips(); });
    connect(m_search, &QLineEdit::returnPressed, this, [this] { m_typing.stop(); emit changed(); });
    connect(m_problems, &QToolButton::toggled, this, [this](bool on) { if (!on) m_problem.clear(); });
    for (QToolButton* chip : {m_problems, m_untrained}) connect(chip, &QToolButton::toggled, this, [this] { updateChips(); emit changed(); });
    connect(m_length, &QToolButton::clicked, this, &FilterBar::showLengthMenu);
    connect(m_tags, &QToolButton::clicked, this, &FilterBar::showTagMenu);
    connect(m_clear, &QToolButton::clicked, this, [this] { reset(); emit changed(); });
    updateChips();
}

QToolButton* FilterBar::addChip(const QString& text, const char* name) {
    auto* const chip = new QToolButton;
    theme::setLook(chip, "chip");
    chip->setText(text);
    chip->setObjectName(name);
    chip->setCheckable(true);
    m_chips->addWidget(chip);
    return chip;
}

void FilterBar::setIndexed(std::int64_t numIndexed, std::int64_t numRows) {
    m_indexing->setVisible(numIndexed < numRows);
    if (numIndexed >= numRows) return;
    const double share = static_cast<double>(std::max<std::int64_t>(numIndexed, 0)) / static_cast<double>(numRows);
    m_indexing->setText(tr("indexing %1 %: not all rows are searched yet").arg(static_cast<int>(share * 100)));
    m_indexing->setToolTip(tr("%1 of %2 rows can be found by their words so far").arg(theme::countInWords(numIndexed), theme::countInWords(numRows)));
}

void FilterBar::addAtEnd(QWidget* widget) { m_top->addWidget(widget); }

void FilterBar::reset() {
    const QSignalBlocker quietBar(this);
    m_search->clear();
    m_typing.stop();
    m_problems->setChecked(false);
    m_untrained->setChecked(false);
    m_minCharacters = m_maxCharacters = m_minTokens = m_maxTokens = m_minTurns = m_maxTurns = std::nullopt;
    m_problem.clear();
    m_origin = store::ExampleFilter::Origin::Any;
    m_chosenTags.clear();
    updateChips();
}

store::ExampleFilter FilterBar::filter() const {
    store::ExampleFilter filter;
    filter.search = m_search->text().trimmed().toStdString();
    filter.tags = m_chosenTags;
    filter.problem = m_problem;
    filter.onlyProblems = m_problems->isChecked() && m_problem.empty();
    filter.onlyUntrained = m_untrained->isChecked();
    filter.minCharacters = m_minCharacters;
    filter.maxCharacters = m_maxCharacters;
    filter.minTokens = m_minTokens;
    filter.maxTokens = m_maxTokens;
    filter.minTurns = m_minTurns;
    filter.maxTurns = m_maxTurns;
    filter.origin = m_origin;
    return filter;
}

bool FilterBar::isActive() const { return !(filter() == store::ExampleFilter()); }

void FilterBar::setTags(std::vector<std::pair<std::string, std::int64_t>> tags) {
    m_knownTags = std::move(tags);
    updateChips();
}

void FilterBar::setNumProblems(std::int64_t count) {
    m_numProblems = count;
    updateChips();
}

void FilterBar::showProblems() { m_problems->setChecked(true); }

void FilterBar::setFacets(const store::ExampleFilter& facets) {
    const bool hadProblem = !m_problem.empty();
    m_problem = facets.problem;
    m_minCharacters = facets.minCharacters;
    m_maxCharacters = facets.maxCharacters;
    m_minTokens = facets.minTokens;
    m_maxTokens = facets.maxTokens;
    m_minTurns = facets.minTurns;
    m_maxTurns = facets.maxTurns;
    m_origin = facets.origin;
    const QSignalBlocker quiet(m_problems);
    if (hadProblem || !m_problem.empty()) m_problems->setChecked(!m_problem.empty());
    updateChips();
    emit changed();
}

void FilterBar::focusSearch() {
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void FilterBar::updateChips() {
    m_problems->setText(!m_problem.empty() ? coreText(m_problem)
                        : m_numProblems > 0 ? tr("Problems %1").arg(theme::countInWords(m_numProblems)) : tr("Problems"));
    m_problems->setEnabled(m_numProblems > 0 || m_problems->isChecked());
    m_problems->setToolTip(m_problems->isEnabled() ? tr("Rows with a problem") : tr("No row has a problem"));
    const QString characters = rangeInWords(m_minCharacters, m_maxCharacters, tr("characters")), tokens = rangeInWords(m_minTokens, m_maxTokens, tr("tokens"));
    const QString turns = rangeInWords(m_minTurns, m_maxTurns, tr("turns"));
    const QStringList ranges = QStringList{characters, tokens, turns}.filter(QRegularExpression("."));
    m_length->setText(ranges.isEmpty() ? tr("Length") : ranges.join(", "));
    m_length->setChecked(!ranges.isEmpty());
    m_length->setToolTip(tr("Rows of a length, in characters or tokens"));
    QStringList tags;
    for (const std::string& tag : m_chosenTags) tags << QString::fromStdString(tag);
    m_tags->setText(tags.isEmpty() ? tr("Tags") : tags.join(" + "));
    m_tags->setChecked(!tags.isEmpty());
    m_tags->setEnabled(!m_knownTags.empty() || !tags.isEmpty());
    m_tags->setToolTip(m_tags->isEnabled() ? tr("Rows with all of the chosen tags") : tr("No row has a tag yet. Choose rows in the table and tag them."));
    m_clear->setVisible(isActive());
}

void FilterBar::showLengthMenu() {
    updateChips();   // a click has toggled it
    QMenu menu(this);
    auto* const content = new QWidget;
    auto* const form = new QFormLayout(content);
    form->setContentsMargins(theme::kSpace12, theme::kSpace12, theme::kSpace12, theme::kSpace12);
    const auto add = [&](const QString& label, const char* name, std::optional<std::int64_t>& value) {
        auto* const box = new QSpinBox;
        box->setObjectName(name);
        box->setRange(0, longest);
        box->setSpecialValueText(tr("any"));
        box->setGroupSeparatorShown(true);
        box->setKeyboardTracking(false);
        box->setValue(static_cast<int>(value.value_or(0)));
        form->addRow(label, box);
        connect(box, &QSpinBox::valueChanged, this, [this, &value](int now) {
            value = now > 0 ? std::optional<std::int64_t>(now) : std::nullopt;
            updateChips();
            m_typing.start();
        });
    };
    add(tr("Characters from"), "min_characters", m_minCharacters);
    add(tr("to"), "max_characters", m_maxCharacters);
    add(tr("Tokens from"), "min_tokens", m_minTokens);
    add(tr("to"), "max_tokens", m_maxTokens);
    auto* const action = new QWidgetAction(&menu);
    action->setDefaultWidget(content);
    menu.addAction(action);
    menu.exec(m_length->mapToGlobal(QPoint(0, m_length->height() + theme::kSpace4)));
}

void FilterBar::showTagMenu() {
    updateChips();
    QMenu menu(this);
    for (const auto& [tag, count] : m_knownTags) {
        QAction* const entry = menu.addAction(QString("%1  (%2)").arg(QString::fromStdString(tag).replace('&', "&&"), theme::countInWords(count)));
        entry->setCheckable(true);
        entry->setChecked(std::find(m_chosenTags.begin(), m_chosenTags.end(), tag) != m_chosenTags.end());
        connect(entry, &QAction::toggled, this, [this, name = tag](bool on) {
            if (on) m_chosenTags.push_back(name);
            else std::erase(m_chosenTags, name);
            updateChips();
            emit changed();
        });
    }
    menu.exec(m_tags->mapToGlobal(QPoint(0, m_tags->height() + theme::kSpace4)));
}

}  // namespace luthier
