// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/text/row_encoding.h"

#include "views/shared/background/in_background.h"

namespace luthier {

Result<EncodedTokens> encodeTokens(const RowEncoder& encoder, const Example& example, const EncodeOptions& options) {
    EncodedTokens tokens;
    tokens.options = options;
    ASSIGN_OR_RETURN(tokens.row, encoder.encode(example, options));
    tokens.specialNames.reserve(tokens.row.ids.size());
    for (const TokenId id : tokens.row.ids) {
        const bool isSpecial = encoder.tokenizer().isSpecial(id);
        tokens.specialNames.push_back(isSpecial ? encoder.tokenizer().tokenOf(id).value_or("?") : std::string());
    }
    return tokens;
}

void RowEncoding::setModel(const QString& folder) {
    if (folder == m_folder) return;
    m_folder = folder;
    m_encoder.reset();
    m_trouble.reset();
    const std::int64_t generation = ++m_generation;
    if (folder.isEmpty()) return;
    using Loaded = Result<std::shared_ptr<const RowEncoder>>;
    inBackground(
        this,
        [path = folder.toStdString()]() -> Loaded {
            ASSIGN_OR_RETURN(RowEncoder encoder, RowEncoder::load(path));
            return std::make_shared<const RowEncoder>(std::move(encoder));
        },
        [this, generation](Loaded loaded) {
            if (generation != m_generation) return;
            if (loaded) m_encoder = *loaded;
            else m_trouble = loaded.error();
            if (loaded) emit modelReady();
            else emit modelFailed(*m_trouble);
            if (m_waiting) start(*std::exchange(m_waiting, std::nullopt));
        });
}

void RowEncoding::encode(const Example& example, const EncodeOptions& options, QObject* context, std::function<void(Result<EncodedTokens>)> then) {
    Question question{example, options, context, std::move(then)};
    if (m_encoder || m_trouble || m_folder.isEmpty()) start(std::move(question));
    else m_waiting = std::move(question);
}

void RowEncoding::start(Question question) {
    if (!question.context) return;
    const std::int64_t number = ++m_lastQuestion;
    if (!m_encoder) {
        Error error = m_trouble.value_or(Error(ErrorCode::NotFound, tr("no model is chosen").toStdString()));
        return question.then(fail(std::move(error)));
    }
    QObject* const context = question.context;
    inBackground(
        context,
        [encoder = m_encoder, example = std::move(question.example), options = question.options] { return encodeTokens(*encoder, example, options); },
        [guard = QPointer<RowEncoding>(this), number, generation = m_generation, then = std::move(question.then)](Result<EncodedTokens> tokens) {
            if (guard && guard->m_lastQuestion == number && guard->m_generation == generation) then(std::move(tokens));
        });
}

}  // namespace luthier
