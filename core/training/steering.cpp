// SPDX-License-Identifier: Apache-2.0
#include "core/training/steering.h"

namespace luthier {

void Steering::post(const ControlMessage& message) {
    const std::lock_guard lock(m_mutex);
    m_posted.push_back(message);
}

Status Steering::poll(Record& record) {
    std::vector<ControlMessage> messages;
    {
        const std::lock_guard lock(m_mutex);
        messages.swap(m_posted);
    }
    ControlReader::News news = record.attempt().control().poll();
    messages.insert(messages.end(), news.messages.begin(), news.messages.end());
    for (const Error& problem : news.problems) RETURN_IF_ERROR(record.event(EventKind::Warning, {{"message", problem.message}, {"hint", problem.hint}}));
    for (const ControlMessage& message : messages) RETURN_IF_ERROR(act(message, record));
    if (m_signals && m_signals->requested() && !m_stop) {
        m_stop = true;
        RETURN_IF_ERROR(record.event(EventKind::Control, {{"op", "stop"}, {"from", "signal"}}));
    }
    return {};
}

Status Steering::act(const ControlMessage& message, Record& record) {
    if (const Status supported = checkSupported(message); !supported)
        return record.event(EventKind::Warning, {{"message", supported.error().message}, {"hint", supported.error().hint}});
    if (message.op == ControlOp::Stop) m_stop = true;
    if (message.op == ControlOp::Checkpoint) m_checkpoint = true;
    return record.event(EventKind::Control, {{"op", std::string(controlOpName(message.op))}});
}

bool Steering::takeCheckpointRequest() {
    const bool requested = m_checkpoint;
    m_checkpoint = false;
    return requested;
}

}  // namespace luthier
