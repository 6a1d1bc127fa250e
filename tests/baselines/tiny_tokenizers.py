# SPDX-License-Identifier: Apache-2.0
"""The tokenizers of the tiny fixture models, made from a fixed list of merges so that every run writes the same bytes."""
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from tokenizers.pre_tokenizers import ByteLevel

SPECIALS = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
WORDS = ["the", "and", "ing", "er", "you", "user", "assistant", "system", "hello", "is", "what", "in", "on", "re", "me"]
QWEN_SPLIT = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")


def build_merges(space):
    """Left-to-right merges that make each word, alone and after a space, one token."""
    merges, pieces = [], []
    for word in WORDS + [space + word for word in WORDS]:
        left = word[0]
        for letter in word[1:]:
            if (left, letter) not in merges:
                merges.append((left, letter))
                pieces.append(left + letter)
            left += letter
    return merges, pieces


def add_specials(tokenizer, specials):
    tokenizer.add_special_tokens([AddedToken(text, special=True, normalized=False) for text in specials])


def byte_level(qwen: bool) -> Tokenizer:
    """SmolLM2's shape (digits apart, then ByteLevel), or Qwen2's (NFC, its own split, then ByteLevel without one)."""
    merges, pieces = build_merges("\u0120")
    tokens = SPECIALS + sorted(ByteLevel.alphabet()) + pieces
    tokenizer = Tokenizer(models.BPE(vocab={token: i for i, token in enumerate(tokens)}, merges=merges))
    if qwen:
        tokenizer.normalizer = normalizers.NFC()
        split = pre_tokenizers.Split(Regex(QWEN_SPLIT), behavior="isolated")
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence([split, ByteLevel(add_prefix_space=False, use_regex=False)])
    else:
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), ByteLevel(add_prefix_space=False)])
    tokenizer.decoder = decoders.ByteLevel()
    add_specials(tokenizer, SPECIALS)
    return tokenizer


def byte_fallback() -> Tokenizer:
    """Mistral's and Llama-2's shape: spaces become U+2581, one is put in front, unknown bytes become <0xNN>, <s> is added in front."""
    merges, pieces = build_merges("\u2581")
    specials = ["<unk>", "<s>", "</s>"] + SPECIALS
    letters = sorted(set("".join(WORDS)) | set("\u2581abcdefghijklmnopqrstuvwxyz.,?!"))
    tokens = specials + [f"<0x{byte:02X}>" for byte in range(256)] + letters + pieces
    tokenizer = Tokenizer(models.BPE(
        vocab={token: i for i, token in enumerate(tokens)}, merges=merges, unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("\u2581"), normalizers.Replace(" ", "\u2581")])
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("\u2581", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(content=" ", left=1, right=0)])
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A", pair="<s> $A <s>:1 $B:1", special_tokens=[("<s>", 1)])
    add_specials(tokenizer, specials)
    return tokenizer
