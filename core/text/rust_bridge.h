// SPDX-License-Identifier: Apache-2.0
// Owners of what the Rust library allocates, and its errors as ours. For .cpp files only.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "luthier_rust.h"

namespace luthier::rust {

inline LuthierText view(std::string_view text) { return {text.data(), text.size()}; }

// Takes the bytes and frees them.
inline std::string take(LuthierBytes bytes) {
    std::string text(bytes.data, bytes.size);
    luthier_bytes_free(bytes);
    return text;
}

// Takes the error and frees it.
inline Error take(LuthierError error, ErrorCode code) {
    Error result(code, std::string(error.message.data, error.message.size));
    if (error.line > 0) result.line = static_cast<std::int64_t>(error.line);
    luthier_error_free(error);
    return result;
}

struct FreeTokenizer {
    void operator()(LuthierTokenizer* p) const { luthier_tokenizer_free(p); }
};
struct FreeTemplate {
    void operator()(LuthierTemplate* p) const { luthier_template_free(p); }
};
struct FreeContext {
    void operator()(LuthierContext* p) const { luthier_context_free(p); }
};
using TokenizerHandle = std::unique_ptr<LuthierTokenizer, FreeTokenizer>;
using TemplateHandle = std::unique_ptr<LuthierTemplate, FreeTemplate>;
using ContextHandle = std::unique_ptr<LuthierContext, FreeContext>;

}  // namespace luthier::rust
