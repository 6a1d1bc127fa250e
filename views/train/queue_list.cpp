// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train/queue_list.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "views/shared/form/field_editor.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

QueueList::QueueList(Session& session)
    : m_session(session), m_list(new QVBoxLayout), m_title(theme::label({}, "section")), m_pause(theme::button({}, "train.queue.pause", "quiet")) {
    setObjectName(QStringLiteral("train.queue"));
    setProperty("look", "card");
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kCardPadding, theme::kSpace12, theme::kSpace8, theme::kSpace8);
    layout->setSpacing(theme::kSpace4);
    auto* const head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_pause);
    layout->addLayout(head);
    m_list->setSpacing(0);
    layout->addLayout(m_list);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        m_session.runs.setQueuePaused(!m_session.runs.isQueuePaused());
        showPause();
        emit changed();
    });
    connect(&session.store, &StoreAccess::changed, this, [this](const QStringList& tables) {
        if (tables.contains(QStringLiteral("runs"))) read();
    });
    for (const auto signal : {&StoreAccess::undone, &StoreAccess::redone}) connect(&session.store, signal, this, &QueueList::read);
    connect(&session.runs, &RunControl::currentChanged, this, &QueueList::read);
    connect(&session.runs, &RunControl::queuePausedChanged, this, &QueueList::showPause);
    hide();
    read();
}

void QueueList::read() {
    m_session.store.read(
        this,
        [](store::Project& project) -> Result<std::vector<store::Run>> {
            ASSIGN_OR_RETURN(std::vector<store::Run> runs, project.runs().all());
            std::erase_if(runs, [](const store::Run& run) { return run.state != store::RunState::Queued; });
            std::stable_sort(runs.begin(), runs.end(), [](const store::Run& a, const store::Run& b) { return a.queuePosition < b.queuePosition; });
            return runs;
        },
        [this](Result<std::vector<store::Run>> runs) {
            if (runs) show(std::move(*runs));
            else m_session.window.toastError(runs.error());
        });
}

void QueueList::show(std::vector<store::Run> runs) {
    if (const QWidget* const focus = focusWidget(); focus != nullptr && isAncestorOf(focus) && focus->hasFocus()) m_focus = focus->objectName();
    m_runs = std::move(runs);
    while (QLayoutItem* const item = m_list->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        item->widget()->setObjectName({});
        for (QWidget* const child : item->widget()->findChildren<QWidget*>()) child->setObjectName({});
        delete item;
    }
    for (std::size_t i = 0; i < m_runs.size(); ++i) addLine(i);
    if (auto* const focus = m_focus.isEmpty() ? nullptr : findChild<QWidget*>(m_focus)) focus->setFocus();
    m_focus.clear();
    setVisible(!m_runs.empty());
    showPause();
    emit changed();
}

void QueueList::showPause() {
    const bool isPaused = m_session.runs.isQueuePaused();
    m_title->setText(isPaused ? tr("Queue, held back") : tr("Queue"));
    m_pause->setText(isPaused ? tr("Let it run") : tr("Hold back"));
    m_pause->setToolTip(isPaused ? tr("The first run starts as soon as nothing else is training") : tr("What is training goes on; the next one waits"));
}

void QueueList::addLine(std::size_t index) {
    const store::Run& run = m_runs[index];
    auto* const line = new QWidget;
    auto* const row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kSpace4);
    auto* const place = theme::label(QString::number(index + 1), "muted");
    place->setFixedWidth(theme::kSpace24);
    row->addWidget(place);
    auto* const name = new theme::ElidedLabel(run.name.empty() ? tr("Run %1").arg(run.id) : textOf(run.name));
    name->setObjectName(QStringLiteral("train.queue.%1.name").arg(index));
    row->addWidget(name, 1);
    const auto addButton = [&](const char* icon, const QString& words, const char* what, bool can, const QString& whyNot, auto act) {
        auto* const button = theme::iconButton(QString::fromLatin1(icon), can ? words : whyNot, "");
        button->setObjectName(QStringLiteral("train.queue.%1.%2").arg(index).arg(QLatin1String(what)));
        button->setAccessibleName(words + ' ' + name->fullText());
        button->setEnabled(can);
        row->addWidget(button);
        connect(button, &QToolButton::clicked, this, act);
    };
    addButton("up", tr("Earlier"), "up", index > 0, tr("It is the first"), [this, index] { move(index, index - 1); });
    addButton("down", tr("Later"), "down", index + 1 < m_runs.size(), tr("It is the last"), [this, index] { move(index, index + 1); });
    addButton("close", tr("Take out"), "remove", true, {}, [this, index] { remove(index); });
    m_list->addWidget(line);
}

void QueueList::move(std::size_t from, std::size_t to) {
    std::vector<store::Run> runs = m_runs;
    std::vector<std::int64_t> places;
    for (const store::Run& run : runs) places.push_back(run.queuePosition);
    std::sort(places.begin(), places.end());
    for (std::size_t i = 1; i < places.size(); ++i) places[i] = std::max(places[i], places[i - 1] + 1);
    store::Run moved = std::move(runs[from]);
    runs.erase(runs.begin() + static_cast<std::ptrdiff_t>(from));
    runs.insert(runs.begin() + static_cast<std::ptrdiff_t>(to), std::move(moved));
    for (std::size_t i = 0; i < runs.size(); ++i) runs[i].queuePosition = places[i];
    m_focus = QStringLiteral("train.queue.%1.%2").arg(to).arg(to < from ? QLatin1String("up") : QLatin1String("down"));
    m_session.store.write(
        this,
        [runs](store::Project& project) -> Status {
            return project.journal().perform("Move a run in the queue", [&]() -> Status {
                for (const store::Run& run : runs) RETURN_IF_ERROR(project.runs().update(run));
                return {};
            });
        },
        [this](Status done) {
            if (!done) return m_session.window.toastError(done.error());
            m_session.store.announce({QStringLiteral("runs")});
        });
}

void QueueList::remove(std::size_t index) {
    const store::Run run = m_runs[index];
    m_session.store.write(
        this, [id = run.id](store::Project& project) { return project.runs().remove(id); },
        [this, name = textOf(run.name)](Status done) {
            if (!done) return m_session.window.toastError(done.error());
            m_session.store.announce({QStringLiteral("runs")});
            toastUndo(m_session.store, m_session.window, tr("Took \"%1\" out of the queue").arg(name));
        });
}

}  // namespace luthier
