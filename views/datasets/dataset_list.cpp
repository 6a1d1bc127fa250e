// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/dataset_list.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "views/datasets/row_editor.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/core_text.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr int idRole = Qt::UserRole, captionRole = Qt::UserRole + 1;

// Name above, caption below.
class TwoLines : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {100, theme::kRowHeight + theme::kSpace16}; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const theme::Colors& c = theme::colors();
        const bool isSelected = option.state & QStyle::State_Selected;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(isSelected ? c.accentSurface : option.state & QStyle::State_MouseOver ? c.hover : QColor(Qt::transparent));
        painter->drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), theme::kRadius, theme::kRadius);
        const QRect text = option.rect.adjusted(theme::kSpace8, theme::kSpace4, -theme::kSpace8, -theme::kSpace4);
        painter->setFont(theme::font(isSelected ? theme::TextStyle::Emphasis : theme::TextStyle::Body));
        painter->setPen(c.text);
        painter->drawText(text.adjusted(0, 0, 0, -text.height() / 2), Qt::AlignVCenter, painter->fontMetrics().elidedText(index.data().toString(),
            Qt::ElideMiddle, text.width()));
        painter->setFont(theme::font(theme::TextStyle::Caption));
        painter->setPen(c.muted);
        const QString caption = index.data(captionRole).toString();
        painter->drawText(text.adjusted(0, text.height() / 2, 0, 0), Qt::AlignVCenter, painter->fontMetrics().elidedText(caption, Qt::ElideRight,
            text.width()));
        painter->restore();
    }
};

QString kindOf(const store::Dataset& dataset) {
    for (const RowKind kind : {RowKind::Text, RowKind::Conversation, RowKind::Pair, RowKind::Ranking, RowKind::Scored, RowKind::Prompt})
        if (rowKindName(kind) == dataset.kind) return insideSentence(rowKindInWords(kind));
    return QString::fromStdString(dataset.kind);
}

}  // namespace

QString datasetInWords(const store::Dataset& dataset) {
    return DatasetList::tr("%1, %2").arg(theme::rowsInWords(dataset.numRows), kindOf(dataset));
}

DatasetList::DatasetList(QWidget* parent)
    : QWidget(parent), m_search(new QLineEdit), m_list(new QListWidget), m_import(new QToolButton), m_paste(theme::iconButton("copy",
        tr("Paste rows"), "datasets_paste")) {
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kSpace8);
    auto* const head = new QHBoxLayout;
    head->addWidget(theme::label(tr("Data sets"), "section"), 1);
    m_import->setText(tr("Import"));
    m_import->setIcon(theme::icon("import"));
    m_import->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_import->setObjectName("datasets_import");
    m_import->setToolTip(tr("Choose a file, or drop one on this page"));
    head->addWidget(m_import);
    head->addWidget(m_paste);
    layout->addLayout(head);
    m_search->setObjectName("datasets_search");
    m_search->setPlaceholderText(tr("Find a data set"));
    m_search->setClearButtonEnabled(true);
    layout->addWidget(m_search);
    m_list->setObjectName("datasets_list");
    m_list->setAccessibleName(tr("Data sets"));
    theme::setLook(m_list, "plain");
    m_list->setItemDelegate(new TwoLines(m_list));
    m_list->setMouseTracking(true);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_list->installEventFilter(this);
    layout->addWidget(m_list, 1);
    connect(m_import, &QToolButton::clicked, this, &DatasetList::importAsked);
    connect(m_paste, &QToolButton::clicked, this, &DatasetList::pasteAsked);
    connect(m_search, &QLineEdit::textChanged, this, [this] { fill(); });
    connect(m_list, &QListWidget::customContextMenuRequested, this, &DatasetList::showMenu);
    connect(m_list, &QListWidget::currentItemChanged, this, [this] {
        if (m_isFilling || currentId() == 0) return;
        m_current = currentId();
        emit currentIdChanged(m_current);
    });
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem* item) {
        if (!m_isFilling) emit renameAsked(item->data(idRole).toLongLong(), item->text().trimmed());
    });
    connect(&theme::Theme::instance(), &theme::Theme::changed, m_list->viewport(), qOverload<>(&QWidget::update));
}

std::int64_t DatasetList::currentId() const { return m_list->currentItem() ? m_list->currentItem()->data(idRole).toLongLong() : 0; }

const store::Dataset* DatasetList::current() const {
    const auto found = std::find_if(m_datasets.begin(), m_datasets.end(), [this](const store::Dataset& d) { return d.id == m_current; });
    return found == m_datasets.end() ? nullptr : &*found;
}

void DatasetList::setDatasets(std::vector<store::Dataset> datasets) {
    m_datasets = std::move(datasets);
    m_search->setVisible(m_datasets.size() > 6);
    if (!current()) m_current = m_datasets.empty() ? 0 : m_datasets.front().id;
    fill();
    emit currentIdChanged(m_current);
}

void DatasetList::select(std::int64_t id) {
    m_current = id;
    if (!current()) m_current = m_datasets.empty() ? 0 : m_datasets.front().id;
    fill();
    emit currentIdChanged(m_current);
}

void DatasetList::fill() {
    m_isFilling = true;
    m_list->clear();
    for (const store::Dataset& dataset : m_datasets) {
        const QString name = QString::fromStdString(dataset.name);
        if (!name.contains(m_search->text(), Qt::CaseInsensitive)) continue;
        auto* const item = new QListWidgetItem(name, m_list);
        item->setData(idRole, QVariant::fromValue<qlonglong>(dataset.id));
        item->setData(captionRole, datasetInWords(dataset));
        item->setToolTip("<p>" + tr("%1, from %2").arg(name, dataset.source.empty() ? tr("pasted text")
            : QString::fromStdString(dataset.source)).toHtmlEscaped() + "</p>");
        if (m_canWrite) item->setFlags(item->flags() | Qt::ItemIsEditable);
        if (dataset.id == m_current) m_list->setCurrentItem(item);
    }
    m_isFilling = false;
}

void DatasetList::setCanWrite(bool can, const QString& whyNot) {
    m_canWrite = can;
    for (QToolButton* button : {m_import, m_paste}) {
        button->setEnabled(can);
        if (!can) button->setToolTip(whyNot);
    }
}

bool DatasetList::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_list && event->type() == QEvent::KeyPress && m_canWrite) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Delete && currentId() != 0) {
            emit removeAsked(currentId());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void DatasetList::showMenu(const QPoint& at) {
    QListWidgetItem* const item = m_list->itemAt(at);
    if (!item) return;
    const std::int64_t id = item->data(idRole).toLongLong();
    QMenu menu(this);
    menu.setToolTipsVisible(true);
    QAction* const rename = menu.addAction(theme::icon("edit"), tr("Rename"), this, [this, item] { m_list->editItem(item); });
    menu.addAction(theme::icon("export"), tr("Export"), this, [this, id] { emit exportAsked(id); });
    QAction* const remove = menu.addAction(theme::icon("delete"), tr("Delete"), this, [this, id] { emit removeAsked(id); });
    for (QAction* action : {rename, remove}) {
        action->setEnabled(m_canWrite);
        if (!m_canWrite) action->setToolTip(m_import->toolTip());
    }
    menu.exec(m_list->viewport()->mapToGlobal(at));
}

}  // namespace luthier
