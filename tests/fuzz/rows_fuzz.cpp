// SPDX-License-Identifier: Apache-2.0
// Any bytes as a data set, in every container: each record ends as a row or a refusal, rows survive their own JSON, and what a format writes without loss
// it reads the same.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include <unistd.h>

#include "core/data/reader.h"

namespace {

void require(bool condition, const char* what) {
    if (condition) return;
    std::fprintf(stderr, "broken promise: %s\n", what);
    std::abort();
}

// One file per process, rewritten for each input.
std::string inputPath(std::string_view ending) {
    static const std::string folder = [] {
        std::string name = "/tmp/luthier-fuzz-rows-XXXXXX";
        require(::mkdtemp(name.data()) != nullptr, "a temporary folder");
        return name;
    }();
    return folder + "/rows." + std::string(ending);
}

void checkRow(const luthier::Example& row) {
    using namespace luthier;
    const auto back = exampleFromJson(parseJson(dumpJson(exampleToJson(row))).value());
    require(back.has_value() && back->body == row.body && back->extra == row.extra && back->id == row.id, "a row survives its own JSON");
    for (const Format* format : allFormats()) {
        const auto written = format->write(row);
        if (!written) continue;
        const auto again = format->read(written->json);
        // A format may refuse what it wrote only where it said that something is lost.
        require(again.has_value() || !written->lost.empty(), "what was written can be read");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace luthier;
    for (const char* ending : {"jsonl", "json", "txt", "csv", "tsv"}) {
        const std::string path = inputPath(ending);
        std::FILE* file = std::fopen(path.c_str(), "wb");
        require(file && (size == 0 || std::fwrite(data, 1, size, file) == size) && std::fclose(file) == 0, "writing the input");
        ReadOptions options;
        options.maxLineBytes = 4096;
        const auto set = readAllRows(path, options);
        if (!set) {
            require(!set.error().message.empty(), "an error says what happened");
            continue;
        }
        for (const Refusal& refusal : set->refusals)
            require(!refusal.rule.empty() && !refusal.reason.empty() && refusal.source.line > 0, "a refusal says why and where");
        for (const Example& row : set->rows) checkRow(row);
    }
    return 0;
}
