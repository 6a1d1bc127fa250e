// SPDX-License-Identifier: Apache-2.0
#include "core/runs/log_file.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

#include "core/base/files.h"

namespace luthier {

struct LogWriter::State {
    std::mutex mutex;
    AppendFile file;
    std::int64_t attempt;
    std::int64_t nextSeq = 0;
    State(AppendFile opened, std::int64_t number) : file(std::move(opened)), attempt(number) {}
};

LogWriter::LogWriter(std::unique_ptr<State> state) : m_state(std::move(state)) {}
LogWriter::LogWriter(LogWriter&&) noexcept = default;
LogWriter& LogWriter::operator=(LogWriter&&) noexcept = default;
LogWriter::~LogWriter() = default;

Result<LogWriter> LogWriter::open(const std::string& path, std::int64_t attempt) {
    ASSIGN_OR_RETURN(AppendFile file, AppendFile::open(path));
    return LogWriter(std::make_unique<State>(std::move(file), attempt));
}

Status LogWriter::append(const Json& fields) {
    const std::lock_guard guard(m_state->mutex);
    ASSIGN_OR_RETURN(const std::string line, formatLogLine(m_state->attempt, m_state->nextSeq, fields));
    RETURN_IF_ERROR(m_state->file.append(line));
    ++m_state->nextSeq;
    return {};
}

Status LogWriter::sync() {
    const std::lock_guard guard(m_state->mutex);
    return m_state->file.sync();
}

namespace {

// Decides what a broken line means once it is known what follows it.
class LogScan {
public:
    LogScan(LogReport& report, const std::function<bool(LogLine&&)>& visit) : m_report(report), m_visit(visit) {}

    bool take(const Line& raw) {
        if (raw.text.empty()) return true;
        auto line = raw.tooLong ? Result<LogLine>(fail(ErrorCode::InvalidData, "the line is too long")) : parseLogLine(raw.text);
        if (!line) {
            m_pending.push_back({raw.number, line.error().message});
            return true;
        }
        line->number = raw.number;
        const bool newAttempt = line->attempt > m_attempt;
        settle(newAttempt);
        if (!newAttempt && (line->attempt < m_attempt || line->seq <= m_seq)) {
            m_report.broken.push_back({raw.number, "attempt " + std::to_string(line->attempt) + ", seq " + std::to_string(line->seq) + " comes again"});
            return true;
        }
        const std::int64_t expected = newAttempt ? 0 : m_seq + 1;
        if (line->seq != expected && m_numExplained < line->seq - expected)
            m_report.broken.push_back(
                {raw.number, std::to_string(line->seq - expected) + " line(s) of attempt " + std::to_string(line->attempt) + " are missing before this one"});
        m_numExplained = 0;
        m_attempt = line->attempt;
        m_seq = line->seq;
        ++m_report.numLines;
        return m_visit(std::move(*line));
    }

    void finish() {
        // Only the very last line can be torn; those before it are damage.
        if (m_pending.empty()) return;
        m_pending.pop_back();
        ++m_report.numTorn;
        settle(false);
    }

private:
    void settle(bool attemptEnded) {
        if (attemptEnded && !m_pending.empty()) {
            ++m_report.numTorn;
            m_pending.pop_back();
        }
        m_numExplained = static_cast<std::int64_t>(m_pending.size());
        std::move(m_pending.begin(), m_pending.end(), std::back_inserter(m_report.broken));
        m_pending.clear();
    }

    LogReport& m_report;
    const std::function<bool(LogLine&&)>& m_visit;
    std::vector<LogReport::Broken> m_pending;
    std::int64_t m_attempt = 0, m_seq = -1, m_numExplained = 0;
};

}  // namespace

Result<LogReport> readLog(const std::string& path, const std::function<bool(LogLine&&)>& visit) {
    LogReport report;
    if (!pathExists(path)) return report;
    LogScan scan(report, visit);
    bool stopped = false;
    RETURN_IF_ERROR(forEachLine(path, maxLogLineBytes, [&](const Line& line) {
        stopped = !scan.take(line);
        return !stopped;
    }));
    if (!stopped) scan.finish();
    return report;
}

Result<LogContent> readWholeLog(const std::string& path) {
    LogContent content;
    ASSIGN_OR_RETURN(content.report, readLog(path, [&](LogLine&& line) {
        content.lines.push_back(std::move(line));
        return true;
    }));
    return content;
}

std::vector<LogLine> currentSteps(std::vector<LogLine> lines) {
    struct StepLines { std::int64_t attempt = 0; std::vector<LogLine> lines; };
    std::map<std::int64_t, StepLines> bySteps;
    for (LogLine& line : lines) {
        if (const auto rewound = line.fields.find("rewound_to"); rewound != line.fields.end() && rewound->is_number_integer())
            bySteps.erase(bySteps.upper_bound(rewound->get<std::int64_t>()), bySteps.end());
        const auto step = line.fields.find("step");
        if (step == line.fields.end() || !step->is_number_integer()) continue;
        StepLines& place = bySteps[step->get<std::int64_t>()];
        if (line.attempt > place.attempt) place = {line.attempt, {}};
        place.lines.push_back(std::move(line));
    }
    std::vector<LogLine> current;
    for (auto& [step, place] : bySteps) std::move(place.lines.begin(), place.lines.end(), std::back_inserter(current));
    return current;
}

Result<std::int64_t> lastAttempt(const std::string& path) {
    std::int64_t last = 0;
    RETURN_IF_ERROR(readLog(path, [&](LogLine&& line) {
        last = std::max(last, line.attempt);
        return true;
    }));
    return last;
}

}  // namespace luthier
