// SPDX-License-Identifier: Apache-2.0
// A run on a tiny model that takes seconds, as settings in a folder of a test.
#pragma once

#include <string>
#include <vector>

#include "tests/integration/engine_process.h"
#include "tests/support/temporary_folder.h"

namespace luthier::test {

class TrainingRun {
public:
    // Writes rows.jsonl and run.json into the folder.
    explicit TrainingRun(const TemporaryFolder& folder, std::int64_t maxSteps = 8);

    Json& settings() { return m_settings; }
    // The arguments of `train`; settings are written first.
    std::vector<std::string> arguments(const std::string& out, const std::vector<std::string>& more = {}) const;
    EngineResult train(const std::string& out, const std::vector<std::string>& more = {}, EngineOptions options = {}) const;
    std::string outPath(const std::string& out) const { return m_folder / out; }

private:
    const TemporaryFolder& m_folder;
    Json m_settings;
};

// The one result line of a run that went well.
Json resultOf(const EngineResult& result);

}  // namespace luthier::test
