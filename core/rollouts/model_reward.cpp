// SPDX-License-Identifier: Apache-2.0
#include "core/rollouts/model_reward.h"

#include <algorithm>
#include <filesystem>
#include <limits>

#include <ATen/ATen.h>

#include "core/adapters/adapter.h"
#include "core/adapters/own_parameters.h"
#include "core/base/files.h"
#include "core/generation/row_scores.h"
#include "core/text/encode_example.h"

namespace luthier {

namespace {

// The models and the encoder of a part that brings its own; what is not set is the policy's.
struct Opened {
    std::unique_ptr<CausalModel> ownModel;
    std::unique_ptr<Adapter> adapter;
    std::optional<ScoreHead> ownHead;
    std::optional<RowEncoder> ownEncoder;
    RewardModel model{};
    const RowEncoder* encoder = nullptr;
};

class ModelRewardPart : public RewardPart {
public:
    ModelRewardPart(Opened opened, std::int64_t dimension, std::int64_t microTokens)
        : m_opened(std::move(opened)), m_dimension(dimension), m_microTokens(microTokens) {
        if (m_opened.ownHead) m_opened.model = {m_opened.ownModel.get(), kNoAdapter, &*m_opened.ownHead};   // where they lie for good
        if (m_opened.ownEncoder) m_opened.encoder = &*m_opened.ownEncoder;
    }

    Result<std::vector<double>> score(std::span<const RolloutAnswer> answers, const PromptSet& prompts, const WorkContext& context) override {
        std::vector<double> scores;
        std::vector<EncodedRow> pending;
        std::int64_t numTokens = 0;
        const auto flush = [&]() -> Status {
            RETURN_IF_ERROR(context.checkpoint());
            ASSIGN_OR_RETURN(const auto found, sequenceScores(m_opened.model, pending));
            for (const AnswerScore& one : found) scores.push_back(chosen(one));
            pending.clear();
            numTokens = 0;
            return {};
        };
        for (const RolloutAnswer& answer : answers) {
            ASSIGN_OR_RETURN(EncodedRow row, encode(answer, prompts));
            const auto length = static_cast<std::int64_t>(row.ids.size());
            if (!pending.empty() && numTokens + length > m_microTokens) RETURN_IF_ERROR(flush());
            numTokens += length;
            pending.push_back(std::move(row));
        }
        if (!pending.empty()) RETURN_IF_ERROR(flush());
        return scores;
    }

private:
    double chosen(const AnswerScore& score) const { return m_dimension < 0 ? score.total : score.dimensions[static_cast<std::size_t>(m_dimension)]; }

    Result<EncodedRow> encode(const RolloutAnswer& answer, const PromptSet& prompts) const {
        Scored scored;
        scored.prompt = prompts.prompts[static_cast<std::size_t>(answer.row)].prompt;
        Turn turn;
        turn.role = Role::Assistant;
        turn.text = answer.text;
        scored.response = {turn};
        Example example;
        example.id = prompts.rowIds[static_cast<std::size_t>(answer.row)];
        example.body = std::move(scored);
        EncodeOptions options;
        options.samples = SampleKind::Scores;
        options.needsLabels = false;
        options.maxLength = m_opened.model.model->config().maxPositions;
        ASSIGN_OR_RETURN(EncodedExample encoded, encodeExample(*m_opened.encoder, example, options));
        if (const RowProblem* const refusal = encoded.refusal())
            return fail(Error(ErrorCode::InvalidData, "row " + example.id + ": the reward model cannot read the answer: " + refusal->message));
        return std::move(encoded.sequences.front().row);
    }

    Opened m_opened;
    std::int64_t m_dimension, m_microTokens;
};

Result<Opened> openAdapter(const std::string& folder, const RewardSurroundings& surroundings, std::vector<std::string>& notes) {
    Opened opened;
    ASSIGN_OR_RETURN(opened.adapter, loadAdapter(folder, surroundings.model));
    ASSIGN_OR_RETURN(opened.model, rewardModelOf(surroundings.model, *opened.adapter));
    opened.encoder = &surroundings.encoder;
    const Result<Json> config = readJsonFile(folder + "/adapter_config.json");
    const std::string base = config && config->contains("base_model_name_or_path") && (*config)["base_model_name_or_path"].is_string()
                                 ? (*config)["base_model_name_or_path"].get<std::string>() : std::string();
    const auto name = [](const std::string& path) { return std::filesystem::path(path).lexically_normal().filename().string(); };
    if (!base.empty() && name(base) != name(surroundings.modelFolder))
        notes.push_back("the reward model in " + folder + " was trained on " + base + "; its scores are read with " + surroundings.modelFolder + " below it");
    return opened;
}

Result<Opened> openModel(const std::string& folder, const RewardSurroundings& surroundings, std::vector<std::string>& notes, const WorkContext& context) {
    Opened opened;
    ASSIGN_OR_RETURN(opened.ownModel, CausalModel::load(folder, at::TensorOptions(surroundings.model.dtype()).device(surroundings.model.device()), context));
    opened.ownModel->setRequiresGrad([](const NamedParameter&) { return false; });
    ASSIGN_OR_RETURN(opened.ownHead, loadModelScoreHead(folder, *opened.ownModel));
    if (!opened.ownHead)
        return fail(Error(ErrorCode::InvalidConfig, "the model in " + folder + " is no reward model: it has no score head")
                        .withHint("train one with the method \"reward\""));
    ASSIGN_OR_RETURN(opened.ownEncoder, RowEncoder::load(folder));
    if (opened.ownEncoder->tokenizer().hash() != surroundings.encoder.tokenizer().hash())
        notes.push_back("the reward model in " + folder + " has another tokenizer: it reads the answers as text, in its own tokens");
    return opened;
}

}  // namespace

Result<std::unique_ptr<RewardPart>> openModelReward(const ModelRewardOptions& options, const RewardSurroundings& surroundings, std::vector<std::string>& notes,
                                                    const WorkContext& context) {
    const bool isAdapter = pathExists(options.path + "/adapter_config.json");
    Result<Opened> opened = isAdapter ? openAdapter(options.path, surroundings, notes) : openModel(options.path, surroundings, notes, context);
    if (!opened) return fail(std::move(opened.error()));
    std::int64_t dimension = -1;
    const std::vector<std::string>& known = (opened->ownHead ? &*opened->ownHead : opened->model.head)->info.dimensions;
    if (!options.dimension.empty()) {
        const auto found = std::find(known.begin(), known.end(), options.dimension);
        if (found == known.end()) {
            std::string names;
            for (const std::string& name : known) names += (names.empty() ? "" : ", ") + name;
            return fail(Error(ErrorCode::InvalidConfig, "the reward model has no dimension \"" + options.dimension + "\"; it has " + names)
                            .withKey("dimension"));
        }
        dimension = found - known.begin();
    }
    auto part = std::make_unique<ModelRewardPart>(std::move(*opened), dimension, surroundings.microTokens);
    return part;
}

}  // namespace luthier
