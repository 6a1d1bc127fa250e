// SPDX-License-Identifier: GPL-3.0-or-later
// What can answer in Compare: the project's models and adapters and the checkpoints in the folders of its runs; and what a page is opened with, in these terms.
// Thread: the store's.
#pragma once

#include <optional>
#include <vector>

#include <QString>
#include <QStringList>

#include "core/store/project.h"

namespace luthier {

// The weights of a run at one of its steps, where they are an adapter.
struct CheckpointEntry {
    std::int64_t run = 0, step = 0;
    QString runName, folder, baseFolder;
};

struct CompareStock {
    std::vector<store::Model> models;
    std::vector<store::AdapterEntry> adapters;
    std::vector<store::Run> runs;
    std::vector<CheckpointEntry> checkpoints;   // newest run first, newest step first
};
Result<CompareStock> readStock(store::Project& project);

// base: "" = the one that is shown. adapter: "" = none.
struct CompareWish {
    QString baseName, baseFolder, adapterName, adapterFolder;
    QStringList questions;                       // that fit what the adapter was trained on
};
// argument: "adapter:ID", "run:ID" (its result), "folder:PATH" (an adapter folder, for example a checkpoint's weights), "model:ID". Errors: of reading the
// project; what is not there (any more) is no wish.
Result<CompareWish> readWish(store::Project& project, const CompareStock& stock, const QString& argument);

// The model that a run began with: its folder. Also of models that the project does not know.
QString baseFolderOf(const CompareStock& stock, const store::Run& run);
QString checkpointTitle(const CheckpointEntry& checkpoint);   // "My run · step 40"

}  // namespace luthier
