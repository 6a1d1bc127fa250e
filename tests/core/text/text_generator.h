// SPDX-License-Identifier: Apache-2.0
// Arbitrary valid UTF-8 for RapidCheck: words, white space, digits, marks, emoji with joiners, special tokens.
#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

namespace luthier::test {

inline rc::Gen<std::string> arbitraryText() {
    const auto piece = rc::gen::oneOf(rc::gen::elementOf(std::vector<std::string>{"hello",
                                                                                  " the",
                                                                                  "  ",
                                                                                  "\n",
                                                                                  "\n\n\t",
                                                                                  "1234",
                                                                                  "é",
                                                                                  "e\xCC\x81",
                                                                                  "日本語",
                                                                                  "🙂",
                                                                                  "👩‍👩‍👧",
                                                                                  "مرحبا",
                                                                                  "'re",
                                                                                  "<|im_start|>",
                                                                                  "<|im_end|>",
                                                                                  "<|im_",
                                                                                  "\xC2\xA0",
                                                                                  "ﬁ",
                                                                                  "\r\n",
                                                                                  "{{ x }}",
                                                                                  std::string(1, '\0')}),
                                      rc::gen::map(rc::gen::inRange<int>(0x20, 0x7F), [](int c) { return std::string(1, static_cast<char>(c)); }),
                                      rc::gen::map(rc::gen::inRange<int>(0x80, 0x800), [](int c) {
                                          return std::string{static_cast<char>(0xC0 | (c >> 6)), static_cast<char>(0x80 | (c & 0x3F))};
                                      }));
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const std::vector<std::string>& pieces) {
        std::string text;
        for (const std::string& one : pieces) text += one;
        return text;
    });
}

}  // namespace luthier::test
