// SPDX-License-Identifier: Apache-2.0
#include "app/engine/standard_streams.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <exception>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "core/base/posix_file.h"
#include "core/protocol/codes.h"

namespace luthier {

namespace {

std::atomic<Cancellation*> signalTarget{nullptr};
static_assert(std::atomic<Cancellation*>::is_always_lock_free && std::atomic<bool>::is_always_lock_free, "used in a signal handler");

void onSignal(int number) {
    const int savedErrno = errno;
    if (Cancellation* target = signalTarget.load()) target->request();
    if (number == SIGINT) {
        std::signal(SIGINT, SIG_DFL);
        constexpr std::string_view text = "\nstopping as soon as possible; Ctrl-C again ends at once\n";
        if (::isatty(STDERR_FILENO) && ::write(STDERR_FILENO, text.data(), text.size()) < 0) { /* nobody to tell */ }
    }
    errno = savedErrno;
}

[[noreturn]] void onTerminate() {
    std::string message = "the engine ended unexpectedly";
    try {
        if (const auto exception = std::current_exception()) std::rethrow_exception(exception);
    } catch (const std::exception& exception) {
        message += std::string(": ") + exception.what();
    } catch (...) {
        message += " by an exception of an unknown kind";
    }
    writeStderr(dumpJson(errorToJson(Error(ErrorCode::Internal, message).withHint("this is a fault of Luthier, please report it"))) + "\n");
    ::_exit(static_cast<int>(ExitCode::Internal));
}

}  // namespace

Status writeStdout(std::string_view text) {
    while (!text.empty()) {
        const ssize_t put = ::write(STDOUT_FILENO, text.data(), text.size());
        if (put >= 0) {
            text.remove_prefix(static_cast<std::size_t>(put));
        } else if (errno == EPIPE) {
            return fail(ErrorCode::Cancelled, "nobody reads the output any more");
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            pollfd ready{STDOUT_FILENO, POLLOUT, 0};
            ::poll(&ready, 1, -1);
        } else if (errno != EINTR) {
            return fail(errorFromErrno(errno, "write", "standard output"));
        }
    }
    return {};
}

void writeStderr(std::string_view text) noexcept {
    while (!text.empty()) {
        const ssize_t put = ::write(STDERR_FILENO, text.data(), text.size());
        if (put >= 0) {
            text.remove_prefix(static_cast<std::size_t>(put));
        } else if (errno != EINTR) {
            return;
        }
    }
}

bool stderrIsTerminal() { return ::isatty(STDERR_FILENO) == 1; }

int stderrColumns() {
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

void installSignals(Cancellation& cancellation) {
    signalTarget.store(&cancellation);
    std::set_terminate(onTerminate);
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGUSR1}) {
        struct sigaction current {};
        if (::sigaction(number, nullptr, &current) == 0 && current.sa_handler == SIG_IGN) continue;
        struct sigaction action {};
        action.sa_handler = onSignal;
        action.sa_flags = SA_RESTART;
        sigemptyset(&action.sa_mask);
        ::sigaction(number, &action, nullptr);
    }
    std::signal(SIGPIPE, SIG_IGN);
}

struct StdinReader::State {
    std::function<void(std::string_view)> onBytes;
    std::function<void()> onEnd;
    std::array<int, 2> wake{-1, -1};
    std::thread thread;

    void run() const {
        std::array<char, 1 << 16> buffer;
        while (true) {
            std::array<pollfd, 2> sources{pollfd{STDIN_FILENO, POLLIN, 0}, pollfd{wake[0], POLLIN, 0}};
            if (::poll(sources.data(), sources.size(), -1) < 0 && errno != EINTR) return;
            if (sources[1].revents != 0) return;
            if (sources[0].revents == 0) continue;
            const ssize_t got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
            if (got > 0) onBytes({buffer.data(), static_cast<std::size_t>(got)});
            else if (got == 0 || (errno != EINTR && errno != EAGAIN)) return onEnd();
        }
    }
};

StdinReader::StdinReader(std::function<void(std::string_view)> onBytes, std::function<void()> onEnd) : m_state(std::make_unique<State>()) {
    m_state->onBytes = std::move(onBytes);
    m_state->onEnd = std::move(onEnd);
    if (::isatty(STDIN_FILENO) == 1 || ::pipe2(m_state->wake.data(), O_CLOEXEC) != 0) return;
    m_state->thread = std::thread([state = m_state.get()] { state->run(); });
}

StdinReader::~StdinReader() {
    if (m_state->thread.joinable()) {
        const char byte = 0;
        while (::write(m_state->wake[1], &byte, 1) < 0 && errno == EINTR) {}
        m_state->thread.join();
    }
    for (const int descriptor : m_state->wake)
        if (descriptor >= 0) ::close(descriptor);
}

}  // namespace luthier
