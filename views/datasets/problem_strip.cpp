// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/problem_strip.h"

#include <algorithm>
#include <map>

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QTableWidget>
#include <QVBoxLayout>

#include "views/datasets/import_dialog.h"
#include "views/shared/theme/core_text.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"

namespace luthier {

namespace {

constexpr std::int64_t numSampled = 1000, refusalsPerPiece = 500;

QWidget* makeRow(theme::ElidedLabel* words, std::initializer_list<QPushButton*> buttons) {
    auto* const row = new QWidget;
    auto* const layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kSpace8);
    auto* const icon = new QLabel;
    icon->setPixmap(theme::iconPixmap("warning", theme::colors().paused, theme::kSpace16));
    QObject::connect(&theme::Theme::instance(), &theme::Theme::changed, icon, [icon] { icon->setPixmap(theme::iconPixmap("warning",
        theme::colors().paused, theme::kSpace16)); });
    layout->addWidget(icon);
    layout->addWidget(words, 1);
    for (QPushButton* button : buttons) layout->addWidget(button);
    return row;
}

}  // namespace

Result<ProblemCounts> countProblems(store::Project& project, std::int64_t dataset) {
    store::ExampleFilter filter;
    filter.dataset = dataset;
    filter.onlyProblems = true;
    ASSIGN_OR_RETURN(const store::Examples::Piece piece, project.examples().ids(filter, {}, numSampled));
    ASSIGN_OR_RETURN(const auto rows, project.examples().summaries(piece.ids));
    std::map<std::string, std::int64_t> counts;
    for (const store::ExampleSummary& row : rows) ++counts[row.problem];
    ProblemCounts problems{{counts.begin(), counts.end()}, static_cast<std::int64_t>(rows.size())};
    std::stable_sort(problems.kinds.begin(), problems.kinds.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    return problems;
}

ProblemStrip::ProblemStrip(QWidget* parent) : QFrame(parent), m_problems(new theme::ElidedLabel), m_refused(new theme::ElidedLabel) {
    theme::setLook(this, "strip");
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kSpace12, theme::kSpace4, theme::kSpace4, theme::kSpace4);
    layout->setSpacing(0);
    m_problems->setObjectName("problem_words");
    m_refused->setObjectName("refused_words");
    QPushButton* const show = theme::button(tr("Show"), "problems_show", "quiet");
    QPushButton* const fix = theme::button(tr("Fix"), "problems_fix", "quiet");
    fix->setToolTip(tr("What can be put right by a button, and how many rows that changes"));
    QPushButton* const why = theme::button(tr("Show why"), "refused_show", "quiet");
    m_problemRow = makeRow(m_problems, {show, fix});
    m_refusedRow = makeRow(m_refused, {why});
    layout->addWidget(m_problemRow);
    layout->addWidget(m_refusedRow);
    connect(show, &QPushButton::clicked, this, &ProblemStrip::showProblemsAsked);
    connect(fix, &QPushButton::clicked, this, &ProblemStrip::fixAsked);
    connect(why, &QPushButton::clicked, this, &ProblemStrip::showRefusedAsked);
    hide();
}

void ProblemStrip::show(const store::Dataset& dataset, const ProblemCounts& counts) {
    QStringList kinds;
    const bool isAll = counts.numSeen >= dataset.numProblems;
    for (const auto& [kind, count] : counts.kinds) kinds << (isAll ? tr("%1: %2").arg(theme::rowsInWords(count), coreText(kind))
        : coreText(kind));
    m_problems->setFullText(isAll ? kinds.join(", ") : tr("%1 with a problem: %2").arg(theme::rowsInWords(dataset.numProblems), kinds.join(", ")));
    m_refused->setFullText(tr("%1 of the file could not be used").arg(theme::rowsInWords(dataset.numRefused)));
    m_problemRow->setVisible(dataset.numProblems > 0);
    m_refusedRow->setVisible(dataset.numRefused > 0);
    setVisible(dataset.numProblems > 0 || dataset.numRefused > 0);
}

RefusalsDialog::RefusalsDialog(StoreAccess& store, const store::Dataset& dataset, QWidget* parent)
    : QDialog(parent), m_store(store), m_dataset(dataset.id), m_numRefused(dataset.numRefused), m_table(new QTableWidget(0, 3)),
      m_more(theme::button(tr("Show more"), "refused_more")), m_words(theme::label({}, "caption")) {
    setObjectName("refused_dialog");
    setWindowTitle(tr("Rows that could not be used"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(760, 480);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kSpace24, theme::kSpace24, theme::kSpace24, theme::kSpace24);
    layout->setSpacing(theme::kSpace12);
    auto* const search = new QLineEdit;
    search->setObjectName("refused_search");
    search->setPlaceholderText(tr("Search lines, rules and reasons"));
    search->setClearButtonEnabled(true);
    layout->addWidget(search);
    m_table->setObjectName("refused_table");
    m_table->setHorizontalHeaderLabels({tr("Line"), tr("Rule"), tr("Reason")});
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(theme::kRowHeight);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    layout->addWidget(m_table, 1);
    auto* const bottom = new QHBoxLayout;
    bottom->addWidget(m_words, 1);
    bottom->addWidget(m_more);
    QPushButton* const close = theme::button(tr("Close"), "refused_close");
    bottom->addWidget(close);
    layout->addLayout(bottom);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_more, &QPushButton::clicked, this, [this] { fetch(); });
    connect(search, &QLineEdit::textChanged, this, [this](const QString& words) { filter(words); });
    fetch();
}

void RefusalsDialog::fetch() {
    m_store.read(this, [id = m_dataset, from = m_numFetched](store::Project& project) { return project.datasets().refusals(id, from, refusalsPerPiece); },
        [this](Result<std::vector<Refusal>> refusals) {
            if (!refusals) return m_words->setText(theme::errorInWords(refusals.error()));
            for (const Refusal& refusal : *refusals) {
                const int row = m_table->rowCount();
                m_table->insertRow(row);
                const QString texts[] = {refusal.source.line < 0 ? QString() : theme::countInWords(refusal.source.line),
                    ruleInWords(refusal.rule), coreText(refusal.reason)};
                for (int column = 0; column < 3; ++column) {
                    auto* const item = new QTableWidgetItem(texts[column]);
                    item->setToolTip("<p>" + texts[column].toHtmlEscaped() + "</p>");
                    m_table->setItem(row, column, item);
                }
            }
            m_numFetched += static_cast<std::int64_t>(refusals->size());
            m_more->setVisible(m_numFetched < m_numRefused && !refusals->empty());
            m_words->setText(tr("%1 of %2").arg(theme::countInWords(m_numFetched), theme::countInWords(m_numRefused)));
        });
}

void RefusalsDialog::filter(const QString& words) {
    for (int row = 0; row < m_table->rowCount(); ++row) {
        bool matches = words.isEmpty();
        for (int column = 0; column < 3 && !matches; ++column) matches = m_table->item(row, column)->text().contains(words, Qt::CaseInsensitive);
        m_table->setRowHidden(row, !matches);
    }
}

}  // namespace luthier
