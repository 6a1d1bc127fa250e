// SPDX-License-Identifier: Apache-2.0
// Models and dialogues for the tests of core/text.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/rows/example.h"
#include "core/text/encode_row.h"

namespace luthier::test {

// "tiny-llama", "tiny-mistral", ... of tests/baselines/models.
std::string modelFolder(const std::string& name);
Tokenizer tokenizer(const std::string& name = "tiny-llama");
RowEncoder rowEncoder(const std::string& name = "tiny-llama");
ChatTemplate chatTemplate(const std::string& source);

Turn turn(Role role, std::string text);
// "u" user, "a" assistant, "s" system, "t" tool.
Conversation dialogue(std::initializer_list<std::pair<char, std::string>> turns);
Example example(RowBody body);

bool hasRule(const EncodedRow& row, std::string_view rule);
// Text of the trained tokens, one piece for each run of them.
std::vector<std::string> trainedPieces(const EncodedRow& row);

// <|im_start|>role\n content <|im_end|>\n, as in the tiny models.
inline const std::string ChatMl =
    "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' + m.content + '<|im_end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

}  // namespace luthier::test
