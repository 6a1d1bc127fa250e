// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/text/tokenizer.h"

namespace luthier {

namespace {

constexpr std::string_view Replacement = "\xEF\xBF\xBD";
// An unfinished character has at most three bytes, and some decoders show each as one U+FFFD.
constexpr std::size_t MaxUnfinishedBytes = 3;
// Only broken bytes make so many tokens wait.
constexpr std::size_t MaxPending = 16;

// How much of text cannot change any more when further tokens come.
std::size_t stablePrefix(std::string_view text) {
    for (std::size_t i = 0; i < MaxUnfinishedBytes && text.ends_with(Replacement); ++i) text.remove_suffix(Replacement.size());
    return text.size();
}

std::size_t nextBoundary(std::string_view text, std::size_t position) {
    position = std::min(position, text.size());
    while (position < text.size() && (static_cast<unsigned char>(text[position]) & 0xC0U) == 0x80U) ++position;
    return position;
}

}  // namespace

// The text m_pending adds after m_context. A decoder that turns a broken run of bytes into U+FFFD as a whole may change what is shown already: that stays.
Result<std::string> DecodeStream::pendingText() const {
    std::vector<TokenId> all = m_context;
    all.insert(all.end(), m_pending.begin(), m_pending.end());
    ASSIGN_OR_RETURN(std::string text, m_tokenizer->decode(all, m_skipSpecial));
    if (text.starts_with(m_contextText)) return text.substr(m_contextText.size());
    return m_tokenizer->decode(m_pending, m_skipSpecial);
}

// The first count tokens of m_pending are shown: they become what the next ones lean on.
Status DecodeStream::settle(std::size_t count) {
    const auto end = m_pending.begin() + static_cast<std::ptrdiff_t>(count);
    std::vector<TokenId> settled(m_pending.begin(), end);
    ASSIGN_OR_RETURN(std::string text, m_tokenizer->decode(settled, m_skipSpecial));
    m_pending.erase(m_pending.begin(), end);
    if (!text.empty()) {
        m_context = std::move(settled);
        m_contextText = std::move(text);
    } else if (m_contextText.empty()) {
        // A token that is nothing alone (a leading space that is taken off) may be what the next one leans on.
        m_context.insert(m_context.end(), settled.begin(), settled.end());
        ASSIGN_OR_RETURN(m_contextText, m_tokenizer->decode(m_context, m_skipSpecial));
    }
    return {};
}

// Settles a part of a long run of broken bytes where cutting it changes nothing, so that the work per token stays small.
Status DecodeStream::limitPending(const std::string& text) {
    for (std::size_t cut = m_pending.size() - MaxUnfinishedBytes - 1; cut >= m_pending.size() / 2; --cut) {
        const auto middle = m_pending.begin() + static_cast<std::ptrdiff_t>(cut);
        ASSIGN_OR_RETURN(const std::string head, m_tokenizer->decode({m_pending.begin(), middle}, m_skipSpecial));
        ASSIGN_OR_RETURN(const std::string tail, m_tokenizer->decode({middle, m_pending.end()}, m_skipSpecial));
        if (head.empty() || head.size() > m_numShownBytes || head + tail != text) continue;
        m_numShownBytes -= head.size();
        return settle(cut);
    }
    return {};
}

Result<std::string> DecodeStream::push(TokenId id) {
    if (id < 0) return fail(ErrorCode::InvalidArgument, "token id " + std::to_string(id) + " is negative");
    // A special token that is not shown must not separate its neighbours either, as in decode() of all.
    if (m_skipSpecial && m_tokenizer->isSpecial(id)) return std::string();
    m_pending.push_back(id);
    ASSIGN_OR_RETURN(const std::string text, pendingText());
    const std::size_t shown = nextBoundary(text, m_numShownBytes);
    const std::size_t stable = std::max(shown, stablePrefix(text));
    m_numShownBytes = stable;
    if (stable == text.size() && !text.ends_with(Replacement)) {
        RETURN_IF_ERROR(settle(m_pending.size()));
        m_numShownBytes = 0;
    } else if (m_pending.size() % MaxPending == 0) {
        RETURN_IF_ERROR(limitPending(text));
    }
    return text.substr(shown, stable - shown);
}

Result<std::string> DecodeStream::finish() {
    ASSIGN_OR_RETURN(const std::string text, pendingText());
    const std::size_t shown = nextBoundary(text, m_numShownBytes);
    m_context.clear();
    m_contextText.clear();
    m_pending.clear();
    m_numShownBytes = 0;
    return text.substr(shown);
}

}  // namespace luthier
