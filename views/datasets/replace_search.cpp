// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/replace_search.h"

#include "core/store/example_rows.h"
#include "views/datasets/row_scan.h"
#include "views/shared/table/example_model.h"

namespace luthier {

namespace {

constexpr int maxShown = 100;

}  // namespace

Result<std::vector<std::int64_t>> findRows(store::Project& project, const store::ExampleFilter& filter, const Replacer& replacer,
                                           const Cancellation& cancellation, const std::function<void(const ReplaceNews&)>& tell) {
    ReplaceNews news;
    std::vector<std::int64_t> ids;
    NewsClock clock;
    int numShown = 0;
    WorkContext context;
    context.cancellation = &cancellation;
    context.progress = [&](const Progress& progress) {
        news.numSeen = progress.done;
        if (!clock.isDue()) return;
        tell(news);
        news.rows.clear();
    };
    const Status done = forEachRow(project, filter, [&](std::int64_t id, const std::string& body) {
        if (!replacer.mayMatch(body)) return;
        Result<Example> example = store::exampleFromBody(body);
        if (!example) return;
        const Replacer::Found found = replacer.lookAt(*example);
        if (found.isTooHard) ++news.numTooHard;
        if (found.numMatches == 0 || found.isTooHard) return;
        ids.push_back(id);
        ++news.numRows;
        news.numMatches += found.numMatches;
        if (numShown++ >= maxShown) return;
        const auto summaries = project.examples().summaries(std::span(&id, 1));
        news.rows.push_back({id, summaries && !summaries->empty() ? ExampleModel::numberOf(summaries->front()) : QString(), found.first});
    }, context);
    RETURN_IF_ERROR(done);
    tell(news);
    return ids;
}

}  // namespace luthier
