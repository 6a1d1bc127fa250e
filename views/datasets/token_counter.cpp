// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/token_counter.h"

#include <algorithm>

#include "core/store/example_rows.h"
#include "views/shared/background/in_background.h"

namespace luthier {

namespace {

constexpr std::int64_t rowsPerBatch = 200;

Example dialogue(const Example& example, const Conversation& prompt, const std::vector<Turn>& answer) {
    Conversation whole = prompt;
    for (Turn& turn : whole.turns) turn.trained = false;   // of preference data only the answer counts
    whole.turns.insert(whole.turns.end(), answer.begin(), answer.end());
    Example result;
    result.id = example.id;
    result.body = std::move(whole);
    return result;
}

using Counts = std::vector<store::Examples::TokenCount>;

// On a thread of the pool. Hands over batches as they are done.
Status countAll(store::Project& project, const store::ExampleFilter& filter, const RowEncoder& encoder, const EncodeOptions& options,
                const Cancellation& cancellation, const std::function<void(Counts, std::int64_t)>& onBatch) {
    std::optional<store::ExampleCursor> after;
    std::int64_t done = 0;
    do {
        ASSIGN_OR_RETURN(const store::Examples::Piece piece, project.examples().ids(filter, after, rowsPerBatch));
        ASSIGN_OR_RETURN(auto rows, project.examples().bodies(piece.ids));
        Counts counts;
        for (store::Examples::Body& row : rows) {
            if (cancellation.requested()) return fail(ErrorCode::Cancelled, "stopped as asked");
            ASSIGN_OR_RETURN(const Example example, store::exampleFromBody(row.body));
            counts.push_back(countTokens(encoder, row.id, example, options));
            counts.back().body = std::move(row.body);   // it may be edited before the count is written
        }
        done += static_cast<std::int64_t>(piece.ids.size());
        onBatch(std::move(counts), done);
        after = piece.next;
    } while (after);
    return {};
}

}  // namespace

std::vector<TokenVariant> tokenVariants(const Example& example) {
    if (const auto* pair = std::get_if<Pair>(&example.body)) {
        return {{"A", dialogue(example, pair->prompt, pair->a)}, {"B", dialogue(example, pair->prompt, pair->b)}};
    }
    if (const auto* ranking = std::get_if<Ranking>(&example.body)) {
        std::vector<TokenVariant> variants;
        for (std::size_t i = 0; i < ranking->responses.size(); ++i)
            variants.push_back({QString::number(i + 1), dialogue(example, ranking->prompt, ranking->responses[i])});
        return variants;
    }
    if (const auto* scored = std::get_if<Scored>(&example.body)) return {{{}, dialogue(example, scored->prompt, scored->response)}};
    if (const auto* prompt = std::get_if<Prompt>(&example.body)) return {{{}, dialogue(example, prompt->prompt, {})}};
    return {{{}, example}};
}

store::Examples::TokenCount countTokens(const RowEncoder& encoder, std::int64_t id, const Example& example, const EncodeOptions& options) {
    store::Examples::TokenCount count{id, 0, 0};
    bool isFirst = true;
    for (const TokenVariant& variant : tokenVariants(example)) {
        const auto row = encoder.encode(variant.example, options);
        const std::int64_t numTokens = row ? static_cast<std::int64_t>(row->ids.size()) + row->numTruncated : 0;
        const std::int64_t numTrained = row && !row->refused() ? row->numTrained() : 0;
        count.numTokens = std::max(count.numTokens, numTokens);
        count.numTrained = isFirst ? numTrained : std::min(count.numTrained, numTrained);
        isFirst = false;
    }
    return count;
}

TokenCounter::TokenCounter(StoreAccess& store, QObject* parent) : QObject(parent), m_store(store) {}

TokenCounter::~TokenCounter() { cancel(); }

void TokenCounter::cancel() {
    if (m_cancellation) m_cancellation->request();
    m_cancellation.reset();
}

void TokenCounter::start(std::int64_t dataset, std::int64_t numRows, std::shared_ptr<const RowEncoder> encoder, const EncodeOptions& options, Which which) {
    cancel();
    store::ExampleFilter filter;
    filter.dataset = dataset;
    filter.onlyUncounted = which == Which::Uncounted;
    m_cancellation = std::make_shared<Cancellation>();
    emit progressed(0, numRows);
    m_store.read(this, [](store::Project& project) { return project.reader(); },
        [this, filter, numRows, encoder, options, cancellation = m_cancellation](Result<std::unique_ptr<store::Project>> reader) {
            if (cancellation->requested()) return;
            if (!reader) {
                m_cancellation.reset();
                return emit finished(fail(reader.error()));
            }
            const auto onBatch = [guard = QPointer<TokenCounter>(this), cancellation, numRows](Counts counts, std::int64_t done) {
                QMetaObject::invokeMethod(qApp, [guard, cancellation, numRows, counts = std::move(counts), done]() mutable {
                    if (guard && !cancellation->requested()) guard->keep(std::move(counts), done, numRows);
                }, Qt::QueuedConnection);
            };
            inBackground(
                this,
                [project = std::shared_ptr<store::Project>(std::move(*reader)), filter, encoder, options, cancellation, onBatch] {
                    return countAll(*project, filter, *encoder, options, *cancellation, onBatch);
                },
                [this, cancellation](Status status) {
                    if (cancellation->requested()) return;
                    // After the last batch has been written: the store does what it is asked for in order.
                    m_store.write(this, [](store::Project&) { return Status(); }, [this, cancellation, status](Status) {
                        if (cancellation->requested()) return;
                        m_cancellation.reset();
                        emit finished(status);
                    });
                });
        });
}

void TokenCounter::keep(Counts counts, std::int64_t done, std::int64_t total) {
    emit progressed(done, std::max(done, total));
    if (counts.empty()) return;
    m_store.write(this, [counts = std::move(counts)](store::Project& project) { return project.examples().setTokenCounts(counts); },
        [this](Status status) {
            if (status || !m_cancellation) return;
            cancel();
            emit finished(status);
        });
}

}  // namespace luthier
