// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/config_tab.h"

#include <QButtonGroup>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "views/runs/run_words.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

ConfigTab::ConfigTab(QWidget* parent) : QWidget(parent) {
    setObjectName("runs.config");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, theme::kSpace12, 0, theme::kSpace16);
    layout->setSpacing(theme::kSpace12);
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::kSpace8);
    m_views = new QButtonGroup(this);
    m_stack = new QStackedWidget;
    const std::pair<QString, const char*> views[] = {{tr("In words"), "runs.config.words_view"}, {tr("JSON"), "runs.config.json_view"}, {tr("Differences"), "runs.config.differences_view"}};
    for (const auto& [text, name] : views) {
        auto* chip = new QToolButton;
        chip->setObjectName(name);
        chip->setProperty("look", "chip");
        chip->setMinimumHeight(theme::kControlHeight);
        chip->setText(text);
        chip->setCheckable(true);
        m_views->addButton(chip, static_cast<int>(m_views->buttons().size()));
        row->addWidget(chip);
    }
    row->addStretch(1);
    m_copy = theme::button(tr("Copy JSON"), "runs.config.copy", "quiet", "copy");
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_json->toPlainText()); });
    row->addWidget(m_copy);
    layout->addLayout(row);
    m_stack->addWidget(makeWords());
    m_stack->addWidget(makeJson());
    m_stack->addWidget(makeDifferences());
    layout->addWidget(m_stack, 1);
    connect(m_views, &QButtonGroup::idClicked, m_stack, &QStackedWidget::setCurrentIndex);
    m_views->button(0)->setChecked(true);
}

QWidget* ConfigTab::makeWords() {
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kSpace8);
    m_search = new QLineEdit;
    m_search->setObjectName("runs.config.search");
    m_search->setPlaceholderText(tr("Search settings"));
    m_search->setAccessibleName(tr("Search settings"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(280);
    connect(m_search, &QLineEdit::textChanged, this, &ConfigTab::filterWords);
    layout->addWidget(m_search);
    m_words = new QTreeWidget;
    m_words->setObjectName("runs.config.words");
    m_words->setAccessibleName(tr("Settings of the run"));
    m_words->setColumnCount(2);
    m_words->setHeaderHidden(true);
    m_words->setRootIsDecorated(false);
    m_words->setIndentation(theme::kSpace16);
    m_words->setSelectionMode(QAbstractItemView::NoSelection);
    m_words->header()->setStretchLastSection(true);
    layout->addWidget(m_words, 1);
    return page;
}

QWidget* ConfigTab::makeJson() {
    m_json = new QPlainTextEdit;
    m_json->setObjectName("runs.config.json");
    m_json->setAccessibleName(tr("run.json of the run"));
    m_json->setReadOnly(true);
    m_json->setFont(theme::font(theme::TextStyle::Mono));
    m_json->setLineWrapMode(QPlainTextEdit::NoWrap);
    return m_json;
}

QWidget* ConfigTab::makeDifferences() {
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kSpace8);
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::kSpace8);
    row->addWidget(theme::label(tr("From this run to")));
    m_other = new QComboBox;
    m_other->setObjectName("runs.config.other");
    m_other->setAccessibleName(tr("Run to compare with"));
    m_other->setMinimumWidth(240);
    connect(m_other, &QComboBox::currentIndexChanged, this, &ConfigTab::fillDifferences);
    row->addWidget(m_other);
    row->addStretch(1);
    layout->addLayout(row);
    m_differenceWords = theme::label({}, "muted", true);
    m_differenceWords->setObjectName("runs.config.difference_words");
    layout->addWidget(m_differenceWords);
    m_differences = new QListWidget;
    m_differences->setObjectName("runs.config.differences");
    m_differences->setAccessibleName(tr("Differences of the settings"));
    m_differences->setWordWrap(true);
    layout->addWidget(m_differences, 1);
    return page;
}

void ConfigTab::show(const ShownRun& run, const std::vector<store::Run>& others, std::int64_t selected) {
    // As resolved, where the folder has it; as asked for, while the run waits.
    const Json& config = run.contents.texts && run.contents.texts->config.is_object() ? run.contents.texts->config : run.run.config;
    const std::string json = dumpJsonPretty(config);
    if (run.run.id != m_run || json != m_shownJson) {
        m_config = config;
        m_shownJson = json;
        fillWords(config);
        m_json->setPlainText(QString::fromStdString(json));
    }
    const bool isOtherRun = run.run.id != m_run, isOtherChoice = selected != 0 && selected != m_selected;
    m_run = run.run.id;
    m_selected = selected;
    const std::int64_t chosen = isOtherRun || isOtherChoice ? selected : m_other->currentData().toLongLong();
    const QSignalBlocker blocker(m_other);
    m_others = others;
    m_other->clear();
    for (const store::Run& other : others) m_other->addItem(nameInWords(other), QVariant::fromValue(other.id));
    if (const int at = m_other->findData(QVariant::fromValue(chosen)); at >= 0) m_other->setCurrentIndex(at);
    fillDifferences();
}

void ConfigTab::fillWords(const Json& config) {
    m_words->clear();
    for (const ConfigSection& section : configInWords(config)) {
        auto* head = new QTreeWidgetItem(m_words, {section.title});
        head->setFont(0, theme::font(theme::TextStyle::Emphasis));
        head->setFirstColumnSpanned(true);
        head->setSizeHint(0, QSize(0, theme::kControlHeight + theme::kSpace8));
        head->setTextAlignment(0, Qt::AlignLeft | Qt::AlignBottom);
        for (const ConfigLine& line : section.lines) {
            auto* item = new QTreeWidgetItem(head, {line.label, line.value});
            item->setSizeHint(0, QSize(0, theme::kRowHeight));
            item->setForeground(0, theme::colors().muted);
            item->setToolTip(0, Qt::convertFromPlainText(line.help));
            item->setToolTip(1, Qt::convertFromPlainText(line.value));
        }
        head->setExpanded(true);
    }
    m_words->setColumnWidth(0, 240);
    filterWords(m_search->text());
}

void ConfigTab::filterWords(const QString& text) {
    for (int i = 0; i < m_words->topLevelItemCount(); ++i) {
        QTreeWidgetItem* head = m_words->topLevelItem(i);
        bool isAnyShown = false;
        for (int j = 0; j < head->childCount(); ++j) {
            QTreeWidgetItem* item = head->child(j);
            const bool isShown = item->text(0).contains(text, Qt::CaseInsensitive) || item->text(1).contains(text, Qt::CaseInsensitive);
            item->setHidden(!isShown);
            isAnyShown |= isShown;
        }
        head->setHidden(!isAnyShown);
    }
}

void ConfigTab::fillDifferences() {
    m_differences->clear();
    m_differences->hide();
    m_other->setEnabled(!m_others.empty());
    m_other->setToolTip(m_others.empty() ? tr("There is no other run in this project yet") : QString());
    if (m_others.empty()) {
        m_differenceWords->setText(tr("There is no other run to compare with yet. Start a second one with one setting changed: the difference is then said here in words."));
        return;
    }
    const auto index = static_cast<std::size_t>(std::max(m_other->currentIndex(), 0));
    const auto lines = configDifferences(m_config, m_others[index].config);
    if (!lines) {
        m_differenceWords->setText(tr("These two cannot be compared in words: %1").arg(theme::errorInWords(lines.error())));
        return;
    }
    m_differenceWords->setText(lines->isEmpty() ? tr("Both runs have the same settings.") : tr("Differences: %1").arg(lines->size()));
    m_differences->addItems(*lines);
    m_differences->setVisible(!lines->isEmpty());
}

}  // namespace luthier
