# SPDX-License-Identifier: Apache-2.0
"""Makes the reference Hugging Face folder of the demo model from its GGUF file, in float32.

    python tests/baselines/smollm2_reference.py FILE.gguf OUT_DIR

The folder is not committed (540 MB); the other smollm2_*.py scripts read it. Weights: dequantised by transformers, checked here tensor by tensor against
the gguf package. Tokenizer: written by us, because transformers' GGUF path ignores `tokenizer.ggml.pre` and forgets that "smollm" splits digits.
"""
import json
import sys
from pathlib import Path

import golden  # noqa: F401  (pins threads and seeds)
import gguf
import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
from transformers import AutoModelForCausalLM, LlamaConfig, LlamaForCausalLM

CONTROL_TOKEN = 3


def value(reader, key):
    return reader.fields[key].contents()


def make_config(reader) -> LlamaConfig:
    return LlamaConfig(
        vocab_size=value(reader, "llama.vocab_size"), hidden_size=value(reader, "llama.embedding_length"),
        intermediate_size=value(reader, "llama.feed_forward_length"), num_hidden_layers=value(reader, "llama.block_count"),
        num_attention_heads=value(reader, "llama.attention.head_count"), num_key_value_heads=value(reader, "llama.attention.head_count_kv"),
        max_position_embeddings=value(reader, "llama.context_length"), rms_norm_eps=value(reader, "llama.attention.layer_norm_rms_epsilon"),
        rope_theta=value(reader, "llama.rope.freq_base"), tie_word_embeddings=True, dtype="float32",
        bos_token_id=value(reader, "tokenizer.ggml.bos_token_id"), eos_token_id=value(reader, "tokenizer.ggml.eos_token_id"),
        pad_token_id=value(reader, "tokenizer.ggml.padding_token_id"))


def check_against_gguf(model, reader):
    """Compares every weight with the gguf package's own dequantisation; q and k rows are stored permuted (pairs interleaved) in GGUF."""
    names = {"token_embd": "model.embed_tokens", "output_norm": "model.norm"}
    parts = {"attn_norm": "input_layernorm", "ffn_norm": "post_attention_layernorm", "attn_q": "self_attn.q_proj", "attn_k": "self_attn.k_proj",
             "attn_v": "self_attn.v_proj", "attn_output": "self_attn.o_proj", "ffn_gate": "mlp.gate_proj", "ffn_up": "mlp.up_proj", "ffn_down": "mlp.down_proj"}
    state = model.state_dict()
    for tensor in reader.tensors:
        stem = tensor.name.removesuffix(".weight")
        if stem.startswith("blk."):
            _, layer, part = stem.split(".")
            target = f"model.layers.{layer}.{parts[part]}"
        else:
            target = names[stem]
        weights = torch.from_numpy(gguf.quants.dequantize(tensor.data, tensor.tensor_type).copy()).float()
        if stem.endswith((".attn_q", ".attn_k")):
            heads = model.config.num_attention_heads if stem.endswith("q") else model.config.num_key_value_heads
            rows, columns = weights.shape
            weights = weights.reshape(heads, rows // heads // 2, 2, columns).swapaxes(1, 2).reshape(rows, columns)
        if not torch.equal(weights, state[target + ".weight"]):
            raise SystemExit(f"{tensor.name}: transformers and gguf disagree")
    print(f"{len(reader.tensors)} tensors agree with the gguf package, bit for bit")


def write_tokenizer(reader, out: Path):
    if value(reader, "tokenizer.ggml.pre") != "smollm":
        raise SystemExit("this script knows only tokenizer.ggml.pre = smollm")
    tokens = value(reader, "tokenizer.ggml.tokens")
    types = value(reader, "tokenizer.ggml.token_type")
    merges = [tuple(merge.split(" ")) for merge in value(reader, "tokenizer.ggml.merges")]
    tokenizer = Tokenizer(models.BPE(vocab={token: i for i, token in enumerate(tokens)}, merges=merges))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)])
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(t, special=True, normalized=False) for t, kind in zip(tokens, types) if kind == CONTROL_TOKEN])
    tokenizer.save(str(out / "tokenizer.json"))
    name = lambda key: tokens[value(reader, f"tokenizer.ggml.{key}_token_id")]
    settings = {"tokenizer_class": "PreTrainedTokenizerFast", "add_bos_token": False, "add_prefix_space": False, "clean_up_tokenization_spaces": False,
                "bos_token": name("bos"), "eos_token": name("eos"), "unk_token": name("unknown"), "pad_token": name("padding"),
                "model_max_length": value(reader, "llama.context_length"), "chat_template": value(reader, "tokenizer.chat_template")}
    (out / "tokenizer_config.json").write_text(json.dumps(settings, indent=2) + "\n")
    special = {key: settings[key] for key in ("bos_token", "eos_token", "unk_token", "pad_token")}
    (out / "special_tokens_map.json").write_text(json.dumps(special, indent=2) + "\n")


def main():
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    reader = gguf.GGUFReader(source)
    loaded = AutoModelForCausalLM.from_pretrained(source.parent, gguf_file=source.name, dtype=torch.float32)
    # A fresh model without the loader's quantization marker, which save_pretrained refuses.
    model = LlamaForCausalLM(make_config(reader))
    model.load_state_dict(loaded.state_dict())
    check_against_gguf(model, reader)
    model.save_pretrained(out)
    write_tokenizer(reader, out)
    print(f"wrote {out}")


if __name__ == "__main__":
    main()
