// SPDX-License-Identifier: Apache-2.0
// From a row to tokens with weights: which tokens are trained, and why not the others. One function serves training, `tokenize`, `check` and the token view.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/rows/example.h"
#include "core/text/chat_template.h"
#include "core/text/tokenizer.h"

namespace luthier {

enum class LossOn { Completion, All };  // completion: the assistant turns marked as trained; all: every token but the first
enum class Overflow { Truncate, Drop, Error };
// What a method makes of a row (encode_example.h): one document; a better and a worse answer to one prompt; answers that are good or bad each for itself; or
// answers that get a score, to be compared with each other or with a number; or a prompt alone, which the policy answers itself.
enum class SampleKind { Document, Pair, Answers, Scores, Prompts };

struct EncodeOptions {
    LossOn lossOn = LossOn::Completion;
    std::int64_t maxLength = 1024;  // tokens
    Overflow overflow = Overflow::Truncate;
    SampleKind samples = SampleKind::Document;
    bool needsLabels = true;        // false: of Scores a dialogue is an answer too, and one without a score is not refused
    std::vector<std::string> dimensions{};   // of Scores: which of a row's dimensions are read, in this order
    struct ScoreRange { double lowest, highest; bool isWhole; };   // isWhole: only whole numbers
    std::optional<ScoreRange> scoreRange{};  // of Scores: what a given score may be
    bool addsMismatched = false;    // each row's prompt with the answer to another one as well (mismatched_answers.h)
};

// Something a person should know about a row; a refused row has at least one with refuses = true.
// Rules. Refusing: template_error, no_chat_template, wrong_kind, empty_text, nothing_trained, too_long (Overflow::Drop), too_long_error (Overflow::Error).
// Reported only: too_long (Overflow::Truncate), double_bos, missing_bos, missing_eos, boundary_merge, empty_turn, invalid_utf8.
struct RowProblem {
    std::string rule;  // stable id
    std::string message;
    bool refuses = false;
};

// weights[i] > 0: token i is trained, that is predicted from tokens 0..i-1 and its loss multiplied by weights[i]. weights[0] is always 0.
struct EncodedRow {
    std::string text;  // as rendered
    std::vector<TokenId> ids;
    std::vector<ByteSpan> spans;
    std::vector<float> weights;
    std::int64_t numTruncated = 0;  // tokens cut off at maxLength
    std::vector<RowProblem> problems;
    bool refused() const {
        for (const RowProblem& p : problems)
            if (p.refuses) return true;
        return false;
    }
    std::int64_t numTrained() const {
        std::int64_t n = 0;
        for (float w : weights) n += w > 0;
        return n;
    }
};

// Tokenizer + template of one model. chatTemplate may be missing (base models): then conversations are refused with a reason, texts still work.
class RowEncoder {
public:
    static Result<RowEncoder> load(const std::string& modelFolder);
    RowEncoder(Tokenizer tokenizer, std::optional<ChatTemplate> chatTemplate);

    // Text rows: BOS as the tokenizer adds it, the text, EOS (unless it already ends with it); all tokens but the first are trained.
    // Conversation rows: rendered by the template, encoded as a whole without added special tokens; a token is trained if it begins inside a trained span.
    // Other kinds are refused with a reason naming what the method wants. Never fails for the content of a row: problems are listed in the result.
    // Errors: InvalidArgument when maxLength is not positive.
    Result<EncodedRow> encode(const Example& example, const EncodeOptions& options) const;

    const Tokenizer& tokenizer() const { return m_tokenizer; }
    const ChatTemplate* chatTemplate() const { return m_template ? &*m_template : nullptr; }

private:
    Tokenizer m_tokenizer;
    std::optional<ChatTemplate> m_template;
    bool m_addsBos = false;  // the tokenizer's post-processor writes BOS before a text
};

}  // namespace luthier
