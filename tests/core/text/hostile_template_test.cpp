// SPDX-License-Identifier: Apache-2.0
// Templates that want to hang, fill the memory, overflow the stack or read files. Each ends in an error that says something.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "core/text/chat_template.h"
#include "tests/core/text/models.h"

namespace luthier {

namespace {

struct Hostile {
    std::string name, source;
};

std::string repeated(const std::string& piece, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += piece;
    return text;
}

std::vector<Hostile> hostileTemplates() {
    const std::string grow = "{% set ns = namespace(s=[1]) %}{% for i in range(60) %}{% set ns.s = [ns.s, ns.s] %}{% endfor %}";
    const std::string nest = "{% set ns = namespace(s=[1]) %}{% for i in range(90000) %}{% set ns.s = [ns.s] %}{% endfor %}";
    return {
        {"loops for ever", "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"},
        {"range of a billion", "{% for i in range(1000000000) %}x{% endfor %}"},
        {"endless recursion", "{% macro f(x) %}{{ f(x) }}{% endmacro %}{{ f(1) }}"},
        {"doubles a text", "{% set ns = namespace(s='aaaaaaaa') %}{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}"},
        {"multiplies a text", "{{ 'x' * 3000000000 }}"},
        {"replaces to a gigabyte", "{{ ('a' * 100000).replace('a', 'b' * 10000)|length }}"},
        {"formats to a gigabyte", "{{ '{:>999999999}'.format(1) }}"},
        {"indents to a gigabyte", "{{ [1]|tojson(indent=99999999) }}"},
        {"doubles a list, as JSON", grow + "{{ ns.s|tojson }}"},
        {"doubles a list, printed", grow + "{{ ns.s }}"},
        {"doubles a list, as text", grow + "{{ ns.s|string }}"},
        {"nests a list, as JSON", nest + "{{ ns.s|tojson }}"},
        {"nests a list, printed", nest + "{{ ns.s }}"},
        {"contains itself, printed", "{% set ns = namespace() %}{% set ns.a = ns %}{{ ns }}"},
        {"contains itself, as JSON", "{% set ns = namespace() %}{% set ns.a = ns %}{{ ns|tojson }}"},
        {"writes 20 MB", "{% for i in range(200) %}{{ 'x' * 100000 }}{% endfor %}"},
        {"deep brackets", "{{ " + repeated("(", 100000) + "1" + repeated(")", 100000) + " }}"},
        {"deep blocks", repeated("{% if 1 %}", 5000) + repeated("{% endif %}", 5000)},
        {"long chain of attributes", "{{ a" + repeated(".b", 100000) + " }}"},
        {"long chain of filters", "{{ 1" + repeated("|abs", 60000) + "|fail }}"},
        {"long chain of elif", "{% if 0 %}a" + repeated("{% elif 0 %}b", 18000) + "{% endif %}{{ a.b.c }}"},
        {"too large", std::string(300 << 10, ' ')},
        {"includes a file", "{% include '/etc/passwd' %}"},
        {"imports a file", "{% import '/etc/passwd' as x %}"},
        {"extends a file", "{% extends '/etc/passwd' %}"},
        {"Python's back door", "{{ ''.__class__.__mro__[1].__subclasses__() }}"},
        {"debug", "{{ debug() }}"},
        {"divides by zero", "{{ 1 // 0 }}"},
        {"loses a mark", "{% set x %}{% generation %}a{% endgeneration %}{% endset %}{{ x[:30] }}"},
    };
}

}  // namespace

TEST(HostileTemplate, EndsInAnErrorWithinSeconds) {
    for (const Hostile& hostile : hostileTemplates()) {
        SCOPED_TRACE(hostile.name);
        const auto start = std::chrono::steady_clock::now();
        const Result<ChatTemplate> compiled = ChatTemplate::fromSource(hostile.source, {}, 0);
        const Result<std::string> text = compiled ? compiled->render(test::dialogue({{'u', "hello"}}), false) : tl::unexpected<Error>(compiled.error());
        ASSERT_FALSE(text) << text->substr(0, 100);
        EXPECT_EQ(text.error().code, ErrorCode::InvalidData);
        EXPECT_FALSE(text.error().message.empty());
        EXPECT_LT(text.error().message.size(), 600U) << "a message, not the template";
        EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(15));
    }
}

// Comparing two lists that double sixty times cannot be stopped from inside; the caller gets its answer, and the template is not run again.
TEST(HostileTemplate, WhatCannotBeStoppedIsLeftBehind) {
    const ChatTemplate chatTemplate = test::chatTemplate(
        "{% set ns = namespace(s=[1], t=[1]) %}{% for i in range(32) %}{% set ns.s = [ns.s, ns.s] %}{% set ns.t = [ns.t, ns.t] %}{% endfor %}"
        "{{ ns.s == ns.t }}");
    const Result<std::string> first = chatTemplate.render({}, false);
    if (first) GTEST_SKIP() << "this machine compared four billion numbers in ten seconds";
    EXPECT_THAT(first.error().message, testing::HasSubstr("seconds"));
    const auto start = std::chrono::steady_clock::now();
    EXPECT_FALSE(chatTemplate.render({}, false));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
}

TEST(HostileTemplate, TheNextTemplateStillWorks) {
    EXPECT_FALSE(test::chatTemplate("{{ raise_exception('x') }}").render({}, false));
    EXPECT_EQ(test::chatTemplate("fine").render({}, false).value(), "fine");
}

}  // namespace luthier
