// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/link/engine_link.h"

#include <utility>

#include <QLocale>

#include "core/protocol/control.h"
#include "views/link/engine_link_parts.h"

namespace luthier {

EngineLink::EngineLink(QStringList program, QObject* parent) : EngineLink(std::move(program), Timeouts(), parent) {}

EngineLink::EngineLink(QStringList program, Timeouts timeouts, QObject* parent)
    : QObject(parent), m_parts(std::make_unique<Parts>(*this, std::move(program), timeouts)) {}

EngineLink::~EngineLink() { m_parts->letGo(); }

RequestId EngineLink::send(Json request, QObject* context, Handlers handlers) {
    const RequestId id = m_parts->nextId++;
    Parts::Request asked;
    asked.message = Json{{"id", id}};
    if (request.is_object()) request.erase("id");
    asked.message.update(request.is_object() ? request : Json::object());
    asked.handlers = std::move(handlers);
    asked.context = context;
    asked.hasContext = context != nullptr;
    const std::size_t size = dumpJson(asked.message).size();
    if (context) asked.watch = connect(context, &QObject::destroyed, this, [this, id] { cancel(id); });
    Parts::Request& kept = m_parts->requests.emplace(id, std::move(asked)).first->second;
    if (size > protocolLimits.maxBytes) {
        const Error error = Error(ErrorCode::InvalidArgument, tr("This request is too long for the engine: %1 MB, and at most 1 MB can be asked.")
                                                                  .arg(QLocale().toString(static_cast<double>(size) / 1e6, 'f', 1)).toStdString())
                                .withHint(tr("Shorten the text.").toStdString());
        kept.isSent = true;   // it never will be; so that a start does not
        QMetaObject::invokeMethod(this, [this, id, error] { m_parts->finish(id, fail(error)); }, Qt::QueuedConnection);
        return id;
    }
    switch (m_parts->state) {
        case State::Idle:
        case State::Dead: m_parts->start(); break;
        case State::Starting: break;
        case State::Stopping: m_parts->startsAgain = true; break;
        case State::Ready:
        case State::Busy:
            m_parts->write(kept);
            m_parts->settle();
            break;
    }
    return id;
}

void EngineLink::cancel(RequestId id) {
    const auto found = m_parts->requests.find(id);
    if (found == m_parts->requests.end()) return;
    if (found->second.isSent) {
        if (m_parts->state == State::Ready || m_parts->state == State::Busy) m_parts->ask({{"op", "cancel"}, {"target", id}});
        return;
    }
    found->second.isSent = true;   // never: it is answered here
    const Error error(ErrorCode::Cancelled, tr("Cancelled before it was asked.").toStdString());
    QMetaObject::invokeMethod(this, [this, id, error] { m_parts->finish(id, fail(error)); }, Qt::QueuedConnection);
}

EngineLink::State EngineLink::state() const { return m_parts->state; }
const Error& EngineLink::trouble() const { return m_parts->trouble; }
const QString& EngineLink::engineVersion() const { return m_parts->version; }
const QStringList& EngineLink::lastWords() const { return m_parts->lastWords; }
qint64 EngineLink::processId() const { return m_parts->process ? m_parts->process->processId() : 0; }

void EngineLink::setProgram(QStringList program) {
    if (program == m_parts->program) return;
    m_parts->program = std::move(program);
    switch (m_parts->state) {
        case State::Idle:
        case State::Dead:
        case State::Stopping: return;
        case State::Starting: return m_parts->start();   // nothing was asked of it yet
        case State::Ready:
        case State::Busy:
            m_parts->isOfOldProgram = true;
            return m_parts->settle();
    }
}

void EngineLink::restart() {
    switch (m_parts->state) {
        case State::Idle:
        case State::Dead: return m_parts->start();
        case State::Starting: return;   // it is as new as it would be
        case State::Stopping:
        case State::Ready:
        case State::Busy:
            m_parts->startsAgain = true;
            return m_parts->stop();
    }
}

void EngineLink::stop() {
    m_parts->startsAgain = false;
    m_parts->stop();
}

}  // namespace luthier
