// SPDX-License-Identifier: Apache-2.0
// Long work says how far it is and can be asked to stop.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

#include "core/base/error.h"

namespace luthier {

struct Progress { std::string phase; std::int64_t done = 0; std::int64_t total = 0; std::string unit; };   // total 0 = not known
using ProgressSink = std::function<void(const Progress&)>;

// Set from any thread or a signal handler; read by the work between units.
class Cancellation {
public:
    void request() noexcept { m_requested.store(true, std::memory_order_relaxed); }
    bool requested() const noexcept { return m_requested.load(std::memory_order_relaxed); }
private:
    std::atomic<bool> m_requested{false};
};

// What a long function is given: where to report, and whether to go on.
struct WorkContext {
    ProgressSink progress = [](const Progress&) {};
    const Cancellation* cancellation = nullptr;
    bool cancelled() const { return cancellation && cancellation->requested(); }
    Status checkpoint() const { return cancelled() ? Status(fail(ErrorCode::Cancelled, "stopped as asked")) : Status(); }
};

}  // namespace luthier
