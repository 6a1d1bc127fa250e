// SPDX-License-Identifier: Apache-2.0
// What a template sees, what it may do, and where templates are found.
#include "core/text/chat_template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/base/utf8.h"
#include "tests/core/text/models.h"

namespace luthier {

namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string render(const std::string& source, const Conversation& conversation = test::dialogue({{'u', "hi"}}), bool prompt = false) {
    const Result<std::string> text = test::chatTemplate(source).render(conversation, prompt);
    return text ? *text : "error: " + text.error().message;
}

class TemplateFiles : public testing::Test {
protected:
    void SetUp() override {
        m_folder = testing::TempDir() + "template files " + testing::UnitTest::GetInstance()->current_test_info()->name();
        std::filesystem::remove_all(m_folder);
        std::filesystem::create_directories(m_folder);
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }
    void write(const std::string& name, const std::string& content) { std::ofstream(m_folder + "/" + name) << content; }
    std::string m_folder;
};

}  // namespace

TEST(ChatTemplate, RendersAsJinja) {
    EXPECT_EQ(render(test::ChatMl, test::dialogue({{'s', "S"}, {'u', "U"}}), true),
              "<|im_start|>system\nS<|im_end|>\n<|im_start|>user\nU<|im_end|>\n<|im_start|>assistant\n");
    EXPECT_EQ(render("{% if true %}\n  a\n  {% endif %}\nb\n"), "  a\nb") << "trim_blocks, lstrip_blocks, and no last line break";
    EXPECT_EQ(render("{{ bos_token }}{{ eos_token }}{{ pad_token is defined }}"), "<s><|im_end|>False");
    EXPECT_EQ(render("{{ [true, none, 1.0, 'x'] }} {{ none }} {{ {'a': 1} }}"), "[True, None, 1.0, 'x'] None {'a': 1}");
    EXPECT_EQ(render("{% set ns = namespace(n=0) %}{% for i in range(5) %}{% if i == 1 %}{% continue %}{% endif %}{% if i == 4 %}{% break %}{% endif %}"
                     "{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}"),
              "5");
    EXPECT_EQ(render("{{ ' a '.strip() }}{{ 'a b'.split()[-1] }}{{ 'x'.startswith('x') }}{{ {'k': 2}.get('k') }}"), "abTrue2");
    EXPECT_EQ(render("{{ messages[0].content.upper() }}"), "HI");
    EXPECT_EQ(render("{% for m in messages %}{{ loop.index0 }}{{ loop.last }}{{ loop.previtem is defined }}{% endfor %}"), "0TrueFalse");
    EXPECT_EQ(render("{{ messages[::-1][0]['role'] }}"), "user");
    EXPECT_EQ(render("{{ tools is iterable }}{{ none is iterable }}{{ [] is iterable }}{{ tools is none }}"), "FalseFalseTrueTrue");
}

TEST(ChatTemplate, UndefinedIsLenientAndItsAttributesAreNot) {
    EXPECT_EQ(render("[{{ nothing }}]{% if nothing %}a{% endif %}{% for x in nothing %}a{% endfor %}"), "[]");
    EXPECT_THAT(render("{{ nothing.at_all }}"), StartsWith("error: chat template: undefined value"));
}

TEST(ChatTemplate, TojsonIsPythonsWithoutHtmlEscapes) {
    Conversation conversation = test::dialogue({{'u', "<é&'\">"}});
    conversation.tools = Json::parse(R"([{"b":[1,2.0,null,true],"a":{}}])");
    EXPECT_EQ(render("{{ messages[0].content|tojson }}{{ tools|tojson }}", conversation), R"("<é&'\">"[{"b": [1, 2.0, null, true], "a": {}}])");
    EXPECT_EQ(render("{{ tools[0].b|tojson(indent=2) }}", conversation), "[\n  1,\n  2.0,\n  null,\n  true\n]");
    EXPECT_EQ(render("{{ tools[0]|tojson(separators=(',', ':'), sort_keys=true) }}", conversation), R"({"a":{},"b":[1,2.0,null,true]})");
    EXPECT_EQ(render("{{ messages[0].content|tojson(ensure_ascii=true) }}", conversation), R"("<\u00e9&'\">")");
}

TEST(ChatTemplate, MessagesHaveWhatTransformersPasses) {
    Conversation conversation = test::dialogue({{'u', "q"}, {'a', ""}, {'t', "r"}});
    conversation.turns[1].thinking = "hm";
    conversation.turns[1].toolCalls =
        Json::parse(R"([{"type":"function","function":{"name":"f","arguments":{"x":1}}},{"function":{"name":"g","arguments":"{\"x\": 1}"}}])");
    conversation.turns[2].name = "f";
    conversation.turns[2].toolCallId = "id1";
    EXPECT_EQ(render("{{ messages|tojson }}", conversation),
              R"([{"role": "user", "content": "q"}, {"role": "assistant", "content": "", "reasoning_content": "hm", "thinking": "hm", "tool_calls": )"
              R"([{"type": "function", "function": {"name": "f", "arguments": {"x": 1}}}, {"function": {"name": "g", "arguments": "{\"x\": 1}"}}]}, )"
              R"({"role": "tool", "content": "r", "name": "f", "tool_call_id": "id1"}])");
}

TEST(ChatTemplate, OptionsAreVariablesAndCannotReplaceMessages) {
    Conversation conversation = test::dialogue({{'u', "q"}});
    conversation.templateOptions = {{"enable_thinking", false}, {"date_string", "today"}, {"messages", 7}};
    EXPECT_EQ(render("{{ enable_thinking }}{{ date_string }}{{ messages|length }}", conversation), "Falsetoday1");
}

TEST(ChatTemplate, TimeIsTheGivenClock) { EXPECT_EQ(render("{{ strftime_now('%d %b %Y') }}"), "01 Jan 1970"); }

TEST(ChatTemplate, InvalidUtf8AndNulAreJustText) {
    EXPECT_EQ(render("{{ messages[0].content }}", test::dialogue({{'u', "a\xFF\xE2\x82z"}})), "a\uFFFD\uFFFDz");
    EXPECT_EQ(render("{{ messages[0].content }}", test::dialogue({{'u', std::string("a\0b", 3)}})), std::string("a\0b", 3));
}

TEST(ChatTemplate, ErrorsHaveLineAndWords) {
    const Result<std::string> refused = test::chatTemplate("a\n{{ raise_exception('roles must alternate') }}\n").render(test::dialogue({{'u', "x"}}), false);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidData);
    EXPECT_EQ(refused.error().line, 2);
    EXPECT_THAT(refused.error().message, HasSubstr("roles must alternate"));
    const Result<ChatTemplate> broken = ChatTemplate::fromSource("a\nb\n{% if %}", {});
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().line, 3);
    EXPECT_THAT(broken.error().message, HasSubstr("{% if %}"));
}

TEST(ChatTemplate, SourceAndHashAreKept) {
    const ChatTemplate chatTemplate = test::chatTemplate("x");
    EXPECT_EQ(chatTemplate.source(), "x");
    EXPECT_EQ(chatTemplate.hash(), "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881");
}

TEST_F(TemplateFiles, TheJinjaFileWins) {
    write("chat_template.jinja", "from the file");
    write("tokenizer_config.json", R"({"chat_template":"from the config"})");
    EXPECT_EQ(ChatTemplate::load(m_folder).value().source(), "from the file");
}

TEST_F(TemplateFiles, ConfigHasATextOrAList) {
    write("tokenizer_config.json", R"({"chat_template":"{{ bos_token }}x","bos_token":"<b>"})");
    EXPECT_EQ(ChatTemplate::load(m_folder).value().render({}, false).value(), "<b>x");
    write("tokenizer_config.json", R"({"chat_template":[{"name":"tool_use","template":"t"},{"name":"default","template":"d"}]})");
    EXPECT_EQ(ChatTemplate::load(m_folder).value().source(), "d");
    write("chat_template.json", R"({"chat_template":"legacy"})");
    EXPECT_EQ(ChatTemplate::load(m_folder).value().source(), "legacy");
}

TEST_F(TemplateFiles, MissingOrWrongIsAnErrorThatNamesTheFile) {
    const auto codeOf = [&] { return ChatTemplate::load(m_folder).error().code; };
    EXPECT_EQ(codeOf(), ErrorCode::NotFound);
    EXPECT_FALSE(ChatTemplate::load(m_folder).error().hint.empty());
    write("tokenizer_config.json", R"({"chat_template":null})");
    EXPECT_EQ(codeOf(), ErrorCode::NotFound);
    for (const char* const value : {"5", "[]", R"([{"name":"default"}])", "[7]", "{"}) {
        const std::string config = std::string(R"({"chat_template":)") + value + "}";
        write("tokenizer_config.json", config);
        EXPECT_EQ(codeOf(), ErrorCode::InvalidData) << config;
    }
    write("tokenizer_config.json", "{}");
    write("chat_template.jinja", "\n{% nonsense %}");
    const Error error = ChatTemplate::load(m_folder).error();
    EXPECT_THAT(error.file, HasSubstr("chat_template.jinja"));
    EXPECT_EQ(error.line, 2);
    write("chat_template.jinja", std::string(300 << 10, 'x'));
    EXPECT_FALSE(ChatTemplate::load(m_folder)) << "larger than any template";
}

}  // namespace luthier
