// SPDX-License-Identifier: Apache-2.0
#include "core/judges/make_judge.h"

#include <cstdlib>

#include "core/judges/local_judge.h"
#include "core/judging/endpoint_judge.h"

namespace luthier {

Result<std::unique_ptr<Judge>> makeJudge(const JudgeRewardOptions& options, const std::string& cacheFolder, Secret secret, at::TensorOptions place,
                                         const WorkContext& context) {
    if (options.judge == JudgeKind::Local) {
        ASSIGN_OR_RETURN(std::unique_ptr<Judge> judge, LocalJudge::load(options, place, context));
        return judge;
    }
    if (secret.empty() && options.keyFile) {
        ASSIGN_OR_RETURN(secret, Secret::fromFile(*options.keyFile));
    }
    ASSIGN_OR_RETURN(std::unique_ptr<Judge> judge, EndpointJudge::create(options, cacheFolder, std::move(secret)));
    return judge;
}

std::string verdictCacheFolder() {
    if (const char* const folder = std::getenv("XDG_CACHE_HOME"); folder && *folder) return std::string(folder) + "/luthier/verdicts";
    if (const char* const home = std::getenv("HOME"); home && *home) return std::string(home) + "/.cache/luthier/verdicts";
    return {};
}

}  // namespace luthier
