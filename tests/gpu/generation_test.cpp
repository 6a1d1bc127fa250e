// SPDX-License-Identifier: Apache-2.0
// Answers on a GPU: a recorded step (a CUDA graph) has the bits of one that is asked for kernel by kernel, whatever shares the batch with it, and long after
// the caches that it was recorded over have moved.
#include <map>

#include "core/adapters/adapter.h"
#include "core/generation/batch_decoder.h"
#include "tests/gpu/machine.h"
#include "tests/support/golden.h"

namespace luthier {
namespace {

using namespace luthier::test;

class GpuGeneration : public GpuTest {
protected:
    using Answers = std::map<SequenceId, std::vector<TokenId>>;

    // requests enter two at a time, every third step.
    Answers answers(const CausalModel& model, const std::vector<GenerateRequest>& requests, std::int64_t maxBatch, bool records) {
        BatchDecoder decoder(model, m_tokenizer, {maxBatch, 16, records});
        Answers made;
        GenerateWatch watch;
        watch.onFinished = [&](SequenceId id, Result<Completion> completion) -> Status {
            made[id] = require(std::move(completion)).ids;
            return {};
        };
        std::size_t next = 0;
        for (int step = 0; !decoder.idle() || next < requests.size(); ++step) {
            for (int i = 0; step % 3 == 0 && i < 2 && next < requests.size(); ++i) decoder.add(requests[next++]);
            require(decoder.step(watch));
        }
        return made;
    }

    static std::vector<GenerateRequest> requests(AdapterSlot adapter) {
        // The emulator takes a second for what a GPU does in a millisecond. The longest cache still moves once, at 64 positions.
        const std::uint64_t numRequests = isEmulated ? 5 : 12;
        const std::int64_t few = isEmulated ? 4 : 20, longest = isEmulated ? 52 : 150;
        std::vector<GenerateRequest> made;
        for (std::uint64_t i = 0; i < numRequests; ++i) {
            GenerateRequest one;
            for (std::uint64_t j = 0; j < 1 + 5 * (i % 7); ++j) one.promptIds.push_back(static_cast<TokenId>((11 * i + 7 * j + 3) % 200));
            one.sampling.temperature = 1.0;
            one.sampling.seed = i;
            one.maxNewTokens = i == 3 ? longest : few + static_cast<std::int64_t>(i % 5);
            one.stopAtEnd = false;
            one.adapter = i % 3 == 1 ? adapter : kNoAdapter;
            made.push_back(std::move(one));
        }
        return made;
    }

    Tokenizer m_tokenizer = require(Tokenizer::load(baselinePath("models/tiny-llama")));
};

TEST_F(GpuGeneration, ARecordedStepHasTheSameBits) {
    for (const auto dtype : dtypes) {
        SCOPED_TRACE(at::toString(dtype));
        const std::unique_ptr<CausalModel> model =
            require(CausalModel::load(baselinePath("models/tiny-llama"), at::TensorOptions(dtype).device(machine())));
        const std::unique_ptr<Adapter> adapter = require(loadAdapter(baselinePath("adapters/lora"), *model));
        const std::vector<GenerateRequest> asked = requests(adapter->slot());
        const Answers oneByOne = answers(*model, asked, 1, false), together = answers(*model, asked, 5, false), recorded = answers(*model, asked, 5, true);
        ASSERT_EQ(oneByOne.size(), asked.size());
        EXPECT_EQ(together, oneByOne);
        EXPECT_EQ(recorded, oneByOne);
    }
}

// An optimizer step writes into the weights that the recording reads.
TEST_F(GpuGeneration, ARecordingSeesWhatTrainingChanged) {
    const std::unique_ptr<CausalModel> model = require(CausalModel::load(baselinePath("models/tiny-llama"), at::TensorOptions(at::kFloat).device(machine())));
    const std::unique_ptr<Adapter> adapter = require(loadAdapter(baselinePath("adapters/lora"), *model));
    KvCache eager(model->config().numLayers, 1), table(model->config().numLayers, 1);
    DecodeStep plain(*model, eager, false), recorded(*model, table, true);
    const c10::InferenceMode noGradients;
    for (KvCache* const cache : {&eager, &table}) {
        SegmentLayout layout;
        layout.add(2);
        AdapterSelection adapters;
        ModelInput input;
        input.tokens_T = at::tensor({5, 9}, at::kLong).to(machine());
        input.positions_T = at::tensor({0, 1}, at::kLong).to(machine());
        input.layout = &layout;
        input.adapters = &adapters;
        input.cache = cache;
        input.cacheSequences = {0};
        model->hiddenStates(input);
    }
    for (int step = 0; step < 8; ++step) {
        if (step == 5)
            for (const TrainedTensor& trained : adapter->trained()) trained.tensor.detach().mul_(1.5);
        const std::vector<DecodeStep::Row> rows{{step + 3, 0, adapter->slot()}};
        const at::Tensor expected = plain.logits(rows), made = recorded.logits(rows);
        EXPECT_TRUE(at::equal(made, expected)) << step;
    }
}

}  // namespace
}  // namespace luthier
