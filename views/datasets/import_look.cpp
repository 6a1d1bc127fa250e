// SPDX-License-Identifier: GPL-3.0-or-later
// The page of the import dialog that shows what will be: format, mapping, rows, refusals, name.
#include <QElapsedTimer>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QScrollArea>

#include "views/datasets/import_dialog.h"
#include "views/datasets/row_editor.h"
#include "views/shared/theme/core_text.h"
#include "views/shared/theme/theme.h"

namespace luthier {

namespace {

constexpr std::size_t maxTurnsShown = 6;
constexpr int maxRefusalHeight = 120;

std::vector<Turn> named(std::vector<Turn> turns, const QString& name) {
    for (Turn& turn : turns) turn.name = name.toStdString();
    return turns;
}

// A row as turns, whatever its kind.
std::vector<Turn> turnsOf(const Example& example) {
    const auto with = [](const Conversation& prompt, std::initializer_list<std::vector<Turn>> answers) {
        std::vector<Turn> turns = prompt.turns;
        for (const auto& answer : answers) turns.insert(turns.end(), answer.begin(), answer.end());
        return turns;
    };
    if (const auto* text = std::get_if<Text>(&example.body)) {
        Turn turn;
        turn.role = Role::Assistant;
        turn.text = text->text;
        return {turn};
    }
    if (const auto* pair = std::get_if<Pair>(&example.body)) return with(pair->prompt, {named(pair->a, "A"), named(pair->b, "B")});
    if (const auto* scored = std::get_if<Scored>(&example.body)) return with(scored->prompt, {scored->response});
    if (const auto* prompt = std::get_if<Prompt>(&example.body)) return prompt->prompt.turns;
    if (const auto* ranking = std::get_if<Ranking>(&example.body)) {
        std::vector<Turn> turns = ranking->prompt.turns;
        for (std::size_t i = 0; i < ranking->responses.size(); ++i)
            for (const Turn& turn : named(ranking->responses[i], QString::number(i + 1))) turns.push_back(turn);
        return turns;
    }
    return std::get<Conversation>(example.body).turns;
}

QScrollArea* scrolling(QWidget* content) {
    auto* const scroll = new QScrollArea;
    theme::setLook(scroll, "plain");
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    return scroll;
}

}  // namespace

QGridLayout* ImportDialog::makeFormatForm() {
    auto* const format = new QGridLayout;
    format->setHorizontalSpacing(theme::kSpace12);
    format->setVerticalSpacing(theme::kSpace8);
    m_name = new QLineEdit;
    m_name->setObjectName("import_name");
    m_name->setAccessibleName(tr("Name"));
    m_format = new QComboBox;
    m_format->setObjectName("import_format");
    m_format->setAccessibleName(tr("Format"));
    m_format->addItem(tr("Find it out"), "auto");
    for (const Format* known : allFormats()) {
        m_format->addItem(coreText(known->info().title), QString::fromStdString(known->info().id));
        m_format->setItemData(m_format->count() - 1, coreText(known->info().help), Qt::ToolTipRole);
    }
    m_confidence = theme::label({}, "caption", true);
    m_confidence->setObjectName("import_confidence");
    m_mappingTitle = theme::label(tr("Columns"), "muted");
    m_mappingBox = new QWidget;
    m_mappingBox->setObjectName("import_mapping");
    format->addWidget(theme::label(tr("Name"), "muted"), 0, 0);
    format->addWidget(m_name, 0, 1);
    format->addWidget(theme::label(tr("Format"), "muted"), 1, 0);
    format->addWidget(m_format, 1, 1);
    format->addWidget(m_confidence, 2, 1);
    format->addWidget(m_mappingTitle, 3, 0, Qt::AlignTop);
    format->addWidget(m_mappingBox, 3, 1);
    format->setColumnStretch(1, 1);
    connect(m_format, &QComboBox::currentIndexChanged, this, [this] {
        m_mapping.clear();
        m_isGuess = false;
        look();
    });
    return format;
}

void ImportDialog::addRefusals(QVBoxLayout* layout) {
    m_refusalStrip = theme::frame("strip");
    auto* const strip = new QHBoxLayout(m_refusalStrip);
    strip->setContentsMargins(theme::kSpace12, theme::kSpace4, theme::kSpace4, theme::kSpace4);
    m_refusalWords = theme::label({});
    m_refusalWords->setObjectName("import_refused");
    m_showRefusals = theme::button(tr("Show why"), "import_show_refused", "quiet");
    strip->addWidget(m_refusalWords, 1);
    strip->addWidget(m_showRefusals);
    layout->addWidget(m_refusalStrip);
    m_refusals = theme::label({}, "caption", true);
    m_refusals->setObjectName("import_refusals");
    auto* const reasons = scrolling(m_refusals);
    reasons->setFixedHeight(maxRefusalHeight);
    reasons->hide();
    layout->addWidget(reasons);
    connect(m_showRefusals, &QPushButton::clicked, this, [this, reasons] {
        reasons->setVisible(!reasons->isVisible());
        m_refusals->setVisible(true);
        m_showRefusals->setText(reasons->isVisible() ? tr("Hide") : tr("Show why"));
    });
}

QWidget* ImportDialog::makeLookPage() {
    auto* const page = new QWidget;
    auto* const layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kSpace12);
    auto* const head = new QHBoxLayout;
    m_file = new theme::ElidedLabel({}, "section");
    m_file->setObjectName("import_file");
    QPushButton* const another = theme::button(tr("Choose another file"), "import_choose", "quiet");
    head->addWidget(m_file, 1);
    head->addWidget(another);
    layout->addLayout(head);
    layout->addLayout(makeFormatForm());
    m_error = new theme::ErrorPanel;
    m_error->setObjectName("import_error");
    m_error->hide();
    layout->addWidget(m_error);
    layout->addWidget(theme::label(tr("The first rows, as they will be"), "muted"));
    auto* const rows = new QWidget;
    m_rows = new QVBoxLayout(rows);
    m_rows->setContentsMargins(0, 0, theme::kSpace8, 0);
    m_rows->setSpacing(theme::kSpace8);
    m_rows->setAlignment(Qt::AlignTop);
    layout->addWidget(scrolling(rows), 1);
    addRefusals(layout);
    auto* const buttons = new QHBoxLayout;
    QPushButton* const cancel = theme::button(tr("Cancel"), "import_cancel");
    m_import = theme::button(tr("Import"), "import_start", "accent");
    m_import->setDefault(true);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_import);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &ImportDialog::reject);
    connect(m_import, &QPushButton::clicked, this, &ImportDialog::startImport);
    connect(another, &QPushButton::clicked, this, [this] {
        const QString path = QFileDialog::getOpenFileName(this, tr("Choose a file of rows"), QFileInfo(m_path).path());
        if (!path.isEmpty()) setPath(path);
    });
    return page;
}

QWidget* ImportDialog::makeWorkPage() {
    auto* const page = new QWidget;
    auto* const layout = new QVBoxLayout(page);
    layout->addStretch();
    m_progress = new theme::ProgressLine;
    m_progress->setObjectName("import_progress");
    m_progress->setCancellable(true);
    layout->addWidget(m_progress);
    layout->addStretch();
    connect(m_progress, &theme::ProgressLine::cancelled, this, &ImportDialog::reject);
    return page;
}

void ImportDialog::showMapping(const QStringList& columns) {
    const QString chosen = m_format->currentData().toString();
    const Format* const format = findFormat((chosen == "auto" ? m_detected : chosen).toStdString());
    const bool has = format && !columns.isEmpty() && !format->info().columns.empty();
    m_mappingTitle->setVisible(has);
    m_mappingBox->setVisible(has);
    qDeleteAll(m_mappingBox->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    delete m_mappingBox->layout();
    if (!has) return;
    auto* const grid = new QGridLayout(m_mappingBox);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme::kSpace12);
    grid->setVerticalSpacing(theme::kSpace4);
    constexpr int perRow = 2;
    int place = 0;
    for (const std::string& name : format->info().columns) {
        const QString column = QString::fromStdString(name);
        auto* const box = new QComboBox;
        box->setObjectName("import_column_" + column);
        box->setAccessibleName(tr("Column for %1").arg(column));
        box->addItem(tr("not there"), QString());
        for (const QString& ofFile : columns) box->addItem(ofFile, ofFile);
        box->setCurrentIndex(std::max(0, box->findData(m_mapping.value(column, column))));
        QLabel* const label = theme::label(column, "muted");
        grid->addWidget(label, place / perRow, place % perRow * 2);
        grid->addWidget(box, place / perRow, place % perRow * 2 + 1);
        grid->setColumnStretch(place % perRow * 2 + 1, 1);
        ++place;
        connect(box, &QComboBox::activated, this, [this, box, column] {
            m_mapping[column] = box->currentData().toString();
            look();
        });
    }
}

void ImportDialog::showRows(const std::vector<Example>& rows) {
    while (QLayoutItem* const item = m_rows->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
    for (const Example& example : rows) {
        QFrame* const card = theme::frame("card");
        card->setObjectName("import_row");
        auto* const layout = new QVBoxLayout(card);
        layout->setContentsMargins(theme::kSpace12, theme::kSpace8, theme::kSpace12, theme::kSpace12);
        layout->addWidget(theme::label(tr("Line %1, %2").arg(example.source.line).arg(insideSentence(rowKindInWords(example.kind()))), "caption"));
        std::vector<Turn> turns = turnsOf(example);
        const std::size_t numTurns = turns.size();
        if (numTurns > maxTurnsShown) turns.resize(maxTurnsShown);
        auto* const column = new TurnColumn;
        column->setReadOnly(true);
        column->setTurns(std::move(turns));
        layout->addWidget(column);
        if (numTurns > maxTurnsShown) {
            const QString rest = theme::countInWords(static_cast<std::int64_t>(numTurns - maxTurnsShown));
            layout->addWidget(theme::label(tr("and %1 more turns").arg(rest), "caption"));
        }
        m_rows->addWidget(card);
    }
}

}  // namespace luthier
