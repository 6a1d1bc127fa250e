// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/shelf/card_list.h"

#include <algorithm>

#include <QKeyEvent>
#include <QScrollBar>
#include <QVBoxLayout>

#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier::shelf {

void CardModel::setCards(std::vector<Card> cards) {
    const bool sameRows =
        cards.size() == m_cards.size() && std::equal(cards.begin(), cards.end(), m_cards.begin(), [](const Card& a, const Card& b) { return a.id == b.id; });
    if (!sameRows) {
        beginResetModel();
        m_cards = std::move(cards);
        endResetModel();
        return;
    }
    for (std::size_t i = 0; i < cards.size(); ++i) {
        if (cards[i] == m_cards[i]) continue;
        m_cards[i] = std::move(cards[i]);
        const QModelIndex changed = index(static_cast<int>(i));
        emit dataChanged(changed, changed);
    }
}

int CardModel::rowOf(std::int64_t id) const {
    const auto found = std::find_if(m_cards.begin(), m_cards.end(), [id](const Card& card) { return card.id == id; });
    return found == m_cards.end() ? -1 : static_cast<int>(found - m_cards.begin());
}

int CardModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_cards.size()); }

QVariant CardModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const Card& card = m_cards[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole: return card.title;
        case Qt::AccessibleTextRole: return QStringList{card.title, card.subtitle, card.stateWords}.join(QStringLiteral(", "));
        // A tooltip of Qt may be rich text; names are not.
        case Qt::ToolTipRole: return (card.title + '\n' + card.subtitle).toHtmlEscaped().replace('\n', QStringLiteral("<br>"));
        case IdRole: return static_cast<qlonglong>(card.id);
        case IconRole: return card.icon;
        case SubtitleRole: return card.subtitle;
        case StateRole: return static_cast<int>(card.state);
        case StateWordsRole: return card.stateWords;
        case SearchRole: return QString(card.title + ' ' + card.subtitle + ' ' + card.stateWords + ' ' + card.search);
        default: return {};
    }
}

void CardFilter::setSearch(const QString& text) {
    m_words = text.simplified().split(' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool CardFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const QString text = sourceModel()->index(row, 0, parent).data(CardModel::SearchRole).toString();
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

namespace {

constexpr int kIconBox = 32, kIcon = 18, kStateIcon = 14;
constexpr int kCardHeight = 2 * theme::kRowHeight;

QColor stateColor(Card::State state) {
    const theme::Colors& colors = theme::colors();
    return state == Card::State::Broken    ? colors.failed
           : state == Card::State::Warning ? colors.paused
           : state == Card::State::Working ? colors.running
                                           : colors.muted;
}

QString stateIcon(Card::State state) {
    return QString::fromLatin1(state == Card::State::Broken    ? "error"
                               : state == Card::State::Warning ? "warning"
                               : state == Card::State::Working ? "clock"
                                                               : "check");
}

}  // namespace

void CardDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const theme::Colors& colors = theme::colors();
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect card = option.rect.adjusted(0, 1, 0, -1);
    if (selected || (option.state & QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? colors.selection : colors.hover);
        painter->drawRoundedRect(card, theme::kRadius, theme::kRadius);
    }
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange)) {
        painter->setPen(colors.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), theme::kRadius, theme::kRadius);
    }
    const QRect box(card.left() + theme::kSpace8, card.top() + (card.height() - kIconBox) / 2, kIconBox, kIconBox);
    painter->setPen(Qt::NoPen);
    painter->setBrush(selected ? colors.surface : colors.sunken);
    painter->drawRoundedRect(box, theme::kRadius, theme::kRadius);
    const qreal ratio = painter->device()->devicePixelRatioF();
    const QPixmap icon = theme::iconPixmap(index.data(CardModel::IconRole).toString(), selected ? colors.accent : colors.muted, kIcon, ratio);
    painter->drawPixmap(box.left() + (kIconBox - kIcon) / 2, box.top() + (kIconBox - kIcon) / 2, icon);

    const int left = box.right() + theme::kSpace12, right = card.right() - theme::kSpace8, middle = card.center().y();
    const QFont titleFont = theme::font(theme::TextStyle::Emphasis), captionFont = theme::font(theme::TextStyle::Caption);
    const auto line = [&](const QRect& rect, const QFont& font, const QColor& color, const QString& text) {
        painter->setFont(font);
        painter->setPen(color);
        painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
    };
    line({left, middle - 19, right - left, 18}, titleFont, colors.text, QString(index.data().toString()).replace('\n', ' '));
    const QString words = index.data(CardModel::StateWordsRole).toString();
    int subtitleRight = right;
    if (!words.isEmpty()) {
        const auto state = static_cast<Card::State>(index.data(CardModel::StateRole).toInt());
        const int width = std::min(QFontMetrics(captionFont).horizontalAdvance(words), (right - left) / 2);
        subtitleRight = right - width - kStateIcon - theme::kSpace12;
        painter->drawPixmap(right - width - kStateIcon - theme::kSpace4, middle + 2, theme::iconPixmap(stateIcon(state), stateColor(state), kStateIcon, ratio));
        line({right - width, middle + 1, width + 1, 16}, captionFont, stateColor(state), words);
    }
    line({left, middle + 1, subtitleRight - left, 16}, captionFont, colors.muted, QString(index.data(CardModel::SubtitleRole).toString()).replace('\n', ' '));
    painter->restore();
}

QSize CardDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const { return {200, kCardHeight}; }

CardList::CardList(const QString& name, const QString& searchHint, QWidget* parent)
    : QWidget(parent),
      m_model(new CardModel(this)),
      m_filter(new CardFilter(this)),
      m_search(new QLineEdit),
      m_view(new QListView),
      m_none(theme::label({}, "muted", true)) {
    m_filter->setSourceModel(m_model);
    m_search->setObjectName(name + QStringLiteral(".search"));
    m_search->setPlaceholderText(searchHint);
    m_search->setAccessibleName(searchHint);
    m_search->setClearButtonEnabled(true);
    m_search->addAction(theme::icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_search->installEventFilter(this);
    m_view->setObjectName(name + QStringLiteral(".list"));
    m_view->setAccessibleName(searchHint);
    m_view->setModel(m_filter);
    m_view->setItemDelegate(new CardDelegate(m_view));
    m_view->setProperty("look", "plain");
    m_view->setMouseTracking(true);
    m_view->setUniformItemSizes(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_none->setObjectName(name + QStringLiteral(".none"));
    m_none->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_none->hide();
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kSpace8);
    column->addWidget(m_search);
    column->addWidget(m_none);
    column->addWidget(m_view, 1);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter->setSearch(text);
        showWhetherFound();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] { takeSelection(); });
    connect(m_view, &QListView::customContextMenuRequested, this, [this](const QPoint& at) {
        const QModelIndex index = m_view->indexAt(at);
        if (index.isValid()) emit menuAsked(index.data(CardModel::IdRole).toLongLong(), m_view->viewport()->mapToGlobal(at));
    });
    connect(&theme::Theme::instance(), &theme::Theme::changed, m_view->viewport(), qOverload<>(&QWidget::update));
}

void CardList::showWhetherFound() {
    const bool none = m_filter->rowCount() == 0 && !m_search->text().trimmed().isEmpty();
    m_none->setText(tr("Nothing here matches \"%1\".").arg(m_search->text().trimmed()));
    m_none->setVisible(none);
}

void CardList::setCards(std::vector<Card> cards) {
    const int scroll = m_view->verticalScrollBar()->value();
    const std::int64_t before = m_selected;
    m_setting = true;
    m_model->setCards(std::move(cards));
    const int row = m_model->rowOf(before);
    if (row >= 0) {
        const QModelIndex index = m_filter->mapFromSource(m_model->index(row));
        if (index.isValid()) m_view->setCurrentIndex(index);
    }
    m_setting = false;
    m_view->verticalScrollBar()->setValue(scroll);
    showWhetherFound();
    if (row >= 0) return;
    m_selected = 0;
    // What was shown has gone: its neighbour, so that the focus and the keyboard go on.
    if (m_filter->rowCount() > 0)
        m_view->setCurrentIndex(m_filter->index(std::min(m_filter->rowCount() - 1, std::max(0, m_view->currentIndex().row())), 0));
    else if (before != 0)
        emit selectionChanged(0);
    if (m_selected == 0 && m_view->currentIndex().isValid()) takeSelection();
}

void CardList::select(std::int64_t id) {
    const int row = m_model->rowOf(id);
    if (row < 0) return;
    if (!m_filter->mapFromSource(m_model->index(row)).isValid()) m_search->clear();
    const QModelIndex index = m_filter->mapFromSource(m_model->index(row));
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
    takeSelection();
}

void CardList::takeSelection() {
    if (m_setting) return;
    const QModelIndex index = m_view->currentIndex();
    const std::int64_t id = index.isValid() ? index.data(CardModel::IdRole).toLongLong() : 0;
    if (id == m_selected || id == 0) return;  // a search that hides the selected card does not close it
    m_selected = id;
    emit selectionChanged(id);
}

void CardList::focusSearch() {
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

bool CardList::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            m_view->setFocus(Qt::TabFocusReason);
            if (!m_view->currentIndex().isValid() && m_filter->rowCount() > 0) m_view->setCurrentIndex(m_filter->index(0, 0));
            return true;
        }
        if (key == Qt::Key_Escape && !m_search->text().isEmpty()) {
            m_search->clear();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace luthier::shelf
