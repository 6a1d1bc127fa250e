// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/frame/toast.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QTimer>
#include <QVBoxLayout>

#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr int kNoteMs = 8000, kErrorMs = 20000, kMaxToasts = 3, kWidth = 380;
constexpr const char* entryProperty = "journalEntry";

}  // namespace

ToastArea::ToastArea(QWidget* over) : QWidget(over), m_over(over) {
    setObjectName("toasts");
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kSpace8);
    over->installEventFilter(this);
    hide();
}

void ToastArea::show(const QString& text, const QString& detail, Kind kind, const QString& actionLabel, std::function<void()> action,
                     std::int64_t journalEntry) {
    QFrame* const toast = theme::frame(kind == Kind::Error ? "failed" : "card");
    toast->setObjectName("toast");
    auto* const row = new QHBoxLayout(toast);
    row->setContentsMargins(theme::kSpace12, theme::kSpace8, theme::kSpace8, theme::kSpace8);
    row->setSpacing(theme::kSpace8);
    auto* const words = new QVBoxLayout;
    words->setSpacing(2);
    QLabel* const message = theme::label(text, kind == Kind::Error ? "error" : "", true);
    message->setObjectName("toast.text");
    words->addWidget(message);
    if (!detail.isEmpty()) words->addWidget(theme::label(detail, "muted", true));
    row->addLayout(words, 1);
    const auto close = [this, toast] {
        toast->hide();
        toast->deleteLater();
        layout()->removeWidget(toast);
        place();
    };
    if (action) {
        QPushButton* const button = theme::button(actionLabel, "toast.action", "quiet");
        connect(button, &QPushButton::clicked, this, [action = std::move(action), close] {
            close();
            action();
        });
        button->setProperty(entryProperty, QVariant::fromValue(journalEntry));
        row->addWidget(button);
    }
    QToolButton* const dismiss = theme::iconButton("close", tr("Close"), "toast.close");
    connect(dismiss, &QToolButton::clicked, this, close);
    row->addWidget(dismiss, 0, Qt::AlignTop);
    layout()->addWidget(toast);
    while (layout()->count() > kMaxToasts) {
        QLayoutItem* const oldest = layout()->takeAt(0);
        delete oldest->widget();
        delete oldest;
    }
    QTimer::singleShot(kind == Kind::Error ? kErrorMs : kNoteMs, toast, close);
    QWidget::show();
    toast->show();   // a layout leaves out what is not shown yet
    place();
}

void ToastArea::setNewestEntry(std::int64_t entry) {
    for (QPushButton* const button : findChildren<QPushButton*>("toast.action")) {
        const auto own = button->property(entryProperty).toLongLong();
        if (own == 0 || button->isHidden() == (own != entry)) continue;
        button->setVisible(own == entry);
        place();
    }
}

bool ToastArea::event(QEvent* event) {
    const bool isDone = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest) place();   // words take another height when their style comes in
    return isDone;
}

bool ToastArea::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_over && event->type() == QEvent::Resize) place();
    return QWidget::eventFilter(watched, event);
}

void ToastArea::place() {
    if (layout()->count() == 0) {
        hide();
        return;
    }
    const int width = qMin(kWidth, m_over->width() - 2 * theme::kSpace24);
    const int height = layout()->hasHeightForWidth() ? layout()->heightForWidth(width) : layout()->sizeHint().height();
    const QRect wanted(m_over->width() - width - theme::kSpace24, m_over->height() - height - theme::kSpace24, width, height);
    if (geometry() != wanted) setGeometry(wanted);
    raise();
}

}  // namespace luthier
