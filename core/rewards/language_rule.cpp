// SPDX-License-Identifier: Apache-2.0
#include "core/rewards/language_rule.h"

#include <cstdio>   // cld2's header uses FILE without it

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>
#include <array>

#include "core/base/utf8.h"

namespace luthier {

namespace {

// What the detector's standard tables know. Its own codes are older than ISO 639 for Hebrew (iw) and Javanese (jw).
struct KnownLanguage { const char* code; const char* name; CLD2::Language language; CLD2::Language other = CLD2::UNKNOWN_LANGUAGE; };
constexpr std::array languages = {
    KnownLanguage{"af", "Afrikaans", CLD2::AFRIKAANS}, KnownLanguage{"ar", "Arabic", CLD2::ARABIC}, KnownLanguage{"az", "Azerbaijani", CLD2::AZERBAIJANI},
    KnownLanguage{"be", "Belarusian", CLD2::BELARUSIAN}, KnownLanguage{"bg", "Bulgarian", CLD2::BULGARIAN}, KnownLanguage{"bn", "Bengali", CLD2::BENGALI},
    KnownLanguage{"ca", "Catalan", CLD2::CATALAN}, KnownLanguage{"ceb", "Cebuano", CLD2::CEBUANO}, KnownLanguage{"cs", "Czech", CLD2::CZECH},
    KnownLanguage{"cy", "Welsh", CLD2::WELSH}, KnownLanguage{"da", "Danish", CLD2::DANISH}, KnownLanguage{"de", "German", CLD2::GERMAN},
    KnownLanguage{"dv", "Dhivehi", CLD2::DHIVEHI}, KnownLanguage{"el", "Greek", CLD2::GREEK}, KnownLanguage{"en", "English", CLD2::ENGLISH},
    KnownLanguage{"es", "Spanish", CLD2::SPANISH}, KnownLanguage{"et", "Estonian", CLD2::ESTONIAN}, KnownLanguage{"eu", "Basque", CLD2::BASQUE},
    KnownLanguage{"fa", "Persian", CLD2::PERSIAN}, KnownLanguage{"fi", "Finnish", CLD2::FINNISH}, KnownLanguage{"fr", "French", CLD2::FRENCH},
    KnownLanguage{"ga", "Irish", CLD2::IRISH}, KnownLanguage{"gl", "Galician", CLD2::GALICIAN}, KnownLanguage{"gu", "Gujarati", CLD2::GUJARATI},
    KnownLanguage{"he", "Hebrew", CLD2::HEBREW}, KnownLanguage{"hi", "Hindi", CLD2::HINDI}, KnownLanguage{"hr", "Croatian", CLD2::CROATIAN},
    KnownLanguage{"ht", "Haitian Creole", CLD2::HAITIAN_CREOLE}, KnownLanguage{"hu", "Hungarian", CLD2::HUNGARIAN},
    KnownLanguage{"hy", "Armenian", CLD2::ARMENIAN}, KnownLanguage{"id", "Indonesian", CLD2::INDONESIAN}, KnownLanguage{"is", "Icelandic", CLD2::ICELANDIC},
    KnownLanguage{"it", "Italian", CLD2::ITALIAN}, KnownLanguage{"ja", "Japanese", CLD2::JAPANESE}, KnownLanguage{"jv", "Javanese", CLD2::JAVANESE},
    KnownLanguage{"ka", "Georgian", CLD2::GEORGIAN}, KnownLanguage{"km", "Khmer", CLD2::KHMER}, KnownLanguage{"kn", "Kannada", CLD2::KANNADA},
    KnownLanguage{"ko", "Korean", CLD2::KOREAN}, KnownLanguage{"lo", "Lao", CLD2::LAOTHIAN}, KnownLanguage{"lt", "Lithuanian", CLD2::LITHUANIAN},
    KnownLanguage{"lv", "Latvian", CLD2::LATVIAN}, KnownLanguage{"mk", "Macedonian", CLD2::MACEDONIAN}, KnownLanguage{"ml", "Malayalam", CLD2::MALAYALAM},
    KnownLanguage{"mr", "Marathi", CLD2::MARATHI}, KnownLanguage{"ms", "Malay", CLD2::MALAY}, KnownLanguage{"mt", "Maltese", CLD2::MALTESE},
    KnownLanguage{"ne", "Nepali", CLD2::NEPALI}, KnownLanguage{"nl", "Dutch", CLD2::DUTCH},
    KnownLanguage{"no", "Norwegian", CLD2::NORWEGIAN, CLD2::NORWEGIAN_N}, KnownLanguage{"or", "Odia", CLD2::ORIYA}, 
    KnownLanguage{"pa", "Punjabi", CLD2::PUNJABI},
    KnownLanguage{"pl", "Polish", CLD2::POLISH}, KnownLanguage{"pt", "Portuguese", CLD2::PORTUGUESE}, KnownLanguage{"ro", "Romanian", CLD2::ROMANIAN},
    KnownLanguage{"ru", "Russian", CLD2::RUSSIAN}, KnownLanguage{"rw", "Kinyarwanda", CLD2::KINYARWANDA}, KnownLanguage{"si", "Sinhala", CLD2::SINHALESE},
    KnownLanguage{"sk", "Slovak", CLD2::SLOVAK}, KnownLanguage{"sl", "Slovenian", CLD2::SLOVENIAN}, KnownLanguage{"sq", "Albanian", CLD2::ALBANIAN},
    KnownLanguage{"sr", "Serbian", CLD2::SERBIAN}, KnownLanguage{"sv", "Swedish", CLD2::SWEDISH}, KnownLanguage{"sw", "Swahili", CLD2::SWAHILI},
    KnownLanguage{"ta", "Tamil", CLD2::TAMIL}, KnownLanguage{"te", "Telugu", CLD2::TELUGU}, KnownLanguage{"th", "Thai", CLD2::THAI},
    KnownLanguage{"tl", "Tagalog", CLD2::TAGALOG}, KnownLanguage{"tr", "Turkish", CLD2::TURKISH}, KnownLanguage{"uk", "Ukrainian", CLD2::UKRAINIAN},
    KnownLanguage{"ur", "Urdu", CLD2::URDU}, KnownLanguage{"vi", "Vietnamese", CLD2::VIETNAMESE}, KnownLanguage{"yi", "Yiddish", CLD2::YIDDISH},
    KnownLanguage{"zh", "Chinese", CLD2::CHINESE, CLD2::CHINESE_T}, KnownLanguage{"zh-Hans", "Chinese, simplified", CLD2::CHINESE},
    KnownLanguage{"zh-Hant", "Chinese, traditional", CLD2::CHINESE_T},
};

const KnownLanguage* findLanguage(const std::string& code) {
    const auto found = std::find_if(languages.begin(), languages.end(), [&](const KnownLanguage& language) { return code == language.code; });
    return found == languages.end() ? nullptr : &*found;
}

// Letters of ASCII, and all characters beyond it.
std::int64_t numLetters(std::string_view text) {
    return std::count_if(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z' ? byte < 0x80U : byte >= 0xC0U;
    });
}

class LanguageScore : public RewardRule {
public:
    LanguageScore(const KnownLanguage& language, std::int64_t minimumLetters) : m_language(language), m_minimumLetters(minimumLetters) {}

    Result<std::optional<double>> score(const AnswerView& answer) const override {
        if (numLetters(answer.text) < m_minimumLetters) return std::optional<double>();
        // The detector wants text for people: no control characters. It may look a few bytes beyond the end.
        std::string text(answer.text);
        std::replace_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7F; }, ' ');
        if (!isValidUtf8(text)) text = repairUtf8(text);
        const std::size_t length = text.size();
        text.append(32, ' ');
        const CLD2::CLDHints noHints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
        std::array<CLD2::Language, 3> found{};
        std::array<int, 3> percents{};
        std::array<double, 3> scores{};
        int numBytes = 0;
        bool isReliable = false;
        CLD2::ResultChunkVector chunks;
        CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(length), true, &noHints, 0, found.data(), percents.data(), scores.data(), &chunks,
                                       &numBytes, &isReliable);
        return std::optional(shareOf(chunks, text, length));
    }

private:
    // Of the letters: numbers, signs and white space are of no language, and the detector leaves some of them to a neighbour.
    double shareOf(const CLD2::ResultChunkVector& chunks, std::string_view text, std::size_t length) const {
        std::int64_t inLanguage = 0;
        for (const CLD2::ResultChunk& chunk : chunks) {
            const auto language = static_cast<CLD2::Language>(chunk.lang1);
            if (language != m_language.language && (language != m_language.other || language == CLD2::UNKNOWN_LANGUAGE)) continue;
            const auto begin = std::min(static_cast<std::size_t>(std::max(chunk.offset, 0)), length);
            inLanguage += numLetters(text.substr(begin, std::min(static_cast<std::size_t>(std::max(chunk.bytes, 0)), length - begin)));
        }
        return static_cast<double>(inLanguage) / static_cast<double>(std::max<std::int64_t>(1, numLetters(text.substr(0, length))));
    }

    const KnownLanguage& m_language;
    std::int64_t m_minimumLetters;
};

}  // namespace

const Schema<LanguageRuleOptions>& LanguageRule::schema() {
    static const Schema<LanguageRuleOptions> schema = [] {
        Schema<LanguageRuleOptions> fields;
        std::vector<Choice<std::string>> choices;
        for (const KnownLanguage& language : languages)
            choices.push_back({language.code, language.code, language.name, std::string("Answers in ") + language.name + "."});
        fields.choice("language", &LanguageRuleOptions::language, std::move(choices)).label("Language").basic().help("What answers should be written in.")
            .reason("English: most models' first language");
        fields.field("minimum_letters", &LanguageRuleOptions::minimumLetters).label("At least").unit("letters").range(1, 100000)
            .help("Of a shorter answer the rule says nothing: a few words can be of several languages.")
            .reason("20: about four words, from where on the detector is mostly right");
        return fields;
    }();
    return schema;
}

RewardInfo LanguageRule::info() {
    RewardInfo info;
    info.id = id;
    info.title = "Language";
    info.help = "The share of an answer's letters that are in a language, 0 to 1. Says nothing of answers with fewer letters than set. Text of no language it "
                "knows counts as another one; where a short text has two languages, the detector sees the stronger one alone.";
    return info;
}

Result<std::unique_ptr<RewardRule>> LanguageRule::create(const LanguageRuleOptions& options) {
    const KnownLanguage* const language = findLanguage(options.language);
    if (language) return std::make_unique<LanguageScore>(*language, options.minimumLetters);
    std::vector<std::string> codes;
    for (const KnownLanguage& known : languages) codes.emplace_back(known.code);
    const std::string near = nearestName(options.language, codes);
    return fail(Error(ErrorCode::InvalidConfig, "the language is not known: " + excerpt(options.language)).withKey("language")
                    .withHint(near.empty() ? "a code of ISO 639, such as en" : "did you mean \"" + near + "\"?"));
}

}  // namespace luthier
