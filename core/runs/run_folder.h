// SPDX-License-Identifier: Apache-2.0
// Where everything of a run lies (design 3.3). Thread: values. Requires nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/error.h"

namespace luthier {

class RunFolder {
public:
    // A new run: makes the folder. One that exists must be empty, or left by a start that was killed before it wrote run.json.
    // Errors: AlreadyExists, Io, DiskFull.
    static Result<RunFolder> create(const std::string& path);
    // One made before. Errors: NotFound, InvalidData (a folder without run.json), Io.
    static Result<RunFolder> open(const std::string& path);
    static bool looksLikeOne(const std::string& path);

    const std::string& path() const { return m_path; }
    std::string runJson() const { return m_path + "/run.json"; }
    std::string manifestJson() const { return m_path + "/manifest.json"; }
    std::string data() const { return m_path + "/data"; }
    std::string events() const { return m_path + "/events.jsonl"; }
    std::string metrics() const { return m_path + "/metrics.jsonl"; }
    std::string rows() const { return m_path + "/rows.jsonl"; }
    std::string samples() const { return m_path + "/samples.jsonl"; }
    std::string changes() const { return m_path + "/changes.json"; }
    std::string control() const { return m_path + "/control.jsonl"; }
    std::string lock() const { return m_path + "/run.lock"; }
    std::string heartbeat() const { return m_path + "/heartbeat"; }
    std::string checkpoints() const { return m_path + "/checkpoints"; }
    std::string bestJson() const { return checkpoints() + "/best.json"; }
    std::string final() const { return m_path + "/final"; }
    std::string checkpoint(std::int64_t step) const { return checkpoints() + "/" + checkpointName(step); }

    static std::string checkpointName(std::int64_t step);                             // "step-000100"
    static std::optional<std::int64_t> stepOfName(const std::string& name);           // the reverse; nullopt for any other name

private:
    explicit RunFolder(std::string path) : m_path(std::move(path)) {}
    std::string m_path;
};

}  // namespace luthier
