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

// Deletes what the library made by its own function for that.
template <auto free>
struct Freed {
    template <class T>
    void operator()(T* made) const { free(made); }
};
using TokenizerHandle = std::unique_ptr<LuthierTokenizer, Freed<luthier_tokenizer_free>>;
using TemplateHandle = std::unique_ptr<LuthierTemplate, Freed<luthier_template_free>>;
using ContextHandle = std::unique_ptr<LuthierContext, Freed<luthier_context_free>>;

}  // namespace luthier::rust
