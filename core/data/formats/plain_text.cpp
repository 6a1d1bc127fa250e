// SPDX-License-Identifier: Apache-2.0
#include "core/data/formats/row_parts.h"
#include "core/rows/fields.h"

namespace luthier {

namespace {

// A blank line would end the paragraph when the file is read again.
bool hasBlankLine(const std::string& text) {
    bool blank = true;
    for (const char c : text) {
        if (c == '\n') {
            if (blank) return true;
            blank = true;
        } else if (c != ' ' && c != '\t' && c != '\r') {
            blank = false;
        }
    }
    return blank;
}

class Paragraphs : public Format {
public:
    const FormatInfo& info() const override {
        static const FormatInfo text{"plain_text",
                                     "Plain text file",
                                     "A .txt file; each paragraph (separated by blank lines) is one row for continued pre-training.",
                                     RowKind::Text,
                                     {},
                                     R"("Maple is dense and rings well. It is used for backs and ribs.")"};
        return text;
    }

    bool matches(const Json& row) const override { return row.is_string(); }

    Result<Example> read(const Json& row) const override {
        if (!row.is_string()) return fail(fields::wrongType("paragraph", "text", row));
        Example example;
        example.body = Text{row.get<std::string>()};
        return example;
    }

    Result<WrittenRow> write(const Example& example) const override {
        const auto* text = std::get_if<Text>(&example.body);
        if (!text)
            return fail(ErrorCode::InvalidArgument, "a row of kind \"" + std::string(rowKindName(example.kind())) + "\" cannot be written as plain text");
        std::vector<std::string> lost;
        noteLoss(lost, !example.extra.empty(), "other columns");
        noteLoss(lost, !example.tags.empty(), "tags");
        noteLoss(lost, hasBlankLine(text->text), "blank lines inside a row (it is read back as several rows)");
        return WrittenRow{Json(text->text), std::move(lost)};
    }
};

}  // namespace

const Format& plainTextFormat() {
    static const Paragraphs format;
    return format;
}

}  // namespace luthier
