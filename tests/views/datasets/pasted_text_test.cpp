// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/pasted_text.h"

#include <gtest/gtest.h>

namespace luthier {
namespace {

QString kindOf(const QString& text) {
    const Pasted pasted = lookAtPasted(text);
    return suffixOf(pasted.kind) + (pasted.numColumns > 0 ? QString(" %1").arg(pasted.numColumns) : QString());
}

TEST(PastedText, IsRecognised) {
    EXPECT_EQ(kindOf("  {\"text\":\"a\"}\n"), ".jsonl");
    EXPECT_EQ(kindOf("[\n{\"text\":\"a\"}]"), ".jsonl");
    EXPECT_EQ(kindOf("prompt\tcompletion\na\tb\n"), ".tsv 2");
    EXPECT_EQ(kindOf("prompt\tcompletion\r\na\tb\r\n\r\n"), ".tsv 2") << "line ends of another system, and an empty line at the end";
    EXPECT_EQ(kindOf("prompt,completion,tag\na,\"b, c\",d"), ".csv 3");
    EXPECT_EQ(kindOf("prompt,completion\n\"two\nlines, and \"\"words\"\"\",b"), ".csv 2");
    EXPECT_EQ(kindOf("My prompt\tIts answer\n\tb"), ".tsv 2") << "an empty cell";
}

TEST(PastedText, ProseStaysProse) {
    EXPECT_EQ(kindOf("One paragraph.\n\nAnother one."), ".txt");
    EXPECT_EQ(kindOf("Hello, you\nGood day, all"), ".txt") << "as many commas in each line, and no names of columns";
    EXPECT_EQ(kindOf("a,b"), ".txt") << "a line of names alone is no table";
    EXPECT_EQ(kindOf("a,b\nc"), ".txt");
    EXPECT_EQ(kindOf("a,a\nb,c"), ".txt") << "two columns of one name";
    EXPECT_EQ(kindOf("a,b\n\"c,d"), ".txt") << "a quote that does not end";
    EXPECT_EQ(kindOf("\tindented code\n\tmore of it"), ".txt") << "a column without a name";
    EXPECT_EQ(kindOf(""), ".txt");
}

}  // namespace
}  // namespace luthier
