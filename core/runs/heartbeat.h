// SPDX-License-Identifier: Apache-2.0
// The file `heartbeat` of a run folder is touched each second by a thread of its own, so that others see that the engine lives (its age is judged against the
// file system's clock of the reader). Thread: construct and destroy on one thread. Requires POSIX.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/base/error.h"

namespace luthier {

class Heartbeat {
public:
    // Errors: Io, DiskFull of the first touch; later failures are logged once and tried again.
    static Result<Heartbeat> start(const std::string& path, double intervalSeconds = 1.0);
    Heartbeat(Heartbeat&&) noexcept;
    Heartbeat& operator=(Heartbeat&&) noexcept;
    ~Heartbeat();

private:
    struct State;
    explicit Heartbeat(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

// Creates the file if needed and sets its time to now.
Status touchHeartbeat(const std::string& path);
// Seconds since the last touch, 0 where that is in the future (a clock was put back); nullopt when there is no such file.
std::optional<double> heartbeatAge(const std::string& path);
// Whether somebody touches it: its age is below 10 s. A touch in the future says nothing, so then it is watched for some 3 seconds.
bool heartbeatBeats(const std::string& path);

}  // namespace luthier
