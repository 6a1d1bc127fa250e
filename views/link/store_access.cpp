// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/link/store_access.h"

#include <QThread>

#include "views/link/store_thread.h"

namespace luthier {

namespace {

// undo and redo do not say which tables they touched.
const QStringList& allTables() {
    static const QStringList tables{"datasets", "examples", "models", "adapters", "runs", "settings"};
    return tables;
}

std::int64_t newestIn(store::Project& project) {
    const Result<std::optional<store::Journal::Entry>> next = project.journal().nextUndo();
    return next && *next ? (*next)->id : 0;
}

}  // namespace

struct StoreAccess::Opened { std::unique_ptr<store::Project> writer, reader; };

struct StoreAccess::Threads {
    explicit Threads(Opened opened, bool indexes)
        : reading(std::move(opened.reader), {}), writing(std::move(opened.writer), indexes ? StoreThread::Idle(IdleIndexing()) : StoreThread::Idle()) {}
    QObject answers;   // answers are posted to it; with it go those that have not been delivered
    std::int64_t toldEntry = 0;   // of the writing thread: the newest entry of the journal as it was last told
    StoreThread reading, writing;
};

StoreAccess::StoreAccess() = default;

StoreAccess::~StoreAccess() = default;

Result<StoreAccess::Opened> StoreAccess::openProjects(const QString& folder) {
    Opened opened;
    ASSIGN_OR_RETURN(opened.writer, store::Project::open(folder.toStdString()));
    ASSIGN_OR_RETURN(opened.reader, opened.writer->reader());
    return opened;
}

std::unique_ptr<StoreAccess> StoreAccess::begin(const QString& folder, Opened opened) {
    std::unique_ptr<StoreAccess> access(new StoreAccess());
    access->m_folder = folder;
    access->m_holder = opened.writer->holder();
    const bool indexes = !access->isReadOnly();
    access->m_threads = std::make_unique<Threads>(std::move(opened), indexes);
    return access;
}

Result<std::unique_ptr<StoreAccess>> StoreAccess::open(const QString& folder) {
    ASSIGN_OR_RETURN(Opened opened, openProjects(folder));
    return begin(folder, std::move(opened));
}

QString StoreAccess::whyReadOnly() const {
    if (!m_holder) return {};
    return m_holder->pid == 0 ? tr("The folder of this project cannot be written to, so nothing can be changed here")
                              : tr("This project is open in another window, so nothing can be changed here");
}

void StoreAccess::openLater(const QString& folder, QObject* context, std::function<void(Result<std::unique_ptr<StoreAccess>>)> then) {
    const auto opened = std::make_shared<Result<Opened>>(fail(ErrorCode::Internal, "not opened"));
    QThread* thread = QThread::create([folder, opened] { *opened = openProjects(folder); });
    // Here, and not at context: what was opened has to be closed even when nobody wants it any more.
    QObject::connect(thread, &QThread::finished, thread, [thread, folder, opened, context = QPointer<QObject>(context), then = std::move(then)] {
        thread->deleteLater();
        if (!context) return;
        if (*opened) then(begin(folder, std::move(**opened)));
        else then(fail(std::move(opened->error())));
    });
    thread->start();
}

void StoreAccess::post(Side side, QObject* context, Job job) {
    StoreThread& thread = side == Side::Read ? m_threads->reading : m_threads->writing;
    const bool hasContext = context != nullptr;
    thread.post(
        [this, job = std::move(job), writes = side != Side::Read, threads = m_threads.get(), context = QPointer<QObject>(context),
         hasContext](store::Project& project) {
            auto answer = job(project);
            std::optional<std::int64_t> moved;
            if (writes)
                if (const std::int64_t newest = newestIn(project); std::exchange(threads->toldEntry, newest) != newest) moved = newest;
            QMetaObject::invokeMethod(
                &threads->answers,
                [this, answer = std::move(answer), moved, context, hasContext] {
                    if (moved) takeNewest(*moved);   // first: whoever is answered may offer to undo what was done
                    if (context || !hasContext) answer();
                },
                Qt::QueuedConnection);
        },
        side == Side::WriteLong);
}

StoreAccess::Between StoreAccess::between() {
    return [thread = &m_threads->writing] { thread->doWaiting(); };
}

void StoreAccess::takeNewest(std::int64_t entry) {
    m_newestEntry = entry;
    emit journalMoved();
}

void StoreAccess::undo() {
    write(this, [](store::Project& project) { return project.journal().undo(); },
          [this](const Result<std::optional<store::Journal::Entry>>& entry) { tellUndone(entry); });
}

void StoreAccess::undo(std::int64_t entry) {
    const auto work = [entry](store::Project& project) -> Result<std::optional<store::Journal::Entry>> {
        if (newestIn(project) == entry) return project.journal().undo();
        return fail(Error(ErrorCode::Busy, tr("This cannot be undone by itself any more, because something else was done since.").toStdString())
                        .withHint(tr("Ctrl+Z undoes the newest first.").toStdString()));
    };
    write(this, work, [this](const Result<std::optional<store::Journal::Entry>>& undone) { tellUndone(undone); });
}

void StoreAccess::tellUndone(const Result<std::optional<store::Journal::Entry>>& entry) {
    if (!entry) return emit failed(entry.error());
    if (!*entry) return emit nothingToUndo();
    emit changed(allTables());
    emit undone(QString::fromStdString((*entry)->title));
}

void StoreAccess::redo() {
    write(this, [](store::Project& project) { return project.journal().redo(); }, [this](const Result<std::optional<store::Journal::Entry>>& entry) {
        if (!entry) return emit failed(entry.error());
        if (!*entry) return emit nothingToRedo();
        emit changed(allTables());
        emit redone(QString::fromStdString((*entry)->title));
    });
}

}  // namespace luthier
