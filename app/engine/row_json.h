// SPDX-License-Identifier: Apache-2.0
// Rows as `tokenize`, `logprobs` and `serve` print them. Thread: pure functions.
#pragma once

#include <span>
#include <vector>

#include "core/base/json.h"
#include "core/text/encode_example.h"

namespace luthier {

// of(i) of each sequence: of a row with one as it is, else under the names of their parts ("chosen", "rejected"); where a name comes twice (two good answers,
// the answers of a ranking), from the second on with its number ("completion_2").
template <class Of>
Json byPart(const EncodedExample& encoded, const Of& of) {
    Json json = Json::object();
    for (std::size_t i = 0; i < encoded.sequences.size(); ++i) {
        const SegmentPart part = encoded.sequences[i].part;
        if (encoded.sequences.size() == 1 && part != SegmentPart::Chosen && part != SegmentPart::Rejected) return of(i);
        const std::string name(partName(part));
        json[json.contains(name) ? name + "_" + std::to_string(i + 1) : name] = of(i);
    }
    return json;
}

// "text","ids","spans","mask","weights","truncated"
Json encodedToJson(const EncodedRow& encoded);
// Of a row with one sequence the same; of a pair {"chosen": ..., "rejected": ...}. The keys of another kind of row are named after its parts too.
Json encodedToJson(const EncodedExample& encoded);
// [{"rule","message","refuses"}]
Json problemsToJson(const std::vector<RowProblem>& problems);
// "ids","logps","mask","sum","num_trained": logps[i] belongs to ids[i], the first has none; sum over the trained tokens. logps: one number less than tokens.
Json logpsToJson(const EncodedRow& encoded, const std::vector<float>& logps);
// One list for each sequence, from `logps` on; shape as of encodedToJson.
Json logpsToJson(const EncodedExample& encoded, std::span<const std::vector<float>> logps);

}  // namespace luthier
