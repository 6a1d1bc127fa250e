// SPDX-License-Identifier: Apache-2.0
// The "training" part of run.json.
#include "core/recipe/run_config.h"

namespace luthier {

namespace {

using Builder = Schema<TrainingConfig>;

void addLearningRate(Builder& schema) {
    schema.field("learning_rate", &TrainingConfig::learningRate).label("Learning rate").basic().above(0).atMost(10).otherNames({"lr"})
        .help("How far each step goes, at its highest. Too high and the loss jumps, too low and nothing is learned.")
        .reason("automatic: by method, adapter and size of the model");
    schema.choice("schedule", &TrainingConfig::schedule,
                  {{ScheduleKind::Constant, "constant", "Constant", "Stays at its highest after the warm-up."},
                   {ScheduleKind::Linear, "linear", "Linear", "Falls in a straight line to 0."},
                   {ScheduleKind::Cosine, "cosine", "Cosine", "Falls slowly, then fast, then slowly to 0."},
                   {ScheduleKind::Wsd, "wsd", "Warm-up, stable, decay", "Stays at its highest and falls only at the end."}})
        .label("Schedule").otherNames({"lr_scheduler_type", "lr_scheduler"})
        .help("How the learning rate changes during the run.")
        .reason("cosine: what most published recipes use");
    schema.field("warmup_ratio", &TrainingConfig::warmupRatio).label("Warm-up").range(0, 1).otherNames({"warmup", "warmup_fraction"})
        .help("Share of the steps during which the learning rate rises from 0 to its highest.")
        .reason("3 %: keeps the first steps, whose statistics are poor, from doing harm");
}

void addBatch(Builder& schema) {
    schema.field("tokens_per_step", &TrainingConfig::tokensPerStep).label("Tokens per step").unit("tokens").basic().range(1, 1073741824)
        .otherNames({"batch_size", "per_device_train_batch_size", "train_batch_size", "gradient_accumulation_steps", "micro_batch_size"})
        .help("How many tokens (prompts included, there is no padding) one step learns from. Fewer: more, noisier steps.")
        .reason("8192: some 20 to 40 dialogues, a usual batch");
    schema.field("micro_tokens", &TrainingConfig::microTokens).label("Tokens at once").unit("tokens").range(1, 1073741824)
        .help("How many tokens are computed at a time. Only memory and speed depend on it, not the result; a longer row is computed by itself.")
        .reason("automatic: 1024, or the tokens per step if that is less");
    schema.field("share_prefixes", &TrainingConfig::sharePrefixes)
        .label("Common beginnings once")
        .help(
            "Rows that are computed together and begin with the same tokens (a system prompt) compute these once, and what comes after a row's last learned "
            "token is "
            "left out. The result is the same up to rounding; with dropout every row is computed whole.")
        .reason("on: faster and smaller; off to have every row computed alone, as other trainers do");
    schema
        .choice("recompute", &TrainingConfig::recompute,
                {{Recompute::Off, "off", "Never", "Fastest; long rows take the most memory."},
                 {Recompute::Long, "long_rows", "Long rows", "Only for rows longer than the tokens at once: they need half as much more than the others then."},
                 {Recompute::All, "all", "Always", "Half the memory of the backward pass, for about a sixth more time."}})
        .label("Compute again")
        .otherNames({"gradient_checkpointing", "activation_checkpointing"})
        .help("Compute the feed-forward part of each layer a second time in the backward pass, instead of keeping it. The result has the same bits.")
        .reason("long rows: the few of them would decide how much memory the whole run needs");
    schema.field("epochs", &TrainingConfig::epochs).label("Epochs").basic().above(0).atMost(10000).otherNames({"num_train_epochs", "num_epochs"})
        .help("How often the data is gone through; 0.5 = half of it.")
        .reason("3: usual for small data sets; take 1 or 2 for more than some ten thousand rows");
    schema.field("max_steps", &TrainingConfig::maxSteps).label("Stop after").unit("steps").range(1, 1000000000).otherNames({"num_steps", "iters"})
        .help("The run ends after this many steps even if the epochs are not through.")
        .reason("not set: the epochs decide");
}

void addOptimizer(Builder& schema) {
    schema.choice("optimizer", &TrainingConfig::optimizer,
                  {{"adamw", "adamw", "AdamW", "Adam with decoupled weight decay (Loshchilov and Hutter 2017)."}})
        .label("Optimizer").otherNames({"optim"})
        .help("How gradients become updates.")
        .reason("AdamW: works for every adapter with the learning rates given here");
    schema.field("beta1", &TrainingConfig::beta1).label("AdamW beta 1").atLeast(0).below(1).otherNames({"adam_beta1"})
        .help("How much of the past gradients' mean is kept from step to step.")
        .reason("0.9: the value of the paper and of every common tool");
    schema.field("beta2", &TrainingConfig::beta2).label("AdamW beta 2").atLeast(0).below(1).otherNames({"adam_beta2"})
        .help("The same for the mean of their squares.")
        .reason("0.999: the value of the paper; 0.95 follows changes faster in long pre-training");
    schema.field("epsilon", &TrainingConfig::epsilon).label("AdamW epsilon").above(0).atMost(1).otherNames({"adam_epsilon", "eps"})
        .help("Keeps the update finite where gradients are nearly 0.")
        .reason("1e-8: the value of the paper");
    schema.field("float32_masters", &TrainingConfig::float32Masters).label("Float32 masters")
        .help("Keep trained bf16 weights in float32 too. Off: 4 bytes a trained weight less, and updates are rounded at random so that small ones add up.")
        .reason("on: the safest; adapters are float32 anyway");
    schema.field("clip_norm", &TrainingConfig::clipNorm).label("Largest gradient norm").range(0, 1e6)
        .otherNames({"max_grad_norm", "gradient_clipping", "clip", "grad_clip"})
        .help("A gradient longer than this is shortened to it; 0 = never.")
        .reason("1: one odd batch cannot throw the model off");
    schema.field("weight_decay", &TrainingConfig::weightDecay).label("Weight decay").range(0, 1).otherNames({"wd"})
        .help("Pulls trained weights towards 0 by this share of the learning rate each step.")
        .reason("0: fine-tuning is short, and an adapter is small already");
}

void addKeeping(Builder& schema) {
    schema.field("checkpoint_every", &TrainingConfig::checkpointEvery).label("Checkpoint every").unit("steps").range(1, 1000000000)
        .otherNames({"save_steps", "save_every"})
        .help("How often everything needed to go on is written to disk.")
        .reason("automatic: with the evaluations, so that the best one can be kept");
    schema.field("keep_checkpoints", &TrainingConfig::keepCheckpoints).label("Checkpoints kept").range(1, 100000).otherNames({"save_total_limit"})
        .help("How many of the latest checkpoints stay on disk; the best one stays in any case.")
        .reason("3: enough to go back a little, and bounded");
    schema.field("eval_every", &TrainingConfig::evalEvery).label("Evaluate every").unit("steps").range(0, 1000000000)
        .otherNames({"eval_steps", "evaluation_steps"})
        .help("How often the held-out loss is measured; 0 = only before and after the run.")
        .reason("automatic: about ten times a run, at most every 5 steps");
    schema.field("eval_samples", &TrainingConfig::evalSamples).label("Answers at evaluations").range(0, 64)
        .help("How many held-out prompts are answered at each evaluation, so that the change can be read; 0: none. "
              "Methods that write answers anyway answer more.")
        .reason("3: a few seconds, and enough to see what changes");
    schema.field("early_stopping", &TrainingConfig::earlyStopping).label("Stop early after").unit("evaluations").range(1, 100000)
        .otherNames({"early_stopping_patience", "patience"})
        .help("The run ends after this many evaluations in a row without a better held-out loss.")
        .reason("not set: the best checkpoint is kept anyway");
    schema.check({"early_stopping", "eval_every"}, [](const TrainingConfig& training, CheckReport& report) {
        if (training.earlyStopping && training.evalEvery.value == 0)
            report.add("early_stopping", "needs evaluations during the run, but eval_every is 0", "set eval_every to \"auto\", or early_stopping to null");
    });
}

}  // namespace

const Schema<TrainingConfig>& trainingConfigSchema() {
    static const Schema<TrainingConfig> schema = [] {
        Builder fields;
        addLearningRate(fields);
        addBatch(fields);
        addOptimizer(fields);
        addKeeping(fields);
        return fields;
    }();
    return schema;
}

}  // namespace luthier
