// SPDX-License-Identifier: GPL-3.0-or-later
// Work that must not hold up the window: done by a thread of Qt's pool, its answer brought back to the GUI thread. Thread: GUI.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include <QObject>
#include <QPointer>
#include <QThreadPool>

namespace luthier {

// work: () -> T on another thread. then: T -> void on this one, not called once `context` has gone.
template <class Work, class Then>
void inBackground(QObject* context, Work work, Then then) {
    auto* courier = new QObject;   // lives on this thread and goes when it has delivered
    QThreadPool::globalInstance()->start([courier, guard = QPointer<QObject>(context), work = std::move(work), then = std::move(then)]() mutable {
        auto answer = std::make_shared<std::invoke_result_t<Work&>>(work());
        QMetaObject::invokeMethod(courier, [courier, guard, answer, then = std::move(then)]() mutable {
            if (guard) then(std::move(*answer));
            courier->deleteLater();
        }, Qt::QueuedConnection);
    });
}

}  // namespace luthier
