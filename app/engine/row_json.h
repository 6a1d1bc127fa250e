// SPDX-License-Identifier: Apache-2.0
// Rows as `tokenize`, `logprobs` and `serve` print them. Thread: pure functions.
#pragma once

#include <vector>

#include "core/base/json.h"
#include "core/text/encode_row.h"

namespace luthier {

// "text","ids","spans","mask","weights","truncated"
Json encodedToJson(const EncodedRow& encoded);
// [{"rule","message","refuses"}]
Json problemsToJson(const EncodedRow& encoded);
// "ids","logps","mask","sum","num_trained": logps[i] belongs to ids[i], the first has none; sum over the trained tokens. logps: one number less than tokens.
Json logpsToJson(const EncodedRow& encoded, const std::vector<float>& logps);

}  // namespace luthier
