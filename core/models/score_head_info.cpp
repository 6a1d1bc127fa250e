// SPDX-License-Identifier: Apache-2.0
#include "core/models/score_head_info.h"

#include <cmath>

#include "core/base/files.h"
#include "core/base/json.h"

namespace luthier {

Result<ScoreHeadInfo> readScoreHeadInfo(const std::string& folder, std::int64_t numScores) {
    const std::string path = folder + "/" + kScoreHeadFile;
    ScoreHeadInfo info;
    if (!pathExists(path)) {
        for (std::int64_t i = 1; i < numScores; ++i) info.dimensions.push_back("score " + std::to_string(i + 1));
        return info;
    }
    ASSIGN_OR_RETURN(const Json json, readJsonFile(path, {.maxBytes = 1 << 20, .maxDepth = 8}));
    const auto broken = [&](const std::string& what) {
        return fail(Error(ErrorCode::InvalidData, "the description of the reward head is damaged: " + what)
                        .withHint("take the folder as it was saved")
                        .at(path));
    };
    if (!json.is_object() || !json.contains("dimensions") || !json["dimensions"].is_array()) return broken("it names no dimensions");
    info.dimensions.clear();
    for (const Json& name : json["dimensions"]) {
        if (!name.is_string()) return broken("a dimension is no text");
        info.dimensions.push_back(name.get<std::string>());
    }
    if (static_cast<std::int64_t>(info.dimensions.size()) != numScores)
        return broken(std::to_string(info.dimensions.size()) + " dimensions are named, the weights give " + std::to_string(numScores));
    const auto number = [&](const char* key, double& into) { if (json.contains(key) && json[key].is_number()) into = json[key].get<double>(); };
    number("offset", info.offset);
    number("scale", info.scale);
    if (!std::isfinite(info.offset) || !std::isfinite(info.scale)) return broken("offset or scale is not finite");
    if (json.contains("loss") && json["loss"].is_string()) info.loss = json["loss"].get<std::string>();
    return info;
}

Status writeScoreHeadInfo(const std::string& folder, const ScoreHeadInfo& info) {
    return writeFileDurably(folder + "/" + kScoreHeadFile, dumpJsonPretty({{"schema", 1}, {"dimensions", info.dimensions}, {"loss", info.loss},
                                                                           {"offset", info.offset}, {"scale", info.scale}}));
}

}  // namespace luthier
