// SPDX-License-Identifier: Apache-2.0
// What a ChatTemplate holds, and one rendering of it. For the .cpp files of this folder.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/text/chat_template.h"
#include "core/text/rust_bridge.h"

namespace luthier {

struct ChatTemplate::State {
    rust::TemplateHandle handle;
    SpecialTokens special;
    std::string source;
    std::string hash;
    std::string file;  // for messages; empty when it came from no file
    std::optional<std::int64_t> clockSeconds;

    // The clock is read once per conversation, so that all its renderings agree.
    LuthierRenderOptions options(std::size_t numMessages, bool addGenerationPrompt) const;
    Result<rust::ContextHandle> context(const Conversation& conversation) const;
    struct Output {
        std::string text;
        std::vector<ByteSpan> generation;
    };  // the {% generation %} blocks
    Result<Output> render(const LuthierContext& context, const LuthierRenderOptions& options) const;
    Error failure(LuthierError error) const;
};

}  // namespace luthier
