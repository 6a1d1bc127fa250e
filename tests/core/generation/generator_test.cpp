// SPDX-License-Identifier: Apache-2.0
#include "core/generation/generator.h"

#include <gmock/gmock.h>

#include <numeric>
#include <set>

#include "core/adapters/adapter.h"
#include "core/base/utf8.h"
#include "tests/support/golden.h"

namespace luthier {
namespace {

using namespace luthier::test;

std::vector<TokenId> tokenIds(const Json& json) { return json.get<std::vector<TokenId>>(); }

class Generate : public testing::Test {
protected:
    std::unique_ptr<CausalModel> m_model = loadTiny("tiny-llama");
    Tokenizer m_tokenizer = require(Tokenizer::load(baselinePath("models/tiny-llama")));
    const Json m_greedy = golden("tiny_llama.json").at("greedy");
    WorkContext m_context;

    GenerateRequest greedyRequest() const {
        GenerateRequest request;
        request.promptIds = tokenIds(m_greedy.at("prompt"));
        request.maxNewTokens = static_cast<std::int64_t>(m_greedy.at("ids").size());
        request.stopAtEnd = false;
        return request;
    }
    GenerateRequest sampled(std::vector<TokenId> prompt, std::uint64_t stream, std::int64_t maxNewTokens = 12) const {
        GenerateRequest request;
        request.promptIds = std::move(prompt);
        request.maxNewTokens = maxNewTokens;
        request.sampling.temperature = 1.0;
        request.sampling.topP = 0.9;
        request.stream = stream;
        request.stopAtEnd = false;
        return request;
    }
    std::vector<Completion> run(const std::vector<GenerateRequest>& requests, GeneratorOptions options = {}) {
        std::vector<Completion> done(requests.size());
        GenerateWatch watch;
        watch.onFinished = [&](SequenceId request, Result<Completion> result) {
            Completion completion = require(std::move(result));
            done[request] = std::move(completion);
            m_order.push_back(request);
            return Status();
        };
        m_order.clear();
        require(Generator(*m_model, m_tokenizer, options).run(requests, watch, m_context));
        return done;
    }
    Error refused(const GenerateRequest& request) {
        GenerateWatch watch;
        watch.onFinished = [](SequenceId, const Result<Completion>& result) { return result ? Status() : Status(fail(result.error())); };
        const Status status = Generator(*m_model, m_tokenizer).run({request}, watch);
        return status ? Error(ErrorCode::Internal, "was accepted") : status.error();
    }
    std::vector<std::size_t> m_order;
};

TEST_F(Generate, GreedySameAsTransformers) {
    const Completion made = run({greedyRequest()}).front();
    EXPECT_EQ(made.ids, tokenIds(m_greedy.at("ids")));
    EXPECT_EQ(made.reason, FinishReason::Length);
    EXPECT_EQ(made.text, m_tokenizer.decode(made.ids, true).value());
}

TEST_F(Generate, WithAdaptersInOneBatchSameAsPeft) {
    std::vector<std::unique_ptr<Adapter>> adapters;
    std::vector<GenerateRequest> requests{greedyRequest()};
    std::vector<std::vector<TokenId>> expected{tokenIds(m_greedy.at("ids"))};
    const Json peft = golden("peft_lora.json");
    for (const Json& one : peft.at("cases")) {
        if (one.at("model") != "models/tiny-llama") continue;
        adapters.push_back(require(loadAdapter(baselinePath(one.at("adapter").get<std::string>()), *m_model)));
        GenerateRequest request = greedyRequest();
        request.promptIds = tokenIds(one.at("greedy").at("prompt"));
        request.adapter = adapters.back()->slot();
        requests.push_back(request);
        expected.push_back(tokenIds(one.at("greedy").at("ids")));
    }
    requests.push_back(greedyRequest());
    expected.push_back(expected.front());
    ASSERT_EQ(requests.size(), 5U);
    for (const std::int64_t batch : {1, 2, 8}) {
        const std::vector<Completion> made = run(requests, {batch, 512});
        for (std::size_t i = 0; i < made.size(); ++i) EXPECT_EQ(made[i].ids, expected[i]) << "request " << i << " in batches of " << batch;
    }
}

// A sample depends on its own row only, whoever else is in the batch and however the prompt was read.
TEST_F(Generate, SamplesDependOnTheirOwnRowOnly) {
    std::vector<GenerateRequest> requests;
    for (std::uint64_t i = 0; i < 11; ++i) {
        const auto first = static_cast<TokenId>(20 + i);
        requests.push_back(sampled(std::vector<TokenId>(3 + i % 4, first), i, 3 + static_cast<std::int64_t>(i * 7 % 13)));
    }
    const std::vector<Completion> together = run(requests, {4, 512}), pieces = run(requests, {11, 2});
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const Completion alone = run({requests[i]}).front();
        EXPECT_EQ(together[i].ids, alone.ids) << i;
        EXPECT_EQ(pieces[i].ids, alone.ids) << i;
        EXPECT_EQ(static_cast<std::int64_t>(alone.ids.size()), requests[i].maxNewTokens);
    }
}

TEST_F(Generate, SeedAndStreamChangeTheSample) {
    GenerateRequest request = sampled({5, 6, 7}, 0, 20);
    const std::vector<TokenId> first = run({request}).front().ids;
    EXPECT_EQ(run({request}).front().ids, first);
    GenerateRequest otherStream = request, otherSeed = request;
    otherStream.stream = 1;
    otherSeed.sampling.seed = 2;
    EXPECT_NE(run({otherStream}).front().ids, first);
    EXPECT_NE(run({otherSeed}).front().ids, first);
}

TEST_F(Generate, FinishedSequencesMakeRoom) {
    std::vector<GenerateRequest> requests{sampled({5}, 0, 30), sampled({6}, 1, 2), sampled({7}, 2, 2), sampled({8}, 3, 2)};
    run(requests, {2, 512});
    EXPECT_EQ(m_order, (std::vector<std::size_t>{1, 2, 3, 0}));
}

TEST_F(Generate, EndTokenStopsAndIsNotInTheText) {
    // Pretend that the fifth greedy token ends an answer.
    const std::vector<TokenId> ids = tokenIds(m_greedy.at("ids"));
    m_tokenizer.addEndOfGeneration(ids[4]);
    GenerateRequest request = greedyRequest();
    request.stopAtEnd = true;
    const Completion made = run({request}).front();
    const auto end = std::find(ids.begin(), ids.end(), ids[4]) + 1;
    EXPECT_EQ(made.ids, (std::vector<TokenId>{ids.begin(), end}));
    EXPECT_EQ(made.reason, FinishReason::Stop);
    EXPECT_EQ(made.text, m_tokenizer.decode({ids.begin(), end - 1}, true).value());
}

TEST_F(Generate, StopStringIsCutFromTheText) {
    const std::string whole = run({greedyRequest()}).front().text;
    ASSERT_GE(whole.size(), 8U);
    const std::size_t begin = completeUtf8Prefix(std::string_view(whole).substr(0, 4));
    const std::string stop = whole.substr(begin, completeUtf8Prefix(std::string_view(whole).substr(begin, 4)));
    ASSERT_FALSE(stop.empty());
    GenerateRequest request = greedyRequest();
    request.stop = {"never there", stop};
    const Completion made = run({request}).front();
    EXPECT_EQ(made.text, whole.substr(0, whole.find(stop)));
    EXPECT_EQ(made.reason, FinishReason::Stop);
    EXPECT_LT(made.ids.size(), m_greedy.at("ids").size());
}

TEST_F(Generate, StreamedPiecesMakeTheText) {
    GenerateRequest request = greedyRequest();
    request.stop = {"no such text"};
    std::string streamed;
    std::vector<TokenId> ids;
    Completion made;
    GenerateWatch watch;
    watch.onToken = [&](const GeneratedToken& token) {
        EXPECT_TRUE(isValidUtf8(token.newText));
        streamed += token.newText;
        ids.push_back(token.id);
    };
    watch.onFinished = [&](SequenceId, Result<Completion> result) {
        Completion completion = require(std::move(result));
        made = std::move(completion);
        return Status();
    };
    require(Generator(*m_model, m_tokenizer).run({request}, watch));
    EXPECT_EQ(streamed, made.text);
    EXPECT_EQ(ids, made.ids);
}

// Against the whole sequence computed anew for every token, with every token so far penalised once.
TEST_F(Generate, RepetitionPenaltyCountsPromptAndAnswer) {
    GenerateRequest request = greedyRequest();
    request.sampling.repetitionPenalty = 5;
    request.maxNewTokens = 30;
    const std::vector<TokenId> made = run({request}).front().ids;
    const at::NoGradGuard noGradient;
    std::vector<TokenId> all = request.promptIds;
    for (const TokenId id : made) {
        std::vector<std::int64_t> positions(all.size());
        std::iota(positions.begin(), positions.end(), 0);
        SegmentLayout layout;
        layout.add(static_cast<std::int64_t>(all.size()));
        const AdapterSelection base;
        ModelInput input;
        input.tokens_T = at::tensor(std::vector<std::int64_t>(all.begin(), all.end()), at::kLong);
        input.positions_T = at::tensor(positions, at::kLong);
        input.layout = &layout;
        input.adapters = &base;
        at::Tensor logits = m_model->logits(m_model->hiddenStates(input).narrow(0, static_cast<std::int64_t>(all.size()) - 1, 1));
        const std::set<TokenId> distinct(all.begin(), all.end());
        const std::vector<TokenId> previous(distinct.begin(), distinct.end());
        penalizeRepetition({logits.data_ptr<float>(), static_cast<std::size_t>(logits.numel())}, previous, 5);
        const std::int64_t numChosen = std::min(m_model->config().vocabSize, static_cast<std::int64_t>(m_tokenizer.vocabSize()));
        EXPECT_EQ(logits.narrow(1, 0, numChosen).argmax().item<std::int64_t>(), id) << "after " << all.size() << " tokens";
        all.push_back(id);
    }
}

TEST_F(Generate, AFullContextEndsWithLength) {
    const std::int64_t context = m_model->config().maxPositions;
    GenerateRequest request = sampled(std::vector<TokenId>(static_cast<std::size_t>(context - 3), 9), 0, 100);
    const Completion made = run({request}).front();
    EXPECT_EQ(made.ids.size(), 3U);
    EXPECT_EQ(made.reason, FinishReason::Length);
    request.promptIds.assign(static_cast<std::size_t>(context), 9);
    EXPECT_THAT(refused(request).toString(), testing::HasSubstr("context"));
}

TEST_F(Generate, RefusesBadRequests) {
    const auto codeOf = [&](auto change) {
        GenerateRequest request = greedyRequest();
        change(request);
        return refused(request).code;
    };
    EXPECT_EQ(codeOf([](GenerateRequest& r) { r.promptIds.clear(); }), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf([](GenerateRequest& r) { r.maxNewTokens = 0; }), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf([](GenerateRequest& r) { r.stop = {"a", ""}; }), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf([](GenerateRequest& r) { r.sampling.topP = 2; }), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf([&](GenerateRequest& r) { r.promptIds.push_back(static_cast<TokenId>(m_model->config().vocabSize)); }), ErrorCode::InvalidData);
    EXPECT_EQ(codeOf([](GenerateRequest& r) { r.promptIds.push_back(-1); }), ErrorCode::InvalidData);
}

TEST_F(Generate, CancelledBetweenTokens) {
    Cancellation cancellation;
    m_context.cancellation = &cancellation;
    std::vector<GenerateRequest> requests{sampled({5}, 0, 100), sampled({6}, 1, 100), sampled({7}, 2, 100)};
    std::vector<Completion> done(3);
    std::size_t numTokens = 0;
    GenerateWatch watch;
    watch.onToken = [&](const GeneratedToken&) {
        if (++numTokens == 10) cancellation.request();
    };
    watch.onFinished = [&](SequenceId request, Result<Completion> result) {
            Completion completion = require(std::move(result));
        done[request] = std::move(completion);
        return Status();
    };
    require(Generator(*m_model, m_tokenizer, {2, 512}).run(requests, watch, m_context));
    for (const Completion& completion : done) EXPECT_EQ(completion.reason, FinishReason::Cancelled);
    EXPECT_EQ(done[0].ids.size() + done[1].ids.size(), numTokens);
    EXPECT_LE(numTokens, 11U);
    EXPECT_TRUE(done[2].ids.empty());
}

TEST_F(Generate, AnErrorOfTheReaderEndsEverything) {
    GenerateWatch watch;
    watch.onFinished = [](SequenceId, const Result<Completion>&) { return Status(fail(ErrorCode::Cancelled, "nobody reads")); };
    EXPECT_EQ(Generator(*m_model, m_tokenizer).run({greedyRequest(), greedyRequest()}, watch).error().message, "nobody reads");
}

TEST_F(Generate, ModelThatIsNotANumber) {
    const at::NoGradGuard noGradient;
    for (NamedParameter& parameter : m_model->parameters())
        if (parameter.name == "model.norm.weight") parameter.tensor.fill_(std::numeric_limits<float>::quiet_NaN());
    EXPECT_EQ(refused(greedyRequest()).code, ErrorCode::InvalidData);
}

TEST_F(Generate, NothingAsked) { EXPECT_TRUE(run({}).empty()); }

}  // namespace
}  // namespace luthier
