// SPDX-License-Identifier: Apache-2.0
#include "core/adapters/adapter.h"

#include <ATen/ATen.h>

#include "core/base/files.h"

namespace luthier {

std::vector<TrainedTensor> Adapter::trained() const {
    std::vector<TrainedTensor> list = ownTensors();
    if (m_scoreHead) list.push_back({scoreHeadName(), m_scoreHead->weight_DH, true});
    return list;
}

Status Adapter::saveScoreHeadInfo(const std::string& folder) const {
    if (!m_scoreHead) return {};
    return writeScoreHeadInfo(folder, m_scoreHead->info);
}

std::int64_t Adapter::numTrained() const {
    std::int64_t count = 0;
    for (const TrainedTensor& t : trained()) count += t.tensor.numel();
    return count;
}

std::string Adapter::fingerprint() const {
    std::vector<NamedParameter> list;
    for (const TrainedTensor& t : trained()) list.push_back({t.name, t.tensor});
    return fingerprintOf(std::move(list));
}

Status copyModelSidecars(const std::string& fromFolder, const std::string& toFolder) {
    for (const char* name : {"tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "generation_config.json", "chat_template.jinja",
                             "added_tokens.json", "tokenizer.model", "LICENSE", "LICENSE.txt"}) {
        const std::string from = fromFolder + "/" + name;
        if (!pathExists(from)) continue;
        ASSIGN_OR_RETURN(const std::string content, readFile(from));
        RETURN_IF_ERROR(writeFileDurably(toFolder + "/" + name, content));
    }
    return {};
}

}  // namespace luthier
