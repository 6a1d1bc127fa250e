// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/replace_dialog.h"

#include <QApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QPointer>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "views/datasets/row_scan.h"
#include "views/shared/theme/theme.h"

namespace luthier {

namespace {

constexpr int typingMs = 250, labelWidth = 92;
constexpr int leadRole = Qt::UserRole, middleRole = Qt::UserRole + 1, tailRole = Qt::UserRole + 2, idRole = Qt::UserRole + 3;
enum Column { NumberColumn, BeforeColumn, AfterColumn, numColumns };

// A piece of a text with the part that goes, or comes, marked.
class MarkedText : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        QStyleOptionViewItem plain = option;
        initStyleOption(&plain, index);
        plain.text.clear();
        option.widget->style()->drawControl(QStyle::CE_ItemViewItem, &plain, painter, option.widget);
        const theme::Colors& c = theme::colors();
        const bool comes = index.column() == AfterColumn;
        painter->save();
        QRect room = option.rect.adjusted(theme::kSpace8, 0, -theme::kSpace4, 0);
        painter->setClipRect(room);
        QFont marked = option.font;
        marked.setUnderline(comes);
        marked.setStrikeOut(!comes);
        for (const int role : {leadRole, middleRole, tailRole}) {
            const QString text = index.data(role).toString();
            const bool isMarked = role == middleRole;
            const QFontMetrics metrics(isMarked ? marked : option.font);
            const QString shown = metrics.elidedText(text, Qt::ElideRight, room.width());
            const int width = metrics.horizontalAdvance(shown);
            const QRect ground(room.left(), room.center().y() - metrics.height() / 2, width, metrics.height());
            if (isMarked) painter->fillRect(ground, comes ? c.addedTint : c.removedTint);
            painter->setFont(isMarked ? marked : option.font);
            painter->setPen(c.text);
            painter->drawText(room, Qt::AlignVCenter | Qt::TextSingleLine, shown);
            room.setLeft(room.left() + width);
            if (room.width() <= 0) break;
        }
        painter->restore();
    }
};

QString matchesInWords(std::int64_t count) {
    return count == 1 ? ReplaceDialog::tr("1 match") : ReplaceDialog::tr("%1 matches").arg(theme::countInWords(count));
}

}  // namespace

ReplaceDialog::ReplaceDialog(Session& session, QWidget* parent)
    : QDialog(parent), m_session(session), m_find(new QLineEdit), m_replacement(new QLineEdit), m_case(new QCheckBox(tr("Match case"))),
      m_words(new QCheckBox(tr("Whole words"))), m_expression(new QCheckBox(tr("Regular expression"))), m_onlyShown(new QCheckBox),
      m_problem(theme::label({}, "error", true)), m_summary(theme::label({}, "muted", true)), m_table(new QTableWidget(0, numColumns)),
      m_progress(new theme::ProgressLine) {
    setObjectName("replace_dialog");
    setWindowTitle(tr("Find and replace"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(760, 620);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kSpace24, theme::kSpace24, theme::kSpace24, theme::kSpace24);
    layout->setSpacing(theme::kSpace12);
    layout->addWidget(theme::label(tr("Find and replace"), "section"));
    layout->addLayout(makeFields());
    layout->addLayout(makeChoices());
    layout->addWidget(m_summary);
    layout->addWidget(makePreview(), 1);
    m_progress->setObjectName("replace_progress");
    m_progress->setCancellable(true);
    m_progress->hide();
    layout->addWidget(m_progress);
    auto* const buttons = new QHBoxLayout;
    m_close = theme::button(tr("Close"), "replace_close");
    m_start = theme::button(tr("Replace"), "replace_start", "accent");
    buttons->addStretch();
    buttons->addWidget(m_close);
    buttons->addWidget(m_start);
    layout->addLayout(buttons);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingMs);
    connect(&m_typing, &QTimer::timeout, this, &ReplaceDialog::search);
    connect(m_close, &QPushButton::clicked, this, &ReplaceDialog::reject);
    connect(m_start, &QPushButton::clicked, this, &ReplaceDialog::replaceAll);
    connect(m_progress, &theme::ProgressLine::cancelled, this, [this] {
        if (m_replacing) m_replacing->request();
        else stopSearch();
    });
    // What is shown is what would be done, so it follows the data.
    connect(&session.store, &StoreAccess::changed, this, [this](const QStringList& tables) {
        if (tables.contains("examples") && !m_replacing) changed();
    });
    m_find->setFocus();
    showState();
}

ReplaceDialog::~ReplaceDialog() { stopSearch(); }

QLayout* ReplaceDialog::makeFields() {
    auto* const grid = new QGridLayout;
    grid->setHorizontalSpacing(theme::kSpace12);
    grid->setVerticalSpacing(theme::kSpace8);
    grid->setColumnMinimumWidth(0, labelWidth);
    m_find->setObjectName("replace_find");
    m_find->setAccessibleName(tr("Find"));
    m_replacement->setObjectName("replace_with");
    m_replacement->setAccessibleName(tr("Replace with"));
    m_replacement->setPlaceholderText(tr("Nothing: what is found is taken out"));
    m_problem->setObjectName("replace_problem");
    m_problem->hide();
    grid->addWidget(theme::label(tr("Find"), "muted"), 0, 0);
    grid->addWidget(m_find, 0, 1);
    grid->addWidget(m_problem, 1, 1);
    grid->addWidget(theme::label(tr("Replace with"), "muted"), 2, 0);
    grid->addWidget(m_replacement, 2, 1);
    for (QLineEdit* field : {m_find, m_replacement}) connect(field, &QLineEdit::textChanged, this, &ReplaceDialog::changed);
    return grid;
}

QLayout* ReplaceDialog::makeChoices() {
    auto* const grid = new QGridLayout;
    grid->setHorizontalSpacing(theme::kSpace12);
    grid->setVerticalSpacing(theme::kSpace8);
    grid->setColumnMinimumWidth(0, labelWidth);
    m_case->setObjectName("replace_case");
    m_words->setObjectName("replace_words");
    m_expression->setObjectName("replace_expression");
    m_expression->setToolTip(tr("In the replacement $1 is the first group, $0 all that was found, \\n a line end"));
    m_onlyShown->setObjectName("replace_only_shown");
    m_onlyShown->setChecked(true);
    auto* const how = new QHBoxLayout;
    how->setSpacing(theme::kSpace16);
    for (QCheckBox* box : {m_case, m_words, m_expression}) how->addWidget(box);
    how->addStretch();
    how->addWidget(m_onlyShown);
    auto* const where = new QHBoxLayout;
    where->setSpacing(theme::kSpace16);
    using Place = store::TextPlace;
    for (const auto& [place, label, name] : {std::tuple{Place::User, tr("User"), "replace_user"}, {Place::Assistant, tr("Assistant"), "replace_assistant"},
                                             {Place::System, tr("System"), "replace_system"}, {Place::Tool, tr("Tool"), "replace_tool"},
                                             {Place::Thinking, tr("Thinking"), "replace_thinking"}, {Place::Text, tr("Plain text"), "replace_text"}}) {
        auto* const box = new QCheckBox(label);
        box->setObjectName(name);
        box->setChecked(true);
        where->addWidget(box);
        m_places.emplace_back(place, box);
    }
    where->addStretch();
    grid->addWidget(theme::label(tr("How"), "muted"), 0, 0);
    grid->addLayout(how, 0, 1);
    grid->addWidget(theme::label(tr("Texts of"), "muted"), 1, 0);
    grid->addLayout(where, 1, 1);
    grid->setColumnStretch(1, 1);
    for (QCheckBox* box : findChildren<QCheckBox*>()) box->setFocusPolicy(Qt::StrongFocus);
    std::vector<QCheckBox*> all{m_case, m_words, m_expression, m_onlyShown};
    for (const auto& [place, box] : m_places) all.push_back(box);
    for (QCheckBox* box : all) connect(box, &QCheckBox::toggled, this, &ReplaceDialog::changed);
    return grid;
}

QWidget* ReplaceDialog::makePreview() {
    m_table->setObjectName("replace_preview");
    m_table->setAccessibleName(tr("What would change"));
    m_table->setHorizontalHeaderLabels({tr("#"), tr("Now"), tr("Then")});
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (const int column : {BeforeColumn, AfterColumn}) m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    m_table->setColumnWidth(NumberColumn, 64);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(theme::kRowHeight);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    auto* const marked = new MarkedText(m_table);
    for (const int column : {BeforeColumn, AfterColumn}) m_table->setItemDelegateForColumn(column, marked);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) {
        if (row >= 0) emit rowAsked(m_table->item(row, NumberColumn)->data(idRole).toLongLong());
    });
    return m_table;
}

void ReplaceDialog::setRows(const store::ExampleFilter& filter, std::int64_t numRows, std::int64_t numAll) {
    const bool isOther = !(filter == m_filter);
    m_filter = filter;
    m_numRows = numRows;
    m_numAll = numAll;
    m_onlyShown->setText(tr("Only the %1 shown").arg(theme::rowsInWords(numRows)));
    m_onlyShown->setVisible(numRows < numAll);
    if (isOther) changed();
}

ReplaceSpec ReplaceDialog::spec() const {
    ReplaceSpec spec{m_find->text(), m_replacement->text(), m_expression->isChecked(), m_case->isChecked(), m_words->isChecked(), {}};
    for (const auto& [place, box] : m_places)
        if (box->isChecked()) spec.places.insert(place);
    return spec;
}

void ReplaceDialog::changed() {
    stopSearch();
    m_isComplete = false;
    m_ids.clear();
    m_found = {};
    m_table->setRowCount(0);
    const auto replacer = Replacer::make(spec());
    const bool isWrong = !replacer && !m_find->text().isEmpty();
    m_problem->setText(isWrong ? tr("This is no regular expression, %1.").arg(QString::fromStdString(replacer.error().message)) : QString());
    m_problem->setVisible(isWrong);
    if (replacer && !m_find->text().isEmpty()) m_typing.start();
    else m_typing.stop();
    showState();
}

void ReplaceDialog::stopSearch() {
    if (m_searching) m_searching->request();
    m_searching.reset();
    m_typing.stop();
    if (m_replacing) return;
    m_progress->hide();
    showState();
}

void ReplaceDialog::search() {
    const auto replacer = Replacer::make(spec());
    if (!replacer || m_filter.dataset == 0) return;
    stopSearch();
    m_searching = std::make_shared<Cancellation>();
    store::ExampleFilter filter = m_filter;
    if (!m_onlyShown->isChecked()) {
        filter = {};
        filter.dataset = m_filter.dataset;
    }
    const auto tell = [guard = QPointer<ReplaceDialog>(this), cancellation = m_searching](const ReplaceNews& news) {
        QMetaObject::invokeMethod(qApp, [guard, cancellation, news] { if (guard && !cancellation->requested()) guard->take(news); }, Qt::QueuedConnection);
    };
    m_session.store.readLong(
        this, [filter, replacer = *replacer, cancellation = m_searching, tell](store::Project& project) {
            return findRows(project, filter, replacer, *cancellation, tell);
        },
        [this, cancellation = m_searching](const Result<std::vector<std::int64_t>>& ids) {
            if (!cancellation->requested()) searchEnded(ids);
        });
    m_progress->show();
    m_progress->setProgress(tr("Searching"), 0);
    showState();
}

void ReplaceDialog::take(const ReplaceNews& news) {
    m_found.numSeen = news.numSeen;
    m_found.numMatches = news.numMatches;
    m_found.numRows = news.numRows;
    m_found.numTooHard = news.numTooHard;
    for (const ReplaceNews::Row& row : news.rows) {
        const int at = m_table->rowCount();
        m_table->insertRow(at);
        auto* const number = new QTableWidgetItem(row.number);
        number->setData(idRole, QVariant::fromValue<qlonglong>(row.id));
        m_table->setItem(at, NumberColumn, number);
        for (const auto& [column, middle] : {std::pair{BeforeColumn, row.snippet.found}, {AfterColumn, row.snippet.becomes}}) {
            auto* const item = new QTableWidgetItem(row.snippet.lead + middle + row.snippet.tail);
            item->setData(leadRole, row.snippet.lead);
            item->setData(middleRole, middle);
            item->setData(tailRole, row.snippet.tail);
            m_table->setItem(at, column, item);
        }
    }
    const std::int64_t total = m_onlyShown->isChecked() ? m_numRows : m_numAll;
    m_progress->setProgress(tr("Searched %1 of %2 rows").arg(theme::countInWords(news.numSeen), theme::countInWords(total)),
                            total > 0 ? static_cast<double>(news.numSeen) / static_cast<double>(total) : -1);
    showState();
}

void ReplaceDialog::searchEnded(const Result<std::vector<std::int64_t>>& ids) {
    m_searching.reset();
    m_progress->hide();
    if (ids) m_ids = *ids;
    else m_session.window.toastError(ids.error());
    m_isComplete = ids.has_value();
    showState();
}

void ReplaceDialog::showState() {
    if (!m_start) return;
    const QString matches = tr("%1 in %2").arg(matchesInWords(m_found.numMatches), theme::rowsInWords(m_found.numRows));
    QString words = m_find->text().isEmpty() ? tr("Type what to find. Nothing is changed before you say so.")
                    : m_searching || m_isComplete ? matches : QString();
    if (m_isComplete && m_found.numRows == 0) words = tr("Nothing is found.");
    if (m_found.numRows > m_table->rowCount() && m_isComplete) words += tr("; the first %1 are shown").arg(theme::countInWords(m_table->rowCount()));
    if (m_found.numTooHard > 0) words += tr("; %1 take this expression too long and stay as they are").arg(theme::rowsInWords(m_found.numTooHard));
    m_summary->setText(words);
    const bool isReadOnly = m_session.store.isReadOnly();
    const bool can = m_isComplete && !m_ids.empty() && !m_replacing && !isReadOnly;
    m_start->setEnabled(can);
    m_start->setText(m_isComplete && !m_ids.empty() ? tr("Replace in %1").arg(theme::rowsInWords(static_cast<std::int64_t>(m_ids.size()))) : tr("Replace"));
    m_start->setToolTip(can ? QString() : isReadOnly ? m_session.store.whyReadOnly()
                              : m_searching ? tr("The rows are still being searched") : tr("There is nothing to replace"));
}

void ReplaceDialog::replaceAll() {
    const auto replacer = Replacer::make(spec());
    if (!replacer || m_ids.empty()) return;
    m_replacing = std::make_shared<Cancellation>();
    m_progress->show();
    m_progress->setProgress(tr("Replacing"), 0);
    showState();
    WorkContext context;
    context.cancellation = m_replacing.get();
    context.progress = [guard = QPointer<ReplaceDialog>(this), clock = std::make_shared<NewsClock>()](const Progress& progress) {
        if (!clock->isDue()) return;
        QMetaObject::invokeMethod(qApp, [guard, progress] {
            if (guard) guard->m_progress->setProgress(tr("Changed %1 of %2 rows").arg(theme::countInWords(progress.done), theme::countInWords(progress.total)),
                                                      static_cast<double>(progress.done) / static_cast<double>(progress.total));
        }, Qt::QueuedConnection);
    };
    constexpr qsizetype maxInTitle = 40;
    const QString title = tr("Replace \"%1\" by \"%2\" in %3").arg(m_find->text().left(maxInTitle), m_replacement->text().left(maxInTitle),
                                                                theme::rowsInWords(static_cast<std::int64_t>(m_ids.size())));
    const auto change = [replacer = *replacer](std::int64_t, Example& example) {
        return replacer.replaceIn(example) > 0 ? store::Examples::Outcome::Changed : store::Examples::Outcome::Stays;
    };
    m_session.store.write(
        this, [ids = m_ids, change, context, keep = m_replacing, words = title.toStdString()](store::Project& project) {
            return project.examples().change(ids, change, words, context);
        },
        [this, title](const Result<store::Examples::Changed>& done) { replaceEnded(done, title); });
}

void ReplaceDialog::replaceEnded(const Result<store::Examples::Changed>& done, const QString& title) {
    m_replacing.reset();
    m_progress->hide();
    if (!done) {
        if (done.error().code != ErrorCode::Cancelled) m_session.window.toastError(done.error());
        return showState();
    }
    m_session.store.announce({"datasets", "examples"});
    toastUndo(m_session.store, m_session.window, title);
    emit replaced(done->numChanged);
}

void ReplaceDialog::reject() {
    if (m_replacing) return m_replacing->request();
    QDialog::reject();
}

}  // namespace luthier
