// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/words/core_texts.h"

#include <cerrno>
#include <cstring>
#include <span>

#include <QSet>

#include "core/data/formats/all_formats.h"
#include "core/models/families/all_families.h"
#include "core/recipe/auto_values.h"
#include "core/recipe/presets.h"
#include "core/recipe/run_config.h"
#include "core/recipe/usual_ranges.h"
#include "tests/views/words/source_texts.h"
#include "views/shared/theme/core_text.h"

namespace luthier::test {

namespace {

class Collector {
public:
    void add(const QString& text, const QString& where) {
        if (text.isEmpty() || m_seen.contains(text)) return;
        m_seen.insert(text);
        m_texts.push_back({text, where, false});
    }
    void add(const std::string& text, const QString& where) { add(QString::fromStdString(text), where); }
    void add(const SaidText& said, const QString& where) {
        const auto before = m_texts.size();
        add(said.key, where);
        if (said.isOpen && m_texts.size() > before) m_texts.back().isOpen = true;
    }
    // With values in it.
    void addPattern(const std::string& text, const QString& where) { add(coreKey(QString::fromStdString(text)), where); }
    std::vector<CoreText> take() { return std::move(m_texts); }

private:
    QSet<QString> m_seen;
    std::vector<CoreText> m_texts;
};

void addFields(Collector& all, const std::vector<FieldInfo>& fields, const QString& path) {
    for (const FieldInfo& field : fields) {
        const QString here = path.isEmpty() ? QString::fromStdString(field.key) : path + u'.' + QString::fromStdString(field.key);
        all.add(field.label, here + QStringLiteral(", label"));
        all.add(field.help, here + QStringLiteral(", help"));
        all.add(field.unit, here + QStringLiteral(", unit"));
        all.add(field.reason, here + QStringLiteral(", why the default is what it is"));
        for (const ChoiceInfo& choice : field.choices) {
            const QString which = here + QStringLiteral(" = ") + QString::fromStdString(choice.value);
            all.add(choice.label, which);
            all.add(choice.help, which + QStringLiteral(", help"));
        }
        addFields(all, field.fields, here);
        for (const AlternativeInfo& one : field.alternatives) {
            const QString which = here + u' ' + QString::fromStdString(one.id);
            all.add(one.title, which);
            all.add(one.help, which + QStringLiteral(", help"));
            addFields(all, one.fields, which);
        }
    }
}

template <class Info>
void addInfo(Collector& all, const Info& info, const char* what) {
    const QString where = QString::fromLatin1(what) + u' ' + QString::fromStdString(info.id);
    all.add(info.title, where);
    all.add(info.help, where + QStringLiteral(", help"));
}

void addUnits(Collector& all) {
    AllMethods::forEach([&all]<class M>() {
        const MethodInfo info = M::info();
        addInfo(all, info, "method");
        for (const MetricInfo& metric : info.metrics) {
            const QString where = QStringLiteral("metric ") + QString::fromStdString(metric.key);
            all.add(metric.label, where);
            all.add(metric.help, where + QStringLiteral(", help"));
            all.add(metric.unit, where + QStringLiteral(", unit"));
        }
    });
    AllAdapters::forEach([&all]<class A>() { addInfo(all, A::info(), "adapter"); });
    AllFamilies::forEach([&all]<class F>() { addInfo(all, F::info(), "family"); });
    for (const Format* format : allFormats()) addInfo(all, format->info(), "format");
    for (const Preset& preset : allPresets()) addInfo(all, preset, "preset");
}

// The words that valueInWords has of its own.
void addValues(Collector& all) {
    FieldInfo field;
    field.allowsAuto = true;
    for (const Json& value : {Json(), Json("auto"), Json(true), Json(false), Json(""), Json::array()}) all.add(valueInWords(field, value), "a value");
}

// What follows "must be ..." (problemInWords), and how core helps on.
void addProblems(Collector& all) {
    const QString where = QStringLiteral("what a setting is instead of what it must be");
    for (const Json& value : {Json(), Json(true), Json(false), Json(""), Json("a"), Json(1), Json(0.5), Json::array(), Json::array({1}), Json::object()})
        all.addPattern(", not " + foundInWords(value), where);
    all.addPattern(" (is 1)", where);
    for (const char* const hint : {"write the number without quotes", "write true without quotes", "write false without quotes", "did you mean %1?",
                                   "here it is called %1", "it belongs to the type %1", "there are no options here"})
        all.add(QLatin1String(hint), "what to do about it");
}

RunConfig emptyRun() {
    RunConfig config;
    config.model.path = "model";
    config.data.train = {DataFile{}};
    config.data.train.front().path = "rows.jsonl";
    return config;
}

// visit(config) for each method with each adapter.
template <class Visit>
void forEachRun(Visit&& visit) {
    AllMethods::forEach([&visit]<class M>() {
        AllAdapters::forEach([&visit]<class A>() {
            RunConfig config = emptyRun();
            config.method = typename M::Options{};
            config.adapter = typename A::Options{};
            visit(config);
        });
    });
}

void addAutomatic(Collector& all) {
    const auto rate = [&all](const RunConfig& config, std::int64_t numParameters) {
        if (const auto found = defaultLearningRate(config, numParameters)) all.add(std::string(found->reason), "why a learning rate is automatic");
    };
    forEachRun([&](RunConfig config) {
        for (const std::int64_t numParameters : {0L, 7'000'000'000L}) rate(config, numParameters);
        if (auto* const lora = std::get_if<LoraOptions>(&config.adapter)) lora->useRslora = true;
        rate(config, 0);
        for (const double evalFraction : {0.0, 0.02})
            for (const std::int64_t tokens : {100, 8192})
                for (const ComputePrecision precision : {ComputePrecision::F32, ComputePrecision::Bf16}) {
                    RunConfig other = config;
                    other.data.evalFraction = evalFraction;
                    other.training.tokensPerStep = tokens;
                    for (const Resolved& one : resolveAuto(other, {1000, 0, precision, {}, {}}))
                        all.add(one.reason, QStringLiteral("why an automatic value is what it is: ") + QString::fromStdString(one.key));
                }
    });
}

void addUnusual(Collector& all, const Json& run) {
    const auto config = parseRunConfig(run);
    if (!config) return;
    for (const Problem& nudge : unusualValues(*config)) {
        const QString where = QStringLiteral("an unusual value of ") + QString::fromStdString(nudge.key);
        all.add(nudge.message, where);
        all.addPattern(nudge.hint.substr(0, nudge.hint.find("; ")), where + QStringLiteral(", what is usual"));
    }
}

// Values far off, one field at a time.
void addUnusualValues(Collector& all) {
    const auto rewarded = [](Json run, const Json& reward) {
        if (run["method"].contains("rewards")) run["method"]["rewards"] = Json::array({Json{{"reward", reward}}});
        return run;
    };
    forEachRun([&](const RunConfig& config) {
        const Json run = rewarded(runConfigToJson(config), {{"type", "length"}});
        for (const auto& [key, value] : run["method"].items())
            for (const Json& other : {Json(0), Json(1e-4), Json(0.5), Json(1.0), Json(2), Json(100)}) {
                if (!value.is_number()) continue;
                Json changed = run;
                changed["method"][key] = other;
                addUnusual(all, changed);
            }
        Json extreme = run;
        extreme["training"]["epochs"] = 100;
        for (const double rate : {1e-12, 1.0}) {
            extreme["training"]["learning_rate"] = rate;
            addUnusual(all, extreme);
        }
        if (extreme["adapter"].contains("dropout")) extreme["adapter"]["dropout"] = 0.1;
        extreme = rewarded(std::move(extreme), {{"type", "reward_model"}, {"path", "scores"}});
        addUnusual(all, extreme);
        if (extreme["method"].contains("kl_weight")) extreme["method"]["kl_weight"] = 0;
        addUnusual(all, extreme);
    });
}

struct Said { const char* folder; const char* call; int argument; const char* where; };
constexpr Said kSaid[] = {
    {"core/store", "perform(", 0, "the journal: what was done"},
    {"core/data", "noteLoss(", 2, "what a row loses in a format"},
    {"core/data", "lost.emplace_back(", 0, "what a row loses in a table"},
    {"core/data", "refused(", 2, "why a row of a file cannot be used"},
    {"core/text", "report(", 2, "what is noted about a row"},
    {"core/text", "refuse(", 1, "why a row is not used"},
    {"core/text", "sizes = ", 0, "what is noted about a row"},
    {"core/text", "lostTokens = ", 0, "what is noted about a row"},
    {"core/text", "lostTurns = ", 0, "what is noted about a row"},
    {"core/text", "lost = ", 0, "what is noted about a row"},
    {"core/text", "sequences = ", 0, "what is noted about a row"},
    {"core/plan", "add(", 3, "a change that makes a run fit"},
    {"core", "report.add(", 1, "what is wrong with a setting"},
    {"core", "report.add(", 2, "what to do about it"},
    {"core/config", "problems.add(", 1, "what is wrong with a setting"},
    {"core/config", "problems.add(", 2, "what to do about it"},
    {"core/recipe", "problems.add(", 1, "what is wrong with a setting"},
    {"core/recipe", "problems.add(", 2, "what to do about it"},
    {"core", "progress({", 0, "what is being done"},
    {"core", "progress({", 3, "what is counted"},
    {"core/rollouts", "check(", 2, "a tripwire: what was seen"},
    {"core/rollouts", "check(", 3, "a tripwire: what to do about it"},
    {"core/rollouts", "{\"message\", ", 0, "an event of a run"},
    {"core/rollouts", "{\"hint\", ", 0, "an event of a run, what to do about it"},
    {"core/training", "{\"message\", ", 0, "an event of a run"},
    {"core/training", "{\"hint\", ", 0, "an event of a run, what to do about it"},
};

// Functions that make errors of what they are told, and words that are put together before they are said.
constexpr Said kErrors[] = {
    {"core", "fail(", 1, "an error"},
    {"core", "Error(", 1, "an error"},
    {"core", "Error error(", 1, "an error"},
    {"core", "withHint(", 0, "an error, what to do about it"},
    {"core", "hint = ", 0, "an error, what to do about it"},
    {"core", "message = ", 0, "an error"},
    {"core", "why = ", 0, "an error"},
    {"core", "const char* const what = ", 0, "an error, a part of it"},
    {"core", "mistake(", 1, "what is wrong with a message"},
    {"core", "mistake(", 2, "what to do about it"},
    {"core", "errorFromErrno(", 1, "an error: cannot %1"},
    {"core/store", "damaged(", 1, "an error: what is damaged"},
    {"core/store/database.cpp", "return ", 0, "an error, what to do about it"},
    {"core/store/database_check.cpp", "salvage = ", 0, "an error, what to do about it"},
    {"core/store/database_check.cpp", "return backup.empty() ? salvage : ", 0, "an error, what to do about it"},
    {"core/runs", "damaged(", 0, "an error: a file of a run"},
    {"core/base", "refuse(", 0, "an error: why a name is refused"},
    {"core/rewards", "refuse(", 0, "an error of a rule"},
    {"core/data", "badHeader(", 0, "an error of a table"},
    {"core/recipe", "broken(", 1, "an error of a preset"},
    {"core/tensor_io", "broken(", 0, "an error of a file of weights"},
    {"core/tensor_io", "wrongUse(", 0, "an error of a file of weights"},
    {"core/weight_files", "broken(", 0, "an error of a file of weights"},
    {"core/weight_files", "brokenFile(", 0, "an error of a file of weights"},
    {"core/weight_files", "headerError(", 0, "an error of a file of weights: what is broken"},
    {"core/tensor_io", "m_cursor.error(", 0, "an error of a GGUF file: what is broken"},
    {"core/tensor_io/gguf_cursor.cpp", "fail(error(", 0, "an error of a GGUF file: what is broken"},
    {"core/models", "damaged(", 0, "an error: the reward head"},
    {"core/models", "wrong(", 0, "an error: the reward head"},
    {"core/adapters", "doesNotFit(", 2, "an error: why an adapter does not fit"},
    {"core/adapters", "unsupported(", 2, "an error of an adapter"},
    {"core/adapters", "unsupported(", 3, "an error, what to do about it"},
    {"core/adapters", "badTargets(", 0, "an error: which layers are adapted"},
    {"core/adapters", "badTargets(", 1, "an error, what to do about it"},
    {"core/generation", "notAPrompt(", 0, "an error of a file of prompts"},
    {"core/generation", "badOption(", 1, "an error: what a setting must be"},
    {"core/judging", "noSecret(", 0, "an error of a judge's key"},
    {"core/judging", "refused(", 0, "an error of a judge: what it does"},
    {"core/judging", "refused(", 1, "an error, what to do about it"},
    {"core/judging", "unusable(", 1, "an error of a judge"},
    {"core/judging/endpoint_url.cpp", "return ", 0, "an error of a judge's address"},
    {"core/rollouts", "unfit(", 0, "an error of a checkpoint"},
    {"core", "notes.push_back(", 0, "a note of a run or an import"},
    {"core/training", "memoryHint =", 0, "an error, what to do about it"},
    {"app/engine", "memoryHint =", 0, "an error, what to do about it"},
    {"app/engine", "reportHint =", 0, "an error, what to do about it"},
    {"app/engine", "knownThings =", 0, "an error, what to do about it"},
    {"app/engine", "std::string message = ", 0, "an error"},
    // Errors that the window makes are shown as those of core are.
    {"views", "fail(", 1, "an error"},
    {"views", "Error(", 1, "an error"},
    {"views", "withHint(", 0, "an error, what to do about it"},
    {"views", "Error error(", 1, "an error"},
    {"views", "ioError(", 0, "an error"},
    {"views/shared/shelf", "std::string words = ", 0, "an error"},
    {"app/workbench", "fail(", 1, "an error"},
    {"app/workbench", "Error(", 1, "an error"},
    {"app/workbench", "withHint(", 0, "an error, what to do about it"},
    {"app/engine", "fail(", 1, "an error"},
    {"app/engine", "Error(", 1, "an error"},
    {"app/engine", "withHint(", 0, "an error, what to do about it"},
    {"app/engine", "mistake(", 1, "what is wrong with a message"},
    {"app/engine", "mistake(", 2, "what to do about it"},
    {"app/engine", "findings.add(", 0, "what is wrong with a folder"},
    {"app/engine", "context.note(", 0, "a note of the engine"},
};

QStringList sourcesOf(const Said& said) {
    const QString path = QLatin1String(said.folder);
    return path.endsWith(QStringLiteral(".cpp")) ? QStringList(path) : sourcesBelow(path);
}

void addFromSources(Collector& all) {
    for (const auto& list : {std::span<const Said>(kSaid), std::span<const Said>(kErrors)})
        for (const Said& said : list)
            for (const QString& path : sourcesOf(said))
                for (const SaidText& text : textsOfCalls(sourceText(path), QLatin1String(said.call), said.argument)) all.add(text, QLatin1String(said.where));
    for (const QString& text : literalsOf(sourceText(QStringLiteral("core/store/row_problems.cpp")))) all.add(text, "a problem of a row");
    for (const QString& path : sourcesBelow(QStringLiteral("core/data")))
        for (const SaidText& rule : textsOfCalls(sourceText(path), QStringLiteral("refused("), 1))
            all.add(QString(rule.key).replace(u'_', u' '), "a rule for rows of files");
}

// What neither a list nor a call has as a whole.
void addOthers(Collector& all) {
    all.add(QStringLiteral("bad role"), "a rule for rows of files");
    for (const char* const text : {"Import %1 row into %2", "Import %1 rows into %2"}) all.add(QLatin1String(text), "the journal: what was done");
    for (const char* const text : {"longer rows are cut, with micro_tokens %1", "longer rows are cut, with micro_tokens %1, precision bf16",
                                   "longer rows are cut, with micro_tokens %1, LoRA of rank %2",
                                   "longer rows are cut, with micro_tokens %1, LoRA of rank %2, precision bf16",
                                   "fewer answers are written at once; the result stays the same", "shorter answers, one or a few at once"})
        all.add(QLatin1String(text), "a change that makes a run fit");
    // Sentences put one behind the other, and what the operating system says most.
    for (const char* const text : {"%1: %2", "%1 - %2", "%1 (line %2)"}) all.add(SaidText{QLatin1String(text), true}, "two texts in one");
    for (const int number : {ENOENT, EACCES, EPERM, EROFS, ENOSPC, EDQUOT, EIO, ENOTDIR, EISDIR, EEXIST, ENOTEMPTY, EBUSY, EMFILE, ENOMEM, EFBIG, ENAMETOOLONG,
                             ELOOP, EXDEV, ETXTBSY})
        all.add(std::string(std::strerror(number)), "what the operating system says");
    // What is put together in a loop or by parts.
    for (const char* const text : {"the run needs %1 of memory, and there is room for %2 (%3)", "what fits: %1; --force tries it as it is",
                                   "nothing fits; the least: %1; --force tries it as it is", "no known format reads the first %1 rows; %2",
                                   "row %1 has the shape of %2, but %3", "their columns are %1", "they are no objects with columns",
                                   "name the format, or map columns to known ones: %1",
                                   "the first row must name the columns, and lists in cells must be JSON; %1", "%1 problems: %2",
                                   "the engine ended unexpectedly: %1"})
        all.add(SaidText{QLatin1String(text), QLatin1String(text).contains(u'%')}, "an error");
    for (const char* const text : {"no change of settings makes it fit: take a smaller model, or close other programs; --force tries it nevertheless",
                                   "the engine ended unexpectedly by an exception of an unknown kind"})
        all.add(QLatin1String(text), "an error");
    // Of the engine that this build is not.
    for (const char* const text : {"The first NVIDIA GPU, with a driver for CUDA 13.",
                                   "The first NVIDIA GPU. This engine was built without CUDA and refuses it."})
        all.add(QLatin1String(text), "device = cuda:0, help");
}

}  // namespace

std::vector<CoreText> coreTexts() {
    Collector all;
    addFields(all, runConfigSchema().fields(), {});
    addUnits(all);
    addValues(all);
    addProblems(all);
    addAutomatic(all);
    addUnusualValues(all);
    addFromSources(all);
    addOthers(all);
    return all.take();
}

QByteArray openCoreKeys(const std::vector<CoreText>& texts) {
    QByteArray keys;
    for (const CoreText& text : texts)
        if (text.isOpen) keys += text.key.toUtf8() + '\n';
    return keys;
}

}  // namespace luthier::test
