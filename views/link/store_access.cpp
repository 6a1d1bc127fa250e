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

}  // namespace

struct StoreAccess::Opened { std::unique_ptr<store::Project> writer, reader; };

struct StoreAccess::Threads {
    explicit Threads(Opened opened, bool indexes)
        : reading(std::move(opened.reader), {}), writing(std::move(opened.writer), indexes ? StoreThread::Idle(IdleIndexing()) : StoreThread::Idle()) {}
    QObject answers;   // answers are posted to it; with it go those that have not been delivered
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
        [job = std::move(job), answers = &m_threads->answers, context = QPointer<QObject>(context), hasContext](store::Project& project) {
            QMetaObject::invokeMethod(
                answers,
                [answer = job(project), context, hasContext] {
                    if (context || !hasContext) answer();
                },
                Qt::QueuedConnection);
        },
        side == Side::WriteLong);
}

StoreAccess::Between StoreAccess::between() {
    return [thread = &m_threads->writing] { thread->doWaiting(); };
}

void StoreAccess::undo() {
    write(this, [](store::Project& project) { return project.journal().undo(); }, [this](const Result<std::optional<store::Journal::Entry>>& entry) {
        if (!entry) return emit failed(entry.error());
        if (!*entry) return emit nothingToUndo();
        emit changed(allTables());
        emit undone(QString::fromStdString((*entry)->title));
    });
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
