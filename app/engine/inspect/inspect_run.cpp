// SPDX-License-Identifier: Apache-2.0
// Run folders and checkpoints.
#include <algorithm>

#include "app/engine/inspect/inspect.h"
#include "core/base/files.h"
#include "core/runs/checkpoint.h"
#include "core/runs/folder_manifest.h"
#include "core/runs/heartbeat.h"
#include "core/runs/run_lock.h"
#include "core/runs/run_logs.h"
#include "core/runs/run_manifest.h"

namespace luthier {

namespace {

Json filesOf(const FolderManifest& manifest) {
    Json files = Json::array();
    for (const auto& file : manifest.files) files.push_back({{"name", file.name}, {"bytes", file.numBytes}, {"sha256", file.sha256}});
    return files;
}

// Its manifest, verified unless quick; faults go to findings.
Json describeCheckpoint(const std::string& path, bool quick, Findings& findings) {
    const auto manifest = quick ? readFolderManifest(path) : verifyFolder(path);
    Json json{{"path", path}};
    if (!manifest) {
        findings.add(manifest.error());
        json["verified"] = false;
        return json;
    }
    std::uint64_t numBytes = 0;
    for (const auto& file : manifest->files) numBytes += file.numBytes;
    json["step"] = manifest->step;
    json["bytes"] = numBytes;
    json["verified"] = quick ? Json(nullptr) : Json(true);
    json["files"] = filesOf(*manifest);
    return json;
}

void describeLog(const std::string& path, const char* name, Json& json, Findings& findings) {
    std::int64_t lastStep = -1, attempts = 0;
    Json lastEvent;
    const auto report = readLog(path, [&](LogLine&& line) {
        attempts = std::max(attempts, line.attempt);
        if (const auto step = line.fields.find("step"); step != line.fields.end() && step->is_number_integer()) lastStep = step->get<std::int64_t>();
        lastEvent = std::move(line.fields);
        return true;
    });
    if (!report) {
        findings.add(report.error());
        return;
    }
    for (const auto& broken : report->broken) findings.add(Error(ErrorCode::InvalidData, broken.reason).at(path, broken.number));
    json[name] = {{"lines", report->numLines}, {"torn", report->numTorn}, {"attempts", attempts}};
    if (std::string_view(name) == "events") json[name]["last"] = lastEvent;
    else json[name]["last_step"] = lastStep >= 0 ? Json(lastStep) : Json(nullptr);
}

void describeHolder(const RunFolder& run, Json& json, Findings& findings) {
    const auto holder = lockHolder(run);
    if (!holder) {
        findings.add(holder.error());
        return;
    }
    json["running"] = holder->has_value();
    if (*holder) json["holder"] = (*holder)->inWords();
    if (const auto age = heartbeatAge(run.heartbeat())) json["heartbeat_age_seconds"] = *age;
}

}  // namespace

Result<Json> inspectCheckpoint(const InspectOptions& options, const WorkContext& context) {
    RETURN_IF_ERROR(context.checkpoint());
    Findings findings;
    Json json{{"kind", "checkpoint"}};
    json.update(describeCheckpoint(options.path, options.quick, findings));
    if (pathExists(options.path + "/adapter_config.json")) json["holds"] = "adapter";
    else if (pathExists(options.path + "/config.json")) json["holds"] = "model";
    json["problems"] = findings.toJson();
    return json;
}

Result<Json> inspectRun(const InspectOptions& options, const WorkContext& context) {
    ASSIGN_OR_RETURN(const RunFolder run, RunFolder::open(options.path));
    Findings findings;
    Json json{{"kind", "run"}, {"path", options.path}};
    describeHolder(run, json, findings);
    if (const auto config = readJsonFile(run.runJson())) json["run"] = *config;
    else findings.add(config.error());
    if (pathExists(run.manifestJson())) {
        if (const auto manifest = readRunManifest(run)) json["manifest"] = runManifestToJson(*manifest);
        else findings.add(manifest.error());
    }
    describeLog(run.events(), "events", json, findings);
    describeLog(run.metrics(), "metrics", json, findings);
    ASSIGN_OR_RETURN(const auto checkpoints, listCheckpoints(run));
    Json& list = json["checkpoints"] = Json::array();
    for (const Checkpoint& checkpoint : checkpoints) {
        RETURN_IF_ERROR(context.checkpoint());
        context.progress({"verifying checkpoints", static_cast<std::int64_t>(list.size()), static_cast<std::int64_t>(checkpoints.size()), "checkpoints"});
        list.push_back(describeCheckpoint(checkpoint.path, options.quick, findings));
    }
    if (const auto best = readBest(run); !best) findings.add(best.error());
    else if (*best) json["best"] = {{"step", (*best)->step}, {"eval_loss", jsonNumber((*best)->evalLoss)}};
    if (isFolder(run.final())) json["final"] = describeCheckpoint(run.final(), options.quick, findings);
    json["problems"] = findings.toJson();
    return json;
}

}  // namespace luthier
