// SPDX-License-Identifier: Apache-2.0
// The "data" part of run.json.
#include <algorithm>

#include "core/data/formats/all_formats.h"
#include "core/recipe/run_config.h"

namespace luthier {

namespace {

std::vector<Choice<std::string>> formatChoices() {
    std::vector<Choice<std::string>> choices = {{"auto", "auto", "Detect", "Looks at the first rows; `check` says what was found."}};
    for (const Format* format : allFormats()) choices.push_back({format->info().id, format->info().id, format->info().title, format->info().help});
    return choices;
}

Json filesToJson(const std::vector<DataFile>& files) {
    if (files.empty()) return nullptr;
    DataFile plain;
    plain.path = files.front().path;
    if (files.size() == 1 && files.front() == plain) return plain.path;
    Json json = Json::array();
    for (const DataFile& file : files) json.push_back(dataFileSchema().toJson(file));
    return json;
}

void readPath(const Json& json, std::vector<DataFile>& files, const std::string& path, ReadContext& context) {
    if (json.get_ref<const std::string&>().empty()) return context.problems.add(path, "must be the path of a data set, not an empty text");
    DataFile file;
    dataFileSchema().read(Json{{"path", json}}, file, path, context);
    files.push_back(std::move(file));
}

// "file" | ["file", {"path": ..., "weight": ...}, ...] | null
void readFiles(const Json& json, std::vector<DataFile>& files, const std::string& path, ReadContext& context) {
    std::vector<DataFile> read;
    if (json.is_string()) {
        readPath(json, read, path, context);
    } else if (json.is_array()) {
        for (std::size_t i = 0; i < json.size(); ++i) {
            const std::string place = path + "[" + std::to_string(i) + "]";
            if (json[i].is_string()) readPath(json[i], read, place, context);
            else dataFileSchema().read(json[i], read.emplace_back(), place, context);
        }
    } else if (json.is_object()) {
        return context.problems.add(path, "must be a path or a list, not an object {...}", "put the object into a list: [{...}]");
    } else if (!json.is_null()) {
        return context.problems.add(path, "must be the path of a data set or a list of them, not " + foundInWords(json));
    }
    files = std::move(read);
}

// Training data must be there; the held-out part may be left to evalFraction.
void readTrainFiles(const Json& json, std::vector<DataFile>& files, const std::string& path, ReadContext& context) {
    if (json.is_null() || (json.is_array() && json.empty()))
        return context.problems.add(path, "must be the path of a data set or a list of them, not " + foundInWords(json));
    readFiles(json, files, path, context);
}

CustomCodec<std::vector<DataFile>> filesCodec(bool isTrain) {
    return {"data_files", &filesToJson, isTrain ? &readTrainFiles : &readFiles, dataFileSchema().fields()};
}

Schema<DataFile> makeFileSchema() {
    Schema<DataFile> schema;
    schema.field("path", &DataFile::path).label("File").required().basic().path(PathKind::File).otherNames({"file", "file_name", "dataset"})
        .help("A data set: JSON lines, a JSON list, or plain text.");
    schema.field("weight", &DataFile::weight).label("Weight").range(0, 1000)
        .help("How often each of its rows comes in an epoch, on average: 2 = twice, 0.5 = every other row, 0 = never.")
        .reason("1: every row of every file comes once");
    schema.field("max_rows", &DataFile::maxRows).label("At most").unit("rows").range(1, 1e12).otherNames({"max_samples", "num_samples", "limit"})
        .help("Takes at most this many rows of the file.")
        .reason("not set: all rows");
    schema.choice("format", &DataFile::format, formatChoices()).label("Format")
        .help("How a row of the file is read.")
        .reason("detected from the first rows, which is right unless the columns have unusual names");
    schema.field("mapping", &DataFile::mapping).label("Columns")
        .help("For columns with other names: {\"name in the file\": \"name the format knows\"}.")
        .reason("empty: the columns have the names that the format knows");
    schema.check({"mapping"}, [](const DataFile& file, CheckReport& report) {
        for (const auto& [column, target] : file.mapping.items())
            if (!target.is_string()) report.add("mapping." + column, "must be the name of a column as a text, not " + foundInWords(target));
    });
    return schema;
}

Schema<DataConfig> makeDataSchema() {
    Schema<DataConfig> schema;
    schema.custom("train", &DataConfig::train, filesCodec(true)).label("Training data").required().basic().path(PathKind::File)
        .otherNames({"train_file", "dataset", "train_dataset", "training_data"})
        .help("A file, or a list of files mixed by weight: \"rows.jsonl\" or [{\"path\": \"a.jsonl\", \"weight\": 2}, \"b.jsonl\"].");
    schema.custom("eval", &DataConfig::eval, filesCodec(false)).label("Held-out data").basic().path(PathKind::File)
        .otherNames({"eval_file", "eval_dataset", "validation", "valid", "test"})
        .help("Rows that are never trained on and show whether the model learns or memorises.")
        .reason("not set: a share of the training data is held out");
    schema.field("eval_fraction", &DataConfig::evalFraction).label("Held-out share").range(0, 0.5).visibleIf("eval", {nullptr})
        .otherNames({"val_size", "validation_split", "test_size", "eval_ratio"})
        .help("Share of the training rows that is held out when there is no held-out file; 0 = none, and no held-out loss.")
        .reason("2 %: enough to see the trend of the loss, and little to give up");
    schema.field("max_length", &DataConfig::maxLength).label("Longest row").unit("tokens").basic().range(2, 1048576)
        .otherNames({"max_seq_length", "cutoff_len", "sequence_len", "block_size", "max_tokens"})
        .help("Rows with more tokens than this are cut, dropped or refused. Long rows need memory.")
        .reason("1024 holds nearly all rows of chat data; `check` counts those it does not");
    schema.choice("overflow", &DataConfig::overflow,
                  {{Overflow::Truncate, "truncate", "Cut", "The end of the row is cut off; a row with nothing left to learn is refused."},
                   {Overflow::Drop, "drop", "Leave out", "The row is not trained on; it is listed."},
                   {Overflow::Error, "error", "Stop", "The run does not start."}})
        .label("Longer rows")
        .help("What happens to a row that is too long.")
        .reason("cut: most of a long answer is still worth learning");
    schema.check({"train"}, [](const DataConfig& data, CheckReport& report) {
        const auto isOff = [](const DataFile& file) { return file.weight == 0; };
        if (!data.train.empty() && std::all_of(data.train.begin(), data.train.end(), isOff))
            report.add("train", "has no data set with a weight above 0");
    });
    return schema;
}

}  // namespace

const Schema<DataFile>& dataFileSchema() {
    static const Schema<DataFile> schema = makeFileSchema();
    return schema;
}

const Schema<DataConfig>& dataConfigSchema() {
    static const Schema<DataConfig> schema = makeDataSchema();
    return schema;
}

}  // namespace luthier
