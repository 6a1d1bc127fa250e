// SPDX-License-Identifier: GPL-3.0-or-later
// Rows to tokens in the window itself: tokenizer and template of one model, on threads of the pool. Thread: GUI; what it hands back is a value.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <QObject>
#include <QPointer>
#include <QString>

#include "core/text/encode_row.h"

namespace luthier {

// A row as tokens, with what is needed to show them.
struct EncodedTokens {
    EncodedRow row;
    std::vector<std::string> specialNames;   // per token; "" = an ordinary one
    EncodeOptions options;
};

// Errors: of RowEncoder::encode. Thread: any.
Result<EncodedTokens> encodeTokens(const RowEncoder& encoder, const Example& example, const EncodeOptions& options);

class RowEncoding : public QObject {
    Q_OBJECT
public:
    explicit RowEncoding(QObject* parent = nullptr) : QObject(parent) {}
    // "" = none. Loading takes a moment; what is asked for meanwhile is answered afterwards.
    void setModel(const QString& folder);
    const QString& model() const { return m_folder; }
    // Answers for an older model, or to an older question of the same context, do not come.
    void encode(const Example& example, const EncodeOptions& options, QObject* context, std::function<void(Result<EncodedTokens>)> then);
    // For work of its own on another thread; nullptr while it loads or when it cannot be loaded.
    std::shared_ptr<const RowEncoder> encoder() const { return m_encoder; }

signals:
    void modelReady();
    void modelFailed(const luthier::Error& error);

private:
    struct Question { Example example; EncodeOptions options; QPointer<QObject> context; std::function<void(Result<EncodedTokens>)> then; };
    void start(Question question);
    QString m_folder;
    std::shared_ptr<const RowEncoder> m_encoder;
    std::optional<Error> m_trouble;
    std::optional<Question> m_waiting;
    std::int64_t m_generation = 0, m_lastQuestion = 0;
};

}  // namespace luthier
