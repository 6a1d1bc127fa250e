// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/frame/command_palette.h"

#include <algorithm>

#include <QKeyEvent>
#include <QVBoxLayout>

#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr int kMaxShown = 50, kIndexRole = Qt::UserRole;

}  // namespace

int matchScore(const QString& title, const QString& typed) {
    int score = 1;
    for (const QString& word : typed.split(' ', Qt::SkipEmptyParts)) {
        const auto at = title.indexOf(word, 0, Qt::CaseInsensitive);
        if (at < 0) return 0;
        score += at == 0 ? 4 : (title[at - 1].isLetterOrNumber() ? 1 : 3);
    }
    return score;
}

CommandPalette::CommandPalette(QWidget* parent) : QDialog(parent, Qt::Popup) {
    setObjectName("palette");
    setAttribute(Qt::WA_DeleteOnClose);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(theme::kSpace8, theme::kSpace8, theme::kSpace8, theme::kSpace8);
    column->setSpacing(theme::kSpace8);
    m_text = new QLineEdit;
    m_text->setObjectName("palette.text");
    m_text->setPlaceholderText(tr("Open a page, a data set, a run … or do something"));
    m_text->setAccessibleName(tr("Search"));
    m_text->installEventFilter(this);
    m_list = new QListWidget;
    m_list->setObjectName("palette.list");
    m_list->setProperty("look", "plain");
    m_list->setUniformItemSizes(true);
    m_list->setIconSize({18, 18});
    m_nothing = theme::label(tr("Nothing is called like that."), "muted");
    column->addWidget(m_text);
    column->addWidget(m_list, 1);
    column->addWidget(m_nothing);
    m_nothing->hide();
    connect(m_text, &QLineEdit::textChanged, this, &CommandPalette::refill);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    const QSize size(qMin(560, parent->width() - 80), qMin(420, parent->height() - 120));
    resize(size);
    move(parent->mapToGlobal(QPoint((parent->width() - size.width()) / 2, 72)));
    m_text->setFocus();
}

void CommandPalette::setEntries(std::vector<PaletteEntry> entries) {
    m_entries = std::move(entries);
    refill();
}

void CommandPalette::addEntries(std::vector<PaletteEntry> entries) {
    for (PaletteEntry& entry : entries) m_entries.push_back(std::move(entry));
    refill();
}

void CommandPalette::refill() {
    std::vector<std::pair<int, int>> found;
    for (int i = 0; i < static_cast<int>(m_entries.size()); ++i)
        if (const int score = matchScore(m_entries[static_cast<std::size_t>(i)].title, m_text->text())) found.emplace_back(-score, i);
    std::stable_sort(found.begin(), found.end());
    m_list->clear();
    for (std::size_t i = 0; i < found.size() && i < kMaxShown; ++i) {
        const PaletteEntry& entry = m_entries[static_cast<std::size_t>(found[i].second)];
        QString text = entry.title;
        if (!entry.kind.isEmpty()) text += "   " + entry.kind;
        if (!entry.shortcut.isEmpty()) text += "   " + entry.shortcut;
        auto* const item = new QListWidgetItem(theme::icon(entry.icon), text, m_list);
        item->setData(kIndexRole, found[i].second);
        item->setSizeHint({0, theme::kRowHeight});
    }
    m_list->setCurrentRow(0);
    m_nothing->setVisible(found.empty());
}

void CommandPalette::runCurrent() {
    const QListWidgetItem* const item = m_list->currentItem();
    if (!item) return;
    const auto run = m_entries[static_cast<std::size_t>(item->data(kIndexRole).toInt())].run;
    close();
    run();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            const int step = key == Qt::Key_Down ? 1 : -1;
            m_list->setCurrentRow(qBound(0, m_list->currentRow() + step, m_list->count() - 1));
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            runCurrent();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

}  // namespace luthier
