// SPDX-License-Identifier: Apache-2.0
#include "app/engine/command_context.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>

#include "app/engine/event_words.h"
#include "app/engine/standard_streams.h"
#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "core/protocol/codes.h"
#include "core/protocol/line_splitter.h"

namespace luthier {

namespace {

constexpr double terminalIntervalSeconds = 0.1;
constexpr double lineIntervalSeconds = 0.5;
constexpr const char* clearLine = "\r\033[K";

std::string bar(const Progress& progress) {
    constexpr int width = 24;
    std::string text = progress.phase;
    if (progress.total > 0) {
        const double share = std::clamp(static_cast<double>(progress.done) / static_cast<double>(progress.total), 0.0, 1.0);
        text += "  " + filledBar(share, width) + "  " + std::to_string(static_cast<int>(share * 100)) + " %";
    }
    text += "  " + std::to_string(progress.done) + (progress.total > 0 ? " of " + std::to_string(progress.total) : "") + " " + progress.unit;
    return excerpt(text, static_cast<std::size_t>(std::max(20, stderrColumns() - 4)));
}

}  // namespace

struct CommandContext::State {
    explicit State(Cancellation& given) : cancellation(given) {}

    Cancellation& cancellation;
    std::mutex mutex;
    const bool terminal = stderrIsTerminal();
    bool barShown = false;
    bool ended = false;
    std::string lastPhase;
    double lastProgressSeconds = -1;
    StepLine stepLine;
    std::optional<StdinReader> stdinReader;   // last: its thread ends before the rest goes

    void line(const std::string& text) {
        writeStderr((std::exchange(barShown, false) ? clearLine : "") + text + "\n");
    }

    void step(const Json& fields) {
        writeStderr(clearLine + stepLine.shown(fields, monotonicSeconds(), stderrColumns()));
        barShown = true;
    }

    void progress(const Progress& now) {
        const std::lock_guard guard(mutex);
        const double seconds = monotonicSeconds();
        const bool last = now.total > 0 && now.done >= now.total;
        const double interval = terminal ? terminalIntervalSeconds : lineIntervalSeconds;
        if (now.phase == lastPhase && !last && seconds - lastProgressSeconds < interval) return;
        lastPhase = now.phase;
        lastProgressSeconds = seconds;
        if (terminal) {
            writeStderr(clearLine + bar(now) + (last ? "\n" : ""));
            barShown = !last;
        } else {
            line(dumpJson(progressToJson(now)));
        }
    }
};

CommandContext::CommandContext(Cancellation& cancellation) : m_state(std::make_unique<State>(cancellation)) {}

CommandContext::~CommandContext() {
    m_state->stdinReader.reset();
    if (m_state->barShown) writeStderr("\n");
}

Status CommandContext::printResult(const Json& result) {
    const std::lock_guard guard(m_state->mutex);
    return writeStdout(dumpJson(result) + "\n");
}

void CommandContext::event(EventKind kind, const Json& fields) {
    const std::lock_guard guard(m_state->mutex);
    if (kind == EventKind::Done || kind == EventKind::Stopped || kind == EventKind::Paused) m_state->ended = true;
    if (m_state->terminal && kind == EventKind::Step) return m_state->step(fields);
    m_state->line(m_state->terminal ? eventInWords(kind, fields) : dumpJson(eventToJson(kind, fields)));
}

void CommandContext::warning(const std::string& message, const std::string& hint) {
    Json fields{{"message", message}};
    if (!hint.empty()) fields["hint"] = hint;
    event(EventKind::Warning, fields);
}

void CommandContext::report(const Error& error) {
    const std::lock_guard guard(m_state->mutex);
    m_state->line(m_state->terminal ? "problem: " + error.toString() : dumpJson(errorToJson(error)));
}

WorkContext CommandContext::work() {
    WorkContext context;
    context.progress = [state = m_state.get()](const Progress& progress) { state->progress(progress); };
    context.cancellation = &m_state->cancellation;
    return context;
}

bool CommandContext::isTerminal() const { return m_state->terminal; }
bool CommandContext::cancelled() const { return m_state->cancellation.requested(); }
Cancellation& CommandContext::cancellation() { return m_state->cancellation; }
bool CommandContext::saidHowItEnded() const { return m_state->ended; }

void CommandContext::readControl(std::function<void(const ControlMessage&)> onMessage) {
    const auto take = [this, onMessage = std::move(onMessage)](const LineSplitter::Line& line) {
        if (line.text.empty()) return;
        auto message = line.tooLong ? Result<ControlMessage>(fail(ErrorCode::InvalidData, "a control message is longer than 1 MiB")) : parseControl(line.text);
        Status accepted = message ? checkControl(*message) : Status(fail(message.error()));
        if (accepted) return onMessage(*message);
        report(std::move(accepted.error()).at("standard input"));
    };
    m_state->stdinReader.emplace([lines = std::make_shared<LineSplitter>(protocolLimits.maxBytes), take](std::string_view bytes) { lines->feed(bytes, take); });
}

}  // namespace luthier
