// SPDX-License-Identifier: Apache-2.0
#include "core/data/formats/transcript.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/utf8.h"
#include "core/rows/fields.h"

namespace luthier {

namespace {

constexpr std::string_view human = "\n\nHuman:", assistant = "\n\nAssistant:";

struct Marker { std::size_t begin = 0, end = 0; Role role = Role::User; };

std::optional<Marker> nextMarker(std::string_view text, std::size_t from) {
    const std::size_t asked = text.find(human, from), answered = text.find(assistant, from);
    if (asked == std::string_view::npos && answered == std::string_view::npos) return std::nullopt;
    Marker marker = asked < answered ? Marker{asked, asked + human.size(), Role::User} : Marker{answered, answered + assistant.size(), Role::Assistant};
    if (marker.end < text.size() && text[marker.end] == ' ') ++marker.end;
    return marker;
}

bool isTranscript(const Json* value) { return value && value->is_string() && value->get_ref<const std::string&>().starts_with(human); }

}  // namespace

bool isTranscriptPair(const Json& row) {
    if (!row.is_object()) return false;
    const Json *chosen = fields::find(row, "chosen"), *rejected = fields::find(row, "rejected");
    if (!chosen || !rejected || !chosen->is_string() || !rejected->is_string()) return false;
    return fields::find(row, "prompt") ? isTranscript(fields::find(row, "prompt")) : isTranscript(chosen) && isTranscript(rejected);
}

Result<std::vector<Turn>> turnsOfTranscript(std::string_view text, const std::string& keyPath) {
    std::optional<Marker> marker = nextMarker(text, 0);
    if (!marker || marker->begin != 0 || marker->role != Role::User) {
        return fail(Error(ErrorCode::InvalidData, "\"" + keyPath + "\" must begin with \"\\n\\nHuman: \", but it begins with \"" + excerpt(text, 40) + "\"")
                        .withKey(keyPath));
    }
    std::vector<Turn> turns;
    while (marker) {
        const std::optional<Marker> next = nextMarker(text, marker->end);
        Turn turn;
        turn.role = marker->role;
        turn.text = text.substr(marker->end, next ? next->begin - marker->end : std::string_view::npos);
        turns.push_back(std::move(turn));
        marker = next;
    }
    return turns;
}

Result<std::string> transcriptOf(const std::vector<Turn>& turns) {
    std::string text;
    for (const Turn& turn : turns) {
        if (turn.role != Role::User && turn.role != Role::Assistant)
            return fail(ErrorCode::InvalidArgument, "a transcript of human and assistant has no turn of the role \"" + std::string(roleName(turn.role)) + "\"");
        const std::string_view marker = turn.role == Role::User ? human : assistant;
        const std::size_t begin = text.size();
        text += std::string(marker) + " " + turn.text;
        const std::optional<Marker> inside = nextMarker(text, begin + 1);
        if (inside) return fail(ErrorCode::InvalidArgument, "a turn holds \"Human:\" or \"Assistant:\" after a blank line and would be read as several");
    }
    return text;
}

}  // namespace luthier
