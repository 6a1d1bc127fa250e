// SPDX-License-Identifier: Apache-2.0
// GGUF files, as import-model would read them.
#include <algorithm>
#include <cmath>
#include <map>

#include "app/engine/inspect/inspect.h"
#include "core/base/files.h"
#include "core/base/hash.h"
#include "core/base/utf8.h"
#include "core/tensor_io/gguf.h"
#include "core/tensor_io/gguf_config.h"
#include "core/tensor_io/gguf_tokenizer.h"

namespace luthier {

namespace {

constexpr std::size_t maxTextShown = 200;

// Long lists (vocabularies) by their length only, long texts (templates) by their beginning.
Json shown(const GgufValue& value) {
    return std::visit(
        [](const auto& held) -> Json {
            using Held = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, std::string>) return excerpt(held, maxTextShown);
            else if constexpr (std::is_same_v<Held, double>) return jsonNumber(held);
            else if constexpr (std::is_same_v<Held, bool> || std::is_same_v<Held, std::int64_t>) return held;
            else return {{"values", held.size()}};
        },
        value);
}

void describeTensors(const GgufFile& file, Json& json) {
    std::map<std::string, std::pair<std::int64_t, std::uint64_t>> table;
    std::uint64_t numBytes = 0;
    for (const GgufTensor& tensor : file.tensors()) {
        auto& [numTensors, bytes] = table[tensor.type->name];
        ++numTensors;
        bytes += tensor.numBytes;
        numBytes += tensor.numBytes;
    }
    json["bytes"] = numBytes;
    Json& dtypes = json["dtypes"] = Json::object();
    for (const auto& [type, counts] : table) dtypes[type] = {{"tensors", counts.first}, {"bytes", counts.second}};
}

// Every value once, in pieces.
Status findNotFinite(const GgufFile& file, const WorkContext& context, Findings& findings) {
    constexpr std::int64_t maxValues = std::int64_t{1} << 20;
    std::vector<float> values;
    std::int64_t done = 0;
    for (const GgufTensor& tensor : file.tensors()) {
        context.progress({"reading weights", done++, static_cast<std::int64_t>(file.tensors().size()), "tensors"});
        const std::int64_t width = std::max<std::int64_t>(1, tensor.rowElements()), step = std::max<std::int64_t>(1, maxValues / width);
        std::int64_t numBad = 0;
        for (std::int64_t row = 0; row < tensor.numRows(); row += step) {
            RETURN_IF_ERROR(context.checkpoint());
            const std::int64_t numRows = std::min(step, tensor.numRows() - row);
            values.resize(static_cast<std::size_t>(numRows * width));
            if (const Status read = file.readRows(tensor, row, numRows, values.data()); !read) {
                findings.add(read.error());
                break;
            }
            numBad += std::count_if(values.begin(), values.end(), [](float value) { return !std::isfinite(value); });
        }
        if (numBad > 0) findings.add(std::to_string(numBad) + " values are NaN or infinite", file.path(), tensor.name);
    }
    return {};
}

}  // namespace

Result<Json> inspectGguf(const InspectOptions& options, const WorkContext& context) {
    Findings findings;
    Json json{{"kind", "gguf"}, {"path", options.path}};
    const auto file = GgufFile::open(options.path);
    if (!file) {
        findings.add(file.error());
        json["problems"] = findings.toJson();
        return json;
    }
    json["version"] = file->version();
    describeTensors(*file, json);
    std::int64_t maxPositions = 0;
    if (const auto model = readGgufModel(*file)) {
        maxPositions = model->config.maxPositions;
        json["name"] = model->name;
        json["licence"] = model->license;
        json["family"] = model->config.family;
        json["parameters"] = numParameters(model->config);
        json["notes"] = model->notes;
    } else {
        findings.add(model.error());
    }
    if (const auto tokenizer = readGgufTokenizer(*file, maxPositions)) json["chat_template"] = tokenizer->chatTemplate.has_value();
    else findings.add(tokenizer.error());
    Json& metadata = json["metadata"] = Json::object();
    for (const auto& [key, value] : file->metadata()) metadata[key] = shown(value);
    if (!options.quick) {
        RETURN_IF_ERROR(findNotFinite(*file, context, findings));
        ASSIGN_OR_RETURN(json["sha256"], sha256File(options.path));
    }
    json["problems"] = findings.toJson();
    return json;
}

}  // namespace luthier
