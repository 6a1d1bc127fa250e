# SPDX-License-Identifier: Apache-2.0
"""Makes the tiny random models the tests load, one per family and per way a real folder may look.

    python tests/baselines/tiny_models.py [OUT_DIR]        (default: tests/baselines/models)

tiny-llama    untied head, rope settings in the old place (rope_theta), several end tokens, tokenizer of SmolLM2's shape, template inside tokenizer_config.json
tiny-llama3   tied head, llama3 rope scaling in the old place (rope_scaling), bfloat16 in two shards with an index
tiny-mistral  sliding window of 8, head_dim that is not hidden/heads, linear rope scaling in the new place (rope_parameters), byte-fallback tokenizer that adds
              <s>, template with {% generation %} and bos_token
tiny-qwen2    biases on q, k and v, tied head, more embedding rows than tokens, chat_template.jinja in a file of its own, with tools
"""
import json
import sys
from pathlib import Path

import golden
import torch
from safetensors.torch import save_file
from transformers import AutoConfig, AutoModelForCausalLM

import tiny_tokenizers

CHATML = ("{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}{% endfor %}"
          "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}")
CHATML_GENERATION = (
    "{{ bos_token }}{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' }}{% if message['role'] == 'assistant' %}"
    "{% generation %}{{ message['content'] + '<|im_end|>' }}{% endgeneration %}{% else %}{{ message['content'] + '<|im_end|>' }}{% endif %}"
    "{{ '\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}")
CHATML_TOOLS = """{%- if tools %}
    {{- '<|im_start|>system\\n' }}
    {%- if messages[0].role == 'system' %}
        {{- messages[0].content + '\\n\\n' }}
    {%- endif %}
    {{- "# Tools\\n<tools>" }}
    {%- for tool in tools %}
        {{- "\\n" }}
        {{- tool | tojson }}
    {%- endfor %}
    {{- "\\n</tools><|im_end|>\\n" }}
{%- elif messages[0].role == 'system' %}
    {{- '<|im_start|>system\\n' + messages[0].content + '<|im_end|>\\n' }}
{%- endif %}
{%- for message in messages %}
    {%- if message.role == "user" or (message.role == "system" and not loop.first) %}
        {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' }}
    {%- elif message.role == "assistant" %}
        {{- '<|im_start|>assistant\\n' }}
        {%- if message.content %}
            {{- message.content }}
        {%- endif %}
        {%- for call in message.tool_calls or [] %}
            {{- '\\n<tool_call>\\n{"name": "' + call.function.name + '", "arguments": ' + (call.function.arguments | tojson) + '}\\n</tool_call>' }}
        {%- endfor %}
        {{- '<|im_end|>\\n' }}
    {%- elif message.role == "tool" %}
        {{- '<|im_start|>user\\n<tool_response>\\n' + message.content + '\\n</tool_response><|im_end|>\\n' }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
{%- endif %}"""

COMMON = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4, "num_key_value_heads": 2, "hidden_act": "silu",
          "max_position_embeddings": 512, "rms_norm_eps": 1e-5, "initializer_range": 0.02, "use_cache": True, "attention_dropout": 0.0}


def configs():
    """name -> config.json without the vocabulary."""
    ids = {"bos_token_id": 1, "eos_token_id": 2}
    old_llama = {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "attention_bias": False, "mlp_bias": False, "pretraining_tp": 1,
                 "rope_theta": 10000.0, "torch_dtype": "float32", "transformers_version": "4.46.0"}
    llama3 = {"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 64}
    return {
        "tiny-llama": {**COMMON, **old_llama, **ids, "tie_word_embeddings": False, "rope_scaling": None},
        "tiny-llama3": {**COMMON, **old_llama, **ids, "torch_dtype": "bfloat16", "tie_word_embeddings": True, "rope_scaling": llama3, "head_dim": 8},
        "tiny-mistral": {**COMMON, "architectures": ["MistralForCausalLM"], "model_type": "mistral", "dtype": "float32", "head_dim": 16, "sliding_window": 8,
                         "rope_parameters": {"rope_type": "linear", "factor": 2.0, "rope_theta": 10000.0}, "tie_word_embeddings": False,
                         "bos_token_id": 1, "eos_token_id": 2, "transformers_version": "5.23.0"},
        "tiny-qwen2": {**COMMON, "architectures": ["Qwen2ForCausalLM"], "model_type": "qwen2", "dtype": "float32", "rms_norm_eps": 1e-6,
                       "layer_types": ["full_attention"] * 2, "max_window_layers": 2, "sliding_window": None, "use_sliding_window": False,
                       "rope_parameters": {"rope_type": "default", "rope_theta": 1000000.0}, "tie_word_embeddings": True, "bos_token_id": None,
                       "eos_token_id": 2, "transformers_version": "5.23.0"},
    }


def write_json(path, content):
    path.write_text(json.dumps(content, indent=2) + "\n")


def write_tokenizer(name, folder):
    mistral, qwen = name == "tiny-mistral", name == "tiny-qwen2"
    tokenizer = tiny_tokenizers.byte_fallback() if mistral else tiny_tokenizers.byte_level(qwen)
    tokenizer.save(str(folder / "tokenizer.json"))
    settings = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": 512, "clean_up_tokenization_spaces": False,
                "bos_token": "<s>" if mistral else (None if qwen else "<|im_start|>"), "eos_token": "</s>" if mistral else "<|im_end|>",
                "unk_token": "<unk>" if mistral else None if qwen else "<|endoftext|>", "pad_token": "</s>" if mistral else "<|endoftext|>"}
    if qwen:
        (folder / "chat_template.jinja").write_text(CHATML_TOOLS)
    else:
        settings["chat_template"] = CHATML_GENERATION if mistral else CHATML
    write_json(folder / "tokenizer_config.json", {key: value for key, value in settings.items() if value is not None})
    return tokenizer.get_vocab_size(with_added_tokens=True)


def random_weights(folder):
    """Weights large enough that attention and gates are far from uniform; biases and norms differ from their usual start."""
    model = AutoModelForCausalLM.from_config(AutoConfig.from_pretrained(folder), dtype=torch.float32)
    generator = torch.Generator().manual_seed(sum(map(ord, folder.name)))
    for name, weight in sorted(model.named_parameters()):
        noise = torch.randn(weight.shape, generator=generator)
        if weight.dim() == 1:
            weight.data = 0.2 * noise if name.endswith("bias") else 1.0 + 0.2 * noise
        else:
            weight.data = noise * (0.5 if "embed" in name else 1.2 / weight.shape[1] ** 0.5)
    return {name: weight.detach().contiguous() for name, weight in model.named_parameters()}


def write_weights(name, folder):
    weights = random_weights(folder)
    if name != "tiny-llama3":
        save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
        return
    weights = {key: weight.bfloat16() for key, weight in weights.items()}
    shards = {"model-00001-of-00002.safetensors": {}, "model-00002-of-00002.safetensors": {}}
    for key, weight in sorted(weights.items()):
        shards["model-00002-of-00002.safetensors" if "layers.1" in key or key == "model.norm.weight" else "model-00001-of-00002.safetensors"][key] = weight
    for file, content in shards.items():
        save_file(content, folder / file, metadata={"format": "pt"})
    total = sum(weight.numel() * weight.element_size() for weight in weights.values())
    places = {key: file for file, content in shards.items() for key in content}
    write_json(folder / "model.safetensors.index.json", {"metadata": {"total_size": total}, "weight_map": dict(sorted(places.items()))})


def main():
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else golden.HERE / "models"
    for name, config in configs().items():
        folder = out / name
        folder.mkdir(parents=True, exist_ok=True)
        tokens = write_tokenizer(name, folder)
        config["vocab_size"] = (tokens + 31) // 32 * 32 if name == "tiny-qwen2" else tokens
        write_json(folder / "config.json", config)
        ends = {"tiny-llama": [2, 0], "tiny-mistral": [2, 5]}.get(name, config["eos_token_id"])
        write_json(folder / "generation_config.json", {"_from_model_config": True, "bos_token_id": config["bos_token_id"], "eos_token_id": ends})
        write_weights(name, folder)
        print(folder.name, "tokens", tokens, "bytes", sum(file.stat().st_size for file in folder.iterdir()))


if __name__ == "__main__":
    main()
