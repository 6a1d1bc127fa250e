// SPDX-License-Identifier: Apache-2.0
// How the threads of a parallel loop wait for one another. Spinning, OpenMP's way, is fastest where each has a processor to itself. Beside other programs it
// is slow beyond all proportion: the one that spins uses up the turn of the one that it waits for.
#pragma once

#include <functional>
#include <memory>

namespace luthier::kernels {

// Whether to sleep instead of spin, from how the last intervals went.
class WaitingChoice {
public:
    // share: of the time of the threads that compute, in which they were ready to run and had no processor, 0 to 1. At once where that is much; back to
    // spinning only after a while of quiet, because where all sleep there is less to wait for.
    bool sleeps(double share);

private:
    bool m_sleeps = false;
    int m_numQuiet = 0;
};

// Looks ten times a second, as long as it lives, and has the threads of this process's parallel loops sleep or spin. One of it at a time. Where the kernel
// does not say how long threads wait (schedstat), they spin. Thread: any.
class TeamWaiting {
public:
    // share: as WaitingChoice takes it, asked for each time; without it, of this process's threads.
    explicit TeamWaiting(std::function<double()> share = {});
    ~TeamWaiting();
    TeamWaiting(TeamWaiting&&) = delete;
    bool sleeps() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace luthier::kernels
