// SPDX-License-Identifier: Apache-2.0
// Writing and reading the .jsonl files of a run folder (the line format is in log_line.h).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/runs/log_line.h"

namespace luthier {

// Appends whole lines; a line that could not be written (full disk) is cut off again and its seq is used by the next. Thread: any; one writer per file.
class LogWriter {
public:
    static Result<LogWriter> open(const std::string& path, std::int64_t attempt);
    LogWriter(LogWriter&&) noexcept;
    LogWriter& operator=(LogWriter&&) noexcept;
    ~LogWriter();

    // Errors: DiskFull, Io, those of formatLogLine.
    Status append(const Json& fields);
    Status sync();   // survives a power cut from here on

private:
    struct State;
    explicit LogWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

// What reading met beside good lines.
struct LogReport {
    std::int64_t numLines = 0;      // good ones
    std::int64_t numTorn = 0;       // cut off by a kill: the last line of the file, or of an attempt that another one followed
    struct Broken { std::int64_t number; std::string reason; };
    std::vector<Broken> broken;     // damaged inside the file, or a repeated or missing seq: worth telling
};

// Good lines in file order; visit returns false to stop. A file that does not exist has no lines. Errors: Io.
Result<LogReport> readLog(const std::string& path, const std::function<bool(LogLine&&)>& visit);

struct LogContent { std::vector<LogLine> lines; LogReport report; };
Result<LogContent> readWholeLog(const std::string& path);

// The lines that still hold in a log of steps (metrics, rows, samples): a line {"rewound_to":S} of an attempt voids what earlier attempts wrote about steps
// after S, and where two attempts wrote about one step the later one counts. Lines without a step are left out. Order: by step, then as in the file.
std::vector<LogLine> currentSteps(std::vector<LogLine> lines);

// The highest attempt in a log, 0 when there is none. Errors: Io.
Result<std::int64_t> lastAttempt(const std::string& path);

}  // namespace luthier
