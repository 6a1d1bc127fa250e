// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/run_words.h"

#include <cmath>

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include "core/recipe/run_config.h"
#include "views/shared/theme/core_text.h"
#include "views/shared/theme/decimals.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("luthier", text); }
QString textIn(const Json& fields, const char* key) {
    const auto found = fields.find(key);
    return found != fields.end() && found->is_string() ? QString::fromStdString(found->get<std::string>()) : QString();
}
std::optional<double> numberIn(const Json& fields, const char* key) {
    const auto found = fields.find(key);
    if (found == fields.end()) return std::nullopt;
    const auto number = numberFromJson(*found);
    return number ? std::optional(*number) : std::nullopt;
}
QString countIn(const Json& fields, const char* key) {
    const auto number = numberIn(fields, key);
    return number && std::isfinite(*number) ? theme::countInWords(std::llround(*number)) : QStringLiteral("?");
}
QString lossIn(const Json& fields, const char* key) {
    const auto number = numberIn(fields, key);
    return number ? theme::lossInWords(*number) : QStringLiteral("?");
}
QString withHint(const Json& fields) {
    const QString message = coreText(textIn(fields, "message").toStdString()), hint = coreText(textIn(fields, "hint").toStdString());
    return hint.isEmpty() ? message : message + QStringLiteral(" ") + hint;
}

QDateTime momentOf(const std::string& utc) { return QDateTime::fromString(QString::fromStdString(utc), Qt::ISODateWithMs).toLocalTime(); }

}  // namespace

QString nameInWords(const store::Run& run) { return run.name.empty() ? tr("Run %1").arg(run.id) : QString::fromStdString(run.name); }

std::optional<double> progressOf(const store::Run& run) {
    if (run.numSteps <= 0) return std::nullopt;
    return std::clamp(static_cast<double>(run.step) / static_cast<double>(run.numSteps), 0.0, 1.0);
}

std::optional<double> secondsLeft(const store::Run& run) {
    if (run.state != store::RunState::Running || run.step <= 0 || run.numSteps <= 0 || !(run.seconds > 0)) return std::nullopt;
    return run.seconds / static_cast<double>(run.step) * static_cast<double>(std::max<std::int64_t>(run.numSteps - run.step, 0));
}

RunResult resultOf(const store::Run& run) {
    const auto typeIn = [&run](const char* section) {
        const Json part = run.config.is_object() ? run.config.value(section, Json()) : Json();
        return part.is_object() ? textIn(part, "type") : QString();
    };
    if (typeIn("method") == QLatin1String(Reward::id)) return RunResult::RewardModel;
    const QString adapter = typeIn("adapter");
    return adapter == QLatin1String(Full::id) || adapter == QLatin1String(LastLayers::id) ? RunResult::Model : RunResult::Adapter;
}

QString timeInWords(const store::Run& run) {
    if (run.state == store::RunState::Queued) return run.queuePosition > 0 ? tr("waits in the queue") : QString();
    if (const auto left = secondsLeft(run)) return tr("%1 left").arg(theme::secondsInWords(*left));
    if (run.state == store::RunState::Running) return tr("getting ready");
    return run.seconds >= 1 ? tr("took %1").arg(theme::secondsInWords(run.seconds)) : QString();
}

QString statusInWords(const store::Run& run) {
    QStringList parts;
    if (run.numSteps > 0) parts << tr("step %1 of %2").arg(theme::countInWords(run.step), theme::countInWords(run.numSteps));
    if (run.loss) parts << (run.learnsFromRewards() ? tr("reward %1") : tr("loss %1")).arg(theme::lossInWords(*run.loss));
    if (run.evalLoss) parts << tr("held-out %1").arg(theme::lossInWords(*run.evalLoss));
    if (run.bestEvalLoss && run.evalLoss && theme::lossInWords(*run.bestEvalLoss) != theme::lossInWords(*run.evalLoss)) parts
        << tr("best %1").arg(theme::lossInWords(*run.bestEvalLoss));
    if (run.tokensPerSecond && std::isfinite(*run.tokensPerSecond)) parts << tr("%1 tokens/s").arg(valueInWords(PlotUnit::Rate, *run.tokensPerSecond));
    return parts.join(QStringLiteral("  ·  "));
}

QString momentInWords(const std::string& utc) {
    const QDateTime moment = momentOf(utc);
    return moment.isValid() ? QLocale().toString(moment, QStringLiteral("d MMM, HH:mm")) : QString();
}

QString clockInWords(const std::string& utc) {
    const QDateTime moment = momentOf(utc);
    return moment.isValid() ? QLocale().toString(moment, QStringLiteral("d MMM HH:mm:ss")) : QString();
}

QString eventInWords(const RunEvent& event) {
    const Json& fields = event.fields;
    const QString step = event.step ? theme::countInWords(*event.step) : QStringLiteral("?");
    if (!event.kind) return QString::fromStdString(event.kindName + " " + dumpJson(fields));
    switch (*event.kind) {
        case EventKind::Started:
            if (!fields.contains("steps")) return tr("An engine took up the run");
            return tr("Started: %1 steps over %2 rows (%3 tokens, %4 of them trained)")
                .arg(countIn(fields, "steps"), countIn(fields, "rows"), countIn(fields, "tokens"), countIn(fields, "trained_tokens"));
        case EventKind::Planned: return tr("Planned: what the run will need was computed before its model was loaded");
        case EventKind::Resumed: return tr("Went on from step %1").arg(step);
        case EventKind::Evaluated:
            if (fields.contains("eval_reward")) return tr("Reward on held-out prompts %1").arg(lossIn(fields, "eval_reward"));
            return tr("Held-out loss %1").arg(lossIn(fields, "eval_loss"));
        case EventKind::CheckpointSaved: return tr("Checkpoint of step %1 saved").arg(step);
        case EventKind::CheckpointRemoved: return tr("Checkpoint of step %1 removed: only the newest and the best are kept").arg(step);
        case EventKind::CheckpointDamaged: return tr("A checkpoint is damaged and was passed over: %1").arg(withHint(fields));
        case EventKind::StepSkipped: return tr("Step %1 skipped: %2").arg(step, withHint(fields));
        case EventKind::EarlyStopped: return tr("Ended early: %1").arg(withHint(fields));
        case EventKind::Changed: return !textIn(fields, "message").isEmpty() ? withHint(fields)
            : tr("%1 is %2 from here on").arg(textIn(fields, "key"), theme::decimalInWords(QString::fromStdString(dumpJson(fields.value("value", Json())))));
        case EventKind::Sampled: return tr("Answers of the weights at step %1 recorded").arg(step);
        case EventKind::Control: return tr("Asked from outside: %1").arg(textIn(fields, "op"));
        case EventKind::Note: case EventKind::Warning: return textIn(fields, "message").isEmpty() ? QString::fromStdString(dumpJson(fields)) : withHint(fields);
        case EventKind::Failed: return tr("Failed: %1").arg(withHint(fields));
        case EventKind::Stopped: return tr("Stopped as asked, state saved");
        case EventKind::Paused: return fields.contains("message") ? tr("Paused: %1").arg(withHint(fields)) : tr("Paused as asked, state saved");
        case EventKind::Done:
            if (fields.contains("eval_reward_after"))
                return tr("Done after %1 steps: held-out reward from %2 to %3").arg(countIn(fields, "steps"), lossIn(fields, "eval_reward_before"),
                    lossIn(fields, "eval_reward_after"));
            if (!fields.contains("eval_loss_after")) return tr("Done after %1 steps").arg(countIn(fields, "steps"));
            return tr("Done after %1 steps: held-out loss from %2 to %3").arg(countIn(fields, "steps"), lossIn(fields, "eval_loss_before"),
                lossIn(fields, "eval_loss_after"));
        case EventKind::Progress: case EventKind::Step: break;
    }
    return QString::fromStdString(dumpJson(fields));
}

bool isTrouble(const RunEvent& event) {
    using enum EventKind;
    return event.kind == Warning || event.kind == Failed || event.kind == StepSkipped || event.kind == CheckpointDamaged
        || (event.kind == Paused && event.fields.contains("reason"));
}

bool isWorthAFlag(const RunEvent& event) {
    using enum EventKind;
    return isTrouble(event) || event.kind == CheckpointSaved || event.kind == Changed || event.kind == Resumed || event.kind == EarlyStopped
        || event.kind == Paused || event.kind == Stopped;
}

PlotEvent::Kind flagOf(const RunEvent& event) {
    using enum EventKind;
    if (event.kind == Failed || event.kind == StepSkipped) return PlotEvent::Kind::Failed;
    if (isTrouble(event) || event.kind == Paused || event.kind == Stopped || event.kind == EarlyStopped) return PlotEvent::Kind::Warning;
    return event.kind == CheckpointSaved ? PlotEvent::Kind::Saved : PlotEvent::Kind::Changed;
}

namespace {

void addLines(const std::vector<FieldInfo>& fields, const Json& values, std::vector<ConfigLine>& lines) {
    for (const FieldInfo& field : fields) {
        const auto value = values.find(field.key);
        if (value == values.end()) continue;
        if (field.type == FieldType::Struct && value->is_object()) {
            addLines(field.fields, *value, lines);
            continue;
        }
        if (field.type == FieldType::Variant && value->is_object()) {
            const std::string type = textIn(*value, "type").toStdString();
            for (const AlternativeInfo& alternative : field.alternatives) {
                if (alternative.id != type) continue;
                lines.push_back({coreText(field.label), coreText(alternative.title), coreText(alternative.help)});
                addLines(alternative.fields, *value, lines);
            }
            continue;
        }
        lines.push_back({coreText(field.label.empty() ? field.key : field.label), QString::fromStdString(valueInWords(field, *value, coreWording)),
            coreText(field.help)});
    }
}

}  // namespace

std::vector<ConfigSection> configInWords(const Json& config) {
    std::vector<ConfigSection> sections;
    ConfigSection general{tr("Run"), {}};
    if (!config.is_object()) return sections;
    for (const FieldInfo& field : runConfigSchema().fields()) {
        const bool isSection = field.type == FieldType::Struct || field.type == FieldType::Variant;
        if (!isSection) {
            addLines({field}, config, general.lines);
            continue;
        }
        ConfigSection section{coreText(field.label.empty() ? field.key : field.label), {}};
        addLines({field}, config, section.lines);
        if (!section.lines.empty()) sections.push_back(std::move(section));
    }
    if (!general.lines.empty()) sections.insert(sections.begin(), std::move(general));
    return sections;
}

Result<QStringList> configDifferences(const Json& a, const Json& b) {
    ASSIGN_OR_RETURN(const RunConfig first, parseRunConfig(a));
    ASSIGN_OR_RETURN(const RunConfig second, parseRunConfig(b));
    QStringList lines;
    const Json before = runConfigToJson(first), after = runConfigToJson(second);
    for (const std::string& line : diffFields(runConfigSchema().fields(), before, after, coreWording)) lines << QString::fromStdString(line);
    return lines;
}

namespace {

struct KnownSeries { const char* name; const char* title; const char* unit; PlotUnit kind; bool isShown, isSmoothed; const char* companion; };
const KnownSeries knownSeries[] = {
    {"loss", QT_TRANSLATE_NOOP("luthier", "Loss"), QT_TRANSLATE_NOOP("luthier", "nats per token"), PlotUnit::Loss, true, true, "eval_loss"},
    {"learning_rate", QT_TRANSLATE_NOOP("luthier", "Learning rate"), "", PlotUnit::Small, true, false, ""},
    {"grad_norm", QT_TRANSLATE_NOOP("luthier", "Gradient norm"), QT_TRANSLATE_NOOP("luthier", "before clipping"), PlotUnit::Number, true, true, ""},
    {"mean_token_accuracy", QT_TRANSLATE_NOOP("luthier", "Token accuracy"), QT_TRANSLATE_NOOP("luthier", "share guessed right"), PlotUnit::Share, true, true,
        "eval_mean_token_accuracy"},
    {"tokens_per_second", QT_TRANSLATE_NOOP("luthier", "Speed"), QT_TRANSLATE_NOOP("luthier", "tokens/s"), PlotUnit::Rate, true, true, ""},
    {"peak_memory_bytes", QT_TRANSLATE_NOOP("luthier", "Memory"), QT_TRANSLATE_NOOP("luthier", "peak so far"), PlotUnit::Bytes, true, false, ""},
    {"step_tokens", QT_TRANSLATE_NOOP("luthier", "Tokens of a step"), "", PlotUnit::Number, false, false, ""},
    {"trained_tokens", QT_TRANSLATE_NOOP("luthier", "Trained tokens of a step"), "", PlotUnit::Number, false, false, ""},
    {"num_tokens", QT_TRANSLATE_NOOP("luthier", "Tokens so far"), "", PlotUnit::Number, false, false, ""},
    {"num_steps", QT_TRANSLATE_NOOP("luthier", "Steps planned"), "", PlotUnit::Number, false, false, ""},
    {"kl_weight", QT_TRANSLATE_NOOP("luthier", "KL weight"), "", PlotUnit::Small, true, false, ""},
    {"completions/min_length", QT_TRANSLATE_NOOP("luthier", "Shortest answer"), QT_TRANSLATE_NOOP("luthier", "tokens"), PlotUnit::Number, false, true, ""},
    {"completions/max_length", QT_TRANSLATE_NOOP("luthier", "Longest answer"), QT_TRANSLATE_NOOP("luthier", "tokens"), PlotUnit::Number, false, true, ""},
    {"epoch", QT_TRANSLATE_NOOP("luthier", "Epoch"), "", PlotUnit::Number, false, false, ""},
    {"eval_trained_tokens", QT_TRANSLATE_NOOP("luthier", "Held-out tokens"), "", PlotUnit::Number, false, false, ""},
};

// What the methods say of the series they write, each once.
const std::vector<MetricInfo>& methodMetrics() {
    static const std::vector<MetricInfo> all = [] {
        std::vector<MetricInfo> metrics;
        AllMethods::forEach([&metrics]<class M>() {
            for (const MetricInfo& metric : M::info().metrics) {
                const bool isNew = std::none_of(metrics.begin(), metrics.end(), [&](const MetricInfo& one) { return one.key == metric.key; });
                if (isNew) metrics.push_back(metric);
            }
        });
        return metrics;
    }();
    return all;
}

// The held-out series of a method's metric.
std::string companionOf(const std::string& key) { return key == "completions/mean_length" ? "eval_length" : "eval_" + key; }

SeriesTraits traitsOf(const MetricInfo& metric) {
    const std::string& key = metric.key;
    bool isShare = key == "frac_reward_zero_std" || key == "repetition";
    for (const char* const ending : {"accuracies", "accuracy", "clipped_ratio", "clip_ratio"}) isShare = isShare || key.ends_with(ending);
    const bool isShown = key != "ratio" && !key.starts_with("eval_");
    return {coreText(metric.label), coreText(metric.unit), isShare ? PlotUnit::Share : PlotUnit::Number, isShown, true,
            companionOf(key)};
}

// rewards/NAME/mean, watched/NAME/std: the parts of a reward, whose names people give.
std::optional<SeriesTraits> partTraits(const std::string& name) {
    for (const char* const kind : {"rewards/", "watched/"}) {
        const std::string_view start = kind;
        if (!name.starts_with(start)) continue;
        const std::size_t end = name.rfind('/');
        if (end <= start.size()) continue;
        const std::string part = name.substr(start.size(), end - start.size());
        const QString title = start == "watched/" ? tr("Watched: %1") : tr("Reward: %1");
        const QString words = title.arg(QString::fromStdString(part));
        if (name.ends_with("/mean")) return SeriesTraits{words, {}, PlotUnit::Number, true, true, "eval_" + std::string(start) + part};
        if (name.ends_with("/std")) return SeriesTraits{tr("%1, spread").arg(words), {}, PlotUnit::Number, false, true, {}};
    }
    return std::nullopt;
}

// accuracy/NAME, score_error/NAME: of one dimension of a reward model, whose names people give too.
std::optional<SeriesTraits> dimensionTraits(const std::string& name) {
    for (const char* const kind : {"accuracy/", "score_error/"}) {
        const std::string_view start = kind;
        if (!name.starts_with(start)) continue;
        const bool isShare = start == "accuracy/";
        const QString words = (isShare ? tr("Accuracy: %1") : tr("Error of given scores: %1")).arg(QString::fromStdString(name.substr(start.size())));
        return SeriesTraits{words, {}, isShare ? PlotUnit::Share : PlotUnit::Number, true, true, "eval_" + name};
    }
    return std::nullopt;
}

}  // namespace

SeriesTraits seriesTraits(const std::string& name) {
    for (const KnownSeries& known : knownSeries)
        if (name == known.name) return {tr(known.title), *known.unit ? tr(known.unit) : QString(), known.kind, known.isShown, known.isSmoothed,
            known.companion};
    for (const MetricInfo& metric : methodMetrics())
        if (name == metric.key) return traitsOf(metric);
    if (const auto part = partTraits(name)) return *part;
    if (const auto dimension = dimensionTraits(name)) return *dimension;
    QString title = QString::fromStdString(name);
    return {title.replace(QLatin1Char('_'), QLatin1Char(' ')), {}, PlotUnit::Number, true, true, {}};
}

std::vector<std::string> seriesInOrder(bool online) {
    std::vector<std::string> names = {"loss"};
    if (online) names = {"reward", "kl", "entropy", "completions/mean_length", "loss"};
    for (const MetricInfo& metric : methodMetrics())
        if (std::find(names.begin(), names.end(), metric.key) == names.end()) names.push_back(metric.key);
    for (const char* name : {"mean_token_accuracy", "learning_rate", "grad_norm", "tokens_per_second", "peak_memory_bytes"})
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    return names;
}

bool isCompanion(const std::string& name) {
    for (const MetricInfo& metric : methodMetrics())
        if (name == companionOf(metric.key)) return true;
    for (const char* const parts : {"eval_rewards/", "eval_watched/", "eval_accuracy/", "eval_score_error/"})
        if (name.starts_with(parts)) return true;
    for (const KnownSeries& known : knownSeries)
        if (*known.companion && name == known.companion) return true;
    return false;
}

}  // namespace luthier
