// SPDX-License-Identifier: GPL-3.0-or-later
// Counts the tokens of all rows of a data set with one model's tokenizer, on a thread with a connection of its own, and writes the counts in small batches.
// Thread: GUI.
#pragma once

#include <memory>
#include <vector>

#include <QObject>

#include "core/base/progress.h"
#include "views/link/result_type.h"
#include "views/link/store_access.h"
#include "views/shared/text/row_encoding.h"

namespace luthier {

// The dialogues of which a row consists as a model reads them: one for most kinds, one per answer for pairs and rankings. name: "", "A", "B", "1", ...
struct TokenVariant { QString name; Example example; };
std::vector<TokenVariant> tokenVariants(const Example& example);
// Of the longest variant, and the trained tokens of the one that has the fewest. Thread: any.
store::Examples::TokenCount countTokens(const RowEncoder& encoder, std::int64_t id, const Example& example, const EncodeOptions& options);

class TokenCounter : public QObject {
    Q_OBJECT
public:
    explicit TokenCounter(StoreAccess& store, QObject* parent = nullptr);
    ~TokenCounter() override;
    enum class Which { All, Uncounted };
    // Ends what was begun before.
    void start(std::int64_t dataset, std::int64_t numRows, std::shared_ptr<const RowEncoder> encoder, const EncodeOptions& options, Which which = Which::All);
    void cancel();
    bool isRunning() const { return m_cancellation != nullptr; }

signals:
    void progressed(std::int64_t done, std::int64_t total);
    void finished(const luthier::Status& status);   // not when it was cancelled

private:
    void keep(std::vector<store::Examples::TokenCount> counts, std::int64_t done, std::int64_t total);
    StoreAccess& m_store;
    std::shared_ptr<Cancellation> m_cancellation;   // while it runs
};

}  // namespace luthier
