// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "core/base/utf8.h"
#include "core/rows/example.h"

namespace luthier {

namespace {

// The names found in public data sets: OpenAI, ShareGPT, LLaMA-Factory, Gemma, Llama 3 ("ipython").
constexpr std::array<std::pair<std::string_view, Role>, 17> knownRoles{{
    {"system", Role::System},     {"developer", Role::System}, {"user", Role::User},   {"human", Role::User},         {"prompter", Role::User},
    {"assistant", Role::Assistant}, {"gpt", Role::Assistant},  {"model", Role::Assistant}, {"bot", Role::Assistant},  {"chatbot", Role::Assistant},
    {"ai", Role::Assistant},      {"chatgpt", Role::Assistant}, {"tool", Role::Tool},  {"function", Role::Tool},     {"observation", Role::Tool},
    {"ipython", Role::Tool},      {"function_response", Role::Tool},
}};

}  // namespace

std::string_view roleName(Role role) {
    switch (role) {
        case Role::System: return "system";
        case Role::User: return "user";
        case Role::Assistant: return "assistant";
        case Role::Tool: return "tool";
    }
    return "user";
}

Result<Role> roleFromName(std::string_view name) {
    std::string lower(name);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    std::string list;
    for (const auto& [known, role] : knownRoles) {
        if (known == lower) return role;
        list += (list.empty() ? "" : ", ") + std::string(known);
    }
    return fail(Error(ErrorCode::InvalidData, "the role \"" + excerpt(name, 40) + "\" is not known").withHint("known roles: " + list));
}

std::string_view rowKindName(RowKind kind) {
    constexpr std::array<std::string_view, 6> names{"text", "conversation", "pair", "ranking", "scored", "prompt"};
    return names[static_cast<std::size_t>(kind)];
}

}  // namespace luthier
