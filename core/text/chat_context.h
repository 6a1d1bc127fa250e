// SPDX-License-Identifier: Apache-2.0
// The variables a chat template sees. For the .cpp files of this folder.
#pragma once

#include <string>

#include "core/rows/example.h"
#include "core/text/tokenizer.h"

namespace luthier {

// A JSON object with messages, tools (null when there are none), documents (null), the special tokens' texts and templateOptions, as transformers passes them.
// Invalid UTF-8 becomes U+FFFD.
std::string templateVariables(const Conversation& conversation, const SpecialTokens& special);

}  // namespace luthier
