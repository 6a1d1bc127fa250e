// SPDX-License-Identifier: Apache-2.0
// What several formats have in common: turns, tools, system columns, columns nobody knows, and what writing loses.
// Thread: free functions, no shared state. Errors: InvalidData with the key's path.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/formats/format.h"
#include "core/rows/example.h"

namespace luthier {

// Key of Example::extra for members of single turns that a Turn has no place for: {"<index of the turn>": {...}}.
inline constexpr const char* turnColumnsKey = "turn_columns";

Status requireObject(const Json& row);
// Preference and unpaired data have columns of the SFT formats too; training on their bad answers would be wrong, so detection leaves them alone.
bool hasPreferenceColumns(const Json& row);
bool isListOfObjectsWith(const Json& row, const char* column, const char* key);

// Appends OpenAI messages. Tool calls become {"type":"function","function":{"name","arguments":{...}}}: flat calls are wrapped, arguments given as JSON text
// are parsed, because chat templates print an object. The old "function_call" is understood. axolotl's "train_detail" is refused.
Status appendMessages(const Json& list, const std::string& keyPath, Conversation& conversation, Json& extra);
Result<Json> normalizedToolCall(const Json& call, const std::string& keyPath);

// Column "tools" (a list or JSON text of one) and "chat_template_kwargs" (an object).
Status readToolsAndOptions(const Json& row, Conversation& conversation);
// Column "system": becomes the first turn. Refused if there is another system turn at the beginning.
Status addSystemColumn(const Json& row, Conversation& conversation, Json& extra);
// Columns not listed go to example.extra; a text or whole number in "id" becomes the row's id too.
void keepExtra(const Json& row, std::initializer_list<std::string_view> known, Example& example);

// For write(): errors InvalidArgument if the row is of another kind.
Result<const Conversation*> conversationToWrite(const Example& example, const FormatInfo& info);
// `row` followed by the row's extra columns (those of single turns and those already in row excepted).
Json withExtra(Json row, const Example& example);
// What a format that has only text per turn cannot keep. "trained" and "weight" are included.
std::vector<std::string> lossesOfPlainTurns(const Example& example, const Conversation& conversation);
void noteLoss(std::vector<std::string>& lost, bool isLost, const char* what);

}  // namespace luthier
