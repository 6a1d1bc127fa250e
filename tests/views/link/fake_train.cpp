// SPDX-License-Identifier: GPL-3.0-or-later
// A run folder as a small training leaves it. "fake" in the settings: {"behaviour":NAME,"step_ms":N}, NAME one of
//   normal, adapter (final/ is a PEFT folder, as normal), model (final/ is a model), refuse (exit 2 before the folder is made), fail-early (within the folder,
//   before run.json), fail, crash (SIGSEGV), killed, missing-library, silent (no lock for a while), deaf (hears no control message),
//   stuck (makes no step any more, and hears nothing)
// Misbehaviour comes at step 3, and not again once resumed.
#include <cmath>
#include <csignal>
#include <optional>
#include <string>

#include <unistd.h>

#include "core/base/files.h"
#include "core/protocol/codes.h"
#include "core/runs/run_attempt.h"
#include "tests/views/link/fake_engine.h"

namespace luthier::test {

namespace {

constexpr std::int64_t badStep = 3, checkpointEvery = 2;
constexpr const char* kAdapterConfig = "{\"peft_type\":\"LORA\",\"r\":4,\"lora_alpha\":8}";

Status writeCheckpoint(RunAttempt& attempt, std::int64_t step) {
    if (pathExists(attempt.folder().checkpoint(step))) return {};
    ASSIGN_OR_RETURN(CheckpointWriter writer, CheckpointWriter::begin(attempt.folder(), step));
    RETURN_IF_ERROR(writeFileDurably(writer.folder() + "/state.json", "{}"));
    RETURN_IF_ERROR(makeFolders(writer.folder() + "/weights"));
    RETURN_IF_ERROR(writeFileDurably(writer.folder() + "/weights/adapter_config.json", kAdapterConfig));
    ASSIGN_OR_RETURN(const std::string path, writer.publish());
    return attempt.events().append(EventKind::CheckpointSaved, {{"step", step}, {"path", path}});
}

Status publishFinal(RunAttempt& attempt, std::int64_t step, bool isModel) {
    ASSIGN_OR_RETURN(CheckpointWriter writer, CheckpointWriter::beginFinal(attempt.folder(), step));
    if (isModel) RETURN_IF_ERROR(writeFileDurably(writer.folder() + "/config.json", "{\"model_type\":\"llama\"}"));
    else RETURN_IF_ERROR(writeFileDurably(writer.folder() + "/adapter_config.json", kAdapterConfig));
    return writer.publish().map([](const std::string&) {});
}

struct Training {
    std::string behaviour = "normal";
    int stepMs = 10;
    std::int64_t numSteps = 6, step = 0;
    bool resume = false;
};

// The event that ends the attempt.
Result<EventKind> steps(RunAttempt& attempt, Training& training) {
    for (training.step += 1; training.step <= training.numSteps; ++training.step) {
        pauseMs(training.stepMs);
        const std::int64_t step = training.step;
        if (step == badStep && !training.resume) {
            if (training.behaviour == "crash") crash(SIGSEGV);
            if (training.behaviour == "killed") crash(SIGKILL);
            while (training.behaviour == "stuck" && ::getppid() > 1) pauseMs(20);   // though not beyond the test
            if (training.behaviour == "fail") return fail(Error(ErrorCode::OutOfMemory, "memory ran out at step 3").withHint("use a smaller max_length"));
        }
        const double loss = 2.0 + 2.0 * std::exp(-static_cast<double>(step) / 3.0);
        RETURN_IF_ERROR(attempt.metrics().append(step, {{"epoch", 0.1 * static_cast<double>(step)}, {"loss", loss}, {"learning_rate", 1e-4}, {"grad_norm", 1.0},
            {"num_tokens", 100 * step}, {"tokens_per_second", 1000.0}, {"num_steps", training.numSteps}}));
        if (step % checkpointEvery == 0) RETURN_IF_ERROR(writeCheckpoint(attempt, step));
        for (const ControlMessage& message : attempt.control().poll().messages) {
            if (training.behaviour == "deaf") continue;
            RETURN_IF_ERROR(attempt.events().append(EventKind::Control, controlToJson(message)));
            if (message.op != ControlOp::Stop && message.op != ControlOp::Pause) continue;
            RETURN_IF_ERROR(writeCheckpoint(attempt, step));
            return message.op == ControlOp::Stop ? EventKind::Stopped : EventKind::Paused;
        }
    }
    training.step = training.numSteps;
    RETURN_IF_ERROR(publishFinal(attempt, training.numSteps, training.behaviour == "model"));
    return EventKind::Done;
}

Status train(RunAttempt& attempt, Training& training, const Json& config) {
    const RunFolder& folder = attempt.folder();
    if (training.behaviour == "fail-early" && !training.resume) return fail(Error(ErrorCode::InvalidData, "3 rows cannot be read").withHint("check the data"));
    if (!training.resume) {
        RETURN_IF_ERROR(writeFileDurably(folder.manifestJson(), "{}"));
        RETURN_IF_ERROR(writeFileDurably(folder.runJson(), dumpJsonPretty(config)));
    }
    RETURN_IF_ERROR(attempt.events().append(EventKind::Started, {{"steps", training.numSteps}, {"rows", 10}}));
    if (training.resume) {
        ASSIGN_OR_RETURN(const std::optional<Checkpoint> checkpoint, attempt.findCheckpoint());
        if (checkpoint) training.step = checkpoint->step;
        RETURN_IF_ERROR(attempt.rewindTo(training.step));
    }
    ASSIGN_OR_RETURN(const EventKind end, steps(attempt, training));
    const std::string state = end == EventKind::Done ? "done" : end == EventKind::Paused ? "paused" : "stopped";
    return attempt.events().append(
        end, {{"run", folder.path()}, {"state", state}, {"steps", training.step}, {"planned_steps", training.numSteps}, {"seconds", 1.5}});
}

int failed(const Error& error) {
    tell(errorToJson(error));
    return static_cast<int>(exitCodeOf(error.code));
}

}  // namespace

int fakeTrain(const std::string& configPath, const std::string& path, bool resume) {
    const Result<Json> config = readJsonFile(configPath);
    if (!config) return failed(config.error());
    Training training;
    training.resume = resume;
    if (const auto fake = config->find("fake"); fake != config->end()) {
        training.behaviour = fake->value("behaviour", training.behaviour);
        training.stepMs = fake->value("step_ms", training.stepMs);
    }
    if (const auto settings = config->find("training"); settings != config->end()) training.numSteps = settings->value("max_steps", training.numSteps);
    if (training.behaviour == "missing-library") return missingLibrary();
    if (training.behaviour == "refuse" && !resume) return failWith("invalid_config", "training.rank is 0", "a rank is at least 1", 2);
    if (training.behaviour == "silent") pauseMs(500);
    Result<RunAttempt> attempt = resume ? RunAttempt::beginAgain(path) : RunAttempt::beginNew(path);
    if (!attempt) return failed(attempt.error());
    const Status done = train(*attempt, training, *config);
    if (done) return 0;
    static_cast<void>(attempt->events().append(EventKind::Failed, errorToJson(done.error())));
    return failed(done.error());
}

}  // namespace luthier::test
