// SPDX-License-Identifier: Apache-2.0
#include "core/training/online_run.h"

#include <ATen/ATen.h>

#include "core/base/clock.h"
#include "core/base/files.h"
#include "core/methods/preference_fields.h"
#include "core/training/run_parts.h"

namespace luthier {

namespace {

constexpr std::int64_t kMaxHeldOutPrompts = 32;   // answered at each evaluation
constexpr double kSecondsBetweenPolls = 0.5;

std::vector<const Example*> trainExamples(const TrainingRows& rows) {
    std::vector<const Example*> examples;
    for (const RowsOfFile& file : rows.train)
        for (const Example& example : file.rows) examples.push_back(&example);
    return examples;
}

std::vector<const Example*> evalExamples(const TrainingRows& rows) {
    std::vector<const Example*> examples;
    for (const Example& example : rows.eval) examples.push_back(&example);
    return examples;
}

}  // namespace

OnlineRun::OnlineRun(const OnlineRequest& request) : m_request(request), m_method(dynamic_cast<const OnlineMethod&>(request.method)) {}

Result<std::unique_ptr<OnlineRun>> OnlineRun::open(const OnlineRequest& request, std::vector<std::string>& notes, const WorkContext& context) {
    std::unique_ptr<OnlineRun> run(new OnlineRun(request));
    ASSIGN_OR_RETURN(run->m_encoder, RowEncoder::load(request.config.model.path));
    ASSIGN_OR_RETURN(run->m_prompts, promptSetOf(request.data.train, trainExamples(request.rows), request.data.rowIds));
    const std::vector<const Example*> held = evalExamples(request.rows);
    std::vector<std::string> heldIds;
    for (const Example* const example : held) heldIds.push_back(example->id);
    ASSIGN_OR_RETURN(run->m_heldOutPrompts, promptSetOf(request.data.eval, held, std::move(heldIds)));
    RETURN_IF_ERROR(run->openReference(notes, context));
    RETURN_IF_ERROR(run->openRewards(notes, context));
    RETURN_IF_ERROR(run->openPairs(notes, context));
    if (run->m_method.readsValues()) {
        ScoreHeadInfo info;
        info.dimensions = {"value"};
        ScoreHead head = ScoreHead::create(request.model.config().hiddenSize, info, static_cast<std::uint64_t>(request.config.seed), request.model.device());
        const at::NoGradGuard noGradient;
        head.weight_DH.zero_();   // expects nothing at first, so the first advantages are those of the rewards alone
        run->m_valueHead = std::move(head);
    }
    return run;
}

// What the policy is held to: the same model without or with another adapter, or a copy where the model itself is trained.
Status OnlineRun::openReference(std::vector<std::string>& notes, const WorkContext& context) {
    MethodOptions method = m_request.config.method;
    const std::string which = *referenceOf(method);
    const bool isNamed = which != kReferenceStart && which != kReferenceBase, isAdapter = isNamed && pathExists(which + "/adapter_config.json");
    const bool trainsModel = m_request.adapter.slot() == kNoAdapter;
    if (trainsModel || (isNamed && !isAdapter)) {
        const std::string folder = isNamed && !isAdapter ? which : m_request.config.model.path;
        ASSIGN_OR_RETURN(m_frozen, CausalModel::load(folder, at::TensorOptions(m_request.model.dtype()).device(m_request.model.device()), context));
        m_frozen->setRequiresGrad([](const NamedParameter&) { return false; });
        if (m_frozen->config().vocabSize != m_request.model.config().vocabSize)
            return fail(Error(ErrorCode::InvalidConfig, "the reference model has another vocabulary").at(folder).withKey("method.reference"));
        notes.push_back(trainsModel ? "the model itself is trained, so a frozen copy of it serves as reference and below reward models"
                                    : "the reference is the model in " + folder + ", loaded beside the policy's");
    }
    CausalModel& model = m_frozen ? *m_frozen : m_request.model;
    AdapterSlot slot = kNoAdapter;
    const bool startsFromAdapter = which == kReferenceStart && m_request.config.model.adapter.has_value();
    if (isAdapter || startsFromAdapter) {   // a second copy of where training began: the first one moves
        ASSIGN_OR_RETURN(m_referenceAdapter, loadAdapter(isAdapter ? which : *m_request.config.model.adapter, model));
        slot = m_referenceAdapter->slot();
    }
    m_reference.emplace(model, slot);
    m_reference->setTemperature(m_method.online().temperature);
    return {};
}

Status OnlineRun::openRewards(std::vector<std::string>& notes, const WorkContext& context) {
    const bool isCopyOfBase = m_frozen && m_request.adapter.slot() == kNoAdapter;
    const RewardSurroundings surroundings{isCopyOfBase ? *m_frozen : m_request.model, m_request.config.model.path, *m_encoder, m_request.batches.microTokens};
    const OnlineOptions& online = m_method.online();
    ASSIGN_OR_RETURN(m_rewards, AnswerRewards::open(online.rewards, online.maxNewTokens, surroundings, notes, context));
    ASSIGN_OR_RETURN(m_watched, AnswerRewards::open(online.watched, online.maxNewTokens, surroundings, notes, context));
    return {};
}

Status OnlineRun::openPairs(std::vector<std::string>& notes, const WorkContext& context) {
    const std::optional<std::string>& file = m_method.online().tripwires.pairs;
    if (!file) return {};
    if (!hasHeldOut())
        return fail(Error(ErrorCode::InvalidConfig, "held-out pairs are looked at when held-out prompts are answered, and there are none")
                        .withHint("Name data.eval or data.eval_fraction, or leave the pairs out.").withKey("method.tripwires.pairs"));
    ASSIGN_OR_RETURN(m_pairs, HeldOutPairs::open(*file, *m_encoder, m_request.config.data.maxLength, notes, context));
    return {};
}

// What the policy itself prefers, and whether that falls while the reward of held-out prompts rises.
Status OnlineRun::askPairs(Policy& policy, std::int64_t step, HeldOutAnswers& found, const WorkContext& context) const {
    if (m_pairs.empty()) return {};
    ASSIGN_OR_RETURN(const ImplicitPreference own, m_pairs.ask(policy, const_cast<Policy&>(*m_reference), m_request.batches, context));
    found.metrics["implicit_accuracy"] = own.accuracy;
    found.metrics["implicit_margin"] = own.margin;
    return m_source->lookAtHeldOut({found.reward, own.accuracy, own.numPairs}, step);
}

std::vector<TrainedTensor> OnlineRun::trained() const {
    if (!m_valueHead) return {};
    return {{"value_head.weight", m_valueHead->weight_DH, true}};
}

void OnlineRun::prepare(Policy& policy) const {
    policy.setTemperature(m_method.online().temperature);
    if (m_valueHead) policy.setValueHead(&*m_valueHead, m_method.valueTrainsLayers());
}

RolloutParts OnlineRun::partsOf(Policy& policy, const PromptSet& prompts) const {
    return {m_method,  policy,    const_cast<Policy&>(*m_reference), m_encoder->tokenizer(), prompts, m_rewards, m_watched, m_request.batches,
            static_cast<std::uint64_t>(m_request.config.seed)};
}

SampleSource& OnlineRun::begin(Policy& policy, const OnlineWatch& watch) {
    m_watch.emplace(watch);
    RolloutWatch told;
    told.event = [this](EventKind kind, const Json& fields) { return m_watch->record.event(kind, fields); };
    told.sample = [this](std::int64_t step, const Json& line) { return m_watch->record.attempt().samples().append(step, line); };
    told.klWeight = [this](std::int64_t step) { return m_watch->changes.valueAt(step, "kl_weight"); };
    told.pause = [this](const std::string&) { m_watch->steering.post({ControlOp::Pause, Json::object()}); };
    // A stop that comes by control.jsonl or stdin ends a rollout too: steering is asked while answers are written, and knows of signals as well.
    told.work.cancellation = &m_interruption;
    told.work.progress = [this, outer = watch.work, last = monotonicSeconds()](const Progress& progress) mutable {
        outer.progress(progress);
        if (monotonicSeconds() - last < kSecondsBetweenPolls) return;
        last = monotonicSeconds();
        if (!m_watch->steering.poll(m_watch->record)) return;   // the loop's own poll tells what is wrong
        if (m_watch->steering.endRequested()) m_interruption.request();
    };
    const TrainingConfig& training = m_request.config.training;
    m_source = std::make_unique<RolloutSource>(RolloutMaker(partsOf(policy, m_prompts)), m_request.data.orderOf,
                                               RolloutSourceOptions{training.epochs, training.maxSteps.value_or(-1)}, std::move(told));
    return *m_source;
}

Result<HeldOutResult> OnlineRun::evaluate(Policy& policy, const Method&, std::int64_t step, const WorkContext& context) const {
    const auto tell = [&](const Json& line) { return m_watch->record.attempt().samples().append(step, line); };
    if (step == 0) {
        Policy base(m_request.adapter.slot() == kNoAdapter && m_frozen ? *m_frozen : m_request.model, kNoAdapter);
        RETURN_IF_ERROR(answerHeldOut(RolloutMaker(partsOf(base, m_heldOutPrompts)), kMaxHeldOutPrompts, true, tell, context));
    }
    ASSIGN_OR_RETURN(HeldOutAnswers found, answerHeldOut(RolloutMaker(partsOf(policy, m_heldOutPrompts)), kMaxHeldOutPrompts, false, tell, context));
    RETURN_IF_ERROR(askPairs(policy, step, found, context));
    return HeldOutResult{-found.reward, std::move(found.metrics), 0, true};
}

}  // namespace luthier
