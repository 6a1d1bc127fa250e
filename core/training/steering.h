// SPDX-License-Identifier: Apache-2.0
// What somebody outside asks of a run while it works: by signal, by a line on stdin, by control.jsonl. Thread: post() from any, the rest from the loop.
#pragma once

#include <mutex>
#include <optional>
#include <utility>
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
    // Reads what is new from everywhere; what cannot be acted upon is answered by a Warning event. Call between steps.
    Status poll(Record& record);

    // Stop or Pause, once one of them was asked for.
    std::optional<ControlOp> endRequested() const { return m_end; }
    // What has been asked for since the last call.
    bool takeCheckpointRequest() { return std::exchange(m_checkpoint, false); }
    std::vector<SetMessage> takeChanges() { return std::exchange(m_changes, {}); }
    std::vector<SampleMessage> takeSampleRequests() { return std::exchange(m_samples, {}); }

private:
    Status act(const ControlMessage& message, Record& record);
    const Cancellation* m_signals;
    std::mutex m_mutex;
    std::vector<ControlMessage> m_posted;
    std::optional<ControlOp> m_end;
    bool m_checkpoint = false;
    std::vector<SetMessage> m_changes;
    std::vector<SampleMessage> m_samples;
};

}  // namespace luthier
