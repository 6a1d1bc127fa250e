// SPDX-License-Identifier: Apache-2.0
// What a row says of the answers to its prompt, as rules ask for it. Thread: pure functions; pointers are into the row.
#pragma once

#include <string>
#include <vector>

#include "core/rewards/reward_rule.h"

namespace luthier {

// nullptr: the row has none.
const Json* referenceOf(const AnswerView& answer);
// A member of the reference, or of the checker in it; nullptr where neither has it.
const Json* referenceMember(const AnswerView& answer, const char* name);
// What a right answer is: the reference itself, or its "answer", "solution" or "reference"; in a list, any of them is right. Texts, numbers and booleans.
// Empty: the row has none. Errors: InvalidData with the key: an empty list, null or an object in its place.
Result<std::vector<Json>> rightAnswersOf(const AnswerView& answer);

}  // namespace luthier
