// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train/run_draft.h"

#include <algorithm>
#include <filesystem>

#include <QCoreApplication>
#include <QLocale>

#include "views/shared/form/custom_editors.h"
#include "views/shared/form/expected_words.h"
#include "views/shared/theme/decimals.h"
#include "views/shared/theme/widgets.h"
#include "views/train/method_advice.h"

namespace luthier {

namespace {

// Texts marked by QT_TRANSLATE_NOOP; and those at their place, which lupdate sees by the name.
QString words(const char* text) { return QCoreApplication::translate("RunDraft", text); }
QString tr(const char* text) { return QCoreApplication::translate("luthier", text); }

const FieldInfo* fieldIn(const std::vector<FieldInfo>& fields, const std::string& key) {
    const auto found = std::find_if(fields.begin(), fields.end(), [&key](const FieldInfo& field) { return field.key == key; });
    return found == fields.end() ? nullptr : &*found;
}

const FieldInfo& topField(const std::string& key) {
    static const FieldInfo none;
    const FieldInfo* const found = fieldIn(runConfigSchema().fields(), key);
    return found == nullptr ? none : *found;
}

std::vector<Json> filesAt(const Json& run, const char* key) {
    std::vector<Json> files;
    if (run.contains("data") && run["data"].is_object()) DataFilesEditor::filesOf(run["data"].value(key, Json()), files);
    return files;
}

std::string pathIn(const Json& file) {
    const Json path = file.is_object() ? file.value("path", Json()) : Json();
    return path.is_string() ? path.get<std::string>() : std::string();
}

// " x 0.5", or nothing at the weight that all have.
QString weightInWords(const Json& file) {
    const Json weight = file.is_object() ? file.value("weight", Json(1.0)) : Json(1.0);
    return weight == 1.0 ? QString() : QStringLiteral(" \u00D7 ") + theme::decimalInWords(textOf(dumpJson(weight)));
}

QString valueAt(const Json& run, const char* part, const char* key) {
    const Json& values = run.contains(part) && run[part].is_object() ? run[part] : Json::object();
    const FieldInfo* const field = fieldIn(topField(part).fields, key);
    return field == nullptr ? QString() : textOf(valueInWords(*field, values.contains(key) ? values[key] : field->defaultValue, coreWording));
}

// Every field has a value; what is no object stays what it is, and keys nobody knows stay at the end.
Json completed(const std::vector<FieldInfo>& fields, const Json& values) {
    if (!values.is_object()) return values;
    Json whole = Json::object();
    if (values.contains("type")) whole["type"] = values["type"];
    for (const FieldInfo& field : fields) {
        const Json& value = values.contains(field.key) ? values[field.key] : field.defaultValue;
        whole[field.key] = value;
        if (field.type == FieldType::Struct && !field.isList) whole[field.key] = completed(field.fields, value);
        if (field.type != FieldType::Variant || !value.is_object()) continue;
        for (const AlternativeInfo& alternative : field.alternatives)
            if (value.value("type", Json()) == alternative.id) whole[field.key] = completed(alternative.fields, value);
    }
    for (const auto& [key, value] : values.items())
        if (!whole.contains(key)) whole[key] = value;
    return whole;
}

QString whatSummary(const Json& run, const ProjectLists& lists) {
    const Json path = run["model"].is_object() ? run["model"].value("path", Json()) : Json();
    if (!path.is_string() || path.get<std::string>().empty()) return tr("No model yet");
    return lists.nameOf(path.get<std::string>()) + QStringLiteral(", ") + textOf(valueInWords(topField("adapter"), run["adapter"], coreWording));
}

QString fromSummary(const Json& run, const ProjectLists& lists) {
    QStringList parts;
    for (const Json& file : filesAt(run, "train")) parts += lists.nameOf(pathIn(file)) + weightInWords(file);
    if (parts.isEmpty()) return tr("No data yet");
    const std::vector<Json> held = filesAt(run, "eval");
    const Json fraction = run["data"].value("eval_fraction", Json());
    if (!held.empty()) parts += tr("held out: %1").arg(lists.nameOf(pathIn(held.front())));
    else if (fraction == 0.0) parts += tr("nothing held out");
    else if (fraction.is_number()) parts += tr("%1 % held out").arg(QLocale().toString(100 * fraction.get<double>(), 'g', 3));
    parts += tr("up to %1").arg(valueAt(run, "data", "max_length"));
    return parts.join(QStringLiteral(", "));
}

QString runSummary(const Json& run) {
    QStringList parts;
    const Json steps = run["training"].is_object() ? run["training"].value("max_steps", Json()) : Json();
    parts += steps.is_null() ? tr("%1 epochs").arg(valueAt(run, "training", "epochs")) : tr("%1 at most").arg(valueAt(run, "training", "max_steps"));
    parts += tr("learning rate %1").arg(valueAt(run, "training", "learning_rate"));
    parts += tr("%1 per step").arg(valueAt(run, "training", "tokens_per_step"));
    return parts.join(QStringLiteral(", "));
}

std::string methodOf(const Json& run) {
    const Json method = run.value("method", Json());
    return method.is_object() && method.contains("type") && method["type"].is_string() ? method["type"].get<std::string>() : std::string();
}

// Whether a method learns from rows of this kind (rowKindName).
bool wants(const std::string& method, const std::string& kind) {
    bool found = false;
    AllMethods::forEach([&]<class M>() {
        if (method != M::id) return;
        for (const RowKind wanted : M::info().wants) found = found || kind == rowKindName(wanted);
    });
    return found;
}

std::string firstMethodFor(const std::string& kind) {
    std::string first;
    AllMethods::forEach([&]<class M>() { if (first.empty() && wants(M::id, kind)) first = M::id; });
    return first;
}

Json withNames(Json run, const ProjectLists& lists) {
    const auto name = [&lists](Json& value) {
        if (value.is_string() && !value.get<std::string>().empty()) value = lists.nameOf(value.get<std::string>()).toStdString();
    };
    for (const char* const key : {"path", "adapter"})
        if (run["model"].is_object() && run["model"].contains(key)) name(run["model"][key]);
    for (const char* const key : {"train", "eval"}) {
        Json list = Json::array();
        for (const Json& file : filesAt(run, key)) {
            QString text = lists.nameOf(pathIn(file));
            text += weightInWords(file);
            if (const Json most = file.value("max_rows", Json()); !most.is_null()) text += tr(" (at most %1)").arg(textOf(dumpJson(most)));
            list.push_back(text.toStdString());
        }
        if (run["data"].is_object()) run["data"][key] = list.empty() ? Json() : list;
    }
    return run;
}

}  // namespace

const std::vector<SectionKeys>& trainSections() {
    static const std::vector<SectionKeys> sections = {
        {"what", QT_TRANSLATE_NOOP("RunDraft", "What"), QT_TRANSLATE_NOOP("RunDraft", "The model, and how much of it is trained"), {"model", "adapter"}},
        {"from", QT_TRANSLATE_NOOP("RunDraft", "From"), QT_TRANSLATE_NOOP("RunDraft", "The rows it learns from"), {"data"}},
        {"how", QT_TRANSLATE_NOOP("RunDraft", "How"), QT_TRANSLATE_NOOP("RunDraft", "The method"), {"method"}},
        {"run", QT_TRANSLATE_NOOP("RunDraft", "Run"), QT_TRANSLATE_NOOP("RunDraft", "How long, how fast, and where"), {}},
    };
    return sections;
}

std::vector<FieldInfo> fieldsOf(const SectionKeys& section) {
    const auto isIn = [](const SectionKeys& one, const std::string& key) { return std::find(one.keys.begin(), one.keys.end(), key) != one.keys.end(); };
    std::vector<FieldInfo> fields;
    for (const FieldInfo& field : runConfigSchema().fields()) {
        const bool isNamed = std::any_of(trainSections().begin(), trainSections().end(), [&](const SectionKeys& one) { return isIn(one, field.key); });
        if (section.keys.empty() ? !isNamed : isIn(section, field.key)) fields.push_back(field);
    }
    return fields;
}

std::size_t sectionOf(const std::string& keyPath) {
    const std::string top = keyPath.substr(0, keyPath.find_first_of(".["));
    for (std::size_t i = 0; i < trainSections().size(); ++i)
        if (std::find(trainSections()[i].keys.begin(), trainSections()[i].keys.end(), top) != trainSections()[i].keys.end()) return i;
    return trainSections().size() - 1;
}

Json completeRun(const Json& partial) { return completed(runConfigSchema().fields(), partial); }

QString summaryOf(const std::string& section, const Json& run, const ProjectLists& lists) {
    if (section == "what") return whatSummary(run, lists);
    if (section == "from") return fromSummary(run, lists);
    if (section == "how") return textOf(valueInWords(topField("method"), run["method"], coreWording));
    return runSummary(run);
}

QString nameFor(const Json& run, const ProjectLists& lists) {
    const Json path = run["model"].is_object() ? run["model"].value("path", Json()) : Json();
    const Json adapter = run["adapter"].is_object() ? run["adapter"].value("type", Json()) : Json();
    QString title = adapter.is_string() ? textOf(adapter.get<std::string>()) : QString();
    for (const AlternativeInfo& alternative : topField("adapter").alternatives)
        if (adapter == alternative.id) title = coreText(alternative.title);
    const std::vector<Json> files = filesAt(run, "train");
    const QString data = files.empty() ? QString() : lists.nameOf(pathIn(files.front()));
    const QString more = files.size() > 1 ? QStringLiteral(" +%1").arg(files.size() - 1) : QString();
    return tr("%1, %2 on %3").arg(path.is_string() ? lists.nameOf(path.get<std::string>()) : QString(), title, data + more);
}

QStringList differences(const Json& before, const Json& after, const ProjectLists& lists) {
    QStringList lines;
    for (const std::string& line : diffFields(runConfigSchema().fields(), withNames(completeRun(before), lists), withNames(completeRun(after), lists),
                                              coreWording))
        lines += textOf(line).replace(QStringLiteral(" -> "), QStringLiteral(" \u2192 "));
    return lines;
}

Result<FrozenRun> freezeRun(store::Project& project, Json run, const WorkContext& context) {
    FrozenRun frozen{std::move(run), {}};
    for (const char* const key : {"train", "eval"}) {
        std::vector<Json> files = filesAt(frozen.run, key);
        bool anyDataset = false;
        for (Json& file : files) {
            const std::int64_t id = ProjectLists::datasetOf(pathIn(file));
            if (id == 0) continue;
            ASSIGN_OR_RETURN(const store::Datasets::Snapshot snapshot, project.datasets().snapshot(id, context));
            file["path"] = (std::filesystem::path(project.folder()) / snapshot.path).lexically_normal().string();
            frozen.datasets.push_back(id);
            anyDataset = true;
        }
        const FieldInfo* const field = fieldIn(topField("data").fields, key);
        if (anyDataset && field != nullptr) frozen.run["data"][key] = DataFilesEditor::shortest(files, field->fields);
    }
    return frozen;
}

std::vector<Problem> missingOf(const Json& run, const ProjectLists& lists) {
    std::vector<Problem> problems;
    for (const char* const key : {"train", "eval"}) {
        std::size_t index = 0;
        for (const Json& file : filesAt(run, key)) {
            const std::int64_t id = ProjectLists::datasetOf(pathIn(file));
            const std::string place = std::string("data.") + key + '[' + std::to_string(index++) + "].path";
            const store::Dataset* const dataset = lists.dataset(id);
            if (id == 0 || !lists.isRead()) continue;
            const auto add = [&](const char* what, const char* way) { problems.push_back({place, words(what).toStdString(), words(way).toStdString()}); };
            if (dataset == nullptr)
                add(QT_TRANSLATE_NOOP("RunDraft", "the data set has been deleted"), QT_TRANSLATE_NOOP("RunDraft", "leave it out, or undo the deletion"));
            else if (dataset->numRows == 0)
                add(QT_TRANSLATE_NOOP("RunDraft", "the data set has no rows"), QT_TRANSLATE_NOOP("RunDraft", "leave it out, or import rows"));
        }
    }
    return problems;
}

std::vector<Problem> unsuitedOf(const Json& run, const ProjectLists& lists) {
    const std::string method = methodOf(run);
    std::vector<Problem> problems;
    for (const char* const key : {"train", "eval"})
        for (const Json& file : filesAt(run, key)) {
            const store::Dataset* const dataset = lists.dataset(ProjectLists::datasetOf(pathIn(file)));
            if (dataset == nullptr || method.empty() || wants(method, dataset->kind)) continue;
            QStringList others;
            for (const MethodAdvice::Choice& choice : adviceFor(dataset->kind, dataset->numRows).choices) others += choice.title;
            const QString message = tr("%1 holds %2, and this method does not learn from them").arg(textOf(dataset->name), kindsInWords(dataset->kind));
            const QString way = others.isEmpty() ? tr("choose other data") : tr("choose other data, or %1").arg(others.join(tr(" or ")));
            problems.push_back({"method", message.toStdString(), way.toStdString()});
        }
    return problems;
}

std::string firstDataOf(const Json& run) {
    const std::vector<Json> files = filesAt(run, "train");
    return files.empty() ? std::string() : pathIn(files.front());
}

const Preset* presetFor(const std::string& kind) {
    const std::string method = firstMethodFor(kind);
    for (const Preset& preset : allPresets()) {
        const Json adapter = preset.run.value("adapter", Json::object());
        if (!method.empty() && methodOf(preset.run) == method && adapter.value("type", std::string()) == Lora::id) return &preset;
    }
    return nullptr;
}

namespace {

// The deepest field that the path names; nullptr: none.
const FieldInfo* fieldAt(const std::string& keyPath) {
    const std::vector<FieldInfo>* fields = &runConfigSchema().fields();
    const FieldInfo* found = nullptr;
    for (std::size_t at = 0; at <= keyPath.size();) {
        const std::size_t end = std::min(keyPath.find('.', at), keyPath.size());
        const std::string key = keyPath.substr(at, std::min(keyPath.find('[', at), end) - at);
        const FieldInfo* next = fieldIn(*fields, key);
        if (next == nullptr && found != nullptr)
            for (const AlternativeInfo& alternative : found->alternatives)
                if (next == nullptr) next = fieldIn(alternative.fields, key);
        if (next == nullptr) break;
        found = next;
        fields = &found->fields;
        at = end + 1;
    }
    return found;
}

}  // namespace

QString labelOf(const std::string& keyPath) {
    const FieldInfo* const found = fieldAt(keyPath);
    return found == nullptr ? textOf(keyPath) : coreText(found->label);
}

QString problemInWords(const Problem& problem) {
    const FieldInfo* const found = fieldAt(problem.key);
    return found == nullptr ? coreText(problem.message) : problemInWords(*found, problem.message);
}

QString refusedInWords(const std::map<std::string, std::int64_t>& refused) {
    struct RuleWords { const char* rule; const char* words; };
    static const RuleWords known[] = {
        {"nothing_trained", QT_TRANSLATE_NOOP("RunDraft", "%1 with nothing to learn")}, {"too_long", QT_TRANSLATE_NOOP("RunDraft", "%1 too long")},
        {"too_long_error", QT_TRANSLATE_NOOP("RunDraft", "%1 too long")},
        {"wrong_kind", QT_TRANSLATE_NOOP("RunDraft", "%1 of a kind this method does not use")},
        {"tie", QT_TRANSLATE_NOOP("RunDraft", "%1 ties")},
        {"no_preference", QT_TRANSLATE_NOOP("RunDraft", "%1 where both answers are good, or both bad")},
        {"chosen_equals_rejected", QT_TRANSLATE_NOOP("RunDraft", "%1 with two equal answers")},
        {"same_after_truncation", QT_TRANSLATE_NOOP("RunDraft", "%1 whose answers differ only after the limit of length")},
        {"no_score", QT_TRANSLATE_NOOP("RunDraft", "%1 without a score")},
        {"not_binary", QT_TRANSLATE_NOOP("RunDraft", "%1 scored neither 1 nor 0")},
        {"no_chat_template", QT_TRANSLATE_NOOP("RunDraft", "%1 dialogues, and the model has no chat template")},
        {"empty_text", QT_TRANSLATE_NOOP("RunDraft", "%1 empty")},
        {"template_error", QT_TRANSLATE_NOOP("RunDraft", "%1 that the chat template refuses")},
    };
    QStringList parts;
    for (const auto& [rule, count] : refused) {
        const auto found = std::find_if(std::begin(known), std::end(known), [&rule = rule](const RuleWords& one) { return rule == one.rule; });
        parts += (found == std::end(known) ? QStringLiteral("%1 ") + textOf(rule) : words(found->words)).arg(theme::countInWords(count));
    }
    return parts.join(QStringLiteral(", "));
}

}  // namespace luthier
