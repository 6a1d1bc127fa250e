// SPDX-License-Identifier: Apache-2.0
// The learning rate that "auto" becomes.
#include "core/recipe/auto_values.h"

namespace luthier {

namespace {

constexpr std::int64_t kLargeModel = 7'000'000'000;       // parameters

template <class List, class Variant>
std::string typeName(const Variant& options) {
    std::string name;
    std::size_t index = 0;
    List::forEach([&]<class Unit>() { if (options.index() == index++) name = Unit::id; });
    return name;
}

// Of a method that learns from preferences, by what is trained.
struct Rates { const char* method; DefaultRate lora, full, lastLayers; };
constexpr Rates kPreferenceRates[] = {
    {"dpo",
     {5e-6, "DPO with LoRA: 5e-6, the rate of published recipes; the 5e-5 of many tools makes it forget how to write"},
     {5e-7, "DPO of all weights: 5e-7, the rate of its paper"},
     {1e-6, "DPO of the last layers: between the rates of all weights (5e-7) and of LoRA (5e-6)"}},
    {"kto",
     {5e-6, "KTO with LoRA: its paper's range for all weights ends at 5e-6, and LoRA bears that"},
     {1e-6, "KTO of all weights: 1e-6, the default of TRL and within its paper's 5e-7 to 5e-6"},
     {2e-6, "KTO of the last layers: between the rates of all weights (1e-6) and of LoRA (5e-6)"}},
    {"orpo",
     {5e-5, "ORPO with LoRA: it fine-tunes as well, so a quarter of that rate with LoRA"},
     {8e-6, "ORPO of all weights: 8e-6, the rate of its paper"},
     {2e-5, "ORPO of the last layers: between the rates of all weights (8e-6) and of LoRA (5e-5)"}},
    {"simpo",
     {5e-6, "SimPO with LoRA: several times the rate for all weights"},
     {8e-7, "SimPO of all weights: its paper found 3e-7 to 1e-6; more makes answers repeat themselves"},
     {1e-6, "SimPO of the last layers: between the rates of all weights (8e-7) and of LoRA (5e-6)"}},
    {"cpo",
     {5e-5, "CPO with LoRA: it learns the chosen answers as well, so a quarter of fine-tuning's rate"},
     {5e-6, "CPO of all weights: a quarter of fine-tuning's rate"},
     {1e-5, "CPO of the last layers: between the rates of all weights (5e-6) and of LoRA (5e-5)"}},
    {"unlikelihood",
     {1e-4, "unlikelihood with LoRA: half of fine-tuning's rate, because what is pushed away has no place to go to"},
     {1e-5, "unlikelihood of all weights: half of fine-tuning's rate"},
     {2e-5, "unlikelihood of the last layers: between the rates of all weights (1e-5) and of LoRA (1e-4)"}},
    {"reward",
     {1e-4, "reward model with LoRA: 1e-4, the default of TRL's reward trainer"},
     {9e-6, "reward model of all weights: 9e-6, the rate of InstructGPT"},
     {3e-5, "reward model of the last layers: between the rates of all weights (9e-6) and of LoRA (1e-4)"}},
    {"grpo",
     {1e-5, "GRPO with LoRA: ten times the rate for all weights"},
     {1e-6, "GRPO of all weights: 1e-6, the rate of its paper and of TRL"},
     {2e-6, "GRPO of the last layers: between the rates of all weights (1e-6) and of LoRA (1e-5)"}},
    {"ppo",
     {1e-5, "PPO with LoRA: several times the rate for all weights"},
     {3e-6, "PPO of all weights: 3e-6, the rate of TRL"},
     {5e-6, "PPO of the last layers: between the rates of all weights (3e-6) and of LoRA (1e-5)"}},
    {"rloo",
     {1e-5, "RLOO with LoRA: ten times the rate for all weights"},
     {1e-6, "RLOO of all weights: 1e-6, the rate of TRL"},
     {2e-6, "RLOO of the last layers: between the rates of all weights (1e-6) and of LoRA (1e-5)"}},
    {"reinforce",
     {1e-5, "REINFORCE++ with LoRA: ten times the rate for all weights"},
     {1e-6, "REINFORCE++ of all weights: the actor's rate of OpenRLHF"},
     {2e-6, "REINFORCE++ of the last layers: between the rates of all weights (1e-6) and of LoRA (1e-5)"}},
    {"online_dpo",
     {5e-6, "online DPO with LoRA: the rate of DPO"},
     {5e-7, "online DPO of all weights: 5e-7, the rate of TRL"},
     {1e-6, "online DPO of the last layers: between the rates of all weights (5e-7) and of LoRA (5e-6)"}},
};

DefaultRate loraRate(const LoraOptions& lora) {
    if (lora.useRslora) return {1e-4, "rsLoRA with supervised fine-tuning: half of LoRA's rate, because the same alpha makes a larger update"};
    return {2e-4, "LoRA with supervised fine-tuning: ten times the rate of full fine-tuning (Dettmers et al. 2023)"};
}

DefaultRate fullRate(std::int64_t numParameters) {
    if (numParameters >= kLargeModel) return {1e-5, "full fine-tuning of a model of 7 billion parameters or more: 1e-5, as in published recipes of that size"};
    return {2e-5, "full fine-tuning: 2e-5, the rate of Alpaca, Vicuna, Zephyr and of TRL's SFT trainer"};
}

}  // namespace

std::optional<DefaultRate> defaultLearningRate(const RunConfig& config, std::int64_t numParameters) {
    const std::string method = typeName<AllMethods>(config.method), adapter = typeName<AllAdapters>(config.adapter);
    const auto chosen = [&](const DefaultRate& lora, const DefaultRate& full, const DefaultRate& lastLayers) -> std::optional<DefaultRate> {
        if (adapter == Lora::id) return lora;
        if (adapter == Full::id) return full;
        if (adapter == LastLayers::id) return lastLayers;
        return std::nullopt;
    };
    if (method == Sft::id)
        return chosen(adapter == Lora::id ? loraRate(std::get<LoraOptions>(config.adapter)) : DefaultRate{}, fullRate(numParameters),
                      {5e-5, "last layers: between full fine-tuning (2e-5) and LoRA (2e-4), because few layers must do the learning"});
    for (const Rates& rates : kPreferenceRates)
        if (method == rates.method) return chosen(rates.lora, rates.full, rates.lastLayers);
    return std::nullopt;
}

}  // namespace luthier
