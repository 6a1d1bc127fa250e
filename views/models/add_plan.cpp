// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/add_plan.h"

#include <algorithm>

#include <QCoreApplication>
#include <QDir>

#include "views/models/model_facts.h"
#include "views/shared/shelf/folder_work.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("luthier", text); }
QString bytes(std::uint64_t count) { return theme::bytesInWords(static_cast<double>(count)); }

std::uint64_t writtenBytes(const SourceLook& look, const ModelFacts& facts, const QString& dtype) {
    const auto parameters = static_cast<std::uint64_t>(facts.parameters);
    if (dtype == QStringLiteral("bf16")) return 2 * parameters;
    if (dtype == QStringLiteral("f32")) return 4 * parameters;
    if (look.kind != SourceLook::Kind::Gguf) return look.bytes;
    const bool isHalf = std::all_of(facts.dtypes.begin(), facts.dtypes.end(),
                                    [](const ModelFacts::Dtype& d) { return d.name == QStringLiteral("float16") || d.name == QStringLiteral("bfloat16"); });
    return (isHalf && !facts.dtypes.empty() ? 2 : 4) * parameters;
}

QString summaryOf(const SourceLook& look, const ModelFacts& facts) {
    const QString kind = look.kind == SourceLook::Kind::Gguf ? tr("%1 as GGUF file").arg(bytes(look.bytes)) : tr("%1 as folder").arg(bytes(look.bytes));
    if (facts.parameters == 0) return tr("A model that cannot be read; %1.").arg(kind);
    const QString what = facts.hasTemplate ? tr("A %1 chat model of %2 parameters; %3.") : tr("A %1 base model of %2 parameters; %3.");
    return what.arg(facts.familyTitle, theme::parametersInWords(facts.parameters), kind);
}

void readNotes(const Json& found, const ModelFacts& facts, AddPlan& plan) {
    for (const shelf::FoundProblem& problem : facts.problems)
        plan.notes << (problem.hint.isEmpty() ? problem.message : tr("%1 (to try: %2)").arg(problem.message, problem.hint));
    if (const auto notes = found.find("notes"); notes != found.end() && notes->is_array())
        for (const Json& note : *notes)
            if (note.is_string()) plan.notes << shelf::fromUtf8(note.get<std::string>());
}

QString knownAs(const QString& folder, const std::vector<store::Model>& known) {
    for (const store::Model& model : known)
        if (QDir::cleanPath(shelf::fromUtf8(model.folder)) == folder) return shelf::fromUtf8(model.name);
    return {};
}

// Why it cannot be added although there is something; "" = it can.
QString obstacle(const AddPlan& plan, const SourceLook& look, const ModelFacts& facts, const QString& name, const std::vector<store::Model>& known) {
    if (facts.parameters == 0) return tr("The engine cannot read this model: %1").arg(plan.notes.isEmpty() ? tr("it does not say why.") : plan.notes.front());
    if (name.isEmpty()) return tr("Give it a name.");
    if (!plan.request.copies()) {
        const QString already = knownAs(look.path, known);
        return already.isEmpty() ? QString() : tr("This folder is in the project already, as \"%1\".").arg(already);
    }
    if (plan.neededBytes > look.freeBytes)
        return tr("There is not enough room: %1 are needed, %2 are free. Make room, choose bfloat16, or use the folder where it is.")
            .arg(bytes(plan.neededBytes), bytes(look.freeBytes));
    return {};
}

}  // namespace

AddPlan planToAdd(const SourceLook& look, const std::optional<Json>& found, const AddChoice& choice, const QString& modelsFolder,
                  const std::vector<store::Model>& known) {
    AddPlan plan;
    plan.button = tr("Add model");
    plan.mustCopy = look.kind == SourceLook::Kind::Gguf;
    plan.request = {choice.name.simplified(), look.path, {}, choice.dtype};
    const bool copies = plan.mustCopy || choice.copy;
    if (copies)
        plan.request.target = shelf::freeFolder(modelsFolder, plan.request.name);
    else
        plan.request.dtype = QStringLiteral("keep");
    if (look.kind == SourceLook::Kind::Nothing || look.kind == SourceLook::Kind::Other) {
        plan.why = look.why;
        return plan;
    }
    if (!found) {
        plan.why = tr("The engine is still looking at it.");
        return plan;
    }
    plan.why = whyNoModel(*found);
    if (!plan.why.isEmpty()) return plan;
    const ModelFacts facts = modelFactsOf(*found);
    plan.summary = summaryOf(look, facts);
    readNotes(*found, facts, plan);
    if (copies) {
        plan.neededBytes = writtenBytes(look, facts, plan.request.dtype);
        plan.space = tr("Needs %1 on disk; %2 are free.").arg(bytes(plan.neededBytes), bytes(look.freeBytes));
        plan.button = plan.mustCopy ? tr("Import %1").arg(bytes(plan.neededBytes)) : tr("Copy %1").arg(bytes(plan.neededBytes));
    } else {
        plan.space = tr("Nothing is copied: the folder has to stay where it is.");
    }
    plan.why = obstacle(plan, look, facts, plan.request.name, known);
    plan.possible = plan.why.isEmpty();
    return plan;
}

}  // namespace luthier
