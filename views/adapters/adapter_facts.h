// SPDX-License-Identifier: GPL-3.0-or-later
// What the card of an adapter says, from what `inspect` found (store::AdapterEntry::facts). Whatever does not have the type it should have is taken as missing.
// Thread: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <QString>

#include "core/store/adapters.h"
#include "core/store/models.h"
#include "core/store/runs.h"
#include "views/shared/shelf/card_list.h"
#include "views/shared/shelf/fields.h"
#include "views/shared/shelf/lineage_view.h"

namespace luthier {

struct AdapterFacts {
    bool known = false;
    QString type, targets, baseModel, fingerprint;      // baseModel: as the adapter's own file names it
    std::int64_t rank = 0, bytes = 0, tensors = 0;
    double alpha = 0;
    bool rslora = false;
    std::vector<shelf::FoundProblem> problems;
};

AdapterFacts adapterFactsOf(const Json& facts);
QString whyNoAdapter(const Json& facts);                 // "" = it is one

// Its base among the models: the one it is assigned to, else the one whose folder its file names. nullptr: not known here.
const store::Model* baseOf(const store::AdapterEntry& adapter, const std::vector<store::Model>& models);

QString adapterSentence(const AdapterFacts& facts, const store::Model* base);
std::vector<shelf::Fact> adapterNumbers(const AdapterFacts& facts, const store::Run* run);
std::vector<shelf::Fact> adapterFiles(const AdapterFacts& facts, const QString& folder, const QString& createdAt);
shelf::Card adapterCard(const store::AdapterEntry& adapter, const store::Model* base, bool missing, bool checking);

// data -> run -> adapter -> base. Data sets and the run of the project can be opened; of others only what the run's settings say is shown.
struct LineageFacts {
    const store::AdapterEntry* adapter = nullptr;
    const store::Model* base = nullptr;
    const store::Run* run = nullptr;
    const store::AdapterEntry* startedFrom = nullptr;    // the adapter that the run went on from
    std::vector<std::pair<std::int64_t, QString>> datasets;
};
std::vector<shelf::LineageColumn> adapterLineage(const LineageFacts& facts);
// Files that a run's settings name as its data.
QStringList dataFilesOf(const Json& runConfig);

}  // namespace luthier
