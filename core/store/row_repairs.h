// SPDX-License-Identifier: Apache-2.0
// What may be wrong with rows and can be put right without judgement: who is shown "12 rows: empty answer" can have it done. Thread: pure functions.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>

#include "core/rows/example.h"
#include "core/store/examples.h"

namespace luthier::store {

// Every text of a row that a person or a model wrote.
enum class TextPlace { Text, System, User, Assistant, Tool, Thinking };
void forEachText(Example& example, const std::function<void(TextPlace place, std::string& text)>& visit);

enum class Repair {
    EmptyAnswers,        // takes empty answers out, with the question before each; a row of which no answer is left goes
    NoAnswer,            // of rows that ask and are never answered, or have nothing in them: they go
    RepeatedQuestion,    // rows whose answer is the question: they go
    SameAnswers,         // pairs of two equal answers: they go
    NothingTrained,      // all answers are trained again
    SameRole,            // turns of one role that follow one another become one, a blank line between them
    SpecialTokens,       // tokens that a template puts around a text ("<s>", "<|im_end|>") go from its ends: the template puts them there again
    OuterSpaces,         // spaces and line ends around texts go
    BrokenCharacters,    // characters that could not be read when the file was, shown as U+FFFD, go
};
inline constexpr std::array allRepairs{Repair::EmptyAnswers, Repair::NoAnswer, Repair::RepeatedQuestion, Repair::SameAnswers, Repair::NothingTrained,
                                       Repair::SameRole, Repair::SpecialTokens, Repair::OuterSpaces, Repair::BrokenCharacters};

// Whether a row needs it; and what is left of the row then. apply() of a row that does not need it leaves it as it is.
bool needs(Repair repair, const Example& example);
bool needs(Repair repair, const Example& example, std::string_view problem);   // problem: problemOf(example), where it is known
Examples::Outcome apply(Repair repair, Example& example);

// Equal for rows that say the same, whatever their id, line, tags and other columns.
std::string contentHash(const Example& example);

}  // namespace luthier::store
