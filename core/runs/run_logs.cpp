// SPDX-License-Identifier: Apache-2.0
#include "core/runs/run_logs.h"

#include "core/base/clock.h"

namespace luthier {

Result<EventLog> EventLog::open(const std::string& path, std::int64_t attempt) {
    ASSIGN_OR_RETURN(LogWriter writer, LogWriter::open(path, attempt));
    return EventLog(std::move(writer));
}

Status EventLog::append(EventKind kind, const Json& fields) {
    Json line{{"time", utcNow()}, {"kind", eventKindName(kind)}};
    if (fields.is_object()) line.update(fields);
    RETURN_IF_ERROR(m_writer.append(line));
    return m_writer.sync();
}

Result<MetricsLog> MetricsLog::open(const std::string& path, std::int64_t attempt) {
    ASSIGN_OR_RETURN(LogWriter writer, LogWriter::open(path, attempt));
    return MetricsLog(std::move(writer));
}

Status MetricsLog::append(std::int64_t step, const Json& series) {
    Json line{{"step", step}};
    if (series.is_object()) line.update(series);
    return m_writer.append(line);
}

Result<RowsLog> RowsLog::open(const std::string& path, std::int64_t attempt) {
    ASSIGN_OR_RETURN(LogWriter writer, LogWriter::open(path, attempt));
    return RowsLog(std::move(writer));
}

Status RowsLog::append(std::int64_t step, const std::vector<RowLoss>& rows) {
    Json ids = Json::array(), losses = Json::array(), tokens = Json::array();
    for (const RowLoss& row : rows) {
        ids.push_back(row.row);
        losses.push_back(jsonNumber(row.loss));
        tokens.push_back(row.numTrained);
    }
    return m_writer.append({{"step", step}, {"rows", std::move(ids)}, {"losses", std::move(losses)}, {"tokens", std::move(tokens)}});
}

Result<SamplesLog> SamplesLog::open(const std::string& path, std::int64_t attempt) {
    ASSIGN_OR_RETURN(LogWriter writer, LogWriter::open(path, attempt));
    return SamplesLog(std::move(writer));
}

Status SamplesLog::append(std::int64_t step, const Json& sample) {
    Json line{{"step", step}};
    if (sample.is_object()) line.update(sample);
    return m_writer.append(line);
}

Result<std::vector<std::pair<std::int64_t, Json>>> readSteps(const std::string& path) {
    ASSIGN_OR_RETURN(LogContent content, readWholeLog(path));
    std::vector<std::pair<std::int64_t, Json>> steps;
    for (LogLine& line : currentSteps(std::move(content.lines))) {
        const auto step = line.fields["step"].get<std::int64_t>();
        if (steps.empty() || steps.back().first != step) steps.emplace_back(step, Json::object());
        steps.back().second.update(line.fields);
    }
    return steps;
}

}  // namespace luthier
