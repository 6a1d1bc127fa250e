// SPDX-License-Identifier: Apache-2.0
// luthier-engine tokenize RUN.json | --model DIR --data FILE [--rows A:B]: what the model would see of each row, and what it would be trained on.
#include <memory>

#include "app/engine/command.h"
#include "app/engine/row_json.h"
#include "app/engine/row_stream.h"

namespace luthier {

namespace {

struct Options { RowOptions rows; std::string range; };

Json problemsOf(const RowOutcome& outcome) {
    Json problems = Json::array();
    if (outcome.refusal) problems.push_back({{"rule", outcome.refusal->rule}, {"message", outcome.refusal->reason}, {"refuses", true}});
    if (outcome.capped) problems.push_back({{"rule", "max_rows"}, {"message", "left out by max_rows"}, {"refuses", true}});
    if (outcome.encoded)
        for (const Json& problem : problemsToJson(outcome.encoded->problems)) problems.push_back(problem);
    return problems;
}

// {"row","file","line","id","text","ids","spans","mask","weights","truncated","problems"}; a row that was never encoded has no text and what follows from it.
Json rowToJson(const RowOutcome& outcome) {
    Json json{{"row", outcome.row}, {"file", outcome.source.file}, {"line", outcome.source.line}};
    if (!outcome.id.empty()) json["id"] = outcome.id;
    if (outcome.encoded) json.update(encodedToJson(*outcome.encoded));
    json["problems"] = problemsOf(outcome);
    return json;
}

Status tokenize(const Options& options, CommandContext& context) {
    ASSIGN_OR_RETURN(const RowPlan plan, planRows(options.rows));
    ASSIGN_OR_RETURN(const RowRange range, parseRowRange(options.range));
    ASSIGN_OR_RETURN(const RowEncoder encoder, RowEncoder::load(plan.modelFolder));
    std::int64_t numRows = 0;
    RETURN_IF_ERROR(forEachRow(plan, encoder, range, context.work(), [&](const RowOutcome& outcome) {
        ++numRows;
        return context.printResult(rowToJson(outcome));
    }));
    if (numRows == 0)
        return fail(Error(ErrorCode::InvalidArgument, "there is no row in the range " + options.range)
                        .withHint("rows count from 0")
                        .at(plan.files.front().source.path)
                        .withKey("--rows"));
    return {};
}

CommandRun configure(CLI::App& app) {
    auto options = std::make_shared<Options>();
    addRowOptions(app, options->rows);
    app.add_option("--rows", options->range, "Which rows, from 0: A:B (without B), A:, :B or one row A; all when not given");
    return [options](CommandContext& context) { return tokenize(*options, context); };
}

}  // namespace

Command tokenizeCommand() {
    return {"tokenize", "Show each row as the model reads it: rendered text, token ids, byte spans, what is trained, problems", configure};
}

}  // namespace luthier
