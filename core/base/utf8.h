// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace luthier {

bool isValidUtf8(std::string_view text);
// Each maximal invalid sequence becomes U+FFFD (Unicode 15, 3.9, "substitution of maximal subparts"); numReplaced counts them.
std::string repairUtf8(std::string_view text, std::size_t* numReplaced = nullptr);
// The longest prefix of text that ends on a character boundary, for streaming: at most 3 bytes are held back.
std::size_t completeUtf8Prefix(std::string_view text);
// At most maxBytes bytes of text, cut on a character boundary, with an ellipsis if cut; control characters shown as spaces. For messages.
std::string excerpt(std::string_view text, std::size_t maxBytes = 80);

}  // namespace luthier
