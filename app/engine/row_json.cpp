// SPDX-License-Identifier: Apache-2.0
#include "app/engine/row_json.h"

namespace luthier {

Json encodedToJson(const EncodedRow& encoded) {
    Json spans = Json::array(), mask = Json::array(), weights = Json::array();
    for (const ByteSpan& span : encoded.spans) spans.push_back(Json::array({span.begin, span.end}));
    for (const float weight : encoded.weights) {
        mask.push_back(weight > 0 ? 1 : 0);
        weights.push_back(jsonNumber(weight));
    }
    return {{"text", encoded.text},      {"ids", encoded.ids},           {"spans", std::move(spans)},
            {"mask", std::move(mask)}, {"weights", std::move(weights)}, {"truncated", encoded.numTruncated}};
}

Json encodedToJson(const EncodedExample& encoded) {
    return byPart(encoded, [&](std::size_t i) { return encodedToJson(encoded.sequences[i].row); });
}

Json problemsToJson(const std::vector<RowProblem>& problems) {
    Json list = Json::array();
    for (const RowProblem& problem : problems) list.push_back({{"rule", problem.rule}, {"message", problem.message}, {"refuses", problem.refuses}});
    return list;
}

Json logpsToJson(const EncodedRow& encoded, const std::vector<float>& logps) {
    Json list = Json::array(), mask = Json::array();
    double sum = 0;
    for (std::size_t i = 0; i < encoded.ids.size(); ++i) {
        const bool trained = i > 0 && encoded.weights[i] > 0;
        list.push_back(i == 0 ? Json() : jsonNumber(logps[i - 1]));
        mask.push_back(trained ? 1 : 0);
        if (trained) sum += logps[i - 1];
    }
    return {{"ids", encoded.ids}, {"logps", std::move(list)}, {"mask", std::move(mask)}, {"sum", jsonNumber(sum)}, {"num_trained", encoded.numTrained()}};
}

Json logpsToJson(const EncodedExample& encoded, std::span<const std::vector<float>> logps) {
    return byPart(encoded, [&](std::size_t i) { return logpsToJson(encoded.sequences[i].row, logps[i]); });
}

}  // namespace luthier
