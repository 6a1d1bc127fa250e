// SPDX-License-Identifier: Apache-2.0
// What somebody outside asks of a run while it works: by signal, by a line on stdin, by control.jsonl. Thread: post() from any, the rest from the loop.
#pragma once

#include <mutex>
#include <vector>

#include "core/base/progress.h"
#include "core/protocol/control.h"
#include "core/training/record.h"

namespace luthier {

class Steering {
public:
    explicit Steering(const Cancellation* signals) : m_signals(signals) {}
    // A message from stdin.
    void post(const ControlMessage& message);
    // Reads what is new from everywhere and acts upon it; what cannot be acted upon is answered by a Warning event. Call between steps.
    Status poll(Record& record);

    bool stopRequested() const { return m_stop; }
    bool takeCheckpointRequest();

private:
    Status act(const ControlMessage& message, Record& record);
    const Cancellation* m_signals;
    std::mutex m_mutex;
    std::vector<ControlMessage> m_posted;
    bool m_stop = false, m_checkpoint = false;
};

}  // namespace luthier
