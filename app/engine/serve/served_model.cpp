// SPDX-License-Identifier: Apache-2.0
#include "app/engine/serve/served_model.h"

#include "app/engine/model_options.h"
#include "core/adapters/weights_fingerprint.h"
#include "core/base/utf8.h"

namespace luthier {

Result<std::unique_ptr<ServedModel>> ServedModel::load(const std::string& name, const std::string& folder, const std::string& precision,
                                                       const std::string& device, const WorkContext& context) {
    auto served = std::unique_ptr<ServedModel>(new ServedModel());
    served->m_name = name;
    served->m_folder = folder;
    ASSIGN_OR_RETURN(RowEncoder encoder, RowEncoder::load(folder));
    served->m_encoder = std::make_shared<const RowEncoder>(std::move(encoder));
    ASSIGN_OR_RETURN(LoadedModel loaded, loadModel({folder, {}, precision, device}, context));
    served->m_device = loaded.device.name();
    served->m_model = std::move(loaded.model);
    served->m_fingerprint = weightsFingerprint(*served->m_model, {});
    served->m_decoder = std::make_unique<BatchDecoder>(*served->m_model, served->m_encoder->tokenizer());
    return served;
}

Status ServedModel::attach(const std::string& name, const std::string& folder) {
    if (m_adapters.contains(name))
        return fail(Error(ErrorCode::AlreadyExists, "\"" + m_name + "\" has an adapter \"" + excerpt(name, 60) + "\" already")
                        .withHint("Release it first, or take another name.")
                        .withKey("adapter"));
    ASSIGN_OR_RETURN(std::unique_ptr<Adapter> adapter, loadAdapter(folder, *m_model));
    std::string fingerprint = weightsFingerprint(*m_model, {{adapter.get(), 1.0}});
    m_adapters.emplace(name, Attached{std::move(adapter), std::move(fingerprint)});
    return {};
}

Status ServedModel::detach(const std::string& name) {
    ASSIGN_OR_RETURN(const Voice voiceOfIt, voice(name));
    if (m_decoder->uses(voiceOfIt.slot))
        return fail(
            Error(ErrorCode::Busy, "adapter \"" + excerpt(name, 60) + "\" is answering").withHint("Cancel its requests, or wait for them.").withKey("adapter"));
    m_adapters.erase(name);
    return {};
}

Result<ServedModel::Voice> ServedModel::voice(const std::optional<std::string>& adapter) const {
    if (!adapter) return Voice{kNoAdapter, m_fingerprint};
    const auto found = m_adapters.find(*adapter);
    if (found != m_adapters.end()) return Voice{found->second.adapter->slot(), found->second.fingerprint};
    std::string known;
    for (const auto& [name, attached] : m_adapters) known += (known.empty() ? "" : ", ") + name;
    return fail(Error(ErrorCode::NotFound, "\"" + m_name + "\" has no adapter \"" + excerpt(*adapter, 60) + "\"")
                    .withHint(known.empty() ? "Attach it first; null is the base." : "There are: " + known + "; null is the base.")
                    .withKey("adapter"));
}

Json ServedModel::toJson() const {
    Json adapters = Json::array();
    for (const auto& [name, attached] : m_adapters) adapters.push_back({{"name", name}, {"fingerprint", attached.fingerprint}});
    return {{"model", m_name},
            {"folder", m_folder},
            {"parameters", numParameters(m_model->config())},
            {"dtype", m_model->dtype() == at::kBFloat16 ? "bfloat16" : "float32"},
            {"device", m_device},
            {"context", m_model->config().maxPositions},
            {"fingerprint", m_fingerprint},
            {"adapters", std::move(adapters)}};
}

}  // namespace luthier
