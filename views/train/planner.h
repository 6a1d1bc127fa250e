// SPDX-License-Identifier: GPL-3.0-or-later
// The plan of the run that is being set up, made in this program and off the GUI thread: the last question counts, an answer to an older one is not given.
// Thread: GUI; answers come as signals.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include <QObject>

#include "core/base/memory.h"
#include "core/plan/plan.h"
#include "views/train/row_lists.h"

namespace luthier {

// What an engine measured of a device of this machine.
struct MeasuredDevice { std::string device; MachineRates rates; std::int64_t availableBytes = INT64_MAX; bool isProcessor = true, prefersBf16 = false; };

struct PlanQuestion {
    RunConfig config;                            // valid; "auto" not resolved
    std::optional<MeasuredDevice> measured;
    std::string runsFolder;                      // where the run folder will be
};

struct PlanAnswer {
    std::optional<Plan> plan;                    // nothing while no row is known, or when something cannot be read
    std::vector<Resolved> resolved;              // what "auto" became
    std::vector<Problem> problems;               // of files and folders that the settings name
    std::int64_t numTrainRows = 0, numEvalRows = 0, numTruncated = 0;
    std::map<std::string, std::int64_t> refused; // rows that are not used, by rule
    std::int64_t numRowsRead = 0, numRowsInAll = 0;
    bool isReading = false;                      // the rows are still being read: steps and time are scaled up from those that are there
    bool isRough = false;                        // made from a part of the rows, the exact one follows
    bool onGpu = false;
    MemoryRoom room{};
    std::int64_t freeDiskBytes = -1;             // -1: not known
};

class Planner : public QObject {
    Q_OBJECT
public:
    explicit Planner(RowLists::Read read, QObject* parent = nullptr);
    ~Planner() override;
    void ask(PlanQuestion question);
    void cancel();                               // no answer is wanted any more
    // Rows of data sets, or folders of models, may be others now.
    void contentsChanged();
    const RowLists& lists() const { return *m_lists; }

signals:
    void answered(const luthier::PlanAnswer& answer);

private:
    void work();
    void wake();
    void give(PlanAnswer answer, std::int64_t number);
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::optional<PlanQuestion> m_question;
    std::int64_t m_number = 0, m_answeredNews = -1, m_news = 0;
    bool m_ends = false;
    std::unique_ptr<RowLists> m_lists;
    std::thread m_thread;
};

// The work itself, for tests: lists as RowLists gives them, first those of data.train, then of data.eval. mostRows: of more, some are taken.
PlanAnswer planOf(const PlanQuestion& question, const std::vector<RowLists::List>& lists, std::int64_t mostRows = INT64_MAX);

}  // namespace luthier
