// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/adapters/adapter_facts.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QLocale>

#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("luthier", text); }
// lupdate takes the context of a function from what it returns, here from shelf::Card.
struct ShelfWords { Q_DECLARE_TR_FUNCTIONS(luthier::shelf) };

QString typeInWords(const QString& type) { return type.compare(QStringLiteral("lora"), Qt::CaseInsensitive) == 0 ? QStringLiteral("LoRA") : type; }

QString targetsInWords(const Json& facts) {
    const Json* const targets = shelf::jsonMember(facts, "targets");
    if (!targets) return {};
    if (targets->is_string()) {
        const QString text = shelf::fromUtf8(targets->get<std::string>());
        if (text == QStringLiteral("all-linear")) return tr("all linear layers");
        return text.startsWith(QStringLiteral("re:")) ? tr("layers that match %1").arg(text.mid(3)) : text;
    }
    QStringList names;
    if (targets->is_array())
        for (const Json& name : *targets)
            if (name.is_string()) names << shelf::fromUtf8(name.get<std::string>());
    return names.join(QStringLiteral(", "));
}

QString number(double value) { return QLocale().toString(value, 'g', 6); }

QString fileFingerprint(const Json& facts) {
    const Json* const files = shelf::jsonMember(facts, "files");
    if (files && files->is_array())
        for (const Json& file : *files)
            if (shelf::jsonText(file, "name") == QStringLiteral("adapter_model.safetensors")) return shelf::jsonText(file, "sha256");
    return {};
}

QString kindInWords(const AdapterFacts& facts) {
    const QString type = facts.type.isEmpty() ? tr("An adapter") : tr("A %1 adapter").arg(facts.type);
    return facts.rank > 0 ? tr("%1 of rank %2").arg(type, theme::countInWords(facts.rank)) : type;
}

}  // namespace

AdapterFacts adapterFactsOf(const Json& facts) {
    AdapterFacts read;
    if (!facts.is_object() || facts.empty()) return read;
    read.known = true;
    read.type = typeInWords(shelf::jsonText(facts, "type"));
    read.targets = targetsInWords(facts);
    read.baseModel = shelf::jsonText(facts, "base_model");
    read.rank = shelf::jsonCount(facts, "rank");
    read.bytes = shelf::jsonCount(facts, "bytes");
    read.tensors = shelf::jsonCount(facts, "num_tensors");
    if (const Json* const alpha = shelf::jsonMember(facts, "alpha"); alpha && alpha->is_number()) read.alpha = alpha->get<double>();
    if (const Json* const rslora = shelf::jsonMember(facts, "rslora"); rslora && rslora->is_boolean()) read.rslora = rslora->get<bool>();
    read.fingerprint = fileFingerprint(facts);
    read.problems = shelf::problemsOf(facts);
    return read;
}

QString whyNoAdapter(const Json& facts) {
    const QString kind = shelf::jsonText(facts, "kind");
    if (kind == QStringLiteral("adapter")) return {};
    if (kind == QStringLiteral("checkpoint") && shelf::jsonText(facts, "holds") == QStringLiteral("adapter")) return {};
    if (kind == QStringLiteral("model")) return tr("This is a whole model, not an adapter. Add it on the page Models.");
    if (kind == QStringLiteral("run")) return tr("This is a training run. Its adapter is in the sub-folder \"final\".");
    return tr("There is no adapter here: a folder with adapter_config.json and adapter_model.safetensors is needed.");
}

const store::Model* baseOf(const store::AdapterEntry& adapter, const std::vector<store::Model>& models) {
    const QString named = QDir::cleanPath(adapterFactsOf(adapter.facts).baseModel);
    const store::Model* byFolder = nullptr;
    for (const store::Model& model : models) {
        if (adapter.model == model.id) return &model;
        if (!named.isEmpty() && QDir::cleanPath(shelf::fromUtf8(model.folder)) == named) byFolder = &model;
    }
    return byFolder;
}

QString adapterSentence(const AdapterFacts& facts, const store::Model* base) {
    if (!facts.known) return tr("Not looked at yet.");
    const QString kind = kindInWords(facts);
    if (base) return tr("%1 for %2. Compare it with its base, train on from it, or merge it into a model of its own.").arg(kind, shelf::fromUtf8(base->name));
    if (facts.baseModel.isEmpty()) return tr("%1 that does not say for which model. Choose its base below to use it.").arg(kind);
    return tr("%1 for %2, which is not among the models of this project. Add that model, or choose the base below.")
        .arg(kind, QFileInfo(facts.baseModel).fileName());
}

std::vector<shelf::Fact> adapterNumbers(const AdapterFacts& facts, const store::Run* run) {
    std::vector<shelf::Fact> list;
    list.push_back({tr("Kind"), facts.type.isEmpty() ? tr("unknown") : facts.type});
    if (facts.rank > 0) list.push_back({tr("Rank"), theme::countInWords(facts.rank), tr("Size of the update; 8-64 is usual")});
    if (facts.alpha > 0)
        list.push_back({tr("Alpha"), facts.rslora ? tr("%1 (divided by the root of the rank: rsLoRA)").arg(number(facts.alpha)) : number(facts.alpha),
                        tr("Strength of the update: it is multiplied by alpha / rank")});
    list.push_back({tr("Layers"), facts.targets.isEmpty() ? tr("unknown") : facts.targets, tr("Which layers of the base the update is plugged into")});
    list.push_back({tr("Size"), facts.bytes > 0
                                    ? tr("%1 in %2 tensors").arg(theme::bytesInWords(static_cast<double>(facts.bytes)), theme::countInWords(facts.tensors))
                                    : tr("unknown")});
    if (run && run->step > 0) list.push_back({tr("Trained for"), tr("%1 steps").arg(theme::countInWords(run->step))});
    if (run && run->evalLoss) {
        const QString last = theme::lossInWords(*run->evalLoss);
        const bool wasBetter = run->bestEvalLoss && *run->bestEvalLoss != *run->evalLoss;
        const QString value = wasBetter ? tr("%1 (best %2)").arg(last, theme::lossInWords(*run->bestEvalLoss)) : last;
        if (run->learnsFromRewards()) list.push_back({tr("Held-out reward"), value, tr("On prompts it was not trained on; higher is better")});
        else list.push_back({tr("Held-out loss"), value, tr("On rows it was not trained on; lower is better")});
    }
    return list;
}

std::vector<shelf::Fact> adapterFiles(const AdapterFacts& facts, const QString& folder, const QString& createdAt) {
    std::vector<shelf::Fact> list{{tr("Folder"), folder, {}, true}};
    if (!facts.baseModel.isEmpty()) list.push_back({tr("Made for"), facts.baseModel, tr("The base as the adapter's own file names it"), true});
    list.push_back({tr("Fingerprint"), facts.fingerprint.isEmpty() ? tr("not computed yet") : facts.fingerprint,
                    tr("SHA-256 of the weights: the same number means the same adapter"), !facts.fingerprint.isEmpty()});
    const QDateTime time = QDateTime::fromString(createdAt, Qt::ISODate);
    if (time.isValid()) list.push_back({tr("Added"), QLocale().toString(time.toLocalTime(), QLocale::ShortFormat)});
    return list;
}

shelf::Card adapterCard(const store::AdapterEntry& adapter, const store::Model* base, bool missing, bool checking) {
    const AdapterFacts facts = adapterFactsOf(adapter.facts);
    shelf::Card card;
    card.id = adapter.id;
    card.icon = QStringLiteral("adapter");
    card.title = shelf::fromUtf8(adapter.name);
    QStringList parts;
    if (facts.known)
        parts << (facts.rank > 0         ? ShelfWords::tr("%1 rank %2").arg(facts.type, theme::countInWords(facts.rank))
                  : facts.type.isEmpty() ? ShelfWords::tr("Cannot be read")
                                         : facts.type);
    parts << (base ? shelf::fromUtf8(base->name) : ShelfWords::tr("base unknown"));
    card.subtitle = parts.join(QStringLiteral(" · "));
    card.search = shelf::fromUtf8(adapter.folder) + ' ' + shelf::fromUtf8(adapter.notes) + ' ' + facts.targets;
    if (missing) {
        card.state = shelf::Card::State::Broken;
        card.stateWords = ShelfWords::tr("Missing");
    } else if (checking) {
        card.state = shelf::Card::State::Working;
        card.stateWords = ShelfWords::tr("Checking");
    } else if (!facts.problems.empty()) {
        card.state = shelf::Card::State::Warning;
        card.stateWords = facts.problems.size() == 1 ? ShelfWords::tr("1 problem") : ShelfWords::tr("%1 problems").arg(facts.problems.size());
    }
    return card;
}

QStringList dataFilesOf(const Json& runConfig) {
    QStringList files;
    const Json* const data = shelf::jsonMember(runConfig, "data");
    const Json* const train = data ? shelf::jsonMember(*data, "train") : nullptr;
    const auto take = [&](const Json& entry) {
        if (entry.is_string())
            files << shelf::fromUtf8(entry.get<std::string>());
        else if (const QString path = shelf::jsonText(entry, "path"); !path.isEmpty())
            files << path;
    };
    if (train && train->is_array())
        for (const Json& entry : *train) take(entry);
    else if (train)
        take(*train);
    return files;
}

std::vector<shelf::LineageColumn> adapterLineage(const LineageFacts& facts) {
    constexpr std::size_t maxData = 3;
    std::vector<shelf::LineageColumn> columns;
    const AdapterFacts read = adapterFactsOf(facts.adapter->facts);
    const auto name = [](const char* part, const QString& of = {}) { return QStringLiteral("adapters.lineage.") + QString::fromLatin1(part) + of; };
    if (facts.run) {
        shelf::LineageColumn data;
        for (std::size_t i = 0; i < std::min(facts.datasets.size(), maxData); ++i) {
            const auto& [id, title] = facts.datasets[i];
            data.nodes.push_back({name("data.", QString::number(id)), QStringLiteral("data"), tr("Data set"), title, QStringLiteral("datasets"),
                                  QStringLiteral("dataset:%1").arg(id), tr("Open this data set")});
        }
        if (facts.datasets.empty())
            for (const QString& file : dataFilesOf(facts.run->config).mid(0, maxData))
                data.nodes.push_back({name("file"), QStringLiteral("data"), tr("Data file"), QFileInfo(file).fileName(), {}, {}, file});
        if (facts.datasets.size() > maxData)
            data.nodes.push_back({name("more"),
                                  QStringLiteral("data"),
                                  tr("Data sets"),
                                  tr("%1 more").arg(facts.datasets.size() - maxData),
                                  QStringLiteral("datasets"),
                                  {},
                                  {}});
        if (facts.startedFrom)
            data.nodes.push_back({name("start"), QStringLiteral("adapter"), tr("Started from"), shelf::fromUtf8(facts.startedFrom->name),
                                  QStringLiteral("adapters"), QStringLiteral("adapter:%1").arg(facts.startedFrom->id), tr("Open this adapter")});
        data.arrow = tr("trained");
        if (!data.nodes.empty()) columns.push_back(std::move(data));
        columns.push_back({{{name("run"), QStringLiteral("runs"), tr("Run"), shelf::fromUtf8(facts.run->name), QStringLiteral("runs"),
                             QStringLiteral("run:%1").arg(facts.run->id), tr("Open this run")}},
                           tr("made")});
    } else {
        const QString folder = shelf::fromUtf8(facts.adapter->folder);
        columns.push_back({{{name("folder"), QStringLiteral("folder"), tr("Imported from"), QFileInfo(folder).fileName(), {}, {}, folder}}, {}});
    }
    columns.push_back({{{name("adapter"), QStringLiteral("adapter"), tr("Adapter"), shelf::fromUtf8(facts.adapter->name), {}, {}, {}, true}}, tr("for")});
    if (facts.base)
        columns.push_back({{{name("base"), QStringLiteral("model"), tr("Base model"), shelf::fromUtf8(facts.base->name), QStringLiteral("models"),
                             QStringLiteral("model:%1").arg(facts.base->id), tr("Open this model")}},
                           {}});
    else
        columns.push_back({{{name("unknown"), QStringLiteral("warning"), tr("Base model"),
                             read.baseModel.isEmpty() ? tr("not known") : QFileInfo(read.baseModel).fileName(), QStringLiteral("models"), QStringLiteral("add"),
                             read.baseModel.isEmpty() ? tr("Add the model") : tr("%1 is not in this project. Add it").arg(read.baseModel)}},
                           {}});
    return columns;
}

}  // namespace luthier
