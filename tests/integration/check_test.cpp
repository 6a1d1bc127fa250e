// SPDX-License-Identifier: Apache-2.0
// `check` and `tokenize` on good, broken and hostile data.
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "tests/integration/engine_process.h"
#include "tests/support/temporary_folder.h"

namespace luthier::test {
namespace {

const std::string model = tinyModel("tiny-qwen2");   // it has a chat template

EngineResult runCheck(const std::string& data, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"check", "--model", model, "--data", data};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return runEngine(arguments);
}

// The summary; every line before it tells of one row, and the numbers add up.
Json summaryOf(const EngineResult& result, bool all = false) {
    const auto lines = result.results();
    if (lines.empty() || !lines.back().contains("summary")) {
        ADD_FAILURE() << result.all();
        return Json::object();
    }
    Json summary = lines.back()["summary"];
    EXPECT_EQ(summary["used"].get<int>() + summary["refused"].get<int>(), summary["rows"].get<int>());
    EXPECT_EQ(lines.size() - 1, summary[all ? "rows" : "refused"].get<std::size_t>());
    for (std::size_t i = 0; i + 1 < lines.size(); ++i)
        if (!lines[i]["used"].get<bool>()) {
            EXPECT_FALSE(lines[i]["rule"].get<std::string>().empty());
            EXPECT_FALSE(lines[i]["reason"].get<std::string>().empty());
            EXPECT_GE(lines[i]["line"].get<int>(), 1);
        }
    return summary;
}

TEST(Check, GoodRowsAreUsed) {
    const TemporaryFolder folder;
    const std::string path = folder.write("rows.jsonl", chatRow("Hello", "Hi there") + chatRow("Two", "Rows"));
    const EngineResult result = runCheck(path);
    EXPECT_EQ(result.exitCode, 0) << result.all();
    const Json summary = summaryOf(result);
    EXPECT_EQ(summary["used"], 2);
    EXPECT_GT(summary["tokens"].get<int>(), summary["trained_tokens"].get<int>());
    EXPECT_GT(summary["trained_tokens"].get<int>(), 0);
    EXPECT_EQ(summary["detection"][0]["format"], "messages");
    summaryOf(runCheck(path, {"--all"}), true);
}

TEST(Check, EachBadRowIsListedWithItsLineAndRule) {
    const TemporaryFolder folder;
    const std::string rows = chatRow("Hello", "Hi") + "{broken\n" + R"({"messages":[{"role":"wizard","content":"x"},{"role":"assistant","content":"y"}]})" +
                             "\n" + R"({"messages":[{"role":"user","content":"only a question"}]})" + "\n" + R"({"other":1})" + "\n" +
                             chatRow("Bye", "So long");
    const EngineResult result = runCheck(folder.write("rows.jsonl", rows));
    EXPECT_EQ(result.exitCode, 0) << result.all();
    const Json summary = summaryOf(result);
    EXPECT_EQ(summary["used"], 2) << result.all();
    EXPECT_EQ(summary["refused"], 4);
    std::vector<int> lines;
    for (const Json& line : result.results())
        if (line.contains("line")) lines.push_back(line["line"].get<int>());
    EXPECT_EQ(lines, (std::vector<int>{2, 3, 4, 5}));
    EXPECT_EQ(summary["by_rule"]["bad_role"]["first_line"], 3);
}

TEST(Check, NothingUsableIsAUserErrorAfterTheList) {
    const TemporaryFolder folder;
    const EngineResult result = runCheck(folder.write("rows.jsonl", R"({"messages":[{"role":"user","content":"a"}]})" "\n"));
    EXPECT_EQ(result.exitCode, 2) << result.all();
    EXPECT_EQ(result.errorCode(), "invalid_data");
    EXPECT_EQ(summaryOf(result)["used"], 0);
}

TEST(Check, LineEndsMarksAndBrokenTextAreSurvived) {
    const TemporaryFolder folder;
    std::string crlf = "\xef\xbb\xbf" + chatRow("a", "b") + chatRow("c", "d");
    for (std::size_t at = 0; (at = crlf.find('\n', at)) != std::string::npos; at += 2) crlf.insert(at, "\r");
    EXPECT_EQ(summaryOf(runCheck(folder.write("crlf.jsonl", crlf)))["used"], 2);
    const std::string broken = R"({"messages":[{"role":"user","content":"bad )" "\xff\xfe" R"( bytes"},{"role":"assistant","content":"fine"}]})" "\n";
    const EngineResult result = runCheck(folder.write("utf8.jsonl", broken));
    EXPECT_EQ(result.exitCode, 0) << result.all();
    const Json summary = summaryOf(result);
    EXPECT_EQ(summary["used"], 1);
    EXPECT_TRUE(summary["warnings"].contains("invalid_utf8")) << result.all();
}

TEST(Check, HugeAndStrangeRows) {
    const TemporaryFolder folder;
    const std::string path = folder / "huge.jsonl";
    {
        std::ofstream file(path, std::ios::binary);
        file << chatRow("a", "b") << R"({"messages":[{"role":"user","content":")";
        const std::string block(1 << 20, 'x');
        for (int i = 0; i < 100; ++i) file << block;
        file << "\"}]}\n" << chatRow("c", "d");
    }
    const EngineResult huge = runCheck(path);
    EXPECT_EQ(huge.exitCode, 0) << huge.all();
    EXPECT_EQ(summaryOf(huge)["used"], 2) << "a line of 100 MB is refused, its neighbours are used";
    EXPECT_EQ(huge.results()[0]["line"], 2);

    std::string turns;
    for (int i = 0; i < 10000; ++i) turns += std::string(i ? "," : "") + R"({"role":")" + (i % 2 ? "assistant" : "user") + R"(","content":"t"})";
    const EngineResult many = runCheck(folder.write("turns.jsonl", "{\"messages\":[" + turns + "]}\n" + chatRow("a", "b")));
    EXPECT_EQ(many.exitCode, 0) << many.all();
    summaryOf(many);

    const EngineResult empty = runCheck(folder.write("empty_turn.jsonl", chatRow("a", "") + chatRow("c", "d")));
    const Json summary = summaryOf(empty);
    EXPECT_TRUE(summary["by_rule"].contains("empty_turn") || summary["warnings"].contains("empty_turn")) << empty.all();
    const std::string deep = "{\"messages\":" + std::string(100000, '[') + std::string(100000, ']') + "}\n";
    EXPECT_EQ(summaryOf(runCheck(folder.write("deep.jsonl", deep + chatRow("a", "b"))))["used"], 1);
}

TEST(Check, FilesThatAreNoData) {
    const TemporaryFolder folder;
    for (const std::string& path :
         {folder.write("empty.jsonl", ""), folder.path(), std::string("/dev/null"), folder.write("blank.jsonl", "\n\n  \n"), folder / "none.jsonl"}) {
        const EngineResult result = runCheck(path);
        EXPECT_TRUE(result.exitCode == 2 || result.exitCode == 3) << path << ": " << result.all();
        EXPECT_FALSE(result.errorCode().empty()) << path;
        EXPECT_NE(result.errorCode(), "internal") << path;
    }
}

TEST(Check, ModelsThatCannotEncode) {
    const TemporaryFolder folder;
    const std::string rows = folder.write("rows.jsonl", chatRow("a", "b"));
    const auto checkWith = [&](const std::string& modelPath) { return runEngine({"check", "--model", modelPath, "--data", rows}); };
    EXPECT_EQ(checkWith(folder / "none").exitCode, 2);
    EXPECT_EQ(checkWith(rows).exitCode, 2) << "a file where a folder is due";
    const std::string broken = copyModel("tiny-qwen2", folder / "model");
    folder.write("model/chat_template.jinja", "{% for i in range(1000000000) %}{% for j in range(1000000000) %}x{% endfor %}{% endfor %}");
    const EngineResult endless = checkWith(broken);
    EXPECT_EQ(endless.exitCode, 2) << "a template that loops for ever ends in an error: " << endless.all();
    folder.write("model/chat_template.jinja", "{{ raise_exception('no thanks') }}");
    const EngineResult raised = checkWith(broken);
    EXPECT_EQ(raised.exitCode, 2) << raised.all();
    EXPECT_NE(raised.out.find("no thanks"), std::string::npos) << raised.all();
    folder.write("model/chat_template.jinja", "{% if %}");
    EXPECT_EQ(checkWith(broken).exitCode, 2);
    for (const char* content : {"", "{}", "[", "{\"model\":{\"type\":\"BPE\"}}"}) {
        folder.write("model/tokenizer.json", content);
        const EngineResult result = checkWith(broken);
        EXPECT_EQ(result.exitCode, 2) << content << ": " << result.all();
        EXPECT_NE(result.errorCode(), "internal");
    }
    std::filesystem::remove(broken + "/tokenizer.json");
    EXPECT_EQ(checkWith(broken).errorCode(), "not_found");
}

TEST(Check, OneTokenIsTooShortToTrain) {
    const TemporaryFolder folder;
    const EngineResult result = runCheck(folder.write("rows.jsonl", chatRow("a", "b")), {"--max-length", "1"});
    EXPECT_EQ(result.exitCode, 2) << result.all();
    EXPECT_EQ(summaryOf(result)["used"], 0);
}

TEST(Check, EitherARunOrOptions) {
    EXPECT_EQ(runEngine({"check"}).errorCode(), "invalid_argument");
    EXPECT_EQ(runEngine({"check", "--model", model}).errorCode(), "invalid_argument");
    EXPECT_EQ(runEngine({"check", "run.json", "--model", model, "--data", "x"}).errorCode(), "invalid_argument");
    EXPECT_EQ(runEngine({"check", "--model", model, "--data", "x", "--method", "magic"}).exitCode, 2);
    EXPECT_EQ(runEngine({"check", "/no/such/run.json"}).errorCode(), "not_found");
}

TEST(Check, ARunsFilesCapsAndOverflow) {
    const TemporaryFolder folder;
    std::string rows;
    for (int i = 0; i < 10; ++i) rows += chatRow("question " + std::to_string(i), "answer");
    folder.write("a.jsonl", rows);
    folder.write("b.jsonl", chatRow("held", "out"));
    const Json run{{"schema", 1}, {"model", {{"path", model}}}, {"adapter", {{"type", "lora"}}}, {"method", {{"type", "sft"}}},
                   {"data", {{"train", {{{"path", "a.jsonl"}, {"max_rows", 4}}}}, {"eval", "b.jsonl"}}}};
    const EngineResult result = runEngine({"check", folder.write("run.json", dumpJson(run)), "--all"});
    EXPECT_EQ(result.exitCode, 0) << result.all();
    const Json summary = summaryOf(result, true);
    EXPECT_EQ(summary["used"], 5) << result.all();
    EXPECT_EQ(summary["by_rule"]["max_rows"]["rows"], 6);
    EXPECT_EQ(summary["detection"].size(), 2U);
}

TEST(Tokenize, SpansCoverTheTextAndTheMaskTheAnswer) {
    const TemporaryFolder folder;
    const EngineResult result = runEngine({"tokenize", "--model", model, "--data", folder.write("rows.jsonl", chatRow("Hello there", "General answer"))});
    ASSERT_EQ(result.exitCode, 0) << result.all();
    const Json row = result.results().at(0);
    const std::string text = row["text"].get<std::string>();
    ASSERT_EQ(row["ids"].size(), row["spans"].size());
    ASSERT_EQ(row["ids"].size(), row["mask"].size());
    ASSERT_EQ(row["ids"].size(), row["weights"].size());
    std::string trained;
    for (std::size_t i = 0; i < row["ids"].size(); ++i) {
        const auto begin = row["spans"][i][0].get<std::size_t>(), end = row["spans"][i][1].get<std::size_t>();
        ASSERT_LE(begin, end);
        ASSERT_LE(end, text.size());
        EXPECT_EQ(row["mask"][i] == 1, row["weights"][i].get<double>() > 0);
        if (row["mask"][i] == 1) trained += text.substr(begin, end - begin);
    }
    EXPECT_TRUE(trained.starts_with("General answer")) << trained;
    EXPECT_EQ(trained.find("Hello"), std::string::npos) << trained;
}

TEST(Tokenize, RangesOfRows) {
    const TemporaryFolder folder;
    std::string rows;
    for (int i = 0; i < 5; ++i) rows += chatRow("q", "a" + std::to_string(i));
    const std::string path = folder.write("rows.jsonl", rows + "broken\n");
    const auto rowsOf = [&](const std::string& range) {
        std::vector<int> numbers;
        for (const Json& row : runEngine({"tokenize", "--model", model, "--data", path, "--rows", range}).results()) numbers.push_back(row["row"].get<int>());
        return numbers;
    };
    EXPECT_EQ(rowsOf("1:3"), (std::vector<int>{1, 2}));
    EXPECT_EQ(rowsOf(":2"), (std::vector<int>{0, 1}));
    EXPECT_EQ(rowsOf("4:"), (std::vector<int>{4, 5}));
    EXPECT_EQ(rowsOf("3"), std::vector<int>{3});
    for (const char* wrong : {"a", "1:b", "-1", "3:3", "5:2", "1:2:3", "99999999999999999999"})
        EXPECT_EQ(runEngine({"tokenize", "--model", model, "--data", path, "--rows", wrong}).errorCode(), "invalid_argument") << wrong;
    EXPECT_EQ(runEngine({"tokenize", "--model", model, "--data", path, "--rows", "100:"}).exitCode, 2);
}

}  // namespace
}  // namespace luthier::test
