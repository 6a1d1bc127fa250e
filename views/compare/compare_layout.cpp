// SPDX-License-Identifier: GPL-3.0-or-later
// The widgets of the Compare page: how they stand, and what they are connected to.
#include <QScrollBar>
#include <QShortcut>
#include <QVBoxLayout>

#include "views/compare/compare_page.h"
#include "views/shared/theme/elided_combo.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/popup.h"
#include "views/shared/theme/scroll.h"
#include "views/shared/theme/theme.h"

namespace luthier {

QWidget* ComparePage::makeToolbar() {
    auto* const bar = new QWidget;
    auto* const row = new QHBoxLayout(bar);
    row->setContentsMargins(theme::kSpace16, theme::kSpace8, theme::kSpace16, theme::kSpace8);
    row->setSpacing(theme::kSpace8);
    row->addWidget(theme::label(tr("Base"), "muted"));
    m_base = new theme::ElidedCombo;
    m_base->setObjectName("compare.base");
    m_base->setAccessibleName(tr("Base model"));
    m_base->setMinimumContentsLength(12);
    m_base->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_base->setMaximumWidth(280);
    m_base->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_base, &QComboBox::activated, this, [this](int index) { chooseBase(m_base->itemText(index), m_base->itemData(index).toString()); });
    row->addWidget(m_base, 2);
    m_addPane = theme::button(tr("Add pane"), "compare.addPane", "", "add");
    connect(m_addPane, &QPushButton::clicked, this, &ComparePage::addPane);
    row->addWidget(m_addPane);
    row->addStretch(0);   // the base takes what room there is, up to its most
    m_differences = new QCheckBox(tr("Show differences"));
    m_differences->setObjectName("compare.differences");
    m_differences->setToolTip(tr("Marks in every pane what it says beside the words of the base, or of the pane that is pinned: underlined what is new, "
                                 "struck out what is missing"));
    m_differences->setChecked(session().settings.value("compare/differences", true).toBool());
    connect(m_differences, &QCheckBox::toggled, this, [this](bool on) {
        session().settings.setValue("compare/differences", on);
        rebuildPanes();
        rebuildExchanges();
    });
    row->addWidget(m_differences);
    QPushButton* const save = theme::button(tr("Export"), "compare.export", "", "export");
    connect(save, &QPushButton::clicked, this, &ComparePage::exportAs);
    row->addWidget(save);
    QPushButton* const fresh = theme::button(tr("New"), "compare.new", "", "add");
    fresh->setToolTip(tr("Begins anew; what stands here is kept under “Earlier comparisons”"));
    connect(fresh, &QPushButton::clicked, this, &ComparePage::startNew);
    row->addWidget(fresh);
    return bar;
}

QWidget* ComparePage::makeDialogue() {
    auto* const dialogue = new QWidget;
    auto* const column = new QVBoxLayout(dialogue);
    column->setContentsMargins(theme::kSpace16, theme::kSpace8, theme::kSpace16, theme::kSpace16);
    column->setSpacing(theme::kSpace8);
    m_headRow = new QWidget;
    auto* const heads = new QHBoxLayout(m_headRow);
    heads->setContentsMargins(0, 0, 0, 0);
    heads->setSpacing(theme::kSpace12);
    column->addWidget(m_headRow);
    m_column = new QWidget;
    auto* const exchanges = new QVBoxLayout(m_column);
    exchanges->setContentsMargins(0, 0, 0, 0);
    exchanges->setSpacing(theme::kSpace8);
    m_noQuestion =
        new theme::EmptyState("compare", tr("Ask something"),
                              tr("Every pane answers the same question with the same sampling. Add a pane with an adapter to see what a fine-tune changed."));
    exchanges->addWidget(m_noQuestion);
    exchanges->addStretch(1);
    m_scroll = theme::plainScroll(m_column);
    m_scroll->setObjectName("compare.scroll");
    m_place = new ReadingPlace(m_scroll);
    // Heads stand over their columns, whether there is a scroll bar or not.
    connect(m_scroll->verticalScrollBar(), &QScrollBar::rangeChanged, heads, [this, heads](int, int last) {
        heads->setContentsMargins(0, 0, last > 0 ? m_scroll->verticalScrollBar()->sizeHint().width() : 0, 0);
    });
    column->addWidget(m_scroll, 1);
    m_error = new theme::ErrorPanel;
    column->addWidget(m_error);
    m_progress = new theme::ProgressLine;
    m_progress->hide();
    connect(m_progress, &theme::ProgressLine::cancelled, this, [this] { m_compare.stop(); });
    column->addWidget(m_progress);
    column->addWidget(makeComposer());
    return dialogue;
}

QWidget* ComparePage::makeComposer() {
    QFrame* const composer = theme::frame("card");
    auto* const column = new QVBoxLayout(composer);
    column->setContentsMargins(theme::kSpace12, theme::kSpace12, theme::kSpace12, theme::kSpace8);
    column->setSpacing(theme::kSpace8);
    m_prompt = new QPlainTextEdit;
    m_prompt->setObjectName("compare.prompt");
    m_prompt->setAccessibleName(tr("Question"));
    m_prompt->setPlaceholderText(tr("Ask all panes. Ctrl+Enter sends."));
    m_prompt->setTabChangesFocus(true);
    m_prompt->setFixedHeight(72);
    column->addWidget(m_prompt);
    auto* const row = new QHBoxLayout;
    row->setSpacing(theme::kSpace8);
    m_sampling = new SamplingPanel(this);
    m_samplingButton = theme::button({}, "compare.sampling", "quiet", "settings");
    m_samplingButton->setToolTip(tr("How answers are chosen"));
    connect(m_samplingButton, &QPushButton::clicked, this, [this] {
        m_sampling->adjustSize();
        theme::placePopup(*m_sampling, *m_samplingButton, theme::PopupSide::Above);
        m_sampling->show();
    });
    connect(m_sampling, &SamplingPanel::changed, this, [this] { m_samplingButton->setText(m_sampling->sampling().inWords()); });
    m_samplingButton->setText(m_sampling->sampling().inWords());
    row->addWidget(m_samplingButton);
    m_continues = new QCheckBox(tr("Go on with the dialogue"));
    m_continues->setObjectName("compare.continues");
    m_continues->setToolTip(tr("The questions and answers above are part of the next one; otherwise it stands for itself"));
    row->addWidget(m_continues);
    row->addStretch(1);
    QPushButton* const keep = theme::button(tr("Save question"), "compare.keep", "quiet", "pin");
    connect(keep, &QPushButton::clicked, this, [this] {
        const bool isEmpty = m_prompt->toPlainText().trimmed().isEmpty();
        m_shelf->addPrompt(isEmpty && !m_compare.exchanges().empty() ? m_compare.exchanges().back().prompt : m_prompt->toPlainText());
    });
    row->addWidget(keep);
    m_regenerate = theme::button(tr("Ask again"), "compare.again", "", "refresh");
    connect(m_regenerate, &QPushButton::clicked, this, [this] { m_compare.regenerate(m_sampling->sampling()); });
    row->addWidget(m_regenerate);
    m_send = theme::button(tr("Send"), "compare.send", "accent");
    connect(m_send, &QPushButton::clicked, this, [this] { m_compare.isBusy() ? m_compare.stop() : send(); });
    row->addWidget(m_send);
    column->addLayout(row);
    for (const auto keys : {Qt::Key_Return, Qt::Key_Enter})
        connect(new QShortcut(QKeySequence(Qt::CTRL | keys), this), &QShortcut::activated, this, &ComparePage::send);
    connect(new QShortcut(QKeySequence(Qt::Key_Escape), this), &QShortcut::activated, this, [this] {
        if (m_compare.isBusy()) m_compare.stop();
    });
    connect(m_prompt, &QPlainTextEdit::textChanged, this, &ComparePage::showBusy);
    return composer;
}

}  // namespace luthier
