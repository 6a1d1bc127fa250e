// SPDX-License-Identifier: Apache-2.0
// A word or phrase to be looked for in a text as a reader would: without regard to case, whatever white space is between its words, straight and curly
// apostrophes alike, and not inside a longer word. Words of scripts that put no space between them (Chinese, Japanese, Thai, ...) are found anywhere.
// Letters with a combining mark are other letters than those composed with it; texts are compared as they are written.
// Thread: immutable after create(). Linear in the length of the text.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/config/schema.h"

namespace re2 { class RE2; }

namespace luthier {

// The phrase in RE2's syntax, without what must stand around it.
std::string phrasePattern(std::string_view phrase);

class Phrase {
public:
    // Errors: InvalidData, a phrase that is empty or longer than 1000 bytes.
    static Result<Phrase> create(std::string_view text);
    // All of them; InvalidConfig with the key "key[i]" for one that cannot be looked for.
    static Result<std::vector<Phrase>> createAll(const std::vector<std::string>& texts, const std::string& key);
    bool isIn(std::string_view text) const { return count(text, 1) > 0; }
    // Occurrences that do not overlap, at most `limit`.
    int count(std::string_view text, int limit) const;

private:
    explicit Phrase(std::shared_ptr<const re2::RE2> pattern) : m_pattern(std::move(pattern)) {}
    std::shared_ptr<const re2::RE2> m_pattern;
};

// For a schema: what create() would say of each phrase of a list, and phrases that are in it twice.
void checkPhrases(const std::vector<std::string>& texts, const std::string& key, CheckReport& report);

}  // namespace luthier
