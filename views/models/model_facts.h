// SPDX-License-Identifier: GPL-3.0-or-later
// What the card of a model says, from what `inspect` found (store::Model::facts). Facts come from a database that may be older or damaged: whatever does not
// have the type it should have is taken as missing. Thread: pure functions.
#pragma once

#include <cstdint>
#include <vector>

#include <QString>

#include "core/base/json.h"
#include "core/store/models.h"
#include "views/shared/shelf/card_list.h"
#include "views/shared/shelf/fields.h"
#include "views/shared/shelf/folder_states.h"

namespace luthier {

struct ModelFacts {
    bool known = false;  // inspect has spoken
    QString family, familyTitle, storedDtype, licence, licenceFile, fingerprint;
    std::int64_t parameters = 0, bytes = 0, layers = 0, hidden = 0, heads = 0, kvHeads = 0, headDim = 0, ffn = 0, vocabulary = 0, positions = 0;
    bool tiedHead = false;
    struct Dtype {
        QString name;
        std::int64_t tensors = 0, bytes = 0;
    };
    std::vector<Dtype> dtypes;
    bool hasTokenizer = false, hasTemplate = false;
    std::int64_t tokens = 0;  // of the tokenizer
    QString bos, eos;
    std::vector<shelf::FoundProblem> problems;
};

ModelFacts modelFactsOf(const Json& facts);
// One sentence: what it is and what it can be used with.
QString modelSentence(const ModelFacts& facts);
std::vector<shelf::Fact> architectureFacts(const ModelFacts& facts);
std::vector<shelf::Fact> textFacts(const ModelFacts& facts);
std::vector<shelf::Fact> fileFacts(const ModelFacts& facts, const QString& folder);
// Whether what `inspect` wrote can be a model at all ("" = yes, else why not).
QString whyNoModel(const Json& facts);

// Of one model, in the list.
shelf::Card modelCard(const store::Model& model, FolderState folder, const QString& working);

// SHA-256 of the one weights file, or over the names and hashes of all of them; "" where they were not hashed.
QString weightsFingerprintOf(const Json& facts);

}  // namespace luthier
