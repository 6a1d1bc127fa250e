// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/template_preview.h"

#include <QCoreApplication>

#include "core/text/encode_row.h"
#include "views/shared/shelf/fields.h"
#include "views/shared/theme/core_text.h"

namespace luthier {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("luthier", text); }

Conversation conversationOf(const QString& sampleId) {
    const auto turn = [](Role role, const char* text) {
        Turn made;
        made.role = role;
        made.text = text;
        return made;
    };
    Conversation chat;
    if (sampleId == QStringLiteral("system")) chat.turns.push_back(turn(Role::System, "You answer in one short sentence."));
    chat.turns.push_back(turn(Role::User, "Which wood is the back of a violin made of?"));
    chat.turns.push_back(turn(Role::Assistant, "Usually maple, often with a flamed figure."));
    if (sampleId == QStringLiteral("turns")) {
        chat.turns.push_back(turn(Role::User, "And the top?"));
        chat.turns.push_back(turn(Role::Assistant, "Spruce: light, and stiff along the grain."));
    }
    return chat;
}

// Trained tokens that follow one another are one span.
void readSpans(const EncodedRow& row, TemplatePreview& preview) {
    std::uint32_t begin = 0, end = 0;
    const auto keep = [&] {
        if (end <= begin) return;
        const auto before = QString::fromUtf8(row.text.data(), begin), inside = QString::fromUtf8(row.text.data() + begin, end - begin);
        preview.trained.push_back({static_cast<int>(before.size()), static_cast<int>(inside.size())});
    };
    for (std::size_t i = 0; i < row.ids.size(); ++i) {
        if (row.weights[i] <= 0) continue;
        if (row.spans[i].begin != end) {
            keep();
            begin = row.spans[i].begin;
        }
        end = row.spans[i].end;
    }
    keep();
}

}  // namespace

std::vector<TemplateSample> templateSamples() {
    return {{QStringLiteral("simple"), tr("A question and an answer")},
            {QStringLiteral("system"), tr("With a system prompt")},
            {QStringLiteral("turns"), tr("Two questions")}};
}

Result<TemplatePreview> previewTemplate(const std::string& folder, const QString& sampleId) {
    ASSIGN_OR_RETURN(const RowEncoder encoder, RowEncoder::load(folder));
    if (!encoder.chatTemplate())
        return fail(Error(ErrorCode::NotFound, tr("This model has no chat template.").toStdString())
                        .withHint(tr("It can be trained on plain text. For chats, put a chat_template.jinja into its folder.").toStdString()));
    Example example;
    example.body = conversationOf(sampleId);
    ASSIGN_OR_RETURN(const EncodedRow row, encoder.encode(example, {}));
    TemplatePreview preview;
    for (const RowProblem& problem : row.problems) preview.problems << coreText(problem.message);
    if (row.refused()) return fail(Error(ErrorCode::InvalidData, preview.problems.join(QStringLiteral("; ")).toStdString()).withHint(
                                       tr("Check chat_template.jinja, or choose another sample.").toStdString()));
    preview.text = shelf::fromUtf8(row.text);
    preview.numTokens = static_cast<std::int64_t>(row.ids.size());
    preview.numTrained = row.numTrained();
    readSpans(row, preview);
    return preview;
}

}  // namespace luthier
