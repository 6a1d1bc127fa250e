// SPDX-License-Identifier: Apache-2.0
// luthier-engine: command line of everything that needs LibTorch. Results on stdout; progress, events and, last, the error on stderr (docs: protocol/codes.h).
#include <algorithm>
#include <array>
#include <cstdlib>
#include <sstream>
#include <string>
#include <string_view>

#include <ATen/Parallel.h>

#include "app/engine/command.h"
#include "app/engine/commands.h"
#include "app/engine/guard.h"
#include "app/engine/standard_streams.h"
#include "app/engine/version.h"
#include "core/base/processor.h"
#include "core/kernels/select.h"
#include "core/kernels/team_waiting.h"
#include "core/protocol/codes.h"
#include "core/training/tensor_memory.h"

namespace luthier {

namespace {

constexpr const char* footer =
    "Results go to stdout as JSON, progress to stderr. Exit codes: 0 done, or stopped as asked; 2 input or options are wrong; 3 memory, disk or\n"
    "reading and writing; 4 a fault of Luthier; 75 worth another try. On an error the last line of stderr is {\"error\":{...}}.";

// What a person reads before the line that programs read.
std::string errorInWords(const Error& error) {
    std::string text = "error: ";
    if (error.problems.size() < 2) return text + error.toString() + "\n";
    text += std::to_string(error.problems.size()) + " problems" + (error.file.empty() ? "" : " in " + error.file) + "\n";
    for (const Problem& problem : error.problems)
        text += "  " + problem.key + ": " + problem.message + (problem.hint.empty() ? "" : " (" + problem.hint + ")") + "\n";
    return text;
}

int finish(const Error& error) {
    if (error.code == ErrorCode::Cancelled) {
        writeStderr(dumpJson(eventToJson(EventKind::Stopped, {{"message", error.message}})) + "\n");
        return static_cast<int>(ExitCode::Done);
    }
    writeStderr((stderrIsTerminal() ? errorInWords(error) : "") + dumpJson(errorToJson(error)) + "\n");
    return static_cast<int>(exitCodeOf(error.code));
}

// Those commands that multiply for as long as they run need a processor that is made for it; inspecting and checking go on anywhere.
Status checkKernels(std::string_view command, CommandContext& context) {
    constexpr std::array computing{"train", "generate", "logprobs", "serve", "bench"};
    if (std::find(computing.begin(), computing.end(), command) == computing.end()) return {};
    RETURN_IF_ERROR(kernels::checkProcessor());
    if (kernels::kernelsInUse() == "reference")
        context.warning("Luthier's own kernels are off, so this takes several times as long", "unset LUTHIER_KERNELS to have them");
    return {};
}

// What is to run; nothing when help or the version was asked for and printed.
Result<CommandRun> parse(int argc, char** argv) {
    CLI::App app("Fine-tunes language models, natively.", "luthier-engine");
    app.set_version_flag("--version", "luthier-engine " + engineVersion() + " (LibTorch " + libtorchVersion() + ")");
    app.require_subcommand(1);
    app.footer(footer);
    CommandRun chosen;
    for (const Command& command : allCommands()) {
        CLI::App* sub = app.add_subcommand(command.name, command.help);
        sub->callback([&chosen, name = command.name, run = command.configure(*sub)] {
            chosen = [name, run](CommandContext& context) -> Status {
                RETURN_IF_ERROR(checkKernels(name, context));
                return run(context);
            };
        });
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& wish) {
        std::ostringstream text;
        app.exit(wish, text, text);
        RETURN_IF_ERROR(writeStdout(text.str()));
        return CommandRun();
    } catch (const CLI::ParseError& mistake) {
        const auto used = app.get_subcommands();
        const std::string name = used.empty() ? "" : " " + used.front()->get_name();
        return fail(Error(ErrorCode::InvalidArgument, mistake.what()).withHint("luthier-engine" + name + " --help tells what is possible"));
    }
    return chosen;
}

// A number of threads that makes no sense is not taken, and that is told.
void settleThreads(CommandContext& context) {
    const ThreadChoice choice = chooseThreads(std::getenv("OMP_NUM_THREADS"), numProcessors());
    if (choice.warning.empty()) return;
    at::set_num_threads(choice.count);
    context.warning(choice.warning, choice.hint);
}

int run(int argc, char** argv, Cancellation& cancellation) {
    CommandRun chosen;
    const Status parsed = guarded([&]() -> Status {
        ASSIGN_OR_RETURN(chosen, parse(argc, argv));
        return {};
    });
    if (!parsed) return finish(parsed.error());
    if (!chosen) return static_cast<int>(ExitCode::Done);
    bool saidHowItEnded = false, terminal = stderrIsTerminal();
    const Status done = guarded([&]() -> Status {
        CommandContext context(cancellation);
        settleThreads(context);
        const kernels::TeamWaiting waiting;
        const Status status = chosen(context);
        saidHowItEnded = context.saidHowItEnded();
        return status;
    });
    if (!done) return finish(done.error());
    if (!saidHowItEnded && !terminal) writeStderr(dumpJson(eventToJson(EventKind::Done)) + "\n");
    return static_cast<int>(ExitCode::Done);
}

}  // namespace

}  // namespace luthier

int main(int argc, char** argv) {
    static luthier::Cancellation cancellation;
    luthier::installSignals(cancellation);
    // LibTorch's matrix library keeps a compiled product for each of the last 1,024 shapes, about 100 KB each; batches of many lengths fill that, and few are
    // met again.
    ::setenv("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "128", 0);
    luthier::installTensorMemory();
    return luthier::run(argc, argv, cancellation);
}
