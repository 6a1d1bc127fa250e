// SPDX-License-Identifier: Apache-2.0
// luthier-engine serve: one JSON object per line on stdin, answers as JSON lines on stdout, models stay loaded. For the window, and for scripts.
//   {"id":1,"op":"load","name":"base","folder":DIR,"precision":"auto|f32|bf16","device":"auto|cpu|cuda:0"}  progress, then what it is
//   {"id":2,"op":"attach","model":"base","name":"mine","folder":DIR}                an adapter over the loaded base, in milliseconds
//   {"id":3,"op":"generate","model":"base","adapter":null|"mine","messages":[..]|"prompt":".."|"text":"..","max_new_tokens","temperature","top_k","top_p",
//     "min_p","repetition_penalty","seed","stream_index","stop":[..],"stream":true} token events, then the whole with the fingerprint of what made it
//   {"id":4,"op":"logprobs","model","adapter","row":{..},"max_length","loss_on"}    as the command
//   {"id":5,"op":"tokenize","model","row":{..},"max_length","loss_on"}              as the command; answered while others are generating
//   {"id":6,"op":"status"}   {"id":7,"op":"cancel","target":3}   {"id":8,"op":"release","model":"base","adapter":"mine"}   {"id":9,"op":"shutdown"}
// "model" may be left out while one is loaded. Every request is answered by exactly one {"id","event":"result",..} or {"id","event":"error","error":{..}}.
#include <unistd.h>

#include "app/engine/command.h"
#include "app/engine/serve/session.h"
#include "app/engine/standard_streams.h"
#include "core/protocol/line_splitter.h"

namespace luthier {

namespace {

CommandRun configure(CLI::App&) {
    return [](CommandContext& context) -> Status {
        if (::isatty(STDIN_FILENO) == 1)
            return fail(
                Error(ErrorCode::InvalidArgument, "serve answers a program, and stdin is a terminal").withHint("For one answer at a terminal: generate"));
        ServeSession session([](const std::string& line) { return writeStdout(line); }, context.cancellation());
        LineSplitter lines(protocolLimits.maxBytes);
        const StdinReader reader(
            [&](std::string_view bytes) {
                lines.feed(bytes, [&](const LineSplitter::Line& line) {
                    if (!line.text.empty()) session.receive(std::string(line.text));
                });
            },
            [&] { session.endOfInput(); });
        session.run();
        return {};
    };
}

}  // namespace

Command serveCommand() { return {"serve", "Answer requests from stdin, one JSON object per line, with models that stay loaded", configure}; }

}  // namespace luthier
