// SPDX-License-Identifier: GPL-3.0-or-later
// A QApplication that knows how long the GUI thread was away from its event loop, and with what. Counted is the time a handler computed or waited for
// something (a disk, a lock, another thread): that of the clock less that in which the thread could have run and other programs had all processors. A loop that
// runs inside a handler (a menu, a dialog) is no time of that handler. Thread: GUI. Requires Linux; where the kernel keeps no such account, all time counts.
#pragma once

#include <string>
#include <vector>

#include <QApplication>

namespace luthier::test {

class WatchedApplication : public QApplication {
public:
    WatchedApplication(int& argc, char** argv);
    ~WatchedApplication() override;
    static WatchedApplication& instance() { return *static_cast<WatchedApplication*>(QCoreApplication::instance()); }

    struct Finding {
        double ms = 0;
        std::string doing, what;      // doing: what the test did then; what: "QTableView rows_table: Paint"
    };
    // Begins anew.
    void startWatching();
    void stopWatching();
    // What the findings from now on are said to come from.
    void doing(const std::string& words) { m_doing = words; }
    // Those of at least 5 ms, the longest first.
    std::vector<Finding> findings() const;
    std::int64_t numEvents() const { return m_numEvents; }

    bool notify(QObject* receiver, QEvent* event) override;

private:
    struct Frame {
        const char* className = nullptr;
        QString name;
        int type = 0;
        double start = 0, longestInside = 0;
    };
    double now() const;
    void settle(Frame& frame, double end);
    int m_account = -1;               // of this thread: /proc/self/task/.../schedstat
    bool m_isWatching = false;
    std::vector<Frame> m_frames;
    std::string m_doing;
    std::vector<Finding> m_findings;
    std::int64_t m_numEvents = 0;
};

}  // namespace luthier::test
