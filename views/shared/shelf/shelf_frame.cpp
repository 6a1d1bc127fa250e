// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/shelf/shelf_frame.h"

#include <functional>
#include <utility>

#include <QHBoxLayout>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include "views/shared/theme/theme.h"

namespace luthier::shelf {

namespace {

constexpr int kListWidth = 280, kMinListWidth = 220, kDetailWidth = 800;

}  // namespace

ShelfFrame::ShelfFrame(const QString& name, const Words& words, theme::EmptyState* empty, QWidget* detail, QSettings& settings, QWidget* parent)
    : QWidget(parent), m_detail(detail), m_empty(empty), m_right(new QStackedWidget), m_loading(theme::label(tr("Reading the project…"), "muted")),
      m_trouble(new theme::ErrorPanel), m_left(makeLeft(name, words)), m_troubleBox(new QWidget) {
    m_loading->setAlignment(Qt::AlignCenter);
    m_trouble->setObjectName(name + QStringLiteral(".store_trouble"));
    auto* const troubleColumn = new QVBoxLayout(m_troubleBox);
    troubleColumn->addWidget(m_trouble);
    troubleColumn->addStretch();
    connect(m_trouble->setAction(tr("Try again"), qPrintable(name + QStringLiteral(".store_retry"))), &QPushButton::clicked, this, &ShelfFrame::reloadAsked);
    for (QWidget* const widget : std::initializer_list<QWidget*>{m_loading, m_empty, m_detail, m_troubleBox}) m_right->addWidget(widget);
    auto* const split = new QSplitter;
    split->setObjectName(name + QStringLiteral(".splitter"));
    split->setChildrenCollapsible(false);
    split->setHandleWidth(theme::kSpace24);
    split->addWidget(m_left);
    split->addWidget(m_right);
    split->setStretchFactor(1, 1);
    split->setSizes({kListWidth, kDetailWidth});
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(theme::kPageMargin, theme::kSpace16, theme::kSpace12, 0);
    row->addWidget(split);
    const QString key = name + QStringLiteral("/splitter");
    if (const QByteArray state = settings.value(key).toByteArray(); !state.isEmpty()) split->restoreState(state);
    connect(split, &QSplitter::splitterMoved, this, [split, key, &settings] { settings.setValue(key, split->saveState()); });
    connectList();
    showRight();
}

QWidget* ShelfFrame::makeLeft(const QString& name, const Words& words) {
    auto* const left = new QWidget;
    left->setMinimumWidth(kMinListWidth);
    auto* const column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, theme::kSpace16);
    column->setSpacing(theme::kSpace12);
    m_add = theme::button(words.add, qPrintable(name + QStringLiteral(".add")), "", QStringLiteral("add"));
    m_list = new CardList(name, words.searchHint);
    m_strip = new JobStrip(name + QStringLiteral(".jobs"));
    column->addWidget(m_add);
    column->addWidget(m_list, 1);
    column->addWidget(m_strip);
    return left;
}

void ShelfFrame::connectList() {
    connect(m_add, &QPushButton::clicked, this, &ShelfFrame::addAsked);
    connect(m_list, &CardList::selectionChanged, this, [this](std::int64_t id) {
        m_form = nullptr;
        emit chosen(id);
        showRight();
    });
    connect(m_list, &CardList::menuAsked, this, [this](std::int64_t id, const QPoint& at) {
        m_list->select(id);
        auto* const menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        emit menuAsked(menu);
        menu->popup(at);
    });
    const auto onList = [this](const QKeySequence& key, const std::function<void()>& run) {
        auto* const shortcut = new QShortcut(key, m_list->view());
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, run] {
            if (m_list->selected() != 0 && !m_isReadOnly) run();
        });
    };
    onList(Qt::Key_F2, [this] { emit renameAsked(); });
    onList(Qt::Key_Delete, [this] { emit removeAsked(m_list->selected()); });
    connect(m_strip, &JobStrip::cancelled, this, &ShelfFrame::jobCancelled);
    connect(m_strip, &JobStrip::retried, this, &ShelfFrame::jobRetried);
}

std::vector<Page::Command> ShelfFrame::commands() {
    if (m_list->selected() == 0 || m_isReadOnly) return {};
    return {{tr("Rename the chosen one"), QKeySequence(Qt::Key_F2).toString(QKeySequence::NativeText), [this] { emit renameAsked(); }},
            {tr("Take the chosen one off the list"), QKeySequence(Qt::Key_Delete).toString(QKeySequence::NativeText),
             [this] { emit removeAsked(m_list->selected()); }}};
}

void ShelfFrame::setReadOnly(const QString& why) {
    m_isReadOnly = !why.isEmpty();
    m_add->setToolTip(why);
    m_add->setEnabled(!m_isReadOnly);
}

void ShelfFrame::addForm(QWidget* form) { m_right->addWidget(form); }

void ShelfFrame::openForm(QWidget* form) {
    m_form = form;
    showRight();
}

void ShelfFrame::closeForm() {
    m_form = nullptr;
    showRight();
    m_list->view()->setFocus(Qt::OtherFocusReason);
}

void ShelfFrame::setContent(std::vector<Card> cards, bool isLoaded, const std::optional<Error>& trouble) {
    m_isLoaded = isLoaded;
    m_hasTrouble = trouble.has_value();
    if (trouble) m_trouble->showError(*trouble);
    m_list->setCards(std::move(cards));
    if (m_wanted != 0 && m_list->model().rowOf(m_wanted) >= 0) m_list->select(std::exchange(m_wanted, 0));
    if (m_list->selected() != 0) emit chosen(m_list->selected());
    showRight();
}

void ShelfFrame::setJobs(const std::vector<Job>& jobs) {
    m_hasJobs = !jobs.empty();
    m_strip->setJobs(jobs);
    showRight();
}

void ShelfFrame::want(std::int64_t id) {
    m_wanted = id;
    if (m_list->model().rowOf(id) >= 0) m_list->select(std::exchange(m_wanted, 0));
}

void ShelfFrame::open(std::int64_t id) {
    m_form = nullptr;
    want(id);
    if (m_wanted != 0) emit reloadAsked();
    showRight();
}

void ShelfFrame::focusList() {
    if (!m_form && m_left->isVisibleTo(this)) m_list->view()->setFocus(Qt::OtherFocusReason);
}

void ShelfFrame::showRight() {
    const bool isEmpty = m_list->model().cards().empty();
    QWidget* shown = m_detail;
    if (m_form) shown = m_form;
    else if (m_hasTrouble) shown = m_troubleBox;
    else if (!m_isLoaded) shown = m_loading;
    else if (isEmpty) shown = m_empty;
    m_right->setCurrentWidget(shown);
    // An empty list beside an empty page says everything twice.
    const bool hasList = !isEmpty || m_hasJobs, wasHidden = m_left->isHidden();
    m_left->setVisible(hasList);
    if (hasList && wasHidden && shown == m_detail && isVisible()) m_list->view()->setFocus(Qt::OtherFocusReason);
}

}  // namespace luthier::shelf
