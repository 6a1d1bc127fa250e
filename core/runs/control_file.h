// SPDX-License-Identifier: Apache-2.0
// control.jsonl of a run folder: whoever steers appends a line (protocol/control.h), the engine reads new lines between micro-batches. A line may end with
// "crc" as in log_line.h, and is then checked; a person may also write one with echo. Thread: one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/protocol/control.h"
#include "core/protocol/line_splitter.h"
#include "core/runs/run_folder.h"

namespace luthier {

class ControlReader {
public:
    // What is in the file now was meant for an earlier attempt and is passed over. Errors: Io.
    static Result<ControlReader> atEnd(const RunFolder& run);

    // What has been appended since the last call, in order. A line without its end yet waits for the next call; a file that has become shorter is read
    // from its beginning; reading trouble is one of the problems and is tried again. Never throws away a good line because of a bad one.
    struct News { std::vector<ControlMessage> messages; std::vector<Error> problems; };
    News poll();

private:
    ControlReader(std::string path, std::uint64_t offset);
    std::string m_path;
    std::uint64_t m_offset;
    LineSplitter m_lines;
    bool m_troubled = false;
};

// For whoever steers from outside. Errors: Io, DiskFull.
Status appendControl(const RunFolder& run, const ControlMessage& message);

}  // namespace luthier
