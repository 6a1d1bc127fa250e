// SPDX-License-Identifier: Apache-2.0
#include "core/adapters/adapter.h"

#include <ATen/ATen.h>

#include "core/base/files.h"

namespace luthier {

std::vector<TrainedTensor> Adapter::trained() const {
    std::vector<TrainedTensor> list = ownTensors();
    if (!m_scoreHead) return list;
    list.push_back({scoreHeadName(), m_scoreHead->weight_DH, true});
    if (m_scoreHead->cutSteps_RC.defined()) list.push_back({"score_head.cut_steps", m_scoreHead->cutSteps_RC, false});
    if (m_scoreHead->tieSizes_R.defined()) list.push_back({"score_head.tie_sizes", m_scoreHead->tieSizes_R, false});
    return list;
}

std::size_t Adapter::numBesideHead() const {
    if (!m_scoreHead) return 0;
    return (m_scoreHead->cutSteps_RC.defined() ? 1 : 0) + (m_scoreHead->tieSizes_R.defined() ? 1 : 0);
}

Status Adapter::saveScoreHeadInfo(const std::string& folder, const std::vector<at::Tensor>& values) const {
    if (!m_scoreHead) return {};
    std::size_t next = values.size() - numBesideHead();
    const at::Tensor cuts = m_scoreHead->cutSteps_RC.defined() ? values[next++] : at::Tensor();
    const at::Tensor ties = m_scoreHead->tieSizes_R.defined() ? values[next++] : at::Tensor();
    return writeScoreHeadInfo(folder, m_scoreHead->infoWith(cuts, ties));
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
