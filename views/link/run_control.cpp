// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/link/run_control.h"

#include <csignal>
#include <utility>

#include "core/runs/run_lock.h"
#include "views/link/run_control_parts.h"

namespace luthier {

RunControl::RunControl(StoreAccess& store, QString engine, QObject* parent)
    : QObject(parent), m_parts(std::make_unique<Parts>(*this, store, std::move(engine))) {}

RunControl::~RunControl() = default;

void RunControl::enqueue(const store::Run& run, QObject* context, std::function<void(Result<std::int64_t>)> then) {
    const QPointer<RunControl> self(this);
    m_parts->store.write(context, [run](store::Project& project) { return run_work::enqueue(project, run); },
                         [self, then = std::move(then)](const Result<std::int64_t>& id) {
                             if (self && id) {
                                 self->m_parts->store.announce({"runs"});
                                 self->m_parts->startNext();
                             }
                             if (then) then(id);
                         });
}

void RunControl::repeat(const store::Run& of, const QString& name, const QString& notes, QObject* context, std::function<void(Result<Repeated>)> then) {
    repeatBefore(of, {}, name, notes, context, std::move(then));
}

void RunControl::repeatFrom(const store::Run& of, std::int64_t step, const QString& name, const QString& notes, QObject* context,
                            std::function<void(Result<Repeated>)> then) {
    repeatBefore(of, step, name, notes, context, std::move(then));
}

void RunControl::repeatBefore(const store::Run& of, std::optional<std::int64_t> before, const QString& name, const QString& notes, QObject* context,
                              std::function<void(Result<Repeated>)> then) {
    const QPointer<RunControl> self(this);
    const auto work = [of, before, name = name.toStdString(), notes = notes.toStdString()](store::Project& project) {
        return run_work::enqueueRepeat(project, of, name, notes, before);
    };
    m_parts->store.write(context, work, [self, then = std::move(then)](const Result<run_work::Repeat>& repeat) {
        if (!repeat) return then(fail(repeat.error()));
        if (self) {
            self->m_parts->store.announce({"runs"});
            self->m_parts->startNext();
        }
        Repeated repeated{repeat->run, repeat->usesFrozenRows, {}, repeat->fromStep};
        for (const std::string& remark : repeat->remarks) repeated.remarks << QString::fromStdString(remark);
        then(repeated);
    });
}

void RunControl::stop(std::int64_t run) { m_parts->askToEnd(run, ControlOp::Stop); }

void RunControl::pause(std::int64_t run) {
    m_parts->changeQueuePaused(true, true);
    m_parts->askToEnd(run, ControlOp::Pause);
}

void RunControl::checkpoint(std::int64_t run) { m_parts->tell(run, {ControlOp::Checkpoint, Json::object()}); }

void RunControl::set(std::int64_t run, const QString& key, double value) {
    m_parts->tell(run, {ControlOp::Set, {{"key", key.toStdString()}, {"value", jsonNumber(value)}}});
}

void RunControl::sample(std::int64_t run, const SampleMessage& message) {
    m_parts->tell(run, {ControlOp::Sample, {{"prompts", message.prompts}, {"max_new_tokens", message.maxNewTokens},
        {"temperature", jsonNumber(message.temperature)}, {"seed", message.seed}, {"with_base", message.withBase}}});
}

void RunControl::resume(std::int64_t run) {
    if (m_parts->atWork.contains(run)) return;
    m_parts->toResume.insert(run);
    m_parts->changeQueuePaused(false, true);
    m_parts->store.write(this, [run](store::Project& project) { return run_work::enqueueResume(project, run); }, [this, run](const Status& status) {
        if (!status) {
            m_parts->toResume.erase(run);
            return emit troubled(run, status.error());
        }
        m_parts->startNext();
    });
}

void RunControl::kill(std::int64_t run) {
    const auto found = m_parts->atWork.find(run);
    if (found == m_parts->atWork.end()) return;
    if (found->second.pid > 0 && !found->second.end) {
        ::kill(found->second.pid, SIGKILL);
        return;
    }
    const std::string folder = found->second.run.folder;
    m_parts->store.read(this, [folder](store::Project&) -> Status {
        ASSIGN_OR_RETURN(const std::optional<LockHolder> holder, run_work::holderOf(folder));
        if (!holder) return {};
        if (holder->pid <= 0 || holder->host != QSysInfo::machineHostName().toStdString() || ::kill(static_cast<pid_t>(holder->pid), SIGKILL) != 0)
            return fail(Error(ErrorCode::Busy, tr("The engine of this run cannot be ended from here: it is %1.").arg(QString::fromStdString(holder->inWords()))
                                                   .toStdString())
                            .withHint(tr("End it on that machine.").toStdString()));
        return {};
    }, [this, run](const Status& status) {
        if (!status) emit troubled(run, status.error());
    });
}

void RunControl::setPatience(const Patience& patience) { m_parts->patience = patience; }

RunControl::Doubt RunControl::doubt(std::int64_t run) const {
    const auto found = m_parts->atWork.find(run);
    return found == m_parts->atWork.end() ? Doubt() : found->second.doubt;
}

std::int64_t RunControl::current() const { return m_parts->current; }
bool RunControl::waitsToResume(std::int64_t run) const { return m_parts->toResume.contains(run); }
bool RunControl::isQueuePaused() const { return m_parts->isQueuePaused; }

void RunControl::setQueuePaused(bool paused) {
    m_parts->changeQueuePaused(paused, true);
    if (!paused) m_parts->startNext();
}

void RunControl::setEngine(const QString& engine) { m_parts->engine = engine; }

QString RunControl::askedConfig(const QString& folder) { return QString::fromStdString(run_work::askedConfig(folder.toStdString())); }
QString RunControl::logFile(const QString& folder) { return QString::fromStdString(run_work::logOf(folder.toStdString())); }

}  // namespace luthier
