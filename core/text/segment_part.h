// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace luthier {

// What a sequence of tokens is of its row: a dialogue or text is Whole, a pair has Chosen and Rejected (and so has an answer called good or bad), a group
// Completion 0..G-1. Mismatched: a row's prompt with the answer to another one (KTO's estimate of KL).
enum class SegmentPart { Whole, Chosen, Rejected, Completion, Mismatched };
std::string_view partName(SegmentPart part);   // "whole", "chosen", ...

}  // namespace luthier
