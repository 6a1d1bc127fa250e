// SPDX-License-Identifier: Apache-2.0
// luthier-engine generate --model DIR [--adapter [name=]DIR ...] --prompts FILE --max-new-tokens N [sampling]: answers of the base and its adapters.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>

#include <sys/ioctl.h>
#include <unistd.h>

#include "app/engine/command.h"
#include "app/engine/model_options.h"
#include "app/engine/standard_streams.h"
#include "core/adapters/weights_fingerprint.h"
#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "core/generation/generator.h"
#include "core/generation/prompt_file.h"
#include "core/generation/side_by_side.h"
#include "core/text/encode_row.h"

namespace luthier {

namespace {

struct Options {
    ModelOptions model;
    std::string prompts;
    std::int64_t maxNewTokens = 256;
    SamplingOptions sampling;
    std::optional<double> temperature;
    std::vector<std::string> stop;
    std::int64_t batch = 8;
    bool greedy = false, raw = false, withBase = false;
    std::string format = "json";
};

// Who answers: the base, or an adapter.
struct Voice { std::optional<std::string> name; AdapterSlot slot = kNoAdapter; std::string fingerprint; };

std::vector<Voice> voicesOf(const LoadedModel& loaded) {
    std::vector<Voice> voices{{std::nullopt, kNoAdapter, weightsFingerprint(*loaded.model, {})}};
    for (const NamedAdapter& named : loaded.adapters)
        voices.push_back({named.name, named.adapter->slot(), weightsFingerprint(*loaded.model, {{named.adapter.get(), 1.0}})});
    return voices;
}

Result<std::vector<const Voice*>> voicesFor(const PromptRow& row, const std::vector<Voice>& voices, bool withBase) {
    std::vector<const Voice*> chosen;
    if (!row.adapter) {
        for (const Voice& voice : voices)
            if (voice.name || withBase || voices.size() == 1) chosen.push_back(&voice);
        return chosen;
    }
    std::string known;
    for (const Voice& voice : voices) {
        if (row.adapter == voice.name.value_or("")) chosen.push_back(&voice);
        if (voice.name) known += (known.empty() ? "" : ", ") + *voice.name;
    }
    if (chosen.empty())
        return fail(Error(ErrorCode::InvalidData, "no adapter is called \"" + excerpt(*row.adapter, 60) + "\"")
                        .withHint(known.empty() ? "Give it: --adapter name=DIR" : "There are: " + known + "; \"\" or null is the base.")
                        .at(row.source.file, row.source.line)
                        .withKey("adapter"));
    return chosen;
}

Result<std::vector<TokenId>> encodePrompt(const PromptRow& row, const RowEncoder& encoder, const ModelConfig& config) {
    Result<std::vector<TokenId>> ids = promptIds(row, encoder, config.maxPositions);
    if (ids || !ids.error().file.empty()) return ids;
    return fail(std::move(ids.error()).at(row.source.file, row.source.line));
}

// One answer to be made.
struct Task { std::size_t prompt; const Voice* voice; };

// Prints answers in the order of the tasks, each as soon as those before it are out.
class Output {
public:
    Output(const Options& options, const std::vector<PromptRow>& rows, const std::vector<Task>& tasks, CommandContext& context)
        : m_options(options), m_rows(rows), m_tasks(tasks), m_context(context), m_done(tasks.size()) {
        if (options.format != "side-by-side") return;
        m_style.bold = ::isatty(STDOUT_FILENO) == 1;
        winsize size{};
        if (m_style.bold && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) m_style.columns = size.ws_col;
    }

    Status finished(std::size_t task, Completion completion) {
        m_done[task] = std::move(completion);
        while (m_next < m_tasks.size() && m_done[m_next]) {
            RETURN_IF_ERROR(m_options.format == "side-by-side" ? collect(m_tasks[m_next], *m_done[m_next]) : printJson(m_tasks[m_next], *m_done[m_next]));
            m_done[m_next++].reset();
        }
        return {};
    }

private:
    Status printJson(const Task& task, const Completion& completion) {
        Json json{{"prompt", task.prompt}};
        if (!m_options.model.adapters.empty()) json["adapter"] = task.voice->name ? Json(*task.voice->name) : Json();
        json["text"] = completion.text;
        json["ids"] = completion.ids;
        json["finish_reason"] = finishReasonName(completion.reason);
        json["fingerprint"] = task.voice->fingerprint;
        return m_context.printResult(json);
    }

    Status collect(const Task& task, const Completion& completion) {
        const std::string cut = completion.reason == FinishReason::Stop ? "" : completion.reason == FinishReason::Length ? " [...]" : " [stopped]";
        m_answers.push_back({task.voice->name.value_or("base"), completion.text + cut, task.voice->fingerprint});
        if (m_next + 1 < m_tasks.size() && m_tasks[m_next + 1].prompt == task.prompt) return {};
        const std::string text = sideBySide(task.prompt, m_rows[task.prompt].shown(), m_answers, m_style);
        m_answers.clear();
        return writeStdout(text);
    }

    const Options& m_options;
    const std::vector<PromptRow>& m_rows;
    const std::vector<Task>& m_tasks;
    CommandContext& m_context;
    std::vector<std::optional<Completion>> m_done;
    std::size_t m_next = 0;
    std::vector<Answer> m_answers;
    SideBySideStyle m_style;
};

Result<SamplingOptions> samplingOf(const Options& options) {
    SamplingOptions sampling = options.sampling;
    sampling.temperature = options.temperature.value_or(0);
    RETURN_IF_ERROR(checkSampling(sampling));
    const bool filtered = sampling.topK != 0 || sampling.topP != 1 || sampling.minP != 0;
    if (sampling.greedy() && filtered)
        return fail(Error(ErrorCode::InvalidArgument, "--top-k, --top-p and --min-p choose among samples, but the answers are greedy")
                        .withHint("Give a --temperature too, for example 0.7.")
                        .withKey("--temperature"));
    return sampling;
}

std::string speedInWords(std::int64_t numTokens, double seconds) {
    char text[96];
    std::snprintf(text, sizeof text, "%lld tokens in %.1f s, %.1f a second", static_cast<long long>(numTokens), seconds,
                  static_cast<double>(numTokens) / std::max(seconds, 1e-9));
    return text;
}

Status generate(const Options& options, CommandContext& context) {
    ASSIGN_OR_RETURN(const SamplingOptions sampling, samplingOf(options));
    ASSIGN_OR_RETURN(const PromptFile prompts, readPrompts(options.prompts, options.raw));
    ASSIGN_OR_RETURN(const ModelConfig config, loadModelConfig(options.model.model));
    ASSIGN_OR_RETURN(const RowEncoder encoder, RowEncoder::load(options.model.model));
    if (prompts.numAnswersLeftOut > 0)
        context.note(std::to_string(prompts.numAnswersLeftOut) + " of " + std::to_string(prompts.rows.size()) +
                     " prompts end with an answer; it is left out and made anew");
    std::vector<std::vector<TokenId>> ids;
    for (const PromptRow& row : prompts.rows) {
        ASSIGN_OR_RETURN(std::vector<TokenId> encoded, encodePrompt(row, encoder, config));
        ids.push_back(std::move(encoded));
    }
    ASSIGN_OR_RETURN(const LoadedModel loaded, loadModel(options.model, context.work()));
    if (loaded.device.fellBack()) context.note("computed on the processor: " + loaded.device.reason());
    const std::vector<Voice> voices = voicesOf(loaded);
    std::vector<Task> tasks;
    std::vector<GenerateRequest> requests;
    for (std::size_t i = 0; i < prompts.rows.size(); ++i) {
        ASSIGN_OR_RETURN(const auto chosen, voicesFor(prompts.rows[i], voices, options.withBase));
        for (const Voice* voice : chosen) {
            tasks.push_back({i, voice});
            requests.push_back({ids[i], voice->slot, sampling, options.maxNewTokens, options.stop, i, true});
        }
    }
    Output output(options, prompts.rows, tasks, context);
    GenerateWatch watch;
    std::int64_t numTokens = 0;
    watch.onToken = [&](const GeneratedToken&) { ++numTokens; };
    watch.onFinished = [&](SequenceId request, Result<Completion> completion) -> Status {
        if (!completion) return fail(std::move(completion.error()));
        return output.finished(request, std::move(*completion));
    };
    const double started = monotonicSeconds();
    RETURN_IF_ERROR(Generator(*loaded.model, encoder.tokenizer(), {options.batch, 512}).run(requests, watch, context.work()));
    const double seconds = monotonicSeconds() - started;
    context.event(EventKind::Note, {{"message", speedInWords(numTokens, seconds)}, {"tokens", numTokens}, {"seconds", jsonNumber(seconds)}});
    if (context.cancelled()) return fail(ErrorCode::Cancelled, "stopped as asked; answers that were not whole are marked");
    return {};
}

CommandRun configure(CLI::App& app) {
    auto options = std::make_shared<Options>();
    addModelOptions(app, options->model, "Adapter folder, or name=folder; with several every prompt is answered with each");
    app.add_option("--prompts", options->prompts, "Rows with \"messages\" or \"prompt\" (JSON lines or an array), or lines of plain text")->required();
    app.add_option("--max-new-tokens", options->maxNewTokens, "Longest answer in tokens")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{1} << 30))
        ->capture_default_str();
    CLI::Option* temperature =
        app.add_option("--temperature", options->temperature, "Sample; lower is more certain. Without it the likeliest token is taken (greedy)");
    app.add_option("--top-k", options->sampling.topK, "Sample from the k likeliest tokens only; 0 = all");
    app.add_option("--top-p", options->sampling.topP, "Sample from the smallest set of tokens that reaches this probability");
    app.add_option("--min-p", options->sampling.minP, "Sample only tokens at least this fraction as likely as the likeliest");
    app.add_option("--repetition-penalty", options->sampling.repetitionPenalty, "Above 1: tokens already there become less likely");
    app.add_option("--seed", options->sampling.seed, "Of the samples; the same seed gives the same answers")->capture_default_str();
    app.add_option("--stop", options->stop, "End an answer at this text, which is left out; may be given several times")->allow_extra_args(false);
    app.add_flag("--greedy", options->greedy, "The likeliest token each time (the default)")->excludes(temperature);
    app.add_flag("--raw", options->raw, "Continue the text as it is, without a chat template");
    app.add_flag("--with-base", options->withBase, "Answer with the base too, beside the adapters");
    app.add_option("--batch", options->batch, "Answers made at a time")->check(CLI::Range(std::int64_t{1}, std::int64_t{1024}))->capture_default_str();
    app.add_option("--format", options->format, "json: one line per answer; side-by-side: for reading")
        ->check(CLI::IsMember({"json", "side-by-side"}))
        ->capture_default_str();
    return [options](CommandContext& context) { return generate(*options, context); };
}

}  // namespace

Command generateCommand() { return {"generate", "Answer prompts with a model and any number of its adapters", configure}; }

}  // namespace luthier
