// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <ucontext.h>

#include <bit>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

#include "tests/gpu/emulator/cuda_runtime.h"

namespace luthier::kernels::cuda {

constexpr int kSharedRoom = 256 << 10;
alignas(128) unsigned char luthierShared[kSharedRoom];   // the name that the kernels declare

}  // namespace luthier::kernels::cuda

namespace luthier::emulator {

uint3 currentThread, currentBlock;
dim3 blockSize, gridSize;

namespace {

constexpr int kLanes = 32, kMaxWords = 8, kGuardBytes = 4096;
constexpr std::size_t kStackBytes = 128 << 10;
constexpr unsigned char kPoison = 0xFF;   // NaN as float32 and as bf16

struct Copy { void* to; const void* from; int bytes; bool valid; };

struct Fiber {
    ucontext_t context;                            // how it begins; from then on the jump buffers switch, which asks no system call
    jmp_buf place;
    bool hasBegun = false;
    std::unique_ptr<char[]> stack = std::make_unique<char[]>(kStackBytes);
    bool isDone = false;
    long barriers = 0, exchanges = 0;              // how many it has reached
    std::vector<Copy> open;                        // issued, not committed
    std::vector<std::vector<Copy>> groups;
};

struct Warp { std::uint32_t words[2][kLanes * kMaxWords]; int arrived[2] = {}; long finished = 0; };

struct Machine {
    int major = 8;
    bool isReversed = false, copiesAtOnce = false;   // the order in which threads run; whether copies arrive when they are issued, or when they are waited for
    unsigned numRuns = 0;
    ucontext_t start;
    jmp_buf scheduler;
    std::vector<std::unique_ptr<Fiber>> fibers;
    std::vector<Warp> warps;
    int numThreads = 0, current = 0, arrived = 0, alive = 0;
    long released = 0, progress = 0;               // barriers that all have reached; anything that happened
    const std::function<void()>* body = nullptr;
};
Machine machine;

[[noreturn]] void fail(const char* what) {
    std::fprintf(stderr, "emulator: %s (block %u %u %u, thread %u)\n", what, currentBlock.x, currentBlock.y, currentBlock.z, currentThread.x);
    std::abort();
}

void carryOut(const Copy& copy) {
    if (copy.valid) std::memcpy(copy.to, copy.from, static_cast<std::size_t>(copy.bytes));
    else std::memset(copy.to, 0, static_cast<std::size_t>(copy.bytes));
}

Fiber& self() { return *machine.fibers[static_cast<std::size_t>(machine.current)]; }
void yield() {
    if (_setjmp(self().place) == 0) _longjmp(machine.scheduler, 1);
}
// Runs the current fiber until it yields.
void resume() {
    if (_setjmp(machine.scheduler) != 0) return;
    Fiber& fiber = self();
    if (fiber.hasBegun) _longjmp(fiber.place, 1);
    fiber.hasBegun = true;
    swapcontext(&machine.start, &fiber.context);
}

void releaseBarrier() {
    if (machine.alive == 0 || machine.arrived < machine.alive) return;
    machine.arrived = 0;
    ++machine.released;
}

void enter() {
    (*machine.body)();
    Fiber& fiber = self();
    if (!fiber.open.empty()) fail("a copy was not committed");
    fiber.isDone = true;
    --machine.alive;
    ++machine.progress;
    releaseBarrier();
    yield();
}

void prepare(Fiber& fiber) {
    fiber.isDone = fiber.hasBegun = false;
    fiber.barriers = fiber.exchanges = 0;
    fiber.open.clear();
    fiber.groups.clear();
    getcontext(&fiber.context);
    fiber.context.uc_stack.ss_sp = fiber.stack.get();
    fiber.context.uc_stack.ss_size = kStackBytes;
    fiber.context.uc_link = nullptr;
    makecontext(&fiber.context, enter, 0);
}

// As far as a warp can go without the others, so that a missing barrier shows.
void runWarp(int warp) {
    for (long before = -1; before != machine.progress;) {
        before = machine.progress;
        for (int i = 0; i < kLanes; ++i) {
            const int thread = warp * kLanes + i;
            machine.current = machine.isReversed ? machine.numThreads - 1 - thread : thread;
            if (self().isDone) continue;
            currentThread = {static_cast<unsigned>(machine.current), 0, 0};
            resume();
        }
    }
}

void runBlock(int sharedBytes) {
    std::memset(kernels::cuda::luthierShared, kPoison, static_cast<std::size_t>(sharedBytes + kGuardBytes));
    machine.warps.assign(static_cast<std::size_t>(machine.numThreads / kLanes), Warp());
    machine.arrived = 0;
    machine.released = 0;
    machine.alive = machine.numThreads;
    for (int i = 0; i < machine.numThreads; ++i) prepare(*machine.fibers[static_cast<std::size_t>(i)]);
    while (machine.alive > 0) {
        const long before = machine.progress;
        for (int warp = 0; warp < machine.numThreads / kLanes; ++warp) runWarp(warp);
        if (machine.progress == before) fail("threads wait for one another");
    }
    for (int i = 0; i < kGuardBytes; ++i)
        if (kernels::cuda::luthierShared[sharedBytes + i] != kPoison) fail("shared memory was written beyond its end");
}

}  // namespace

void setCapability(int major) { machine.major = major; }
int capability() { return machine.major; }
int maxSharedBytes() { return machine.major >= 8 ? 99 << 10 : 64 << 10; }   // the least of all processors of that kind

void run(dim3 grid, int threads, int sharedBytes, const std::function<void()>& body) {
    if (threads % kLanes != 0 || threads > 1024) fail("a block is not made of whole warps");
    if (sharedBytes + kGuardBytes > kernels::cuda::kSharedRoom) fail("more shared memory than there is");
    machine.isReversed = std::popcount(machine.numRuns++) % 2 == 1;   // so that a sequence of launches is not repeated in the same orders
    machine.copiesAtOnce = machine.numRuns % 3 != 0;
    machine.numThreads = threads;
    machine.body = &body;
    while (static_cast<int>(machine.fibers.size()) < threads) machine.fibers.push_back(std::make_unique<Fiber>());
    blockSize = dim3(static_cast<unsigned>(threads));
    gridSize = grid;
    for (unsigned z = 0; z < grid.z; ++z)
        for (unsigned y = 0; y < grid.y; ++y)
            for (unsigned x = 0; x < grid.x; ++x) {
                currentBlock = {x, y, z};
                runBlock(sharedBytes);
            }
}

void blockBarrier() {
    const long mine = ++self().barriers;
    ++machine.arrived;
    ++machine.progress;
    releaseBarrier();
    while (machine.released < mine) yield();
}

// Two rounds may be in flight: a lane that is ahead waits for the others before a third.
const std::uint32_t* warpExchange(const std::uint32_t* mine, int count) {
    if (count > kMaxWords) fail("too many words of a lane");
    const int lane = machine.current % kLanes;
    Warp& warp = machine.warps[static_cast<std::size_t>(machine.current / kLanes)];
    const long round = self().exchanges++;
    const int side = static_cast<int>(round % 2);
    for (int i = 0; i < count; ++i) warp.words[side][lane * count + i] = mine[i];
    ++machine.progress;
    if (++warp.arrived[side] == kLanes) {
        warp.arrived[side] = 0;
        warp.finished = round + 1;
    }
    while (warp.finished <= round) yield();
    return warp.words[side];
}

void copyLater(void* to, const void* from, int bytes, bool valid) {
    const Copy copy{to, from, bytes, valid};
    if (machine.copiesAtOnce) carryOut(copy);
    else self().open.push_back(copy);
}

void commitCopies() {
    self().groups.push_back(std::move(self().open));
    self().open.clear();
}

void waitCopies(int groupsLeft) {
    auto& groups = self().groups;
    while (static_cast<int>(groups.size()) > groupsLeft) {
        for (const Copy& copy : groups.front()) carryOut(copy);
        groups.erase(groups.begin());
    }
}

}  // namespace luthier::emulator
