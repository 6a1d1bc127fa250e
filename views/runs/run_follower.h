// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a run folder while it grows: series into pyramids, events, samples, and where in rows.jsonl each step lies. Only new bytes are read.
// Thread: one (the feed's worker); what it hands out (RunTexts, LiveSeries) may be read by others.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/protocol/events.h"
#include "core/runs/log_tail.h"
#include "core/runs/run_folder.h"
#include "views/runs/rollout_log.h"
#include "views/runs/step_list.h"
#include "views/shared/plot/plot_curve.h"

namespace luthier {

struct RunEvent {
    std::string time;
    std::optional<EventKind> kind;          // nothing: of a newer engine
    std::string kindName;
    Json fields = Json::object();
    std::optional<std::int64_t> step;       // said by the event, or the newest one before it
    bool saysStep = false;
};

struct RunSample { std::int64_t step = 0, attempt = 0; std::string prompt, text, finishReason; bool isOfBase = false; };

// All but the series. A snapshot: never changed once handed out.
struct RunTexts {
    std::vector<RunEvent> events;           // as written; the newest maxEvents
    std::vector<RunSample> samples;         // as they hold; the newest maxSamples
    Json config = Json();                   // run.json; null while there is none
    Json manifest = Json();
    std::int64_t numBroken = 0;             // damaged lines, passed over
};

// The rows of one step, the worst first.
struct StepRow { std::string row; double loss = 0; std::int64_t numTokens = 0; std::string question, answer, line{}; };   // line: as it was frozen
struct StepRows { std::int64_t step = 0; std::vector<StepRow> rows; };

class RunFollower {
public:
    static constexpr std::size_t maxEvents = 20000, maxSamples = 4000;

    explicit RunFollower(const std::string& folder);

    struct News { bool series = false, texts = false, rows = false, rollouts = false, hasMore = false; };
    // One bite of what is new. Errors: Io, NotFound (the folder is gone).
    Result<News> poll();

    const std::shared_ptr<LiveSeries>& series() const { return m_series; }
    const StepList& rowSteps() const { return m_rowSteps; }   // of which the rows are known
    std::shared_ptr<const RunTexts> texts() const { return std::make_shared<RunTexts>(m_texts); }
    std::shared_ptr<const RolloutAnswers> rollouts() { return m_rollouts.answers(); }
    Result<RolloutText> rollout(std::uint64_t begin) const { return readRollout(path("samples.jsonl"), begin); }
    // Errors: NotFound (no rows of that step), Io.
    Result<StepRows> rowsOf(std::int64_t step) const;

private:
    struct RowPlace { std::int64_t step = 0; std::uint64_t begin = 0; };
    Status pollMetrics(News& news);
    Status pollEvents(News& news);
    Status pollSamples(News& news);
    Status pollRows(News& news);
    void readConfig(News& news);
    std::string path(const char* name) const { return m_folder + "/" + name; }

    std::string m_folder;
    LogTail m_metrics, m_events, m_samples, m_rows;
    std::shared_ptr<LiveSeries> m_series = std::make_shared<LiveSeries>();
    RunTexts m_texts;
    RolloutLog m_rollouts;
    std::vector<RowPlace> m_places;         // by step
    StepList m_rowSteps;                    // the same steps
    std::int64_t m_newestStep = 0;
};

// Fills in what the rows say, from the frozen data of the run: the last question and the answer. Rows that are not found keep empty texts.
Status readRowTexts(const std::string& runFolder, std::vector<StepRow>& rows);

}  // namespace luthier
