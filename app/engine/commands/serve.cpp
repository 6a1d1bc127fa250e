// SPDX-License-Identifier: Apache-2.0
// luthier-engine serve: one JSON object per line on stdin, answers as JSON lines on stdout, models stay loaded. For the window, and for scripts.
//   {"id":1,"op":"load","name":"base","folder":DIR,"precision":"auto|f32|bf16","device":"auto|cpu|cuda:0"}  progress, then what it is
//   {"id":2,"op":"attach","model":"base","name":"mine","folder":DIR}                an adapter over the loaded base, in milliseconds
//   {"id":3,"op":"generate","model":"base","adapter":null|"mine","messages":[..]|"prompt":".."|"text":"..","max_new_tokens","temperature","top_k","top_p",
//     "min_p","repetition_penalty","seed","stream_index","stop":[..],"stream":true} token events, then the whole with the fingerprint of what made it
//   {"id":4,"op":"logprobs","model","adapter","row":{..},"max_length","loss_on"}    as the command
//   {"id":5,"op":"tokenize","model","row":{..},"max_length","loss_on"}              as the command; answered while others are generating
//   {"id":6,"op":"plan","run":"run.json"|"settings":{..},"folder":DIR}              as the command, for a run of another process that begins now; "settings" is
//     what would be in run.json, its paths relative to "folder"; answered while others are generating, after progress events
//   {"id":7,"op":"status"}   {"id":8,"op":"cancel","target":3}   {"id":9,"op":"release","model":"base","adapter":"mine"}   {"id":10,"op":"shutdown"}
// "model" may be left out while one is loaded. Every request is answered by exactly one {"id","event":"result",..} or {"id","event":"error","error":{..}}.
// A client who does not read stops the generating, then the reading of requests; when it reads nothing for --patience, the session ends with an error.
#include <memory>

#include <unistd.h>

#include "app/engine/command.h"
#include "app/engine/serve/session.h"
#include "app/engine/standard_streams.h"
#include "core/protocol/line_splitter.h"

namespace luthier {

namespace {

CommandRun configure(CLI::App& app) {
    auto patience = std::make_shared<double>(60);
    app.add_option("--patience", *patience, "Seconds after which the session ends because the client reads nothing, though 64 MiB of answers wait")
        ->check(CLI::Range(0.1, 1e6))
        ->capture_default_str();
    return [patience](CommandContext& context) -> Status {
        if (::isatty(STDIN_FILENO) == 1)
            return fail(
                Error(ErrorCode::InvalidArgument, "serve answers a program, and stdin is a terminal").withHint("For one answer at a terminal: generate"));
        ServeSession session([](const std::string& line) { return writeStdout(line); }, context.cancellation(),
                             {*patience, [&](const Error& trouble) { context.warning(trouble.message, trouble.hint); }});
        LineSplitter lines(protocolLimits.maxBytes);
        const StdinReader reader(
            [&](std::string_view bytes) {
                lines.feed(bytes, [&](const LineSplitter::Line& line) {
                    if (!line.text.empty()) session.receive(std::string(line.text));
                });
            },
            [&] { session.endOfInput(); });
        return session.run();
    };
}

}  // namespace

Command serveCommand() { return {"serve", "Answer requests from stdin, one JSON object per line, with models that stay loaded", configure}; }

}  // namespace luthier
