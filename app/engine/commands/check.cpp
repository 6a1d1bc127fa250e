// SPDX-License-Identifier: Apache-2.0
// luthier-engine check RUN.json | --model DIR --data FILE: every row that cannot be used, with line, rule and reason, and a summary.
#include <map>
#include <memory>

#include "app/engine/command.h"
#include "app/engine/row_stream.h"
#include "core/training/reward_run.h"

namespace luthier {

namespace {

struct Options { RowOptions rows; bool all = false; };

// How often a rule was met, where first, and what it said there.
struct RuleCount { std::int64_t numRows = 0; SourceLine first; std::string reason; };
using RuleCounts = std::map<std::string, RuleCount>;

void count(RuleCounts& counts, const std::string& rule, const std::string& reason, const SourceLine& source) {
    RuleCount& entry = counts[rule];
    if (entry.numRows++ == 0) {
        entry.first = source;
        entry.reason = reason;
    }
}

Json countsToJson(const RuleCounts& counts) {
    Json json = Json::object();
    for (const auto& [rule, entry] : counts)
        json[rule] = {{"rows", entry.numRows}, {"first_file", entry.first.file}, {"first_line", entry.first.line}, {"first_reason", entry.reason}};
    return json;
}

class Tally {
public:
    // countsClasses: of answers that are called good or bad.
    explicit Tally(bool countsClasses) : m_countsClasses(countsClasses) {}

    // The line that tells of this row.
    Json add(const RowOutcome& outcome) {
        Json json{{"row", outcome.row}, {"file", outcome.source.file}, {"line", outcome.source.line}, {"used", outcome.used()}};
        if (!outcome.id.empty()) json["id"] = outcome.id;
        ++m_numRows;
        if (outcome.refusal) return refuse(std::move(json), outcome.refusal->rule, outcome.refusal->reason, outcome.source);
        if (outcome.capped) return refuse(std::move(json), "max_rows", "left out by max_rows of this data set", outcome.source);
        return addEncoded(std::move(json), *outcome.encoded, outcome.source);
    }

    std::int64_t numUsed() const { return m_numUsed; }
    const RuleCounts& refusals() const { return m_byRule; }

    Json summary(Json detection) const {
        Json warnings = countsToJson(m_warnings);
        if (const std::string words = oneClassOnly(m_numGood, m_numBad); !words.empty())
            warnings["one_class"] = {{"rows", m_numUsed}, {"first_file", m_firstUsed.file}, {"first_line", m_firstUsed.line}, {"first_reason", words}};
        return {{"summary",
                 {{"rows", m_numRows}, {"used", m_numUsed}, {"refused", m_numRows - m_numUsed}, {"truncated", m_numTruncated}, {"tokens", m_numTokens},
                  {"trained_tokens", m_numTrained}, {"longest", m_longest}, {"by_rule", countsToJson(m_byRule)}, {"warnings", std::move(warnings)},
                  {"detection", std::move(detection)}}}};
    }

private:
    Json refuse(Json json, const std::string& rule, const std::string& reason, const SourceLine& source) {
        count(m_byRule, rule, reason, source);
        json["rule"] = rule;
        json["reason"] = reason;
        return json;
    }

    Json addEncoded(Json json, const EncodedExample& encoded, const SourceLine& source) {
        Json warnings = Json::array();
        const RowProblem* refusing = nullptr;
        for (const RowProblem& problem : encoded.problems) {
            if (problem.refuses && !refusing) refusing = &problem;
            if (problem.refuses) continue;
            count(m_warnings, problem.rule, problem.message, source);
            warnings.push_back({{"rule", problem.rule}, {"message", problem.message}});
        }
        if (refusing) json = refuse(std::move(json), refusing->rule, refusing->message, source);
        std::int64_t numTokens = 0, numTrained = 0, longest = 0;
        for (const EncodedSequence& sequence : encoded.sequences) {
            const auto length = static_cast<std::int64_t>(sequence.row.ids.size());
            numTokens += length;
            numTrained += sequence.row.numTrained();
            longest = std::max(longest, length);
        }
        json["tokens"] = numTokens;
        json["trained_tokens"] = numTrained;
        json["truncated"] = encoded.numTruncated();
        if (!warnings.empty()) json["warnings"] = std::move(warnings);
        if (refusing) return json;
        if (m_numUsed++ == 0) m_firstUsed = source;
        for (const EncodedSequence& sequence : encoded.sequences) {
            m_numGood += m_countsClasses && sequence.part == SegmentPart::Chosen;
            m_numBad += m_countsClasses && sequence.part == SegmentPart::Rejected;
        }
        m_numTruncated += encoded.numTruncated() > 0;
        m_numTokens += numTokens;
        m_numTrained += numTrained;
        m_longest = std::max(m_longest, longest);
        return json;
    }

    std::int64_t m_numRows = 0, m_numUsed = 0, m_numTruncated = 0, m_numTokens = 0, m_numTrained = 0, m_longest = 0;
    std::int64_t m_numGood = 0, m_numBad = 0;
    bool m_countsClasses;
    SourceLine m_firstUsed;
    RuleCounts m_byRule, m_warnings;
};

Result<Json> detectionOf(const RowFile& file) {
    ReadOptions options;
    options.format = file.source.format;
    options.mapping = file.source.mapping;
    ASSIGN_OR_RETURN(const Detection detection, detectFormat(file.source.path, options));
    Json others = Json::object();
    for (const auto& [format, share] : detection.others) others[format] = share;
    return Json{{"file", file.source.path}, {"for", file.isEval ? "eval" : "train"}, {"container", containerName(detection.container)},
                {"format", detection.format}, {"confidence", detection.confidence}, {"sampled", detection.numSampled}, {"others", std::move(others)}};
}

Status check(const Options& options, CommandContext& context) {
    ASSIGN_OR_RETURN(const RowPlan plan, planRows(options.rows));
    ASSIGN_OR_RETURN(const RowEncoder encoder, RowEncoder::load(plan.modelFolder));
    Json detection = Json::array();
    for (const RowFile& file : plan.files) {
        ASSIGN_OR_RETURN(Json found, detectionOf(file));
        detection.push_back(std::move(found));
    }
    Tally tally(plan.encode.samples == SampleKind::Answers);
    RETURN_IF_ERROR(forEachRow(plan, encoder, {}, context.work(), [&](const RowOutcome& outcome) -> Status {
        const Json line = tally.add(outcome);
        return options.all || !outcome.used() ? context.printResult(line) : Status();
    }));
    RETURN_IF_ERROR(context.printResult(tally.summary(std::move(detection))));
    if (tally.numUsed() > 0) return {};
    const RuleCount& first = tally.refusals().begin()->second;
    return fail(Error(ErrorCode::InvalidData, "no row can be used; for example: " + first.reason)
                    .withHint("each line above names a row and its reason")
                    .at(first.first.file, first.first.line));
}

CommandRun configure(CLI::App& app) {
    auto options = std::make_shared<Options>();
    addRowOptions(app, options->rows);
    app.add_flag("--all", options->all, "List the rows that are used, too");
    return [options](CommandContext& context) { return check(*options, context); };
}

}  // namespace

Command checkCommand() { return {"check", "Check a data set: every row is used, or listed with line, rule and reason; a summary at the end", configure}; }

}  // namespace luthier
