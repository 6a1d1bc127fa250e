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
    if (m_signals && m_signals->requested() && !m_end) {
        m_end = ControlOp::Stop;
        RETURN_IF_ERROR(record.event(EventKind::Control, {{"op", "stop"}, {"from", "signal"}}));
    }
    return {};
}

Status Steering::act(const ControlMessage& message, Record& record) {
    if (const Status sensible = checkControl(message); !sensible)
        return record.event(EventKind::Warning, {{"message", sensible.error().message}, {"hint", sensible.error().hint}});
    switch (message.op) {
        case ControlOp::Stop:
        case ControlOp::Pause: m_end = message.op; break;
        case ControlOp::Checkpoint: m_checkpoint = true; break;
        case ControlOp::Set: m_changes.push_back(setOf(message).value()); break;
        case ControlOp::Sample: m_samples.push_back(sampleOf(message).value()); break;
    }
    return record.event(EventKind::Control, controlToJson(message));
}

}  // namespace luthier
