// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/link/offline.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstring>

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <QCoreApplication>

namespace luthier {

namespace {

struct OfflineWords { Q_DECLARE_TR_FUNCTIONS(luthier::OfflineWords) };

std::atomic<bool> isRefusing = false;

#if defined(__x86_64__)
constexpr unsigned nativeArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned nativeArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr unsigned nativeArchitecture = 0;   // the numbers of system calls depend on it
#endif

constexpr unsigned refused = SECCOMP_RET_ERRNO | EACCES, unknown = SECCOMP_RET_ERRNO | ENOSYS, allowed = SECCOMP_RET_ALLOW;
constexpr unsigned firstForeignCall = 0x40000000;   // x86-64's second set of numbers for the same calls

constexpr sock_filter load(std::size_t offset) { return {BPF_LD | BPF_W | BPF_ABS, 0, 0, static_cast<unsigned>(offset)}; }
constexpr sock_filter answer(unsigned what) { return {BPF_RET | BPF_K, 0, 0, what}; }
// Goes on with the next line if it is so, else leaves `skip` lines out.
constexpr sock_filter unlessEqual(unsigned value, unsigned char skip) { return {BPF_JMP | BPF_JEQ | BPF_K, 0, skip, value}; }
constexpr sock_filter unlessAtLeast(unsigned value, unsigned char skip) { return {BPF_JMP | BPF_JGE | BPF_K, 0, skip, value}; }

// Of sockets, those that stay within the machine. Rings of requests (io_uring) could make sockets unseen; programs do without them where there are none.
constexpr std::array filter{
    load(offsetof(seccomp_data, arch)),
    sock_filter{BPF_JMP | BPF_JEQ | BPF_K, 1, 0, nativeArchitecture},
    answer(unknown),
    load(offsetof(seccomp_data, nr)),
    unlessAtLeast(firstForeignCall, 1),
    answer(unknown),
    unlessEqual(SYS_io_uring_setup, 1),
    answer(unknown),
    sock_filter{BPF_JMP | BPF_JEQ | BPF_K, 1, 0, SYS_socket},
    answer(allowed),
    load(offsetof(seccomp_data, args)),   // its first argument; the lower half, on machines that begin with that
    unlessEqual(AF_UNIX, 1),
    answer(allowed),
    unlessEqual(AF_NETLINK, 1),
    answer(allowed),
    answer(refused),
};

}  // namespace

Status refuseConnections() {
    if (isRefusing.exchange(true)) return {};
    auto lines = filter;
    const sock_fprog program{static_cast<unsigned short>(lines.size()), lines.data()};
    // In all threads, or in none.
    errno = ENOSYS;
    if (nativeArchitecture != 0 && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
        ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0)
        return {};
    const int error = errno;
    isRefusing = false;
    return fail(Error(ErrorCode::Io, OfflineWords::tr("This system cannot refuse connections: %1.").arg(QString::fromLocal8Bit(std::strerror(error)))
                                                  .toStdString())
                    .withHint(OfflineWords::tr("Nothing here makes one, but it is not guarded. A kernel with seccomp can.").toStdString()));
}

bool refusesConnections() { return isRefusing; }

}  // namespace luthier
