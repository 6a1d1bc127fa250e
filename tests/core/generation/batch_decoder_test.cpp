// SPDX-License-Identifier: Apache-2.0
// Sequences that enter and leave a batch while others go on.
#include "core/generation/batch_decoder.h"

#include <gtest/gtest.h>

#include <map>

#include "core/adapters/adapter.h"
#include "tests/support/golden.h"

namespace luthier {
namespace {

using namespace luthier::test;

class Batch : public testing::Test {
protected:
    Batch() {
        m_watch.onFinished = [this](SequenceId id, Result<Completion> completion) -> Status {
            EXPECT_FALSE(m_done.contains(id)) << "finished twice";
            m_done.emplace(id, std::move(completion));
            return {};
        };
    }
    GenerateRequest request(TokenId first, std::size_t length, std::uint64_t seed, AdapterSlot adapter = kNoAdapter) const {
        GenerateRequest one;
        for (std::size_t i = 0; i < length; ++i) one.promptIds.push_back(static_cast<TokenId>((first + static_cast<TokenId>(7 * i)) % 200));
        one.sampling.temperature = 1.0;
        one.sampling.seed = seed;
        one.maxNewTokens = 10 + static_cast<std::int64_t>(seed % 5);
        one.stopAtEnd = false;
        one.adapter = adapter;
        return one;
    }
    std::vector<TokenId> alone(const GenerateRequest& one) {
        BatchDecoder decoder(*m_model, m_tokenizer, {1, 16});
        std::vector<TokenId> ids;
        GenerateWatch watch;
        watch.onFinished = [&](SequenceId, Result<Completion> completion) -> Status {
            ids = require(std::move(completion)).ids;
            return {};
        };
        decoder.add(one);
        while (!decoder.idle()) require(decoder.step(watch));
        return ids;
    }
    std::unique_ptr<CausalModel> m_model = loadTiny("tiny-llama");
    Tokenizer m_tokenizer = require(Tokenizer::load(baselinePath("models/tiny-llama")));
    GenerateWatch m_watch;
    std::map<SequenceId, Result<Completion>> m_done;
};

TEST_F(Batch, WhatASeedMakesDoesNotDependOnWhoElseIsInOrWhenTheyCame) {
    const std::unique_ptr<Adapter> adapter = require(loadAdapter(baselinePath("adapters/lora"), *m_model));
    for (const bool records : {false, true}) {   // on its own caches, or over a table of them
        SCOPED_TRACE(records);
        m_done.clear();
        BatchDecoder decoder(*m_model, m_tokenizer, {6, 16, records});
        std::vector<GenerateRequest> requests;
        for (std::uint64_t i = 0; i < 14; ++i) {
            requests.push_back(request(static_cast<TokenId>(11 * i + 3), 1 + 5 * (i % 9), i, i % 3 == 1 ? adapter->slot() : kNoAdapter));
            if (i == 4) requests.back().maxNewTokens = 70;   // its cache moves
        }
        std::size_t next = 0;
        for (int step = 0; !decoder.idle() || next < requests.size(); ++step) {
            if (step % 3 == 0 && next < requests.size()) decoder.add(requests[next++]);
            require(decoder.step(m_watch));
        }
        ASSERT_EQ(m_done.size(), requests.size());
        for (std::size_t i = 0; i < requests.size(); ++i) EXPECT_EQ(require(m_done.at(i)).ids, alone(requests[i])) << i;
    }
}

// Adapters are held as the rows want them while a decoder lives; the next one sees what has been trained since.
TEST_F(Batch, ADecoderSeesWhatWasTrainedBeforeIt) {
    const std::unique_ptr<Adapter> adapter = require(loadAdapter(baselinePath("adapters/lora"), *m_model));
    const GenerateRequest asked = request(5, 12, 3, adapter->slot());
    const std::vector<TokenId> before = alone(asked);
    EXPECT_EQ(alone(asked), before);
    for (const TrainedTensor& trained : adapter->trained()) {
        const at::NoGradGuard noGradient;
        trained.tensor.mul_(3);
    }
    EXPECT_NE(alone(asked), before);
}

// The second of them takes over what the first has read.
TEST_F(Batch, AnswersToOnePromptAreThoseOfEachAlone) {
    const std::unique_ptr<Adapter> adapter = require(loadAdapter(baselinePath("adapters/lora"), *m_model));
    BatchDecoder decoder(*m_model, m_tokenizer, {3, 16});
    std::vector<GenerateRequest> requests;
    for (std::uint64_t i = 0; i < 12; ++i) {
        requests.push_back(request(i < 8 ? 5 : 9, 40, i, i % 4 == 3 ? adapter->slot() : kNoAdapter));
        if (i == 2) requests.back().sampling.repetitionPenalty = 1.3;   // changes the logits it is given
        decoder.add(requests.back());
    }
    while (!decoder.idle()) require(decoder.step(m_watch));
    for (SequenceId id = 0; id < requests.size(); ++id) EXPECT_EQ(require(std::move(m_done.at(id))).ids, alone(requests[id])) << id;
}

TEST_F(Batch, CancelledSequencesLeaveWhereverTheyAre) {
    BatchDecoder decoder(*m_model, m_tokenizer, {1, 4});
    decoder.add(request(3, 2, 1));      // is being answered
    decoder.add(request(4, 40, 2));     // its prompt is read in ten pieces
    decoder.add(request(5, 2, 3));      // waits
    require(decoder.step(m_watch));
    require(decoder.step(m_watch));
    EXPECT_TRUE(require(decoder.cancel(0, m_watch)));
    require(decoder.step(m_watch));     // the second one enters
    EXPECT_TRUE(require(decoder.cancel(1, m_watch)));
    EXPECT_TRUE(require(decoder.cancel(2, m_watch)));
    EXPECT_FALSE(require(decoder.cancel(2, m_watch))) << "it has finished";
    EXPECT_TRUE(decoder.idle());
    EXPECT_EQ(decoder.cacheBytes(), 0);
    for (const auto& [id, completion] : m_done) EXPECT_EQ(require(completion).reason, FinishReason::Cancelled) << id;
    EXPECT_FALSE(require(m_done.at(0)).ids.empty());
    EXPECT_TRUE(require(m_done.at(1)).ids.empty());
    // The place is free again.
    decoder.add(request(6, 3, 4));
    while (!decoder.idle()) require(decoder.step(m_watch));
    EXPECT_EQ(require(m_done.at(3)).ids.size(), 14U);
}

TEST_F(Batch, AnAdapterIsInUseUntilItsLastSequenceHasFinished) {
    const std::unique_ptr<Adapter> adapter = require(loadAdapter(baselinePath("adapters/lora"), *m_model));
    BatchDecoder decoder(*m_model, m_tokenizer, {1, 16});
    decoder.add(request(3, 2, 1));
    decoder.add(request(4, 2, 2, adapter->slot()));
    EXPECT_TRUE(decoder.uses(adapter->slot()));
    while (!decoder.idle()) {
        EXPECT_TRUE(decoder.uses(adapter->slot()));
        require(decoder.step(m_watch));
    }
    EXPECT_FALSE(decoder.uses(adapter->slot()));
}

// One sequence's adapter is broken; the others in the batch do not notice.
TEST_F(Batch, LogitsThatAreNoNumbersEndTheirSequenceOnly) {
    const std::unique_ptr<Adapter> adapter = require(loadAdapter(baselinePath("adapters/lora"), *m_model));
    const at::NoGradGuard noGradient;
    adapter->trained().front().tensor.fill_(std::numeric_limits<float>::quiet_NaN());
    BatchDecoder decoder(*m_model, m_tokenizer, {4, 16});
    const GenerateRequest good = request(3, 5, 1);
    decoder.add(good);
    decoder.add(request(4, 5, 2, adapter->slot()));
    while (!decoder.idle()) require(decoder.step(m_watch));
    EXPECT_EQ(require(m_done.at(0)).ids, alone(good));
    ASSERT_FALSE(m_done.at(1));
    EXPECT_EQ(m_done.at(1).error().code, ErrorCode::InvalidData);
}

}  // namespace
}  // namespace luthier
