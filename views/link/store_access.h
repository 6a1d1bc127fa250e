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
#include "views/shared/background/in_background.h"

namespace luthier {

class StoreAccess : public QObject {
    Q_OBJECT
public:
    // Errors: those of store::Project::open.
    static Result<std::unique_ptr<StoreAccess>> open(const QString& folder);
    // The same without waiting for it (a migration of a large project takes seconds). `then` is called on the GUI thread, unless context has gone.
    static void openLater(const QString& folder, QObject* context, std::function<void(Result<std::unique_ptr<StoreAccess>>)> then);
    ~StoreAccess() override;   // what was asked for is done first; what has not been answered by then is not answered

    const QString& folder() const { return m_folder; }
    bool isReadOnly() const { return m_holder.has_value(); }
    const std::optional<store::ProjectHolder>& holder() const { return m_holder; }
    // A sentence for tooltips: open in another window, or in a folder that cannot be written to. "" when it can be changed.
    QString whyReadOnly() const;

    // work: store::Project& -> Result<T> (or Status). then: Result<T> -> void, not called once `context` has gone.
    template <class Work, class Then>
    void write(QObject* context, Work work, Then then) { submit(Side::Write, context, std::move(work), std::move(then)); }
    template <class Work, class Then>
    void read(QObject* context, Work work, Then then) { submit(Side::Read, context, std::move(work), std::move(then)); }

    // For what looks at many rows (an export, a search, a snapshot): with a connection and a thread of its own, so that neither an edit nor the table waits.
    // It sees all that write() was asked for before. context: not nullptr.
    template <class Work, class Then>
    void readLong(QObject* context, Work work, Then then) {
        using Answer = std::invoke_result_t<Work&, store::Project&>;
        write(context, [](store::Project& project) { return project.reader(); },
              [context, work = std::move(work), then = std::move(then)](Result<std::unique_ptr<store::Project>> reader) mutable {
                  if (!reader) return then(Answer(fail(reader.error())));
                  const auto project = std::shared_ptr<store::Project>(std::move(*reader));
                  inBackground(context, [project, work = std::move(work)]() mutable { return work(*project); }, std::move(then));
              });
    }

    // For an import or export: does the edits that wait, on the writing thread. Nothing while it does so already.
    using Between = std::function<void()>;
    // As write(), for work that takes long and calls `between` at moments when nothing is half done (Datasets::import). It begins after what was asked before
    // it; what write() asks for later overtakes it there, another long write does not.
    // work: (store::Project&, const Between&) -> Result<T>.
    template <class Work, class Then>
    void writeLong(QObject* context, Work work, Then then) {
        submit(Side::WriteLong, context, [work = std::move(work), between = between()](store::Project& project) mutable { return work(project, between); },
               std::move(then));
    }

    // One action of the journal; then undo and redo say what they did. Everything that shows what was touched listens to changed().
    void undo();
    void redo();
    // That entry, as long as nothing else was done since; otherwise failed() says so.
    void undo(std::int64_t entry);
    // What undo() would take back now, as far as writes have been answered; 0 = nothing, or nothing was written since the project was opened.
    std::int64_t newestEntry() const { return m_newestEntry; }
    // A page calls it after a write of its own: which tables have news ("datasets", "examples", "models", "adapters", "runs", "settings").
    void announce(const QStringList& tables) { emit changed(tables); }

signals:
    void changed(const QStringList& tables);
    void journalMoved();                    // newestEntry() is another one
    void undone(const QString& title);      // "Delete 3 rows"
    void redone(const QString& title);
    void nothingToUndo();
    void nothingToRedo();
    void failed(const luthier::Error& error);   // of undo and redo

private:
    enum class Side { Write, WriteLong, Read };
    using Job = std::function<std::function<void()>(store::Project&)>;   // done on the thread; what it returns is called on the GUI thread
    StoreAccess();
    struct Opened;
    static Result<Opened> openProjects(const QString& folder);
    static std::unique_ptr<StoreAccess> begin(const QString& folder, Opened opened);
    void post(Side side, QObject* context, Job job);
    Between between();
    void takeNewest(std::int64_t entry);
    void tellUndone(const Result<std::optional<store::Journal::Entry>>& entry);

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
    std::int64_t m_newestEntry = 0;
};

}  // namespace luthier
