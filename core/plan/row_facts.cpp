// SPDX-License-Identifier: Apache-2.0
#include "core/plan/row_facts.h"

#include <algorithm>
#include <cmath>

#include "core/data/mix.h"
#include "core/data/shared_beginnings.h"
#include "core/data/split.h"

namespace luthier {

namespace {

constexpr std::int64_t kNoLimit = 1048576;   // the largest data.max_length

std::string refusingRule(const EncodedRow& row) {
    for (const RowProblem& problem : row.problems)
        if (problem.refuses) return problem.rule;
    return {};
}

bool isPreference(RowKind kind) { return kind == RowKind::Pair || kind == RowKind::Ranking || kind == RowKind::Scored; }

std::vector<std::int32_t> trainedRanges(const std::vector<float>& weights) {
    std::vector<std::int32_t> edges;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const bool isTrained = weights[i] > 0, wasTrained = edges.size() % 2 == 1;
        if (isTrained != wasTrained) edges.push_back(static_cast<std::int32_t>(i));
    }
    if (edges.size() % 2 == 1) edges.push_back(static_cast<std::int32_t>(weights.size()));
    edges.shrink_to_fit();
    return edges;
}

Result<PreferenceFacts> preferenceFacts(const Example& example, const RowEncoder& encoder, SampleKind kind) {
    EncodeOptions options{LossOn::Completion, kNoLimit, Overflow::Truncate};
    options.samples = kind;
    PreferenceFacts facts;
    if (const auto* const scored = std::get_if<Scored>(&example.body); scored && kind == SampleKind::Scores) {
        if (scored->score) facts.scores.emplace_back("", *scored->score);
        for (const auto& [name, score] : scored->dimensions)
            if (std::isfinite(score)) facts.scores.emplace_back(name, score);
        options.needsLabels = facts.scores.empty();   // which of them count, the settings say: refusedByScores
    }
    ASSIGN_OR_RETURN(const EncodedExample encoded, encodeExample(encoder, example, options));
    const RowProblem* const refusal = encoded.refusal();
    facts.refused = refusal ? refusal->rule : "";
    for (const EncodedSequence& one : encoded.sequences) {
        PreferenceFacts::Sequence sequence;
        sequence.numTokens = static_cast<std::int32_t>(one.row.ids.size());
        sequence.answers = trainedRanges(one.row.weights);
        sequence.beginnings = beginningsOf(one.row.ids);
        sequence.part = one.part;
        const bool isFirst = facts.sequences.empty();
        if (!isFirst) sequence.numCommon = static_cast<std::int32_t>(numCommonTokens(encoded.sequences.front().row.ids, one.row.ids));
        facts.sequences.push_back(std::move(sequence));
    }
    return facts;
}

// Of one sequence under a limit: its numbers, or why not.
SequenceSize cutAt(const SequenceFacts& sequence, std::int64_t maxLength, bool isAll) {
    SequenceSize size;
    size.length = static_cast<std::int32_t>(std::min<std::int64_t>(sequence.numTokens, maxLength));
    // Nothing comes before the first token that could predict it.
    if (isAll) size.numTrained = size.numInputs = std::max(0, size.length - 1);
    for (std::size_t i = 0; !isAll && i + 1 < sequence.answers.size(); i += 2) {
        const std::int32_t last = std::min(sequence.answers[i + 1], size.length), trained = std::max(0, last - std::max(sequence.answers[i], 1));
        size.numTrained += trained;
        if (trained > 0) size.numInputs = last - 1;
    }
    return size;
}

// As the encoder refuses a row for what was given to it; "" where nothing was, or nothing is wrong.
std::string refusedByScores(const PreferenceFacts& row, const EncodeOptions& options) {
    std::string rule = row.scores.empty() ? "" : "no_score";
    for (const auto& [name, score] : row.scores) {
        if (!name.empty() && std::find(options.dimensions.begin(), options.dimensions.end(), name) == options.dimensions.end()) continue;
        if (options.scoreRange && !scoreProblem(score, *options.scoreRange).empty()) return "score_outside";
        rule.clear();
    }
    return rule;
}

RowSize sizeOfAnswers(const PreferenceFacts& row, const EncodeOptions& options) {
    RowSize size;
    size.refusedBy = refusedByScores(row, options);
    if (size.refusedBy.empty()) size.refusedBy = row.refused;
    for (const PreferenceFacts::Sequence& sequence : row.sequences) {
        if (!size.refusedBy.empty()) return size;
        SequenceSize one = cutAt(sequence, options.maxLength, false);
        one.part = sequence.part;
        one.numCommon = std::min(sequence.numCommon, one.length);
        const bool isCut = one.length < sequence.numTokens;
        size.isTruncated = size.isTruncated || isCut;
        if (isCut && options.samples == SampleKind::Prompts) size.refusedBy = "too_long";   // a prompt is never cut
        else if (isCut && options.overflow != Overflow::Truncate) size.refusedBy = options.overflow == Overflow::Drop ? "too_long" : "too_long_error";
        else if (one.numTrained == 0 && options.samples != SampleKind::Prompts) size.refusedBy = "nothing_trained";
        if (options.samples == SampleKind::Scores) one = readAtItsEnd(one);
        size.sequences.push_back(one);
    }
    const auto isSame = [](const std::vector<SequenceSize>& pair) { return pair[1].length == pair[0].length && pair[1].numCommon == pair[0].length; };
    const bool isPair = size.sequences.size() == 2 && size.sequences[0].part == SegmentPart::Chosen && size.sequences[1].part == SegmentPart::Rejected;
    if (isPair && size.refusedBy.empty() && isSame(size.sequences)) size.refusedBy = "same_after_truncation";
    if (options.addsMismatched && size.refusedBy.empty()) {   // as long as the row's own answer, which is what an answer is long on the whole
        size.sequences.push_back(size.sequences.front());
        size.sequences.back().part = SegmentPart::Mismatched;
        size.sequences.back().numCommon = size.sequences.back().numInputs - size.sequences.back().numTrained;
    }
    for (const SequenceSize& one : size.sequences) {
        size.length += one.length;
        size.numInputs += one.numInputs;
        size.numTrained += one.numTrained;
    }
    return size;
}

RowFactsList underCap(const FactsOfFile& file, std::uint64_t seed, std::int32_t index) {
    if (file.maxRows < 0) return file.rows;
    RowFactsList kept;
    for (const std::int64_t row : keptRows(static_cast<std::int64_t>(file.rows.size()), file.maxRows, seed, index))
        kept.push_back(file.rows[static_cast<std::size_t>(row)]);
    return kept;
}

// Takes the held-out share of all files' rows, by content.
RowFactsList setAside(std::vector<RowFactsList>& files, double fraction, std::uint64_t seed) {
    std::vector<std::string> hashes;
    for (const RowFactsList& rows : files)
        for (const auto& row : rows) hashes.push_back(row->contentHash);
    std::vector<bool> isHeld(hashes.size(), false);
    for (const std::int64_t row : splitByHash(hashes, fraction, seed).eval) isHeld[static_cast<std::size_t>(row)] = true;
    RowFactsList held;
    std::size_t index = 0;
    for (RowFactsList& rows : files) {
        RowFactsList kept;
        for (auto& row : rows) (isHeld[index++] ? held : kept).push_back(std::move(row));
        rows = std::move(kept);
    }
    return held;
}

// They lie in the row's facts, and live as long as these. A sequence beyond those of the row (Mismatched) begins as the first.
std::vector<SequenceSize> withBeginnings(const std::shared_ptr<const RowFacts>& row, std::vector<SequenceSize> sequences, SampleKind kind) {
    const std::vector<PreferenceFacts::Sequence>& facts = preferenceFactsOf(*row, kind).sequences;
    for (std::size_t i = 0; i < sequences.size(); ++i) sequences[i].beginnings = Beginnings(row, &facts[i < facts.size() ? i : 0].beginnings);
    return sequences;
}

// Rows that are refused are counted and left out; -> how many are used.
std::int64_t addSizes(const RowFactsList& rows, const EncodeOptions& options, RowSizes& sizes, RunSizes& run) {
    std::int64_t numUsed = 0;
    for (const auto& row : rows) {
        const RowSize size = sizeOf(*row, options);
        if (!size.refusedBy.empty()) {
            ++run.refused[size.refusedBy];
            continue;
        }
        sizes.lengths.push_back(size.length);
        sizes.numInputs.push_back(size.numInputs);
        sizes.numTrained.push_back(size.numTrained);
        sizes.beginnings.emplace_back(row, &row->beginnings);
        if (options.samples != SampleKind::Document) sizes.sequences.push_back(withBeginnings(row, size.sequences, options.samples));
        run.numTruncated += size.isTruncated;
        run.data.textBytes += row->textBytes;
        ++numUsed;
    }
    return numUsed;
}

}  // namespace

std::int64_t textBytesOf(const Example& example) {
    const auto turnBytes = [](const Turn& turn) { return sizeof(Turn) + turn.text.size() + turn.name.size() + turn.thinking.size(); };
    std::size_t bytes = sizeof(Example) + example.id.size() + example.source.file.size();
    if (const auto* text = std::get_if<Text>(&example.body)) bytes += text->text.size();
    if (const auto* conversation = std::get_if<Conversation>(&example.body))
        for (const Turn& turn : conversation->turns) bytes += turnBytes(turn);
    const auto add = [&](const std::vector<Turn>& turns) { for (const Turn& turn : turns) bytes += turnBytes(turn); };
    if (const auto* pair = std::get_if<Pair>(&example.body)) {
        for (const std::vector<Turn>* turns : {&pair->prompt.turns, &pair->a, &pair->b}) add(*turns);
    } else if (const auto* ranking = std::get_if<Ranking>(&example.body)) {
        add(ranking->prompt.turns);
        for (const std::vector<Turn>& response : ranking->responses) add(response);
    } else if (const auto* scored = std::get_if<Scored>(&example.body)) {
        add(scored->prompt.turns);
        add(scored->response);
    } else if (const auto* prompt = std::get_if<Prompt>(&example.body)) {
        add(prompt->prompt.turns);
    }
    return static_cast<std::int64_t>(bytes);
}

Result<RowFacts> rowFactsOf(const Example& example, const RowEncoder& encoder) {
    RowFacts facts;
    facts.contentHash = contentHash(example);
    facts.textBytes = textBytesOf(example);
    ASSIGN_OR_RETURN(EncodedRow row, encoder.encode(example, {LossOn::Completion, kNoLimit, Overflow::Truncate}));
    facts.answers = trainedRanges(row.weights);
    facts.refusedAnswers = refusingRule(row);
    // A template that hides its turns can still be learned whole; what has tokens and no answers can too.
    if (row.ids.empty()) {
        ASSIGN_OR_RETURN(row, encoder.encode(example, {LossOn::All, kNoLimit, Overflow::Truncate}));
        facts.refusedAll = refusingRule(row);
    }
    facts.numTokens = static_cast<std::int32_t>(row.ids.size());
    facts.beginnings = beginningsOf(row.ids);
    if (example.kind() == RowKind::Conversation && facts.answers.size() >= 2) {
        // What comes before its last answer; encoding it once more would tell the same.
        PreferenceFacts::Sequence prompt;
        prompt.numTokens = facts.answers[facts.answers.size() - 2];
        facts.asPrompt.sequences = {std::move(prompt)};
        facts.asPrompt.refused = "";
    } else if (example.kind() == RowKind::Prompt || isPreference(example.kind())) {
        ASSIGN_OR_RETURN(facts.asPrompt, preferenceFacts(example, encoder, SampleKind::Prompts));
    }
    if (isPreference(example.kind())) {
        ASSIGN_OR_RETURN(facts.asPair, preferenceFacts(example, encoder, SampleKind::Pair));
        ASSIGN_OR_RETURN(facts.asAnswers, preferenceFacts(example, encoder, SampleKind::Answers));
        ASSIGN_OR_RETURN(facts.asScores, preferenceFacts(example, encoder, SampleKind::Scores));
    }
    return facts;
}

const PreferenceFacts& preferenceFactsOf(const RowFacts& row, SampleKind kind) {
    if (kind == SampleKind::Prompts) return row.asPrompt;
    return kind == SampleKind::Pair ? row.asPair : kind == SampleKind::Answers ? row.asAnswers : row.asScores;
}

RowSize sizeOf(const RowFacts& row, const EncodeOptions& options) {
    if (options.samples != SampleKind::Document) return sizeOfAnswers(preferenceFactsOf(row, options.samples), options);
    RowSize size;
    const bool isAll = options.lossOn == LossOn::All;
    size.refusedBy = isAll ? row.refusedAll : row.refusedAnswers;
    if (!size.refusedBy.empty()) return size;
    const SequenceSize one = cutAt(row, options.maxLength, isAll);
    size.length = one.length;
    size.isTruncated = one.length < row.numTokens;
    if (size.isTruncated && options.overflow != Overflow::Truncate) {
        size.refusedBy = options.overflow == Overflow::Drop ? "too_long" : "too_long_error";
        return size;
    }
    size.numInputs = one.numInputs;
    size.numTrained = one.numTrained;
    if (size.numTrained == 0) size.refusedBy = "nothing_trained";
    return size;
}

Result<RunSizes> runSizesOf(std::span<const FactsOfFile> train, std::span<const FactsOfFile> eval, double evalFraction, const EncodeOptions& options,
                            std::uint64_t seed) {
    RunSizes run;
    std::vector<RowFactsList> files;
    for (std::size_t i = 0; i < train.size(); ++i) files.push_back(underCap(train[i], seed, static_cast<std::int32_t>(i)));
    std::vector<RowFactsList> held;
    if (eval.empty()) held.push_back(setAside(files, evalFraction, seed));
    for (std::size_t i = 0; i < eval.size(); ++i) held.push_back(underCap(eval[i], seed, static_cast<std::int32_t>(i)));
    std::vector<MixInput> inputs;
    std::vector<std::int64_t> starts;
    for (std::size_t i = 0; i < files.size(); ++i) {
        starts.push_back(static_cast<std::int64_t>(run.data.train.lengths.size()));
        inputs.push_back({addSizes(files[i], options, run.data.train, run), train[i].weight, -1});
    }
    for (const RowFactsList& rows : held) addSizes(rows, options, run.data.eval, run);
    RETURN_IF_ERROR(mixEpoch(inputs, seed, 0));
    run.data.orderOf = [inputs, starts, seed](std::int64_t epoch) {
        std::vector<std::int64_t> order;
        const Result<std::vector<MixedRow>> mixed = mixEpoch(inputs, seed, epoch);
        for (const MixedRow& row : mixed.value()) order.push_back(starts[static_cast<std::size_t>(row.dataset)] + row.row);
        return order;
    };
    return run;
}

}  // namespace luthier
