// SPDX-License-Identifier: GPL-3.0-or-later
// Work on files that must not hold up the window. Thread: called on the GUI thread; `work` runs on another, `then` on the GUI thread again, and not at all
// once `context` has gone. `work` captures values only.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include <QCoreApplication>
#include <QMetaObject>
#include <QPointer>
#include <QThreadPool>

namespace luthier::shelf {

template <class Work, class Then>
void inBackground(QObject* context, Work work, Then then) {
    QPointer<QObject> guard(context);
    QThreadPool::globalInstance()->start([guard, work = std::move(work), then = std::move(then)]() mutable {
        auto answer = std::make_shared<std::invoke_result_t<Work&>>(work());
        QCoreApplication* const application = QCoreApplication::instance();
        if (!application) return;
        QMetaObject::invokeMethod(
            application,
            [guard, answer, then = std::move(then)]() mutable {
                if (guard) then(std::move(*answer));
            },
            Qt::QueuedConnection);
    });
}

}  // namespace luthier::shelf
