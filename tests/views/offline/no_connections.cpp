// SPDX-License-Identifier: GPL-3.0-or-later
// no_connections PROGRAM ARGUMENT...: runs it so that the kernel ends it (SIGSYS), or whatever process of its, at the first internet socket it asks for.
// no_connections --try: asks for one of each kind and says which it got: "inet inet6 unix ...". Exit 0.
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

int tryAll() {
    struct Kind { const char* name; int family, type; };
    constexpr Kind kinds[] = {{"inet", AF_INET, SOCK_STREAM}, {"inet-datagram", AF_INET, SOCK_DGRAM}, {"inet6", AF_INET6, SOCK_STREAM},
                              {"packet", AF_PACKET, SOCK_RAW}, {"vsock", AF_VSOCK, SOCK_STREAM}, {"bluetooth", AF_BLUETOOTH, SOCK_STREAM},
                              {"unix", AF_UNIX, SOCK_STREAM}};
    for (const Kind& kind : kinds)
        if (const int got = ::socket(kind.family, kind.type, 0); got >= 0) {
            std::printf("%s ", kind.name);
            ::close(got);
        }
    char ring[256] = {};
    if (const long got = ::syscall(SYS_io_uring_setup, 1, ring); got >= 0) std::printf("io_uring ");
    return 0;
}

bool forbid() {
    sock_filter lines[] = {{BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(seccomp_data, nr)},
                           {BPF_JMP | BPF_JEQ | BPF_K, 0, 4, SYS_socket},
                           {BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(seccomp_data, args)},
                           {BPF_JMP | BPF_JEQ | BPF_K, 1, 0, AF_INET},
                           {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, AF_INET6},
                           {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_KILL_PROCESS},
                           {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW}};
    const sock_fprog program{sizeof lines / sizeof lines[0], lines};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    if (std::strcmp(argv[1], "--try") == 0) return tryAll();
    if (!forbid()) {
        std::fprintf(stderr, "no_connections: the system knows no such filter: %s\n", std::strerror(errno));
        return 77;
    }
    ::execvp(argv[1], argv + 1);
    std::fprintf(stderr, "no_connections: cannot run %s: %s\n", argv[1], std::strerror(errno));
    return 127;
}
