# SPDX-License-Identifier: Apache-2.0
"""More than two hundred strings on which tokenizers go wrong. Written with escapes where an editor might change them."""

WORDS = [
    "", " ", "  ", "   ", "a", " a", "a ", " a ", "Hello", "Hello, world!", " Hello", "hello  world", "hello   world", "HELLO WORLD", "hElLo WoRlD",
    "it's", "It's we're you'll they'd I'm she've don't", "IT'S WE'RE", "it\u2019s", "'s", "' s", "''s''", "can't've", "rock'n'roll", "o'clock",
    "supercalifragilisticexpialidocious", "Donaudampfschifffahrtsgesellschaftskapit\u00e4n", "x" * 300, "ab" * 200,
    "antidisestablishmentarianism" * 8,
    "na\u00efve caf\u00e9 r\u00e9sum\u00e9", "\u00c5ngstr\u00f6m \u00d8rsted \u0141\u00f3d\u017a", "stra\u00dfe STRASSE",
    "\u0130stanbul \u0131\u015f\u0131k", "e.g., i.e., etc.",
]
WHITESPACE = [
    "\n", "\n\n", "\n\n\n", "\t", "\t\t", "\t\t\t\t", " \n", "\n ", " \n ", "\r\n", "\r\n\r\n", "\r", "line one\nline two",
    "line one\r\nline two\r\n", "line\rother",
    "a\n\n\nb", "a \n b", "a\t b", "a \tb", "    indented", "        indented more", "\tindented", "trailing   ", "trailing\n", "trailing \n\n ",
    "a" + " " * 50 + "b", " " * 64,
    "\n" * 20, "a\u00a0b", "\u00a0", "a\u3000b", "a\u2003b\u2009c", "a\u200bb", "\ufeffa", "a\u2028b\u2029c", "a\u0085b", "\x0b\x0c",
    "col1\tcol2\tcol3\n1\t2\t3", "  a  b  c  ",
]
NUMBERS = [
    "0", "7", "42", "123", "1234567890", "1 234 567", "1,234,567.89", "3.14159", "-1", "+49 30 123456", "1e-5", "0x1F", "0b1010", "1/2",
    "\u00bd \u00bc \u2153", "x\u00b2 + y\u00b3", "H\u2082O CO\u2082",
    "\u2160\u2161\u2162 \u2173", "\u0661\u0662\u0663", "\u0967\u0968\u0969", "\uff11\uff12\uff13", "\u2460\u2461\u2462", "\u4e00\u4e8c\u4e09",
    "2024-02-29T23:59:59Z", "12:34", "v1.2.3-rc4", "a1b2c3", "1a 2b 3c", "abc123def",
    " 1", "  12", "1 ", "100%", "$5.00", "\u20ac1.234,56", "10\u00b0C", "\u2212273.15", "1st 2nd 3rd", "999999999999999999999999", "192.168.0.1",
    "90\u00d760", "\u00b9\u00b2\u00b3", "3\u20444", "\U0001d7d8\U0001d7d9\U0001d7da",
]
SCRIPTS = [
    "\u4f60\u597d\uff0c\u4e16\u754c\uff01", "\u6771\u4eac\u306f\u65e5\u672c\u306e\u9996\u90fd\u3067\u3059\u3002",
    "\u30ab\u30bf\u30ab\u30ca \u3072\u3089\u304c\u306a", "\uc548\ub155\ud558\uc138\uc694 \uc138\uacc4", "\u1112\u1161\u11ab",
    "\u041f\u0440\u0438\u0432\u0435\u0442, \u043c\u0438\u0440!",
    "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645", "\u0645\u064e\u0631\u0652\u062d\u064e\u0628\u064b\u0627",
    "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd", "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u0e0a\u0e32\u0e27\u0e42\u0e25\u0e01",
    "\u0928\u092e\u0938\u094d\u0924\u0947 \u0926\u0941\u0928\u093f\u092f\u093e",
    "\u0393\u03b5\u03b9\u03ac \u03c3\u03bf\u03c5 \u039a\u03cc\u03c3\u03bc\u03b5", "\u10d2\u10d0\u10db\u10d0\u10e0\u10ef\u10dd\u10d1\u10d0",
    "\u1229\u1230\u120b\u121d", "Ti\u1ebfng Vi\u1ec7t", "\u12a5\u1295\u12f0\u121d\u1295", "\u0bb5\u0ba3\u0b95\u0bcd\u0b95\u0bae\u0bcd",
    "\u1780\u17d2\u1798\u17c2\u179a", "\U00020000\U0002a6df",
    "mixed \u4e2d\u6587 and English \u6df7\u5408", "\u0627\u0644\u0633\u0639\u0631 123 \u062f\u0648\u0644\u0627\u0631", "e\u0301 vs \u00e9",
    "n\u0303 o\u0308 a\u030a", "Z\u0351\u036b\u0343a\u0363\u0368l\u0369\u034bg\u0352o\u0353", "\u202eright to left\u202c", "\ufb01ne \ufb02ow",
    "\uff28\uff45\uff4c\uff4c\uff4f",
    "\u01c5 \u02b0 \u16a0", "\u0300", "a\u0300\u0301\u0302",
]
EMOJI = [
    "\U0001f600", "\U0001f642\U0001f642\U0001f642", "\U0001f469\u200d\U0001f4bb", "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
    "\U0001f3f3\ufe0f\u200d\U0001f308", "\U0001f44d\U0001f3fd", "\U0001f1eb\U0001f1f7\U0001f1ef\U0001f1f5", "1\ufe0f\u20e3", "\u2764\ufe0f",
    "text \U0001f680 text", "\U0001f680text", "\u263a \u2605 \u2713", "\U0001fae0\U0001fab7",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", ":-) ;-P \u00af\\_(\u30c4)_/\u00af",
    "\u2026\u2014\u2013\u00ab\u00bb\u201e\u201c\u2018\u2019",
]
CODE = [
    "def f(x):\n    return x ** 2\n", "for (int i = 0; i < n; ++i) { sum += a[i]; }", "if(a&&b||!c){d->e();}",
    "#include <vector>\nstd::vector<int> v{1, 2, 3};", "SELECT * FROM users WHERE id = 42;", "<div class=\"a\">text</div>",
    "{\"key\": [1, 2.5, null, true]}", "$ ls -la | grep '^d' > out.txt 2>&1", "\\frac{a}{b} \\sum_{i=0}^{n} x_i", "```python\nprint('hi')\n```",
    "a_b-c.d/e\\f", "snake_case camelCase PascalCase SCREAMING_CASE", "// TO\u200bDO: fix\n\t\treturn;",
    "https://example.org/path/to?x=1&y=2#frag", "www.example.com", "user.name+tag@example.co.uk", "C:\\Users\\name\\file.txt", "../../etc/passwd",
    "=== != <= >= -> => :: .. ...", "!!!???", "((((()))))", "--------------------", "*****", "a=b", "~`@#$%^&*()_+-={}[]|\\:\";'<>?,./",
]
SPECIAL = [
    "<|im_start|>", "<|im_end|>", "<|endoftext|>", "<|im_start|>user\nHi<|im_end|>\n",
    "<|im_start|>system\nYou are kind.<|im_end|>\n<|im_start|>user\n1 + 1?<|im_end|>\n<|im_start|>assistant\n2<|im_end|>\n",
    "<|im_start|", "<|im_end|", "|im_end|>", "< |im_end|>", "<|im_end |>", "<|IM_END|>", "<|im_end|><|im_end|>", "a<|im_end|>b", " <|im_end|> ",
    "<<|im_end|>>", "<|im_start|><|im_start|>user", "<|endoftext|>\n<|endoftext|>",
    "<|end_of_text|>", "<s> </s> [INST] [/INST]", "<unk> <pad>", "<repo_name>a/b<file_sep>c", "<filename>x<gh_stars>5",
    "<jupyter_start><empty_output>", "<issue_start><issue_closed>", "<|im_\u200bstart|>", "\uff1c|im_end|\uff1e",
    "<think>hm</think>", "<tool_call>{}</tool_call>",
]
CONTROL = [
    "\x00", "a\x00b", "\x00\x00", "\x01\x02\x1b[31mred\x1b[0m", "\x7f", "\u0080", "\ufffd", "\ufffe", "\uffff", "\U0010ffff", "\ue000", "\u00ad",
    "a\u00adb",
]


def awkward_strings():
    strings = WORDS + WHITESPACE + NUMBERS + SCRIPTS + EMOJI + CODE + SPECIAL + CONTROL
    assert len(set(strings)) == len(strings) and len(strings) >= 200, len(strings)
    return strings
