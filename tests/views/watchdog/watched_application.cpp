// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/watchdog/watched_application.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <QAbstractEventDispatcher>
#include <QEvent>
#include <QMetaEnum>
#include <QThread>

#include "core/base/clock.h"

namespace luthier::test {

namespace {

constexpr double keptMs = 5, insideShare = 0.8;

// Seconds in which this thread was ready and not running.
double queuedSeconds(int account) {
    if (account < 0) return 0;
    std::array<char, 96> text{};
    if (::pread(account, text.data(), text.size() - 1, 0) <= 0) return 0;
    unsigned long long ran = 0, waited = 0;
    return std::sscanf(text.data(), "%llu %llu", &ran, &waited) == 2 ? static_cast<double>(waited) * 1e-9 : 0;
}

}  // namespace

WatchedApplication::WatchedApplication(int& argc, char** argv) : QApplication(argc, argv) {
    const std::string path = "/proc/self/task/" + std::to_string(::syscall(SYS_gettid)) + "/schedstat";
    m_account = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    QAbstractEventDispatcher* const dispatcher = QAbstractEventDispatcher::instance();
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, [this] {
        if (!m_isWatching) return;
        const double end = now();
        for (Frame& frame : m_frames) settle(frame, end);
    });
    connect(dispatcher, &QAbstractEventDispatcher::awake, this, [this] {
        const double start = now();
        for (Frame& frame : m_frames) frame.start = start;
    });
}

WatchedApplication::~WatchedApplication() {
    if (m_account >= 0) ::close(m_account);
}

double WatchedApplication::now() const { return monotonicSeconds() - queuedSeconds(m_account); }

void WatchedApplication::startWatching() {
    m_findings.clear();
    m_numEvents = 0;
    m_isWatching = true;
}

void WatchedApplication::stopWatching() { m_isWatching = false; }

std::vector<WatchedApplication::Finding> WatchedApplication::findings() const {
    std::vector<Finding> sorted = m_findings;
    std::sort(sorted.begin(), sorted.end(), [](const Finding& a, const Finding& b) { return a.ms > b.ms; });
    return sorted;
}

void WatchedApplication::settle(Frame& frame, double end) {
    const double ms = (end - frame.start) * 1e3;
    // The innermost handler that takes most of the time is the one to name.
    if (ms >= keptMs && frame.longestInside < insideShare * ms) {
        const char* const type = QMetaEnum::fromType<QEvent::Type>().valueToKey(frame.type);
        std::string what = std::string(frame.className) + (frame.name.isEmpty() ? "" : " " + frame.name.toStdString());
        m_findings.push_back({ms, m_doing, what + ": " + (type ? std::string(type) : std::to_string(frame.type))});
    }
    frame.longestInside = 0;
    frame.start = end;
}

bool WatchedApplication::notify(QObject* receiver, QEvent* event) {
    if (!m_isWatching || !receiver || QThread::currentThread() != thread()) return QApplication::notify(receiver, event);
    ++m_numEvents;
    m_frames.push_back({receiver->metaObject()->className(), receiver->objectName(), event->type(), now(), 0});
    const bool isDone = QApplication::notify(receiver, event);
    const double end = now(), ms = (end - m_frames.back().start) * 1e3;
    settle(m_frames.back(), end);
    m_frames.pop_back();
    if (!m_frames.empty()) m_frames.back().longestInside = std::max(m_frames.back().longestInside, ms);
    return isDone;
}

}  // namespace luthier::test
