// SPDX-License-Identifier: GPL-3.0-or-later
// The project, from the GUI thread: work is done on a thread of its own and its result comes back as a call on the GUI thread, so nothing here ever waits for
// the disk. write(): the thread with the one connection that writes, in order. read(): another thread with a read-only connection, so a long search delays no
// edit. Thread: GUI.
#pragma once

#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

#include <QObject>
#include <QPointer>
#include <QString>

#include "core/store/project.h"

namespace luthier {

class StoreAccess : public QObject {
    Q_OBJECT
public:
    // Errors: those of store::Project::open.
    static Result<std::unique_ptr<StoreAccess>> open(const QString& folder);
    ~StoreAccess() override;   // what was asked for is done first

    const QString& folder() const { return m_folder; }
    bool isReadOnly() const { return m_holder.has_value(); }
    const std::optional<store::ProjectHolder>& holder() const { return m_holder; }

    // work: store::Project& -> Result<T> (or Status). then: Result<T> -> void, not called once `context` has gone.
    template <class Work, class Then>
    void write(QObject* context, Work work, Then then) { submit(Side::Write, context, std::move(work), std::move(then)); }
    template <class Work, class Then>
    void read(QObject* context, Work work, Then then) { submit(Side::Read, context, std::move(work), std::move(then)); }

    // One action of the journal; then undo and redo say what they did. Everything that shows what was touched listens to changed().
    void undo();
    void redo();
    // A page calls it after a write of its own: which tables have news ("datasets", "examples", "models", "adapters", "runs", "settings").
    void announce(const QStringList& tables) { emit changed(tables); }

signals:
    void changed(const QStringList& tables);
    void undone(const QString& title);      // "Delete 3 rows"
    void redone(const QString& title);
    void failed(const Error& error);        // of undo and redo

private:
    enum class Side { Write, Read };
    using Job = std::function<std::function<void()>(store::Project&)>;   // done on the thread; what it returns is called on the GUI thread
    StoreAccess() = default;
    void post(Side side, QObject* context, Job job);

    template <class Work, class Then>
    void submit(Side side, QObject* context, Work work, Then then) {
        using Answer = std::invoke_result_t<Work&, store::Project&>;
        post(side, context, [work = std::move(work), then = std::move(then)](store::Project& project) mutable -> std::function<void()> {
            auto answer = std::make_shared<Answer>(work(project));
            return [answer, then = std::move(then)]() mutable { then(std::move(*answer)); };
        });
    }

    struct Threads;
    std::unique_ptr<Threads> m_threads;
    QString m_folder;
    std::optional<store::ProjectHolder> m_holder;
};

}  // namespace luthier
