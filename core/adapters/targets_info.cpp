// SPDX-License-Identifier: Apache-2.0
#include <exception>
#include <regex>

#include "core/adapters/targets.h"
#include "core/base/utf8.h"

namespace luthier {

namespace {

constexpr std::size_t kMaxRegexBytes = 1000;    // std::regex matches recursively; long patterns and paths overflow the stack
constexpr std::size_t kMaxPathBytes = 1000;
constexpr std::size_t kMaxNames = 10000;

// The matcher of libstdc++ that tries all ways at once: no pattern can take exponential time. It knows no back-references.
#ifdef __GLIBCXX__
const auto kRegexFlags = std::regex::ECMAScript | std::regex_constants::__polynomial;
#else
const auto kRegexFlags = std::regex::ECMAScript;
#endif

Error badTargets(std::string message, std::string hint) { return Error(ErrorCode::InvalidConfig, std::move(message)).withHint(std::move(hint)); }

const char* const kForms = "write \"all-linear\", a list of names such as [\"q_proj\", \"v_proj\"], or \"re:<regular expression>\"";

Result<Targets> parseRegex(const std::string& pattern) {
    if (pattern.empty()) return fail(badTargets("the regular expression after \"re:\" is empty", "for example \"re:.*\\\\.(q|v)_proj\""));
    if (pattern.size() > kMaxRegexBytes)
        return fail(badTargets("the regular expression is longer than " + std::to_string(kMaxRegexBytes) + " bytes", "use a list of names"));
    try {
        const std::regex compiled(pattern, kRegexFlags);
    } catch (const std::exception& error) {
        return fail(badTargets("\"" + excerpt(pattern, 60) + "\" is not a regular expression: " + error.what(),
                               "the whole path must match, for example \"re:.*\\\\.(q|v)_proj\""));
    }
    Targets targets;
    targets.kind = Targets::Kind::Regex;
    targets.regex = pattern;
    return targets;
}

Result<Targets> parseNames(const Json& json) {
    if (json.empty()) return fail(badTargets("the list of layers is empty", kForms));
    if (json.size() > kMaxNames) return fail(badTargets("the list has more than " + std::to_string(kMaxNames) + " names", "use a regular expression"));
    Targets targets;
    targets.kind = Targets::Kind::Names;
    for (std::size_t i = 0; i < json.size(); ++i) {
        if (!json[i].is_string())
            return fail(badTargets("entry " + std::to_string(i) + " of the list is " + excerpt(dumpJson(json[i]), 40) + ", not a name", kForms));
        const auto& name = json[i].get_ref<const std::string&>();
        if (name.empty()) return fail(badTargets("entry " + std::to_string(i) + " of the list is empty", kForms));
        if (name == "all-linear" || name.starts_with("re:"))
            return fail(badTargets("entry " + std::to_string(i) + " of the list is \"" + excerpt(name, 40) + "\", which is not the name of a layer",
                                   "write it without the list"));
        targets.names.push_back(name);
    }
    return targets;
}

}  // namespace

bool Targets::matches(std::string_view path, bool isHead) const {
    switch (kind) {
        case Kind::AllLinear: return !isHead;
        case Kind::Names:
            for (const std::string& name : names) {
                if (path == name) return true;
                if (path.size() > name.size() && path.ends_with(name) && path[path.size() - name.size() - 1] == '.') return true;
            }
            return false;
        case Kind::Regex:
            if (path.size() > kMaxPathBytes) return false;
            try {
                return std::regex_match(path.begin(), path.end(), std::regex(regex, kRegexFlags));
            } catch (const std::exception&) {
                return false;   // too complex for this path; targetsFromJson has already refused what does not compile
            }
    }
    return false;
}

Json targetsToJson(const Targets& targets) {
    switch (targets.kind) {
        case Targets::Kind::AllLinear: return "all-linear";
        case Targets::Kind::Names: return targets.names;
        case Targets::Kind::Regex: return "re:" + targets.regex;
    }
    return nullptr;
}

Result<Targets> targetsFromJson(const Json& json) {
    if (json.is_array()) return parseNames(json);
    if (!json.is_string()) return fail(badTargets("does not say which layers: " + excerpt(dumpJson(json), 40), kForms));
    const auto& text = json.get_ref<const std::string&>();
    if (text == "all-linear") return Targets{};
    if (text.starts_with("re:")) return parseRegex(text.substr(3));
    const std::string hint = text.empty() ? std::string(kForms) : "for one name write [\"" + excerpt(text, 40) + "\"]; for all linear layers \"all-linear\"";
    return fail(badTargets("does not say which layers: \"" + excerpt(text, 40) + "\"", hint));
}

}  // namespace luthier
