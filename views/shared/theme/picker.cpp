// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/theme/picker.h"

#include <algorithm>

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QStyleOptionButton>
#include <QStylePainter>
#include <QVBoxLayout>

#include "views/shared/theme/icons.h"
#include "views/shared/theme/popup.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr int kMostRows = 9;
constexpr std::size_t kFewEnoughToSee = 5;

int rowHeight(const std::vector<PickerButton::Entry>& entries) {
    const bool hasHelp = std::any_of(entries.begin(), entries.end(), [](const PickerButton::Entry& entry) { return !entry.help.isEmpty(); });
    return hasHelp ? theme::kRowHeight + theme::kSpace16 : theme::kRowHeight;
}

// The search line keeps the focus; up, down and enter work on the list.
class ListKeys : public QObject {
public:
    ListKeys(QListWidget* list, QObject* parent) : QObject(parent), m_list(list) {}
protected:
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() != QEvent::KeyPress) return false;
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            if (m_list->currentItem() != nullptr && !m_list->currentItem()->isHidden()) emit m_list->itemActivated(m_list->currentItem());
            return true;
        }
        if (key != Qt::Key_Up && key != Qt::Key_Down) return false;
        for (int row = m_list->currentRow() + (key == Qt::Key_Down ? 1 : -1); row >= 0 && row < m_list->count(); row += key == Qt::Key_Down ? 1 : -1) {
            if (m_list->item(row)->isHidden()) continue;
            m_list->setCurrentRow(row);
            break;
        }
        return true;
    }
private:
    QListWidget* m_list;
};

}  // namespace

PickerButton::PickerButton(const QString& objectName, const char* look) {
    setObjectName(objectName);
    setProperty("look", QString::fromLatin1(look));
    setCursor(Qt::PointingHandCursor);
    connect(this, &QPushButton::clicked, this, &PickerButton::openList);
}

void PickerButton::addAction(const QString& title, const QString& objectName, std::function<void()> action) {
    m_actions.push_back({title, objectName, std::move(action)});
}

void PickerButton::paintEvent(QPaintEvent* event) {
    if (!m_isField) return QPushButton::paintEvent(event);
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    const QString words = std::exchange(option.text, QString());
    option.icon = QIcon();
    painter.drawControl(QStyle::CE_PushButton, option);
    const QRect inside = rect().adjusted(theme::kSpace8, 0, -theme::kSpace8, 0);
    const int arrow = theme::kSpace16;
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::ButtonText));
    painter.drawText(inside.adjusted(0, 0, -arrow - theme::kSpace4, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(words, Qt::ElideMiddle, inside.width() - arrow - theme::kSpace4));
    icon().paint(&painter, QRect(inside.right() - arrow, (height() - arrow) / 2, arrow, arrow));
}

QListWidget* PickerButton::makeList(const std::vector<Entry>& entries) const {
    auto* const list = new QListWidget;
    list->setObjectName(objectName() + QStringLiteral(".list"));
    list->setAccessibleName(accessibleName().isEmpty() ? text() : accessibleName());
    list->setProperty("look", "plain");
    list->setFocusPolicy(Qt::NoFocus);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const Entry& entry : entries) {
        QString words = entry.detail.isEmpty() ? entry.title : entry.title + QStringLiteral("   \u00B7   ") + entry.detail;
        if (!entry.help.isEmpty()) words += '\n' + entry.help;
        auto* const item = new QListWidgetItem(words, list);
        if (!entry.help.isEmpty()) item->setToolTip(Qt::convertFromPlainText(entry.help));
        item->setData(Qt::UserRole, entry.value);
        item->setSizeHint({0, rowHeight(entries)});
    }
    if (entries.empty()) list->hide();   // never shown before it has a parent
    list->setFixedHeight(rowHeight(entries) * std::min(kMostRows, std::max(1, list->count())) + theme::kSpace4);
    list->setCurrentRow(0);
    return list;
}

void PickerButton::openList() {
    auto* const popup = new QFrame(this, Qt::Popup);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setObjectName(objectName() + QStringLiteral(".popup"));
    popup->setProperty("look", "card");
    auto* const layout = new QVBoxLayout(popup);
    layout->setContentsMargins(theme::kSpace8, theme::kSpace8, theme::kSpace8, theme::kSpace8);
    layout->setSpacing(theme::kSpace8);
    auto* const search = new QLineEdit;
    search->setPlaceholderText(tr("Search"));
    search->setObjectName(objectName() + QStringLiteral(".search"));
    search->setAccessibleName(tr("Search"));
    const std::vector<Entry> entries = m_entries ? m_entries() : std::vector<Entry>{};
    QListWidget* const list = makeList(entries);
    layout->addWidget(search);
    search->setHidden(entries.size() <= kFewEnoughToSee);
    layout->addWidget(list);
    if (entries.empty() && !m_emptyText.isEmpty()) layout->addWidget(theme::label(m_emptyText, "muted", true));
    for (const Action& action : m_actions) {
        auto* const button = theme::button(action.title, "", "quiet");
        button->setObjectName(action.objectName);
        layout->addWidget(button, 0, Qt::AlignLeft);
        connect(button, &QPushButton::clicked, popup, [popup, run = action.run] {
            popup->close();
            run();
        });
    }
    auto* const keys = new ListKeys(list, popup);
    search->installEventFilter(keys);
    popup->installEventFilter(keys);
    connect(search, &QLineEdit::textChanged, list, [list](const QString& words) {
        int first = -1;
        for (int row = 0; row < list->count(); ++row) {
            const bool matches = list->item(row)->text().contains(words, Qt::CaseInsensitive);
            list->item(row)->setHidden(!matches);
            if (matches && first < 0) first = row;
        }
        list->setCurrentRow(first);
    });
    const auto take = [this, popup, list](const QListWidgetItem* item) {
        list->disconnect(popup);   // where a click also activates, it is one choice
        const QString value = item->data(Qt::UserRole).toString();
        popup->close();
        setFocus();
        emit picked(value);
    };
    connect(list, &QListWidget::itemClicked, popup, take);
    connect(list, &QListWidget::itemActivated, popup, take);
    const bool hasHelp = rowHeight(entries) > theme::kRowHeight;
    popup->setMinimumWidth(std::max(width(), fontMetrics().averageCharWidth() * (hasHelp ? 84 : 48)));
    popup->adjustSize();
    theme::placePopup(*popup, *this);
    popup->show();
    if (!search->isHidden()) search->setFocus();
    else popup->setFocus();
}

}  // namespace luthier
