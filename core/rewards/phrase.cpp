// SPDX-License-Identifier: Apache-2.0
#include "core/rewards/phrase.h"

#include <re2/re2.h>

#include <array>
#include <set>

#include "core/base/utf8.h"
#include "core/rewards/plain_text.h"

namespace luthier {

namespace {

constexpr std::size_t maxPhraseBytes = 1000;
constexpr std::size_t maxPhrases = 1000;
const std::string wordCharacter = R"([\pL\pN\pM_])";
const std::string unspacedCharacter =
    R"([\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}\x{3005}\x{30FC}])";

// Whether a character at the edge of a phrase must not go on beyond it.
bool bindsAtStart(std::string_view phrase) {
    static const RE2 word("^" + wordCharacter, RE2::Quiet), unspaced("^" + unspacedCharacter, RE2::Quiet);
    const re2::StringPiece text(phrase.data(), phrase.size());
    return RE2::PartialMatch(text, word) && !RE2::PartialMatch(text, unspaced);
}

bool bindsAtEnd(std::string_view phrase) {
    static const RE2 word(wordCharacter + "$", RE2::Quiet), unspaced(unspacedCharacter + "$", RE2::Quiet);
    const re2::StringPiece text(phrase.data(), phrase.size());
    return RE2::PartialMatch(text, word) && !RE2::PartialMatch(text, unspaced);
}

}  // namespace

std::string phrasePattern(std::string_view phrase) {
    std::string pattern;
    for (const std::string_view word : wordsOf(phrase)) {
        if (!pattern.empty()) pattern += R"([\s\pZ]+)";
        std::string quoted = RE2::QuoteMeta(re2::StringPiece(word.data(), word.size()));
        static const RE2 apostrophe(R"(\\'|’|ʼ)", RE2::Quiet);
        RE2::GlobalReplace(&quoted, apostrophe, "['’ʼ]");
        pattern += quoted;
    }
    return pattern;
}

Result<Phrase> Phrase::create(std::string_view text) {
    const std::string_view phrase = trimmed(text);
    if (phrase.empty()) return fail(ErrorCode::InvalidData, "is empty: it would be found everywhere");
    if (phrase.size() > maxPhraseBytes) return fail(ErrorCode::InvalidData, "has more than " + std::to_string(maxPhraseBytes) + " bytes");
    // An edge that is punctuation, or of a script without spaces, may touch whatever stands beside it.
    const bool bindsLeft = bindsAtStart(phrase), bindsRight = bindsAtEnd(phrase);
    std::string pattern = bindsLeft ? R"((?i)(?:^|[^\pL\pN\pM_]))" : "(?i)";
    pattern += "(" + phrasePattern(phrase) + ")";
    if (bindsRight) pattern += R"((?:$|[^\pL\pN\pM_]))";
    auto compiled = std::make_shared<const RE2>(pattern, RE2::Quiet);
    if (!compiled->ok()) return fail(ErrorCode::InvalidData, "cannot be looked for: " + compiled->error());
    return Phrase(std::move(compiled));
}

Result<std::vector<Phrase>> Phrase::createAll(const std::vector<std::string>& texts, const std::string& key) {
    std::vector<Phrase> phrases;
    for (const std::string& text : texts) {
        auto phrase = create(text);
        if (!phrase)
            return fail(Error(ErrorCode::InvalidConfig, phrase.error().message).withKey(key + "[" + std::to_string(phrases.size()) + "]"));
        phrases.push_back(std::move(*phrase));
    }
    return phrases;
}

int Phrase::count(std::string_view text, int limit) const {
    const re2::StringPiece whole(text.data(), text.size());
    std::array<re2::StringPiece, 2> found;
    int number = 0;
    // The next search starts at the end of the phrase: what ended one occurrence may begin the next.
    for (std::size_t at = 0; number < limit && m_pattern->Match(whole, at, whole.size(), RE2::UNANCHORED, found.data(), 2); ++number)
        at = static_cast<std::size_t>(found[1].data() + found[1].size() - whole.data());
    return number;
}

void checkPhrases(const std::vector<std::string>& texts, const std::string& key, CheckReport& report) {
    if (texts.size() > maxPhrases) return report.add(key, "has more than " + std::to_string(maxPhrases) + " phrases");
    std::set<std::string> seen;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::string place = key + "[" + std::to_string(i) + "]";
        const auto phrase = Phrase::create(texts[i]);
        if (!phrase) report.add(place, phrase.error().message);
        else if (!seen.insert(phrasePattern(lowerCased(texts[i]))).second) report.add(place, "is in the list twice: " + excerpt(texts[i]));
    }
}

}  // namespace luthier
