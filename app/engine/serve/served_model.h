// SPDX-License-Identifier: Apache-2.0
// One loaded model with its adapters and the sequences it is answering. Thread: the session's, except load() (any) and encoder (any).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/adapters/adapter.h"
#include "core/base/json.h"
#include "core/generation/batch_decoder.h"
#include "core/text/encode_row.h"

namespace luthier {

class ServedModel {
public:
    // precision "auto", "f32" or "bf16"; device as in run.json. Hashes the weights too, so that every answer can say what made it. Errors: those of the device
    // and of loading; Cancelled.
    static Result<std::unique_ptr<ServedModel>> load(const std::string& name, const std::string& folder, const std::string& precision,
                                                     const std::string& device, const WorkContext& context);

    const std::string& name() const { return m_name; }
    const CausalModel& model() const { return *m_model; }
    std::shared_ptr<const RowEncoder> encoder() const { return m_encoder; }
    BatchDecoder& decoder() { return *m_decoder; }

    // Errors: AlreadyExists, those of loadAdapter.
    Status attach(const std::string& name, const std::string& folder);
    // Errors: NotFound; Busy while sequences use it.
    Status detach(const std::string& name);

    struct Voice { AdapterSlot slot = kNoAdapter; std::string fingerprint; };
    // nothing: the base. Errors: NotFound, naming those there are.
    Result<Voice> voice(const std::optional<std::string>& adapter) const;
    // {"model","folder","parameters","dtype","device","context","fingerprint","adapters":[{"name","fingerprint"}]}
    Json toJson() const;

private:
    ServedModel() = default;
    struct Attached { std::unique_ptr<Adapter> adapter; std::string fingerprint; };
    std::string m_name, m_folder, m_device, m_fingerprint;
    std::shared_ptr<const RowEncoder> m_encoder;
    std::unique_ptr<CausalModel> m_model;
    std::map<std::string, Attached> m_adapters;      // destroyed before the model
    std::unique_ptr<BatchDecoder> m_decoder;
};

}  // namespace luthier
