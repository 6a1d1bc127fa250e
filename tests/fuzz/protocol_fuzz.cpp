// SPDX-License-Identifier: Apache-2.0
// Bytes as they may come in on stdin, in control.jsonl and in the logs of a run folder: never a crash, and what is accepted comes back the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/protocol/codes.h"
#include "core/protocol/control.h"
#include "core/protocol/events.h"
#include "core/protocol/line_splitter.h"
#include "core/runs/log_line.h"
#include "core/runs/run_manifest.h"

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

void tryLine(std::string_view text) {
    using namespace luthier;
    if (const auto message = parseControl(text)) {
        const auto again = parseControl(dumpJson(controlToJson(*message)));
        require(again && again->op == message->op && again->fields == message->fields);
    }
    if (const auto line = parseLogLine(text)) {
        const auto written = formatLogLine(line->attempt, line->seq, line->fields);
        require(written.has_value());
        const auto again = parseLogLine(std::string_view(*written).substr(0, written->size() - 1));
        require(again && again->attempt == line->attempt && again->seq == line->seq && again->fields == line->fields);
    }
    if (const auto json = parseJson(text, protocolLimits)) {
        if (const auto error = errorFromJson(*json)) require(errorFromJson(errorToJson(*error)).has_value());
        if (const auto progress = progressFromJson(*json)) require(progressFromJson(progressToJson(*progress)).has_value());
        if (const auto manifest = runManifestFromJson(*json)) require(*runManifestFromJson(runManifestToJson(*manifest)) == *manifest);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    luthier::LineSplitter whole(4096), pieces(4096);
    std::size_t numWhole = 0, numPieces = 0;
    whole.feed(bytes, [&](const luthier::LineSplitter::Line& line) {
        ++numWhole;
        tryLine(line.text);
    });
    for (std::size_t i = 0; i < size; i += 3) pieces.feed(bytes.substr(i, 3), [&](const luthier::LineSplitter::Line&) { ++numPieces; });
    require(numWhole == numPieces);
    tryLine(bytes);
    return 0;
}
