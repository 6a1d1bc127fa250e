// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare/compare_stock.h"

#include <algorithm>

#include <QCoreApplication>

#include "core/base/files.h"
#include "core/runs/checkpoint.h"
#include "views/shared/page/starter_questions.h"

namespace luthier {

namespace {

struct StockWords { Q_DECLARE_TR_FUNCTIONS(luthier::CompareStock) };

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }
bool isAdapter(const std::string& folder) { return pathExists(folder + "/adapter_config.json"); }

template <class Entry>
const Entry* byId(const std::vector<Entry>& entries, std::int64_t id) {
    const auto found = std::find_if(entries.begin(), entries.end(), [id](const Entry& entry) { return entry.id == id; });
    return found == entries.end() ? nullptr : &*found;
}

// A run whose folder cannot be read has none: its page says why.
void addCheckpoints(CompareStock& stock, const store::Run& run) {
    const Result<RunFolder> folder = RunFolder::open(run.folder);
    if (!folder) return;
    const Result<std::vector<Checkpoint>> found = listCheckpoints(*folder);
    if (!found) return;
    const QString name = run.name.empty() ? StockWords::tr("Run %1").arg(run.id) : text(run.name), base = baseFolderOf(stock, run);
    for (auto checkpoint = found->rbegin(); checkpoint != found->rend(); ++checkpoint)
        if (const std::string weights = checkpoint->path + "/weights"; isAdapter(weights))
            stock.checkpoints.push_back({run.id, checkpoint->step, name, text(weights), base});
}

void wishBase(const CompareStock& stock, const QString& folder, CompareWish& wish) {
    if (folder.isEmpty()) return;
    wish.baseFolder = folder;
    wish.baseName = folder.section(QLatin1Char('/'), -1);
    for (const store::Model& model : stock.models)
        if (text(model.folder) == folder) wish.baseName = text(model.name);
}

// Its run, where one is known.
const store::Run* wishAdapter(const CompareStock& stock, const store::AdapterEntry& adapter, CompareWish& wish) {
    wish.adapterName = text(adapter.name);
    wish.adapterFolder = text(adapter.folder);
    const store::Run* const run = adapter.run ? byId(stock.runs, *adapter.run) : nullptr;
    if (const store::Model* const model = adapter.model ? byId(stock.models, *adapter.model) : nullptr) wishBase(stock, text(model->folder), wish);
    else if (run) wishBase(stock, baseFolderOf(stock, *run), wish);
    return run;
}

const store::Run* wishRun(const CompareStock& stock, const store::Run& run, CompareWish& wish) {
    const auto adapter = std::find_if(stock.adapters.begin(), stock.adapters.end(), [&run](const store::AdapterEntry& one) { return one.run == run.id; });
    if (adapter != stock.adapters.end()) return wishAdapter(stock, *adapter, wish);
    const std::string result = run.folder + "/final";
    if (isAdapter(result)) {   // which is not in the list yet, or not any more
        wish.adapterName = text(run.name);
        wish.adapterFolder = text(result);
        wishBase(stock, baseFolderOf(stock, run), wish);
    } else if (pathExists(result + "/config.json")) {
        wishBase(stock, text(result), wish);
        wish.baseName = text(run.name);
    }
    return &run;
}

const store::Run* wishFolder(const CompareStock& stock, const QString& folder, CompareWish& wish) {
    for (const store::AdapterEntry& adapter : stock.adapters)
        if (text(adapter.folder) == folder) return wishAdapter(stock, adapter, wish);
    wish.adapterFolder = folder;
    wish.adapterName = folder.section(QLatin1Char('/'), -2);
    for (const CheckpointEntry& checkpoint : stock.checkpoints) {
        if (checkpoint.folder != folder) continue;
        wish.adapterName = checkpointTitle(checkpoint);
        wishBase(stock, checkpoint.baseFolder, wish);
        return byId(stock.runs, checkpoint.run);
    }
    return nullptr;
}

}  // namespace

QString baseFolderOf(const CompareStock& stock, const store::Run& run) {
    if (const store::Model* const model = run.model ? byId(stock.models, *run.model) : nullptr) return text(model->folder);
    const Json model = run.config.is_object() ? run.config.value("model", Json()) : Json();
    const Json path = model.is_object() ? model.value("path", Json()) : Json();
    return path.is_string() ? text(path.get<std::string>()) : QString();
}

QString checkpointTitle(const CheckpointEntry& checkpoint) { return StockWords::tr("%1 · step %2").arg(checkpoint.runName).arg(checkpoint.step); }

Result<CompareStock> readStock(store::Project& project) {
    CompareStock stock;
    ASSIGN_OR_RETURN(stock.models, project.models().all());
    ASSIGN_OR_RETURN(stock.adapters, project.adapters().all());
    ASSIGN_OR_RETURN(stock.runs, project.runs().all());
    for (const store::Run& run : stock.runs)
        if (run.state != store::RunState::Queued) addCheckpoints(stock, run);
    return stock;
}

Result<CompareWish> readWish(store::Project& project, const CompareStock& stock, const QString& argument) {
    const QString kind = argument.section(QLatin1Char(':'), 0, 0), value = argument.section(QLatin1Char(':'), 1);
    CompareWish wish;
    const store::Run* run = nullptr;
    if (kind == QLatin1String("adapter")) {
        if (const auto* const adapter = byId(stock.adapters, value.toLongLong())) run = wishAdapter(stock, *adapter, wish);
    } else if (kind == QLatin1String("run")) {
        if (const auto* const one = byId(stock.runs, value.toLongLong())) run = wishRun(stock, *one, wish);
    } else if (kind == QLatin1String("folder") && !value.isEmpty()) {
        run = wishFolder(stock, value, wish);
    } else if (kind == QLatin1String("model")) {
        if (const auto* const model = byId(stock.models, value.toLongLong())) wishBase(stock, text(model->folder), wish);
    }
    if (!run) return wish;
    ASSIGN_OR_RETURN(wish.questions, starterQuestions(project, run->datasets));
    return wish;
}

}  // namespace luthier
