// SPDX-License-Identifier: Apache-2.0
// The JSON files around tokenizer.json: which tokens have a special part.
#pragma once

#include <string>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/text/tokenizer.h"

namespace luthier {

// Texts (not ids) of bos, eos, pad and unk from tokenizer_config.json, else special_tokens_map.json; end-of-generation ids from generation_config.json, else
// config.json; modelMaxLength. Missing files and keys are fine. Errors: InvalidData with file and key for broken JSON or a wrong type.
Result<SpecialTokens> readSpecialTokens(const std::string& modelFolder);

// The file as a JSON object, or an empty one when it is not there.
Result<Json> readOptionalJsonObject(const std::string& path);

}  // namespace luthier
