// SPDX-License-Identifier: Apache-2.0
// Data sets.
#include <array>
#include <map>

#include "app/engine/inspect/inspect.h"
#include "core/base/files.h"
#include "core/base/hash.h"
#include "core/data/reader.h"

namespace luthier {

namespace {

constexpr std::size_t numProblemsShown = 20;

}  // namespace

Result<Json> inspectDataset(const InspectOptions& options, const WorkContext& context) {
    ASSIGN_OR_RETURN(const Detection detection, detectFormat(options.path));
    ASSIGN_OR_RETURN(const std::uint64_t numBytes, fileSize(options.path));
    Findings findings;
    std::int64_t numRows = 0, numRefused = 0, numRepaired = 0;
    std::map<std::string, std::int64_t> kinds, rules;
    const auto onRow = [&](const Example& example) {
        ++numRows;
        numRepaired += example.numReplacedUtf8 > 0;
        ++kinds[std::string(rowKindName(example.kind()))];
        return true;
    };
    const auto onRefusal = [&](const Refusal& refusal) {
        ++numRefused;
        if (static_cast<std::size_t>(numRefused) <= numProblemsShown)
            findings.add(Error(ErrorCode::InvalidData, refusal.reason).withHint("rule: " + refusal.rule).at(refusal.source.file, refusal.source.line));
        ++rules[refusal.rule];
        return true;
    };
    RETURN_IF_ERROR(readRows(options.path, {}, onRow, onRefusal, context));
    Json others = Json::object();
    for (const auto& [format, share] : detection.others) others[format] = share;
    Json json{{"kind", "dataset"},           {"path", options.path},
              {"bytes", numBytes},           {"container", containerName(detection.container)},
              {"format", detection.format},  {"confidence", detection.confidence},
              {"others", std::move(others)}, {"rows", numRows},
              {"refused", numRefused},       {"rows_with_repaired_text", numRepaired},
              {"row_kinds", kinds},          {"by_rule", rules}};
    if (!options.quick) {
        ASSIGN_OR_RETURN(json["sha256"], sha256File(options.path));
    }
    json["problems"] = findings.toJson();
    return json;
}

}  // namespace luthier
