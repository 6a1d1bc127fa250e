// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/samples_tab.h"

#include <algorithm>

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

void SamplesModel::setSamples(const std::vector<RunSample>& samples) {
    std::vector<Entry> entries;
    for (const RunSample& sample : samples) {
        const QString prompt = QString::fromStdString(sample.prompt), text = QString::fromStdString(sample.text);
        auto place = std::find_if(entries.rbegin(), entries.rend(), [&](const Entry& entry) {
            return entry.step == sample.step && entry.prompt == prompt && (sample.isOfBase ? entry.base : entry.answer).isNull();
        });
        if (place == entries.rend()) {
            entries.push_back({sample.step, prompt, {}, {}, {}});
            place = entries.rbegin();
        }
        (sample.isOfBase ? place->base : place->answer) = text.isNull() ? QString("") : text;
        if (!sample.isOfBase) place->reason = QString::fromStdString(sample.finishReason);
    }
    std::reverse(entries.begin(), entries.end());
    if (entries == m_entries) return;
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

int SamplesModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_entries.size()); }

QVariant SamplesModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) return {};
    const Entry& entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole: return tr("Step %1: %2").arg(theme::countInWords(entry.step), entry.prompt.simplified());
        case Qt::ToolTipRole: return Qt::convertFromPlainText(entry.prompt.left(1000));
        case PromptRole: return entry.prompt;
        case AnswerRole: return entry.answer;
        case BaseRole: return entry.base;
        case StepRole: return QVariant::fromValue(entry.step);
        case ReasonRole: return entry.reason;
        default: return {};
    }
}

namespace {

QPlainTextEdit* reader(const char* objectName, const QString& accessibleName) {
    auto* text = new QPlainTextEdit;
    text->setObjectName(objectName);
    text->setAccessibleName(accessibleName);
    text->setReadOnly(true);
    text->setFont(theme::font(theme::TextStyle::Reading));
    return text;
}

}  // namespace

SamplesTab::SamplesTab(QWidget* parent) : QWidget(parent) {
    setObjectName("runs.samples");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, theme::kSpace12, 0, theme::kSpace16);
    layout->setSpacing(theme::kSpace12);
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::kSpace8);
    m_prompt = new QLineEdit;
    m_prompt->setObjectName("runs.samples.prompt");
    m_prompt->setPlaceholderText(tr("Ask the weights as they are now, beside the base"));
    m_prompt->setAccessibleName(tr("Prompt"));
    m_ask = theme::button(tr("Ask"), "runs.samples.ask", "", "send");
    row->addWidget(m_prompt, 1);
    row->addWidget(m_ask);
    layout->addLayout(row);
    auto* splitter = new QSplitter(Qt::Horizontal);
    m_content = splitter;
    auto* left = new QWidget;
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kSpace8);
    m_search = new QLineEdit;
    m_search->setObjectName("runs.samples.search");
    m_search->setPlaceholderText(tr("Search prompts"));
    m_search->setAccessibleName(tr("Search prompts"));
    m_search->setClearButtonEnabled(true);
    column->addWidget(m_search);
    m_filter.setSourceModel(&m_model);
    m_filter.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list = new QListView;
    m_list->setObjectName("runs.samples.list");
    m_list->setAccessibleName(tr("Prompts and steps"));
    m_list->setModel(&m_filter);
    m_list->setUniformItemSizes(true);
    column->addWidget(m_list, 1);
    splitter->addWidget(left);
    splitter->addWidget(makeAnswers());
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setChildrenCollapsible(false);
    layout->addWidget(m_content, 1);
    m_empty = new theme::EmptyState("text", tr("Nobody has asked yet"),
        tr("While the run works, type a prompt above: the answer of the weights at that step is kept here, beside the base's."));
    layout->addWidget(m_empty, 1);
    connect(m_search, &QLineEdit::textChanged, &m_filter, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_ask, &QPushButton::clicked, this, &SamplesTab::ask);
    connect(m_prompt, &QLineEdit::returnPressed, m_ask, &QPushButton::click);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &SamplesTab::updateDetail);
}

QWidget* SamplesTab::makeAnswers() {
    auto* right = new QWidget;
    auto* texts = new QVBoxLayout(right);
    texts->setContentsMargins(theme::kSpace8, 0, 0, 0);
    texts->setSpacing(theme::kSpace8);
    m_head = theme::label({}, "caption");
    m_answer = reader("runs.samples.answer", tr("Answer of the run's weights"));
    m_baseHead = theme::label(tr("The base answered"), "caption");
    m_base = reader("runs.samples.base", tr("Answer of the base"));
    texts->addWidget(m_head);
    texts->addWidget(m_answer, 1);
    texts->addWidget(m_baseHead);
    texts->addWidget(m_base, 1);
    return right;
}

void SamplesTab::show(const ShownRun& run) {
    const bool isOther = run.run.id != m_run;
    m_run = run.run.id;
    const bool isRunning = run.run.state == store::RunState::Running;
    for (QWidget* widget : {static_cast<QWidget*>(m_prompt), static_cast<QWidget*>(m_ask)}) {
        widget->setEnabled(isRunning);
        widget->setToolTip(isRunning ? QString() : tr("Only a run that works can be asked. Compare asks its result."));
    }
    if (isOther || run.contents.texts != m_texts) {
        m_texts = run.contents.texts;
        const QModelIndex current = m_list->currentIndex();
        const bool atNewest = !current.isValid() || current.row() == 0;
        const QVariant step = current.data(SamplesModel::StepRole), prompt = current.data(SamplesModel::PromptRole);
        m_model.setSamples(m_texts ? m_texts->samples : std::vector<RunSample>());
        if (!m_list->currentIndex().isValid()) {
            // Who looked at the newest sees the newest; who looked at another one keeps it.
            int row = 0;
            for (int i = 0; !atNewest && !isOther && i < m_filter.rowCount(); ++i)
                if (const QModelIndex index = m_filter.index(i, 0); index.data(SamplesModel::StepRole) == step
                    && index.data(SamplesModel::PromptRole) == prompt) row = i;
            m_list->setCurrentIndex(m_filter.index(row, 0));
        }
        updateDetail();
    }
    m_content->setVisible(m_model.rowCount() > 0);
    m_empty->setVisible(m_model.rowCount() == 0);
}

void SamplesTab::ask() {
    const QString prompt = m_prompt->text().trimmed();
    if (prompt.isEmpty()) return;
    SampleMessage message;
    message.prompts = {prompt.toStdString()};
    message.withBase = true;
    message.maxNewTokens = 128;
    m_prompt->clear();
    emit asked(m_run, message);
}

void SamplesTab::updateDetail() {
    const QModelIndex index = m_list->currentIndex();
    const QString base = index.data(SamplesModel::BaseRole).toString(), reason = index.data(SamplesModel::ReasonRole).toString();
    m_head->setText(index.isValid() ? tr("At step %1 the run's weights answered").arg(theme::countInWords(index.data(SamplesModel::StepRole).toLongLong())) +
                                          (reason == QLatin1String("length") ? tr(" (cut at the length asked for)") : QString()) : QString());
    m_answer->setPlainText(index.data(SamplesModel::AnswerRole).toString());
    m_base->setPlainText(base);
    m_base->setVisible(!base.isEmpty());
    m_baseHead->setVisible(!base.isEmpty());
}

}  // namespace luthier
