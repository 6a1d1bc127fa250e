// SPDX-License-Identifier: Apache-2.0
#include "core/data/formats/row_parts.h"
#include "core/rows/fields.h"

namespace luthier {

namespace {

class PlainTextRows : public Format {
public:
    const FormatInfo& info() const override {
        static const FormatInfo text{"text",
                                     "Text rows",
                                     "One \"text\" per row for continued pre-training; every token is trained and no chat template is used.",
                                     RowKind::Text,
                                     {"text"},
                                     R"({"text": "Spruce splits along the grain, so a soundboard is split and not sawn."})"};
        return text;
    }

    bool matches(const Json& row) const override {
        if (!row.is_object() || hasPreferenceColumns(row)) return false;
        const Json* text = fields::find(row, "text");
        return text && text->is_string();
    }

    Result<Example> read(const Json& row) const override {
        RETURN_IF_ERROR(requireObject(row));
        ASSIGN_OR_RETURN(std::string text, fields::text(row, "text", ""));
        Example example;
        keepExtra(row, {"text"}, example);
        example.body = Text{std::move(text)};
        return example;
    }

    Result<WrittenRow> write(const Example& example) const override {
        const auto* text = std::get_if<Text>(&example.body);
        if (!text)
            return fail(ErrorCode::InvalidArgument, "a row of kind \"" + std::string(rowKindName(example.kind())) + "\" cannot be written as plain text");
        std::vector<std::string> lost;
        noteLoss(lost, !example.tags.empty(), "tags");
        return WrittenRow{withExtra({{"text", text->text}}, example), std::move(lost)};
    }
};

}  // namespace

const Format& textFormat() {
    static const PlainTextRows format;
    return format;
}

}  // namespace luthier
