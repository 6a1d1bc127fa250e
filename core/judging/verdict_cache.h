// SPDX-License-Identifier: Apache-2.0
// Verdicts kept on disk by what was asked, and of whom: nothing is paid for twice. Thread: one at a time; several processes may share a folder.
#pragma once

#include <optional>
#include <string>

#include "core/base/error.h"
#include "core/judging/judge.h"

namespace luthier {

class VerdictCache {
public:
    // An empty folder: nothing is kept.
    explicit VerdictCache(std::string folder) : m_folder(std::move(folder)) {}

    // key: SHA-256 in hex. nullopt where there is none, or the entry is damaged or another one's.
    std::optional<JudgeVerdict> find(const std::string& key) const;
    // Verdicts with a score only: what was no answer may be one next time. Errors: DiskFull, Io.
    Status keep(const std::string& key, const JudgeVerdict& verdict) const;

private:
    std::string pathOf(const std::string& key) const { return m_folder + "/" + key.substr(0, 2) + "/" + key + ".json"; }
    std::string m_folder;
};

}  // namespace luthier
