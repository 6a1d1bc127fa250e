// SPDX-License-Identifier: Apache-2.0
#include "core/data/load.h"

#include <utility>

#include "core/data/mix.h"

namespace luthier {

Result<std::vector<LoadedSource>> loadSources(std::span<const DataSource> sources, std::uint64_t seed, const WorkContext& context) {
    std::vector<LoadedSource> loaded;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const DataSource& source = sources[i];
        ReadOptions options;
        options.format = source.format;
        options.mapping = source.mapping;
        options.fileIndex = static_cast<std::int64_t>(i);
        ASSIGN_OR_RETURN(RowSet set, readAllRows(source.path, options, context));
        if (set.rows.empty()) {
            const Refusal& first = set.refusals.front();
            return fail(Error(ErrorCode::InvalidData, "none of the " + std::to_string(set.refusals.size()) + " rows can be used; the first: " + first.reason)
                            .withHint("`check` lists every row with its reason").at(source.path, first.source.line));
        }
        LoadedSource result{{}, std::move(set.refusals), std::move(set.detection), 0};
        const auto numRows = static_cast<std::int64_t>(set.rows.size());
        const auto kept = keptRows(numRows, source.maxRows, seed, static_cast<std::int32_t>(i));
        result.numCapped = numRows - static_cast<std::int64_t>(kept.size());
        result.rows.reserve(kept.size());
        for (const std::int64_t row : kept) result.rows.push_back(std::move(set.rows[static_cast<std::size_t>(row)]));
        loaded.push_back(std::move(result));
    }
    return loaded;
}

}  // namespace luthier
