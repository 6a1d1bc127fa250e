// SPDX-License-Identifier: Apache-2.0
// What formats of a prompt and answers to it (pairs, rankings, scores) have in common: each side is text or a list of messages.
// Thread: free functions, no shared state. Errors: InvalidData with the key's path when reading, InvalidArgument when writing.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/data/formats/row_parts.h"

namespace luthier {

// A prompt or an answer while a row is read. columns: members of single turns that a Turn has no place for, by index within this side.
struct Side {
    std::vector<Turn> turns;
    Json columns = Json::object();
};

// Text or a list, which is all that `matches` asks of a side.
bool hasSide(const Json& row, const char* column);
// Text becomes one turn of this role, a list is read as messages. Errors: another type, an empty list.
Result<Side> readSide(const Json& value, const std::string& keyPath, Role role);
Result<Side> requireSide(const Json& row, const std::string& column, Role role);   // errors also: the column is missing
// The first numTurns turns, which the side then begins after.
Side takeBeginning(Side& side, std::size_t numTurns);

// The prompt with "system", "tools" and "chat_template_kwargs" of the row. Columns of single turns go to extra, numbered through the prompt and then the
// answers in their order.
Result<Conversation> joinSides(const Json& row, Side prompt, const std::vector<Side>& answers, Json& extra);

// A finite number, or nothing when the column is missing. Errors: another type.
Result<std::optional<double>> optionalNumber(const Json& object, const std::string& key, const std::string& keyPath = "");

// Sides as JSON: texts where a prompt of one user turn and answers of one turn each say it all, otherwise lists of messages.
struct WrittenSides {
    Json prompt;
    std::vector<Json> answers;
};
using Answers = std::vector<const std::vector<Turn>*>;
// Errors: a side has no turns, so that it could not be read again.
Result<WrittenSides> writeSides(const Example& example, const Conversation& prompt, const Answers& answers);
// Always lists; an empty prompt is an empty list.
WrittenSides writeSidesAsMessages(const Example& example, const Conversation& prompt, const Answers& answers);
void writeToolsAndOptions(const Conversation& prompt, Json& row);

Error cannotBeWritten(const Example& example, const FormatInfo& info, const std::string& whatItHolds);

}  // namespace luthier
