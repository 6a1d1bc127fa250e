// SPDX-License-Identifier: GPL-3.0-or-later
// A run again, bit for bit. Its rows are those that its folder keeps, which the engine takes as it does when a run goes on: so the new folder is that of a run
// which was killed before its first step (core/training, prepareAgain), and the engine itself checks that model, tokenizer and rows are still the same.
#include <algorithm>
#include <filesystem>

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QLocale>

#include "core/base/files.h"
#include "core/runs/checkpoint.h"
#include "core/runs/folder_manifest.h"
#include "core/runs/run_folder.h"
#include "views/link/run_work.h"

namespace luthier::run_work {

namespace {

struct RepeatWords { Q_DECLARE_TR_FUNCTIONS(luthier::RepeatWords) };

constexpr std::int64_t maxRowsCompared = 20'000;   // more would keep edits waiting

std::vector<std::string> dataFiles(const Json& config) {
    std::vector<std::string> files;
    const auto take = [&files](const Json& file) {
        const Json& path = file.is_object() && file.contains("path") ? file["path"] : file;
        if (path.is_string()) files.push_back(path.get<std::string>());
    };
    const Json data = config.is_object() && config.contains("data") && config["data"].is_object() ? config["data"] : Json::object();
    for (const char* const key : {"train", "eval"}) {
        if (!data.contains(key)) continue;
        if (data[key].is_array())
            for (const Json& file : data[key]) take(file);
        else take(data[key]);
    }
    return files;
}

std::string words(const QString& text) { return text.toStdString(); }

// Files that were written after the run had frozen their rows.
void compareFiles(const std::vector<std::string>& files, const QDateTime& frozenAt, std::vector<std::string>& remarks) {
    for (const std::string& file : files) {
        const QFileInfo info(QString::fromStdString(file));
        if (!info.exists()) remarks.push_back(words(RepeatWords::tr("%1 is not there any more").arg(info.fileName())));
        else if (info.lastModified() > frozenAt)
            remarks.push_back(words(RepeatWords::tr("%1 has been changed since, on %2")
                                        .arg(info.fileName(), QLocale().toString(info.lastModified(), QLocale::ShortFormat))));
    }
}

// Data sets of the project whose rows are not those any more that were frozen for the run (snapshots/ is named by what is in a file).
Status compareDatasets(store::Project& project, const store::Run& of, const std::vector<std::string>& files, std::vector<std::string>& remarks) {
    for (const std::int64_t id : of.datasets) {
        const Result<store::Dataset> dataset = project.datasets().get(id);
        if (!dataset) {
            remarks.push_back(words(RepeatWords::tr("a data set of it is not in the project any more")));
            continue;
        }
        if (dataset->numRows > maxRowsCompared) continue;
        ASSIGN_OR_RETURN(const store::Datasets::Snapshot now, project.datasets().snapshot(id));
        const std::string name = fileName(now.path);
        if (std::none_of(files.begin(), files.end(), [&name](const std::string& file) { return fileName(file) == name; }))
            remarks.push_back(words(RepeatWords::tr("the data set \u201c%1\u201d has been edited since").arg(QString::fromStdString(dataset->name))));
    }
    return {};
}

Status copyAsIs(const std::string& from, const std::string& to) {
    std::error_code error;
    // Nobody writes into these files, so another name will do where the disk can give one.
    std::filesystem::create_hard_link(from, to, error);
    if (error) std::filesystem::copy_file(from, to, error);
    if (error) return fail(Error(ErrorCode::Io, "cannot copy the frozen rows: " + error.message()).at(to));
    return {};
}

Status copyRun(const RunFolder& from, const std::string& to, const Json& config) {
    const std::string data = to + "/data";
    RETURN_IF_ERROR(makeFolders(data));
    ASSIGN_OR_RETURN(const std::vector<std::string> names, listFolder(from.data()));
    for (const std::string& name : names) RETURN_IF_ERROR(copyAsIs(from.data() + "/" + name, data + "/" + name));
    // What was changed while it worked is part of what it was.
    if (pathExists(from.changes())) RETURN_IF_ERROR(copyAsIs(from.changes(), to + "/" + fileName(from.changes())));
    RETURN_IF_ERROR(copyAsIs(from.manifestJson(), to + "/" + fileName(from.manifestJson())));
    return writeFileDurably(to + "/" + fileName(from.runJson()), dumpJsonPretty(config) + "\n");
}

// The newest whole one of the state before that step was made.
Result<Checkpoint> checkpointBefore(const RunFolder& folder, std::int64_t step) {
    ASSIGN_OR_RETURN(const std::vector<Checkpoint> checkpoints, listCheckpoints(folder));
    for (auto checkpoint = checkpoints.rbegin(); checkpoint != checkpoints.rend(); ++checkpoint)
        if (checkpoint->step < step && verifyFolder(checkpoint->path)) return *checkpoint;
    Error error(ErrorCode::NotFound, words(RepeatWords::tr("no checkpoint from before step %1 is kept").arg(step)));
    const QString way = RepeatWords::tr("Repeat the run from its beginning instead; a larger \u201ckeep checkpoints\u201d keeps more of them.");
    return fail(std::move(error).withHint(words(way)));
}

Status copyCheckpoint(const Checkpoint& checkpoint, const std::string& runFolder) {
    const std::string to = runFolder + "/checkpoints/" + RunFolder::checkpointName(checkpoint.step);
    RETURN_IF_ERROR(makeFolders(to));
    std::error_code error;
    for (std::filesystem::recursive_directory_iterator entry(checkpoint.path, error), end; !error && entry != end; entry.increment(error)) {
        const std::string place = to + "/" + std::filesystem::relative(entry->path(), checkpoint.path, error).string();
        if (entry->is_directory()) RETURN_IF_ERROR(makeFolders(place));
        else RETURN_IF_ERROR(copyAsIs(entry->path().string(), place));
    }
    if (error) return fail(Error(ErrorCode::Io, "cannot copy the checkpoint: " + error.message()).at(checkpoint.path));
    return {};
}

}  // namespace

Result<Repeat> enqueueRepeat(store::Project& project, const store::Run& of, const std::string& name, const std::string& notes,
                             std::optional<std::int64_t> before) {
    Repeat repeat;
    std::optional<Checkpoint> from;
    store::Run again;
    again.name = name;
    again.notes = notes;
    again.model = of.model;
    again.datasets = of.datasets;
    again.tags = of.tags;
    again.config = of.config;
    const Result<RunFolder> folder = RunFolder::open(of.folder);
    if (before) {
        if (!folder) return fail(folder.error());
        ASSIGN_OR_RETURN(from, checkpointBefore(*folder, *before));
        repeat.fromStep = from->step;
    }
    // The resolved one: every "auto" is what it was.
    if (folder)
        if (const auto resolved = readJsonFile(folder->runJson()); resolved && resolved->is_object()) again.config = *resolved;
    if (again.config.contains("name")) again.config["name"] = name;
    const std::string list = folder ? folder->data() + "/data.json" : std::string();
    repeat.usesFrozenRows = folder && pathExists(list) && pathExists(folder->manifestJson());
    if (repeat.usesFrozenRows) {
        const std::vector<std::string> files = dataFiles(again.config);
        compareFiles(files, QFileInfo(QString::fromStdString(list)).lastModified(), repeat.remarks);
        RETURN_IF_ERROR(compareDatasets(project, of, files, repeat.remarks));
        ASSIGN_OR_RETURN(again.folder, newFolder(project, name));
        Status copied = copyRun(*folder, again.folder, again.config);
        if (copied && from) copied = copyCheckpoint(*from, again.folder);
        if (!copied) {
            std::error_code error;
            std::filesystem::remove_all(again.folder, error);
            return fail(std::move(copied.error()));
        }
    }
    if (from && !repeat.usesFrozenRows)
        return fail(ErrorCode::NotFound,
                    words(RepeatWords::tr("the run has kept no copy of its rows, so it cannot go on from a checkpoint in another folder")));
    ASSIGN_OR_RETURN(repeat.run, enqueue(project, std::move(again)));
    return repeat;
}

}  // namespace luthier::run_work
