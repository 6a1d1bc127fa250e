# SPDX-License-Identifier: Apache-2.0
"""Golden dequantisation of every GGUF tensor type we read, and two whole tiny GGUF files.

    python tests/baselines/gguf_fixtures.py        (reads tests/baselines/models/tiny-llama and tiny-qwen2, made by tiny_models.py)

gguf_dequant.json, cases: {type, type_id, shape [2, 256], bytes (base64), values (512 float32, every digit needed to restore them)}. Row 0: gaussian values
quantised by the gguf package where it can, else random bits; row 1: random bits with finite scales, negative and subnormal ones among them.
models/tiny-llama.gguf, models/tiny-qwen2.gguf: float32, the same numbers as the folders beside them (so tiny_llama.json and tiny_qwen2.json hold for them
too); q and k rows of llama are permuted as llama.cpp's converter does. Checked here: transformers loads equal weights, and, where llama-cpp-python is
installed, llama.cpp gives the ids of tokenizer.json on awkward_strings.py.
"""
import base64
import json
import unicodedata

import golden
import gguf
import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from transformers import AutoModelForCausalLM

from awkward_strings import awkward_strings

TYPES = ["F32", "F16", "BF16", "Q8_0", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q4_K", "Q5_K", "Q6_K"]
SCALE_OFFSETS = {"Q8_0": [0], "Q4_0": [0], "Q4_1": [0, 2], "Q5_0": [0], "Q5_1": [0, 2], "Q4_K": [0, 2], "Q5_K": [0, 2], "Q6_K": [208]}
PARTS = {"input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm", "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k",
         "self_attn.v_proj": "attn_v", "self_attn.o_proj": "attn_output", "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down"}
OUTER = {"model.embed_tokens.weight": "token_embd.weight", "model.norm.weight": "output_norm.weight", "lm_head.weight": "output.weight"}


def random_row(kind, random):
    """256 values of random bits in which every float16 scale is finite."""
    elements, size = gguf.GGML_QUANT_SIZES[kind]
    if kind.name in ("F32", "F16", "BF16"):
        exact = np.concatenate([[0.0, -0.0, 1.0, -1.0, 65504.0, 6e-8, -6e-8, 1e-5], random.normal(size=248) * 1e-3])
        return gguf.quants.quantize(exact.astype(np.float32), kind)
    blocks = random.integers(0, 256, size=(256 // elements, size), dtype=np.uint8)
    for offset in SCALE_OFFSETS[kind.name]:
        scales = (random.normal(size=len(blocks)) * 0.02).astype(np.float16)
        scales[0] = np.float16(5e-7)
        blocks[:, offset:offset + 2] = scales.view(np.uint8).reshape(-1, 2)
    return blocks.reshape(-1)


def dequantised_cases():
    cases = []
    for name in TYPES:
        kind = gguf.GGMLQuantizationType[name]
        random = np.random.default_rng(kind.value)
        try:
            first = gguf.quants.quantize(random.normal(size=(256,)).astype(np.float32), kind)
        except NotImplementedError:
            first = random_row(kind, random)
        rows = np.stack([np.ascontiguousarray(row).view(np.uint8).reshape(-1) for row in (first, random_row(kind, random))])
        plain = {"F32": np.float32, "F16": np.float16}.get(name)
        values = gguf.quants.dequantize(rows.view(plain) if plain else rows, kind).astype(np.float32)
        assert values.shape == (2, 256) and np.isfinite(values).all() and (values != 0).mean() > 0.5
        cases.append({"type": name, "type_id": kind.value, "shape": [2, 256], "bytes": base64.b64encode(rows.tobytes()).decode("ascii"),
                      "values": [float(f"{value:.9g}") for value in values.reshape(-1).tolist()]})
    return cases


def gguf_name(name):
    if name in OUTER:
        return OUTER[name]
    _, _, layer, rest = name.split(".", 3)
    part, kind = rest.rsplit(".", 1)
    return f"blk.{layer}.{PARTS[part]}.{kind}"


def permuted(weight, heads):
    """llama.cpp's order of q and k rows: the two halves of each head's rotary pairs interleaved."""
    return weight.reshape(heads, 2, weight.shape[0] // heads // 2, *weight.shape[1:]).swapaxes(1, 2).reshape(weight.shape)


def write_metadata(writer, folder, config):
    writer.add_name(folder.name)
    writer.add_context_length(config["max_position_embeddings"])
    writer.add_embedding_length(config["hidden_size"])
    writer.add_block_count(config["num_hidden_layers"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_head_count(config["num_attention_heads"])
    writer.add_head_count_kv(config["num_key_value_heads"])
    writer.add_layer_norm_rms_eps(config["rms_norm_eps"])
    writer.add_rope_freq_base(config.get("rope_theta") or config["rope_parameters"]["rope_theta"])
    writer.add_vocab_size(config["vocab_size"])
    if config["model_type"] == "llama":
        writer.add_rope_dimension_count(config["hidden_size"] // config["num_attention_heads"])


def write_tokenizer(writer, folder, config):
    tokenizer = json.loads((folder / "tokenizer.json").read_text())
    special = {token["id"] for token in tokenizer["added_tokens"]}
    tokens = sorted(tokenizer["model"]["vocab"], key=tokenizer["model"]["vocab"].get)
    kinds = [gguf.TokenType.CONTROL if i in special else gguf.TokenType.NORMAL for i in range(len(tokens))]
    for i in range(len(tokens), config["vocab_size"]):
        tokens.append(f"[PAD{i}]")
        kinds.append(gguf.TokenType.UNUSED)
    settings = json.loads((folder / "tokenizer_config.json").read_text())
    template = settings.get("chat_template") or (folder / "chat_template.jinja").read_text()
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm" if config["model_type"] == "llama" else "qwen2")
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    writer.add_token_merges([merge if isinstance(merge, str) else " ".join(merge) for merge in tokenizer["model"]["merges"]])
    if config["bos_token_id"] is not None:
        writer.add_bos_token_id(config["bos_token_id"])
    writer.add_eos_token_id(config["eos_token_id"])
    writer.add_pad_token_id(0)
    writer.add_add_bos_token(False)
    writer.add_chat_template(template)


def write_model(folder):
    config = json.loads((folder / "config.json").read_text())
    path = folder.parent / (folder.name + ".gguf")
    writer = gguf.GGUFWriter(path, config["model_type"])
    write_metadata(writer, folder, config)
    write_tokenizer(writer, folder, config)
    for name, weight in sorted(load_file(folder / "model.safetensors").items()):
        if config["model_type"] == "llama" and ("q_proj" in name or "k_proj" in name):
            weight = permuted(weight, config["num_attention_heads" if "q_proj" in name else "num_key_value_heads"])
        writer.add_tensor(gguf_name(name), weight.numpy())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def check_model(path, folder):
    model = AutoModelForCausalLM.from_pretrained(path.parent, gguf_file=path.name, dtype=torch.float32)
    wanted = load_file(folder / "model.safetensors")
    for name, weight in model.named_parameters():
        assert torch.equal(weight, wanted[name]), name
    try:
        import llama_cpp
    except ImportError:
        print(f"{path.name}: weights agree; tokens not checked, llama-cpp-python is not installed")
        return
    llama = llama_cpp.Llama(model_path=str(path), vocab_only=True, verbose=False)
    ours = Tokenizer.from_file(str(folder / "tokenizer.json"))
    for text in awkward_strings():
        # Qwen2's own tokenizer.json brings text into NFC first; llama.cpp leaves that out, so only text in NFC can agree.
        if ours.normalizer and unicodedata.normalize("NFC", text) != text:
            continue
        ids = llama.tokenize(text.encode("utf-8"), add_bos=False, special=True)
        assert ids == ours.encode(text, add_special_tokens=False).ids, (path.name, text, ids)
    print(f"{path.name}: weights agree with transformers, ids agree with llama.cpp")


def main():
    golden.write_golden("gguf_dequant.json", {"made_with": golden.made_with("gguf_fixtures.py", "gguf", "numpy"), "cases": dequantised_cases()})
    for name in ("tiny-llama", "tiny-qwen2"):
        folder = golden.HERE / "models" / name
        path = write_model(folder)
        print(path.name, path.stat().st_size, "bytes")
        check_model(path, folder)


if __name__ == "__main__":
    main()
