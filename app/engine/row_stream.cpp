// SPDX-License-Identifier: Apache-2.0
#include "app/engine/row_stream.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/data/mix.h"
#include "core/recipe/run_config.h"

namespace luthier {

namespace {

Result<RowPlan> planOfConfig(const std::string& path) {
    ASSIGN_OR_RETURN(const RunConfig config, loadRunConfig(path));
    RowPlan plan;
    plan.modelFolder = config.model.path;
    plan.seed = static_cast<std::uint64_t>(config.seed);
    plan.encode = encodeOptions(config);
    const auto add = [&](const std::vector<DataFile>& files, bool isEval) {
        for (std::size_t i = 0; i < files.size(); ++i)
            plan.files.push_back(
                {{files[i].path, files[i].weight, files[i].maxRows.value_or(-1), files[i].format, files[i].mapping}, isEval, static_cast<std::int64_t>(i)});
    };
    add(config.data.train, false);
    add(config.data.eval, true);
    return plan;
}

Result<RowPlan> planOfOptions(const RowOptions& options) {
    RunConfig config;
    ASSIGN_OR_RETURN(config.method, methodNamed(options.method));
    RowPlan plan;
    plan.encode = encodeOptions(config);
    plan.modelFolder = options.model;
    plan.encode.maxLength = options.maxLength;
    plan.encode.lossOn = options.lossOn == "all" ? LossOn::All : LossOn::Completion;
    plan.encode.overflow = options.overflow == "drop" ? Overflow::Drop : options.overflow == "error" ? Overflow::Error : Overflow::Truncate;
    for (const std::string& path : options.data) {
        DataSource source;
        source.path = path;
        source.format = options.format;
        plan.files.push_back({std::move(source), false, static_cast<std::int64_t>(plan.files.size())});
    }
    return plan;
}

Result<RowPlan> planFromEither(const RowOptions& options) {
    const bool direct = !options.model.empty() || !options.data.empty();
    if (!options.runConfig.empty() && direct)
        return fail(Error(ErrorCode::InvalidArgument, "give either a run.json or --model and --data, not both").withKey("run"));
    if (!options.runConfig.empty()) return planOfConfig(options.runConfig);
    if (options.model.empty() || options.data.empty())
        return fail(Error(ErrorCode::InvalidArgument, "give a run.json, or --model and --data").withKey(options.model.empty() ? "--model" : "--data"));
    return planOfOptions(options);
}

ReadOptions readOptionsOf(const RowFile& file) {
    ReadOptions options;
    options.format = file.source.format;
    options.mapping = file.source.mapping;
    options.fileIndex = file.indexInList;
    return options;
}

// Which good rows of a capped file are left, ascending; empty means all.
Result<std::vector<std::int64_t>> rowsUnderCap(const RowFile& file, std::uint64_t seed, const WorkContext& context) {
    if (file.source.maxRows < 0) return std::vector<std::int64_t>();
    std::int64_t numRows = 0;
    RETURN_IF_ERROR(readRows(file.source.path, readOptionsOf(file), [&](Example) { return ++numRows > 0; }, [](Refusal) { return true; }, context));
    return keptRows(numRows, file.source.maxRows, seed, static_cast<std::int32_t>(file.indexInList));
}

// One file: turns what the reader hands over into outcomes.
class FileRows {
public:
    FileRows(const RowPlan& plan, const RowFile& file, const RowEncoder& encoder, RowRange range, std::int64_t& nextRow,
             const std::function<Status(const RowOutcome&)>& visit)
        : m_plan(plan), m_file(file), m_encoder(encoder), m_range(range), m_nextRow(nextRow), m_visit(visit) {}

    Status run(const WorkContext& context) {
        ASSIGN_OR_RETURN(const auto kept, rowsUnderCap(m_file, m_plan.seed, context));
        std::int64_t numGood = 0;
        const auto onRow = [&](Example example) {
            const bool capped = m_file.source.maxRows >= 0 && !std::binary_search(kept.begin(), kept.end(), numGood);
            ++numGood;
            return take([&](RowOutcome& outcome) -> Status {
                outcome.source = example.source;
                outcome.id = example.id;
                outcome.capped = capped;
                if (capped) return {};
                ASSIGN_OR_RETURN(outcome.encoded, encodeExample(m_encoder, example, m_plan.encode));
                // The reader has mended the text already, so the encoder does not see it.
                if (example.numReplacedUtf8 > 0)
                    outcome.encoded->problems.push_back(
                        {"invalid_utf8", std::to_string(example.numReplacedUtf8) + " invalid UTF-8 sequence(s) replaced by U+FFFD", false});
                return {};
            });
        };
        const auto onRefusal = [&](Refusal refusal) {
            return take([&](RowOutcome& outcome) -> Status {
                outcome.source = refusal.source;
                outcome.refusal = std::move(refusal);
                return {};
            });
        };
        RETURN_IF_ERROR(readRows(m_file.source.path, readOptionsOf(m_file), onRow, onRefusal, context));
        return m_status;
    }

private:
    bool take(const std::function<Status(RowOutcome&)>& fill) {
        const std::int64_t row = m_nextRow++;
        if (row < m_range.begin) return true;
        if (row >= m_range.end) return false;
        RowOutcome outcome;
        outcome.row = row;
        outcome.file = &m_file;
        m_status = fill(outcome);
        if (m_status) m_status = m_visit(outcome);
        return m_status.has_value();
    }

    const RowPlan& m_plan;
    const RowFile& m_file;
    const RowEncoder& m_encoder;
    const RowRange m_range;
    std::int64_t& m_nextRow;
    const std::function<Status(const RowOutcome&)>& m_visit;
    Status m_status;
};

Result<std::int64_t> rowNumber(const std::string& text, std::int64_t whenEmpty) {
    if (text.empty()) return whenEmpty;
    std::int64_t value = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || stop != text.data() + text.size() || value < 0)
        return fail(Error(ErrorCode::InvalidArgument, "\"" + excerpt(text, 40) + "\" is not a row number")
                        .withHint("rows count from 0: --rows 0:10 shows the first ten")
                        .withKey("--rows"));
    return value;
}

}  // namespace

void addRowOptions(CLI::App& app, RowOptions& options) {
    app.add_option("run", options.runConfig, "Settings of a run (run.json): its model, data, method and max_length are used");
    app.add_option("--model", options.model, "Model folder (config.json, tokenizer.json)");
    app.add_option("--data", options.data, "Data set: JSON lines, a JSON array or plain text; may be given several times");
    app.add_option("--method", options.method, "Method that the rows are for")->capture_default_str();
    app.add_option("--max-length", options.maxLength, "Longest row in tokens")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{1} << 30))
        ->capture_default_str();
    app.add_option("--format", options.format, "Row format, or auto")->capture_default_str();
    app.add_option("--loss-on", options.lossOn, "What is trained")->check(CLI::IsMember({"completion", "all"}))->capture_default_str();
    app.add_option("--overflow", options.overflow, "What happens to a longer row")->check(CLI::IsMember({"truncate", "drop", "error"}))->capture_default_str();
}

Result<RowPlan> planRows(const RowOptions& options) {
    ASSIGN_OR_RETURN(RowPlan plan, planFromEither(options));
    for (const RowFile& file : plan.files) RETURN_IF_ERROR(requireRegularFile(file.source.path));
    return plan;
}

Status requireRegularFile(const std::string& path) {
    std::error_code ignored;
    if (!pathExists(path) || isFolder(path) || std::filesystem::is_regular_file(path, ignored)) return {};
    return fail(Error(ErrorCode::InvalidArgument, "this is not a regular file").withHint("write the content to a file first").at(path));
}

Result<RowRange> parseRowRange(const std::string& text) {
    RowRange range;
    if (text.empty()) return range;
    const std::size_t colon = text.find(':');
    ASSIGN_OR_RETURN(range.begin, rowNumber(text.substr(0, colon), 0));
    if (colon == std::string::npos) {
        range.end = range.begin + 1;
        return range;
    }
    ASSIGN_OR_RETURN(range.end, rowNumber(text.substr(colon + 1), INT64_MAX));
    if (range.end <= range.begin) return fail(Error(ErrorCode::InvalidArgument, "the range of rows " + excerpt(text, 40) + " is empty").withKey("--rows"));
    return range;
}

Status forEachRow(const RowPlan& plan, const RowEncoder& encoder, RowRange range, const WorkContext& context,
                  const std::function<Status(const RowOutcome&)>& visit) {
    std::int64_t nextRow = 0;
    for (const RowFile& file : plan.files) {
        if (nextRow >= range.end) return {};
        RETURN_IF_ERROR(FileRows(plan, file, encoder, range, nextRow, visit).run(context));
    }
    return {};
}

}  // namespace luthier
