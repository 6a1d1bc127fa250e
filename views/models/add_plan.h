// SPDX-License-Identifier: GPL-3.0-or-later
// What adding a model would do, before it is done: whether it can be, under which name, where to, how much disk it takes. Thread: pure functions, but for one
// look at whether the target exists.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <QString>
#include <QStringList>

#include "core/base/json.h"
#include "core/store/models.h"
#include "views/models/model_source.h"

namespace luthier {

struct AddRequest {
    QString name, source, target;      // target: the folder that will be made; "" = the source is used where it is
    QString dtype = QStringLiteral("keep");
    bool copies() const { return !target.isEmpty(); }
};

struct AddPlan {
    bool possible = false;
    QString why;                       // why not
    QString summary;                   // "A Llama chat model of 135 M parameters; 98 MB as GGUF."
    QString space;                     // "Needs 538 MB; 23.4 GB are free."
    QString button;                    // "Import 538 MB", "Add"
    QStringList notes;                 // what the engine noticed; problems among them
    std::uint64_t neededBytes = 0;
    bool mustCopy = false;             // GGUF: cannot be used where it is
    AddRequest request;
};

struct AddChoice { QString name; bool copy = false; QString dtype = QStringLiteral("keep"); };

// found: what `inspect --quick` said; nothing while it is still looking. known: models of the project.
AddPlan planToAdd(const SourceLook& look, const std::optional<Json>& found, const AddChoice& choice, const QString& modelsFolder,
                  const std::vector<store::Model>& known);

}  // namespace luthier
