// SPDX-License-Identifier: Apache-2.0
// The one row type. Every file format converts to and from it (core/data/formats), every method takes its samples from it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"

namespace luthier {

enum class Role { System, User, Assistant, Tool };
std::string_view roleName(Role role);                      // "system", "user", "assistant", "tool"
Result<Role> roleFromName(std::string_view name);  // also "human", "gpt", "model", "developer", "function", "observation", ...; error lists what is known

// One message of a dialogue.
struct Turn {
    Role role = Role::User;
    std::string text;
    std::string name;                    // speaker or tool
    std::string thinking;                // reasoning before the answer (reasoning_content)
    Json toolCalls = Json::array();      // as in the OpenAI format: [{"type":"function","function":{"name","arguments"}}]
    std::string toolCallId;              // of a tool's answer
    bool trained = true;                 // only assistant turns can be
    float weight = 1.0F;                 // loss weight of its tokens
    bool operator==(const Turn&) const = default;
};

struct Conversation {
    std::vector<Turn> turns;
    Json tools = Json::array();          // JSON schemas of callable functions; empty = none
    Json templateOptions = Json::object();   // extra variables for the chat template (chat_template_kwargs)
    bool operator==(const Conversation&) const = default;
};

// Plain text for continued pre-training.
struct Text { std::string text; bool operator==(const Text&) const = default; };

// prompt + two continuations. strength -3..3: how much a is better than b; 0 is a tie.
struct Verdict {
    int strength = 0;
    enum class Both { Neither, Good, Bad } both = Both::Neither;   // "both good", "both bad"
    bool operator==(const Verdict&) const = default;
};
struct Pair {
    Conversation prompt;
    std::vector<Turn> a, b;
    Verdict verdict;
    std::map<std::string, Verdict> byDimension;
    std::optional<double> margin;
    bool operator==(const Pair&) const = default;
};

// prompt + k responses; rank[i] is the place of response i, equal numbers are ties, 0 is best.
struct Ranking { Conversation prompt; std::vector<std::vector<Turn>> responses; std::vector<int> rank; bool operator==(const Ranking&) const = default; };

struct Scored {
    Conversation prompt;
    std::vector<Turn> response;
    std::optional<double> score;
    std::map<std::string, double> dimensions;   // "safety", "helpfulness", ...
    bool operator==(const Scored&) const = default;
};

// A prompt for online methods, with what a checker needs.
struct Prompt { Conversation prompt; Json reference; bool operator==(const Prompt&) const = default; };

using RowBody = std::variant<Text, Conversation, Pair, Ranking, Scored, Prompt>;
enum class RowKind { Text, Conversation, Pair, Ranking, Scored, Prompt };
std::string_view rowKindName(RowKind kind);

struct SourceLine {
    std::string file;
    std::int64_t line = -1;
    bool operator==(const SourceLine&) const = default;
};  // 1-based line, or element of a JSON array

struct Example {
    std::string id;                      // stable within its data set: "<file index>:<line>" unless the file gives an id
    SourceLine source;
    std::vector<std::string> tags;
    Json extra = Json::object();         // columns the format does not know, kept as they are
    std::int64_t numReplacedUtf8 = 0;    // broken UTF-8 sequences of the file that became U+FFFD when the row was read
    RowBody body;
    RowKind kind() const { return static_cast<RowKind>(body.index()); }
};

// The project's own JSON of a row (snapshots, protocol): lossless. {"id","source","tags","extra","kind", ...}
Json exampleToJson(const Example& example);
Result<Example> exampleFromJson(const Json& json);
Json turnToJson(const Turn& turn);  // OpenAI shape: role, content, name, reasoning_content, tool_calls, tool_call_id, plus "trained", "weight" when not default
Result<Turn> turnFromJson(const Json& json, const std::string& keyPath);

}  // namespace luthier
