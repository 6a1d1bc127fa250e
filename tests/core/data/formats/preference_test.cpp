// SPDX-License-Identifier: Apache-2.0
// TRL's preference rows with and without a prompt, our own columns, and the binarized UltraFeedback.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/data/formats/all_formats.h"

namespace luthier {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Result<Example> read(const std::string& text) { return findFormat("preference")->read(parseJson(text).value()); }
WrittenRow written(const Example& example) { return findFormat("preference")->write(example).value(); }
const Pair& pairOf(const Example& example) { return std::get<Pair>(example.body); }

std::string outline(const std::vector<Turn>& turns) {
    std::string text;
    for (const Turn& turn : turns) text += std::string(roleName(turn.role)) + ":" + turn.text + "|";
    return text;
}

std::string outline(const Result<Example>& example) {
    if (!example) return "error: " + example.error().message;
    const Pair& pair = pairOf(*example);
    return outline(pair.prompt.turns) + " > " + outline(pair.a) + " > " + outline(pair.b);
}

// Read again after writing: the same row, and the same columns.
void expectRoundTrip(const std::string& text) {
    const Example row = read(text).value();
    const WrittenRow out = written(row);
    const auto again = read(dumpJson(out.json));
    ASSERT_TRUE(again) << dumpJson(out.json) << ": " << again.error().toString();
    EXPECT_EQ(again->body, row.body) << dumpJson(out.json);
    EXPECT_EQ(again->extra, row.extra) << dumpJson(out.json);
}

TEST(Preference, TextsWithAPrompt) {
    const Example row = read(R"({"id":4,"prompt":"p","chosen":"good","rejected":"bad","source":"web"})").value();
    EXPECT_EQ(outline(row), "user:p| > assistant:good| > assistant:bad|");
    EXPECT_EQ(pairOf(row).verdict, (Verdict{2, Verdict::Both::Neither}));   // how much better is not said
    EXPECT_FALSE(pairOf(row).margin);
    EXPECT_EQ(row.id, "4");
    EXPECT_EQ(dumpJson(written(row).json), R"({"prompt":"p","chosen":"good","rejected":"bad","id":4,"source":"web"})");
    EXPECT_THAT(written(row).lost, IsEmpty());
}

TEST(Preference, MessagesSystemToolsAndOptions) {
    const std::string text = R"({"system":"S","tools":"[{\"name\":\"f\"}]","chat_template_kwargs":{"thinking":false},"margin":0.5,
        "prompt":[{"role":"user","content":"q"}],"chosen":[{"role":"assistant","content":"a","thinking":"hm"}],
        "rejected":[{"role":"assistant","content":"","tool_calls":[{"name":"f"}]},{"role":"tool","content":"1","mark":7}]})";
    const Example row = read(text).value();
    EXPECT_EQ(outline(row), "system:S|user:q| > assistant:a| > assistant:|tool:1|");
    EXPECT_EQ(pairOf(row).prompt.tools[0]["name"], "f");
    EXPECT_EQ(pairOf(row).prompt.templateOptions["thinking"], false);
    EXPECT_EQ(pairOf(row).margin, 0.5);
    EXPECT_EQ(pairOf(row).a[0].thinking, "hm");
    EXPECT_EQ(dumpJson(row.extra), R"({"turn_columns":{"4":{"mark":7}}})");
    EXPECT_EQ(written(row).json["rejected"][1]["mark"], 7);
    EXPECT_EQ(written(row).json["prompt"][0]["role"], "system");
    expectRoundTrip(text);
}

TEST(Preference, ImplicitPromptOfMessages) {
    const auto dialogues = [](const std::string& chosen, const std::string& rejected) {
        const auto list = [](const std::string& words) {
            Json messages = Json::array();
            for (const char c : words) messages.push_back({{"role", c < 'a' ? "user" : "assistant"}, {"content", std::string(1, c)}});
            return messages;
        };
        return dumpJson({{"chosen", list(chosen)}, {"rejected", list(rejected)}});
    };
    EXPECT_EQ(outline(read(dialogues("QaRb", "QaRc"))), "user:Q|assistant:a|user:R| > assistant:b| > assistant:c|");
    EXPECT_EQ(outline(read(dialogues("QaRb", "QbRc"))), "user:Q| > assistant:a|user:R|assistant:b| > assistant:b|user:R|assistant:c|");
    EXPECT_EQ(outline(read(dialogues("Qa", "Qa"))), "user:Q| > assistant:a| > assistant:a|");                     // the same
    EXPECT_EQ(outline(read(dialogues("QaRb", "Qa"))), "user:Q| > assistant:a|user:R|assistant:b| > assistant:a|");   // one begins the other
    EXPECT_EQ(outline(read(dialogues("Qa", "Rb"))), " > user:Q|assistant:a| > user:R|assistant:b|");              // nothing shared
    EXPECT_EQ(outline(read(dialogues("QRa", "QSa"))), "user:Q| > user:R|assistant:a| > user:S|assistant:a|");
    for (const auto& [a, b] : {std::pair("QaRb", "QaRc"), std::pair("QaRb", "QbRc"), std::pair("Qa", "Qa"), std::pair("QaRb", "Qa"), std::pair("Qa", "Rb"),
                               std::pair("QRa", "QSa"), std::pair("a", "b"), std::pair("a", "a")})
        expectRoundTrip(dialogues(a, b));
}

TEST(Preference, ImplicitPromptOfTexts) {
    const auto texts = [](const char* chosen, const char* rejected) { return outline(read(dumpJson({{"chosen", chosen}, {"rejected", rejected}}))); };
    EXPECT_EQ(texts("The sky is blue.", "The sky is green."), "user:The sky is| > assistant: blue.| > assistant: green.|");
    EXPECT_EQ(texts("2+2=4", "2+2=5"), "user:2+2=| > assistant:4| > assistant:5|");
    EXPECT_EQ(texts("x\u00e4", "x\u00f6"), "user:x| > assistant:\u00e4| > assistant:\u00f6|");   // shares the first byte of a character
    EXPECT_EQ(texts("yes", "no"), " > assistant:yes| > assistant:no|");
    EXPECT_EQ(texts("the same", "the same"), " > assistant:the same| > assistant:the same|");
    EXPECT_EQ(texts("ask me", "ask me more"), "user:ask| > assistant: me| > assistant: me more|");
    EXPECT_EQ(texts("ask", "ask more"), " > assistant:ask| > assistant:ask more|");
    EXPECT_EQ(texts("", ""), " > assistant:| > assistant:|");
    for (const char* row : {R"({"chosen":"The sky is blue.","rejected":"The sky is green."})", R"({"chosen":"same","rejected":"same"})",
                            R"({"chosen":"yes","rejected":"no","strength":1})"})
        expectRoundTrip(row);
}

TEST(Preference, PromptsOfOtherNames) {
    EXPECT_EQ(outline(read(R"({"question":"q","chosen":"a","rejected":"b"})")), "user:q| > assistant:a| > assistant:b|");
    EXPECT_EQ(outline(read(R"({"instruction":"i","input":"j","chosen":"a","rejected":"b"})")), "user:i\nj| > assistant:a| > assistant:b|");
    EXPECT_EQ(outline(read(R"({"input":"j","system":"S","chosen":"a","rejected":"b"})")), "system:S|user:j| > assistant:a| > assistant:b|");
    expectRoundTrip(R"({"instruction":"i","input":"","chosen":"a","rejected":"b"})");
    const Example both = read(R"({"prompt":"p","question":"kept","chosen":"a","rejected":"b"})").value();
    EXPECT_EQ(both.extra["question"], "kept");
}

TEST(Preference, APromptThatStandsInTheAnswersTooIsAskedOnce) {
    const char* answers = R"("chosen":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}],
                             "rejected":[{"role":"user","content":"q"},{"role":"assistant","content":"b"}]})";
    const std::string expected = "user:q| > assistant:a| > assistant:b|";
    EXPECT_EQ(outline(read(std::string(R"({"prompt":"q",)") + answers)), expected);
    EXPECT_EQ(outline(read(std::string(R"({"prompt":" q\n",)") + answers)), expected);
    EXPECT_EQ(outline(read(std::string(R"({"prompt":[{"role":"user","content":"q"}],)") + answers)), expected);
    EXPECT_EQ(outline(read(std::string(R"({"prompt":[{"role":"system","content":"S"},{"role":"user","content":"q"}],)") + answers)), "system:S|" + expected);
    EXPECT_EQ(outline(read(R"({"prompt":"q","chosen":[{"role":"system","content":"S"},{"role":"user","content":"q"},{"role":"assistant","content":"a"}],
        "rejected":[{"role":"system","content":"S"},{"role":"user","content":"q"},{"role":"assistant","content":"b"}]})")), "system:S|" + expected);
    const auto other = read(std::string(R"({"prompt":"another question",)") + answers);
    EXPECT_EQ(other.error().key, "chosen[0]");
    EXPECT_THAT(other.error().message, HasSubstr("not the one of \"prompt\""));
}

TEST(Preference, BinarizedUltraFeedback) {
    const auto scores = [](const std::string& chosen, const std::string& rejected, const std::string& more = "") {
        return R"({"prompt":"q","chosen":"a","rejected":"b","score_chosen":)" + chosen + R"(,"score_rejected":)" + rejected + more + "}";
    };
    const Example row = read(scores("8.5", "5")).value();
    EXPECT_EQ(pairOf(row).margin, 3.5);
    EXPECT_EQ(pairOf(row).verdict.strength, 3);
    EXPECT_EQ(row.extra["score_chosen"], 8.5);   // a difference does not say what it was between
    EXPECT_EQ(pairOf(read(scores("7", "5.5")).value()).verdict.strength, 2);
    EXPECT_EQ(pairOf(read(scores("7", "6.5")).value()).verdict.strength, 1);
    EXPECT_EQ(pairOf(read(scores("7", "7")).value()).verdict.strength, 0);
    EXPECT_EQ(pairOf(read(scores("5", "9")).value()).verdict.strength, 1);   // the choice counts, as a doubtful one
    EXPECT_EQ(pairOf(read(scores("5", "9")).value()).margin, -4);
    EXPECT_EQ(pairOf(read(scores("8", "5", R"(,"strength":1,"margin":0.25)")).value()).verdict.strength, 1);
    EXPECT_EQ(pairOf(read(scores("8", "5", R"(,"margin":0.25)")).value()).margin, 0.25);
    EXPECT_EQ(pairOf(read(R"({"prompt":"q","chosen":"a","rejected":"b","score_chosen":3})").value()).verdict.strength, 2);
    for (const std::string& text : {scores("8.5", "5"), scores("7", "5.5"), scores("7", "7"), scores("5", "9")}) expectRoundTrip(text);
    EXPECT_EQ(read(scores("\"high\"", "5")).error().key, "score_chosen");
}

TEST(Preference, VerdictsAndDimensions) {
    const auto verdict = [](const std::string& columns) { return read(R"({"prompt":"q","chosen":"a","rejected":"b",)" + columns + "}"); };
    EXPECT_EQ(pairOf(verdict(R"("verdict":"a")").value()).verdict, (Verdict{2, Verdict::Both::Neither}));
    EXPECT_EQ(pairOf(verdict(R"("verdict":"b","strength":-3)").value()).verdict, (Verdict{-3, Verdict::Both::Neither}));
    EXPECT_EQ(pairOf(verdict(R"("verdict":"tie")").value()).verdict, (Verdict{0, Verdict::Both::Neither}));
    EXPECT_EQ(pairOf(verdict(R"("strength":0)").value()).verdict, (Verdict{0, Verdict::Both::Neither}));
    EXPECT_EQ(pairOf(verdict(R"("verdict":"both_bad","strength":1)").value()).verdict, (Verdict{1, Verdict::Both::Bad}));
    const Example graded =
        verdict(R"("dimensions":{"safety":-2,"style":"tie","help":"both_good","x":{"verdict":"both_bad","strength":-1},"y":null})").value();
    const auto& byDimension = pairOf(graded).byDimension;
    EXPECT_EQ(byDimension.size(), 4U);
    EXPECT_EQ(byDimension.at("safety").strength, -2);
    EXPECT_EQ(byDimension.at("style"), Verdict());
    EXPECT_EQ(byDimension.at("help").both, Verdict::Both::Good);
    EXPECT_EQ(byDimension.at("x"), (Verdict{-1, Verdict::Both::Bad}));
    for (const char* columns : {R"("verdict":"tie")", R"("verdict":"both_good")", R"("verdict":"both_bad","strength":1)", R"("strength":3)",
                                R"("strength":1,"dimensions":{"safety":-2,"style":"tie","help":"both_good","x":{"verdict":"both_bad","strength":-1}})"})
        expectRoundTrip(std::string(R"({"prompt":"q","chosen":"a","rejected":"b",)") + columns + "}");
}

TEST(Preference, TheBetterAnswerIsWrittenAsChosen) {
    Example row = read(R"({"prompt":"q","chosen":"a","rejected":"b","score_chosen":8,"score_rejected":5,"strength":-3,"dimensions":{"safety":1}})").value();
    const WrittenRow out = written(row);
    EXPECT_EQ(out.json["chosen"], "b");
    EXPECT_EQ(out.json["rejected"], "a");
    EXPECT_EQ(out.json["strength"], 3);
    EXPECT_EQ(out.json["score_chosen"], 5);
    EXPECT_EQ(out.json["dimensions"]["safety"], -1);
    EXPECT_THAT(out.lost, ElementsAre(HasSubstr("which of the answers was the first")));
    const Example tie = read(R"({"prompt":"q","chosen":"a","rejected":"b","verdict":"tie"})").value();
    EXPECT_THAT(written(tie).lost, ElementsAre(HasSubstr("that it is a tie")));
}

TEST(Preference, ErrorsNameTheKey) {
    const auto key = [](const std::string& columns) { return read(R"({"prompt":"q","chosen":"a","rejected":"b",)" + columns + "}").error().key; };
    EXPECT_EQ(key(R"("strength":4)"), "strength");
    EXPECT_EQ(key(R"("strength":1.5)"), "strength");
    EXPECT_EQ(key(R"("strength":"much")"), "strength");
    EXPECT_EQ(key(R"("verdict":"left")"), "verdict");
    EXPECT_EQ(key(R"("verdict":true)"), "verdict");
    EXPECT_EQ(key(R"("verdict":"b","strength":1)"), "strength");
    EXPECT_EQ(key(R"("verdict":"tie","strength":1)"), "strength");
    EXPECT_EQ(key(R"("margin":"wide")"), "margin");
    EXPECT_EQ(key(R"("dimensions":[1])"), "dimensions");
    EXPECT_EQ(key(R"("dimensions":{"safety":9})"), "dimensions.safety");
    EXPECT_EQ(key(R"("dimensions":{"safety":{"verdict":"a","strength":-1}})"), "dimensions.safety.strength");
    EXPECT_EQ(read(R"({"prompt":"q","chosen":"a"})").error().key, "rejected");
    EXPECT_EQ(read(R"({"prompt":"q","chosen":[],"rejected":"b"})").error().key, "chosen");
    EXPECT_EQ(read(R"({"prompt":"q","chosen":"a","rejected":{"content":"b"}})").error().key, "rejected");
    EXPECT_EQ(read(R"({"prompt":5,"chosen":"a","rejected":"b"})").error().key, "prompt");
    EXPECT_EQ(read(R"({"chosen":[{"role":"user","content":"q"}],"rejected":[{"role":"elf","content":"q"}]})").error().key, "rejected[0].role");
    EXPECT_EQ(read(R"({"prompt":"q","chosen":[{"role":"assistant"}],"rejected":"b"})").error().key, "chosen[0].content");
    EXPECT_EQ(read(R"({"system":"S","prompt":[{"role":"system","content":"T"}],"chosen":"a","rejected":"b"})").error().key, "system");
}

TEST(Preference, WhatCannotBeWritten) {
    Example row = read(R"({"prompt":"q","chosen":"a","rejected":"b"})").value();
    auto& pair = std::get<Pair>(row.body);
    pair.b.clear();
    EXPECT_EQ(findFormat("preference")->write(row).error().code, ErrorCode::InvalidArgument);
    pair.b = pair.a;
    pair.margin = std::numeric_limits<double>::quiet_NaN();
    row.tags = {"t"};
    EXPECT_THAT(written(row).lost, ElementsAre(HasSubstr("margin"), "tags"));
    EXPECT_FALSE(written(row).json.contains("margin"));
}

}  // namespace
}  // namespace luthier
