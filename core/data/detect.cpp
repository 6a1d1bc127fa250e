// SPDX-License-Identifier: Apache-2.0
// detectFormat of reader.h.
#include <algorithm>
#include <set>

#include "core/base/utf8.h"
#include "core/data/cells.h"
#include "core/data/container.h"
#include "core/data/reader.h"

namespace luthier {

namespace {

constexpr std::int64_t maxSampled = 200;

struct Sample {
    std::int64_t numRecords = 0;
    std::vector<std::int64_t> numRead;    // per format
    std::vector<std::string> columns;     // in order of appearance, at most twenty
    std::string firstProblem;             // of a record that is not even JSON
    std::string firstReason;              // why a row is not read by the format whose shape it has
};

void noteColumns(const Json& row, Sample& sample) {
    if (!row.is_object()) return;
    for (const auto& [key, value] : row.items()) {
        if (sample.columns.size() >= 20) return;
        const std::string shown = "\"" + excerpt(key, 40) + "\"";
        if (std::find(sample.columns.begin(), sample.columns.end(), shown) == sample.columns.end()) sample.columns.push_back(shown);
    }
}

bool reads(const Format& format, const Json& row, std::int64_t number, Sample& sample) {
    if (!format.matches(row)) return false;
    const auto read = format.read(row);
    if (!read && sample.firstReason.empty())
        sample.firstReason = "row " + std::to_string(number) + " has the shape of \"" + format.info().id + "\", but " + read.error().message;
    return read.has_value();
}

void countReaders(const Json& value, std::int64_t number, bool isCells, Sample& sample) {
    const auto& formats = allFormats();
    const auto owner = std::find_if(formats.begin(), formats.end(), [&](const Format* format) { return !isCells && format->claims(value); });
    for (std::size_t i = 0; i < formats.size(); ++i) {
        if (owner != formats.end() && formats[i] != *owner) continue;
        if (reads(*formats[i], isCells ? rowFromCells(value, formats[i]->info()) : value, number, sample)) ++sample.numRead[i];
    }
}

Result<Sample> sampleRows(const std::string& path, Container container, const ReadOptions& options) {
    Sample sample;
    sample.numRead.assign(allFormats().size(), 0);
    RETURN_IF_ERROR(forEachRecord(path, container, options, [&](const Record& record) {
        ++sample.numRecords;
        if (record.value) {
            noteColumns(*record.value, sample);
            countReaders(*record.value, record.number, isTable(container), sample);
        } else if (sample.firstProblem.empty()) {
            sample.firstProblem = "row " + std::to_string(record.number) + ": " + record.reason;
        }
        return sample.numRecords < maxSampled;
    }));
    return sample;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

Error noFormat(const std::string& path, const Sample& sample, bool isCells) {
    std::string message = "no known format reads the first " + std::to_string(sample.numRecords) + " rows";
    if (!sample.firstReason.empty()) message += "; " + sample.firstReason;
    else if (!sample.columns.empty()) message += "; their columns are " + joined(sample.columns);
    else if (!sample.firstProblem.empty()) message += "; " + sample.firstProblem;
    else message += "; they are no objects with columns";
    std::string known;
    for (const Format* format : allFormats()) {
        if (format->info().columns.empty()) continue;
        known += (known.empty() ? "" : "; ") + format->info().id + " reads " + joined(format->info().columns);
    }
    const char* const aboutCells = isCells ? "the first row must name the columns, and lists in cells must be JSON; " : "";
    return Error(ErrorCode::InvalidData, message).withHint(aboutCells + ("name the format, or map columns to known ones: " + known)).at(path);
}

}  // namespace

Result<Detection> detectFormat(const std::string& path, const ReadOptions& options) {
    RETURN_IF_ERROR(checkMapping(options.mapping));
    const bool isNamed = options.format != "auto";
    if (isNamed && !findFormat(options.format)) {
        std::vector<std::string> ids{"auto"};
        for (const Format* format : allFormats()) ids.push_back(format->info().id);
        return fail(Error(ErrorCode::InvalidArgument, "the format \"" + excerpt(options.format, 40) + "\" is not known")
                        .withHint("known formats: " + joined(ids))
                        .withKey("format"));
    }
    Detection detection;
    ASSIGN_OR_RETURN(detection.container, detectContainer(path, options));
    ASSIGN_OR_RETURN(const Sample sample, sampleRows(path, detection.container, options));
    detection.numSampled = sample.numRecords;
    if (sample.numRecords == 0)
        return fail(Error(ErrorCode::InvalidData, "there is no row in this file").withHint("a data set needs at least one row").at(path));
    std::vector<std::pair<std::string, double>> shares;
    for (std::size_t i = 0; i < allFormats().size(); ++i) {
        const std::string& id = allFormats()[i]->info().id;
        const double share = static_cast<double>(sample.numRead[i]) / static_cast<double>(sample.numRecords);
        if (isNamed && id == options.format) detection.confidence = share;
        else if (share > 0) shares.emplace_back(id, share);
    }
    // The list of formats begins with the most specific, and a stable sort keeps that order among equals.
    std::stable_sort(shares.begin(), shares.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    if (isNamed) {
        detection.format = options.format;
    } else {
        if (shares.empty()) return fail(noFormat(path, sample, isTable(detection.container)));
        detection.format = shares.front().first;
        detection.confidence = shares.front().second;
        shares.erase(shares.begin());
    }
    detection.others = std::move(shares);
    return detection;
}

}  // namespace luthier
