// SPDX-License-Identifier: Apache-2.0
#include "core/training/held_out_pairs.h"

#include "core/data/reader.h"
#include "core/methods/sequence_logps.h"
#include "core/text/encode_example.h"

namespace luthier {

namespace {

constexpr std::int64_t kMaxPairs = 64;           // two passes over each at every evaluation

}  // namespace

Result<HeldOutPairs> HeldOutPairs::open(const std::string& file, const RowEncoder& encoder, std::int64_t maxLength, std::vector<std::string>& notes,
                                        const WorkContext& context) {
    ASSIGN_OR_RETURN(const RowSet rows, readAllRows(file, {}, context));
    EncodeOptions options{LossOn::Completion, maxLength, Overflow::Truncate};
    options.samples = SampleKind::Pair;
    HeldOutPairs pairs;
    std::int64_t numRefused = static_cast<std::int64_t>(rows.refusals.size()), numRows = numRefused;
    std::string reason = rows.refusals.empty() ? std::string() : rows.refusals.front().reason;
    for (const Example& example : rows.rows) {
        ++numRows;
        if (pairs.m_store.numRows() == kMaxPairs) continue;
        ASSIGN_OR_RETURN(const EncodedExample encoded, encodeExample(encoder, example, options));
        if (const RowProblem* const refusal = encoded.refusal()) {
            ++numRefused;
            if (reason.empty()) reason = refusal->message;
        } else {
            pairs.m_store.add(encoded);
        }
    }
    if (pairs.empty())
        return fail(Error(ErrorCode::InvalidData, "no row of it is a pair that can be used: " + (reason.empty() ? "it has no rows" : reason))
                        .withHint("Name a file of pairs, as DPO and reward models learn from; `check --method dpo` lists every row with its reason.")
                        .at(file).withKey("method.tripwires.pairs"));
    std::string note = "the policy's own preference is asked of " + std::to_string(pairs.m_store.numRows()) + " held-out pairs of " + std::to_string(numRows) +
                       " rows in " + file;
    if (numRefused > 0) note += "; " + std::to_string(numRefused) + " cannot be used, the first because " + reason;
    notes.push_back(std::move(note));
    return pairs;
}

Result<ImplicitPreference> HeldOutPairs::ask(Policy& policy, Policy& reference, const BatchOptions& options, const WorkContext& context) {
    WorkContext quiet = context;
    quiet.progress = [](const Progress&) {};
    if (m_reference.empty()) {
        ASSIGN_OR_RETURN(m_reference, sequenceLogps(reference, m_store, options, quiet));
    }
    ASSIGN_OR_RETURN(const std::vector<double> logps, sequenceLogps(policy, m_store, options, quiet));
    ImplicitPreference found{0, 0, m_store.numRows()};
    for (std::int64_t row = 0; row < m_store.numRows(); ++row) {
        const auto chosen = static_cast<std::size_t>(m_store.firstSequence(row)), rejected = chosen + 1;
        const double margin = (logps[chosen] - m_reference[chosen]) - (logps[rejected] - m_reference[rejected]);
        found.accuracy += margin > 0 ? 1 : margin == 0 ? 0.5 : 0;
        found.margin += margin;
    }
    found.accuracy /= static_cast<double>(found.numPairs);
    found.margin /= static_cast<double>(found.numPairs);
    return found;
}

}  // namespace luthier
