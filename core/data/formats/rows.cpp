// SPDX-License-Identifier: Apache-2.0
// Rows as snapshots and run folders keep them (core/rows/example.h): what has no common format that holds all of it. Dialogues and texts are kept in the shape
// of the formats "messages" and "text", which read them.
#include "core/data/formats/answer_parts.h"
#include "core/rows/fields.h"

namespace luthier {

namespace {

bool isOwnKind(const Json& kind) { return kind == "pair" || kind == "ranking" || kind == "scored" || kind == "prompt"; }

// What rows written by hand have, without an id and a source. Rows of other formats may have a column "kind" too.
bool hasBodyOf(const Json& row, const Json& kind) {
    const auto has = [&](const char* key) { return fields::find(row, key) != nullptr; };
    if (kind == "pair") return has("a") && has("b");
    if (kind == "ranking") return has("responses") && has("rank");
    const Json* const prompt = fields::find(row, "prompt");
    return prompt && prompt->is_object() && (kind == "prompt" || has("response"));
}

class OwnRows : public Format {
public:
    const FormatInfo& info() const override {
        static const FormatInfo text{
            "rows",
            "Luthier's own rows",
            "Pairs, rankings, scored answers and prompts as a project freezes them for a run; nothing is lost.",
            RowKind::Pair,
            {"id", "source", "tags", "extra", "kind"},
            R"({"id": "7", "source": {"file": "a.jsonl", "line": 7}, "tags": [], "extra": {}, "kind": "pair", "prompt": {"messages": [{"role": "user", )"
            R"("content": "What sharpens a chisel?"}]}, "a": [{"role": "assistant", "content": "A flat stone."}], )"
            R"("b": [{"role": "assistant", "content": "A hammer."}], "verdict": {"strength": 2}})"};
        return text;
    }

    bool matches(const Json& row) const override {
        if (!row.is_object()) return false;
        const Json* const kind = fields::find(row, "kind");
        if (!kind || !isOwnKind(*kind)) return false;
        const Json* const source = fields::find(row, "source");
        return (source && source->is_object() && fields::find(row, "id")) || hasBodyOf(row, *kind);
    }

    bool claims(const Json& row) const override { return matches(row); }

    Result<Example> read(const Json& row) const override {
        RETURN_IF_ERROR(requireObject(row));
        const Json* const kind = fields::find(row, "kind");
        if (!kind || !isOwnKind(*kind))
            return fail(Error(ErrorCode::InvalidData, "\"kind\" is none of pair, ranking, scored and prompt").withKey("kind"));
        return exampleFromJson(row);
    }

    Result<WrittenRow> write(const Example& example) const override {
        if (!isOwnKind(Json(std::string(rowKindName(example.kind()))))) return fail(cannotBeWritten(example, info(), "pairs, rankings, scores and prompts"));
        return WrittenRow{exampleToJson(example), {}};
    }
};

}  // namespace

const Format& ownRowsFormat() {
    static const OwnRows format;
    return format;
}

}  // namespace luthier
