// SPDX-License-Identifier: GPL-3.0-or-later
// Work away from the GUI thread whose result comes back to it. Thread: called from the GUI thread; `work` runs on a thread of the pool and captures values
// only.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include <QCoreApplication>
#include <QMetaObject>
#include <QPointer>
#include <QThreadPool>

namespace luthier {

// work: () -> T, owning all it uses. then: T -> void, on the GUI thread, not called once `context` has gone.
template <class Work, class Then>
void inBackground(QObject* context, Work work, Then then) {
    QThreadPool::globalInstance()->start([guard = QPointer<QObject>(context), work = std::move(work), then = std::move(then)]() mutable {
        auto answer = std::make_shared<std::invoke_result_t<Work&>>(work());
        QCoreApplication* const app = QCoreApplication::instance();
        if (!app) return;
        QMetaObject::invokeMethod(app, [guard, answer, then = std::move(then)]() mutable { if (guard) then(std::move(*answer)); }, Qt::QueuedConnection);
    });
}

}  // namespace luthier
