# SPDX-License-Identifier: Apache-2.0
"""Golden token ids by llama.cpp for the kinds of tokenizer that a GGUF file can hold.

    python tests/baselines/gguf_tokenizers.py        (reads models/tiny-llama.gguf, made by gguf_fixtures.py)

gguf_tokenizers.json: texts; pre: {value of tokenizer.ggml.pre: ids of each text} for the byte-level vocabulary of tiny-llama.gguf split in other ways;
spm: ids of each text for models/tiny-spm.gguf, a SentencePiece BPE vocabulary with scores and byte tokens trained here on the texts themselves.
Ids are null where the text is not in NFC and pre is qwen2: Qwen's own tokenizer normalises, llama.cpp does not. No BOS; special tokens parsed.
"""
import tempfile
import unicodedata
from pathlib import Path

import golden
import gguf
import llama_cpp
import numpy as np
from tokenizers import Tokenizer, models, normalizers, trainers

from awkward_strings import awkward_strings

PRE_TYPES = ["smollm", "gpt-2", "llama-bpe", "smaug-bpe", "qwen2", "default"]
MODELS = golden.HERE / "models"
SPACE = "\u2581"


def start(path):
    """The smallest llama that llama.cpp opens."""
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(64)
    writer.add_embedding_length(8)
    writer.add_block_count(1)
    writer.add_feed_forward_length(8)
    writer.add_head_count(2)
    writer.add_layer_norm_rms_eps(1e-5)
    return writer


def finish(writer, num_tokens):
    writer.add_vocab_size(num_tokens)
    writer.add_tensor("token_embd.weight", np.zeros((num_tokens, 8), dtype=np.float16))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def ids_of(path, texts):
    model = llama_cpp.Llama(model_path=str(path), vocab_only=True, verbose=False)
    return [model.tokenize(text.encode("utf-8"), add_bos=False, special=True) for text in texts]


def byte_level(pre, texts, folder):
    reader = gguf.GGUFReader(MODELS / "tiny-llama.gguf")
    value = lambda key: reader.fields["tokenizer.ggml." + key].contents()
    path = Path(folder) / f"{pre}.gguf"
    writer = start(path)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(pre)
    writer.add_token_list(value("tokens"))
    writer.add_token_types(value("token_type"))
    writer.add_token_merges(value("merges"))
    writer.add_bos_token_id(value("bos_token_id"))
    writer.add_eos_token_id(value("eos_token_id"))
    finish(writer, len(value("tokens")))
    ids = ids_of(path, texts)
    return [None if pre == "qwen2" and unicodedata.normalize("NFC", text) != text else found for text, found in zip(texts, ids)]


def sentence_piece(texts):
    """Trains the merges with the tokenizers package on "_word_word" text and gives the tokens the scores sentencepiece would: minus their rank."""
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", byte_fallback=True))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend(SPACE), normalizers.Replace(" ", SPACE)])
    trainer = trainers.BpeTrainer(vocab_size=700, special_tokens=["<unk>", "<s>", "</s>"], limit_alphabet=90, show_progress=False)
    # llama.cpp reads tokens as C strings, so none may hold a zero byte.
    tokenizer.train_from_iterator([word for text in texts if "\0" not in text for word in text.replace(" ", "\n ").split("\n")] * 2, trainer)
    fixed = ["<unk>", "<s>", "</s>"] + [f"<0x{byte:02X}>" for byte in range(256)]
    own = ["<|user|>", "  keep  "]
    learned = [token for token, _ in sorted(tokenizer.get_vocab().items(), key=lambda item: item[1]) if token not in fixed + own]
    tokens = fixed + learned + own
    types = [gguf.TokenType.UNKNOWN] + [gguf.TokenType.CONTROL] * 2 + [gguf.TokenType.BYTE] * 256 + [gguf.TokenType.NORMAL] * len(learned)
    types += [gguf.TokenType.CONTROL, gguf.TokenType.USER_DEFINED]
    path = MODELS / "tiny-spm.gguf"
    writer = start(path)
    writer.add_tokenizer_model("llama")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(tokens)
    writer.add_token_scores([0.0] * 259 + [-float(i) for i in range(len(learned))] + [0.0, 0.0])
    writer.add_token_types(types)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)
    finish(writer, len(tokens))
    return ids_of(path, texts)


def main():
    texts = awkward_strings() + ["<|user|>hello", "a<|user|> b", "x  keep  y", "<s>hi</s> there", "  keep  <|user|>  keep  "]
    with tempfile.TemporaryDirectory() as folder:
        pre = {name: byte_level(name, texts, folder) for name in PRE_TYPES}
    golden.write_golden("gguf_tokenizers.json", {
        "made_with": golden.made_with("gguf_tokenizers.py", "tokenizers", "gguf", "llama-cpp-python"), "texts": texts, "pre": pre, "spm": sentence_piece(texts)})


if __name__ == "__main__":
    main()
