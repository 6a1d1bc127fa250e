// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/reader.h"
#include "core/text/prompt_of.h"
#include "views/train/project_lists.h"
#include "views/train/run_draft.h"

namespace luthier {

namespace {

constexpr std::int64_t kPiece = 500;

Status readDataset(store::Project& project, std::int64_t id, const std::function<void(std::int64_t)>& onTotal,
                   const std::function<bool(const Example&)>& onRow) {
    ASSIGN_OR_RETURN(const store::Dataset dataset, project.datasets().get(id));
    onTotal(dataset.numRows);
    store::ExampleFilter filter;
    filter.dataset = id;
    std::optional<store::ExampleCursor> after;
    do {
        ASSIGN_OR_RETURN(const store::Examples::Piece piece, project.examples().ids(filter, after, kPiece));
        for (const std::int64_t row : piece.ids) {
            const auto example = project.examples().get(row);
            if (!example && example.error().code == ErrorCode::NotFound) continue;   // deleted meanwhile
            if (!example) return fail(example.error());
            if (!onRow(*example)) return {};
        }
        after = piece.next;
    } while (after);
    return {};
}

}  // namespace

Result<std::vector<Prompt>> somePrompts(store::Project& project, const DataFile& file, std::int64_t skip, std::size_t count) {
    std::vector<Prompt> prompts;
    // Not shared: it is asked and done with here.
    const RowLists::Read read = rowReader(std::shared_ptr<store::Project>(std::shared_ptr<void>(), &project));
    RETURN_IF_ERROR(read(file, [](std::int64_t) {}, [&](const Example& row) {
        std::optional<Prompt> prompt = promptOf(row);
        if (prompt && skip-- <= 0) prompts.push_back(std::move(*prompt));
        return prompts.size() < count;
    }));
    return prompts;
}

RowLists::Read rowReader(std::shared_ptr<store::Project> project) {
    return [project](const DataFile& file, const std::function<void(std::int64_t)>& onTotal, const std::function<bool(const Example&)>& onRow) -> Status {
        if (const std::int64_t id = ProjectLists::datasetOf(file.path)) return readDataset(*project, id, onTotal, onRow);
        ReadOptions options;
        options.format = file.format;
        options.mapping = file.mapping;
        return readRows(file.path, options, [&onRow](const Example& row) { return onRow(row); }, [](const Refusal&) { return true; });
    };
}

}  // namespace luthier
