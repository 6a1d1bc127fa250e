// SPDX-License-Identifier: GPL-3.0-or-later
// What the window relies on, asked of the fake engine and of the real one alike.
#include <csignal>

#include <unistd.h>

#include "core/base/utf8.h"
#include "tests/views/link/link_support.h"

namespace luthier::test {

namespace {

using State = EngineLink::State;

struct Kind { const char* name; bool isReal; };
void PrintTo(const Kind& kind, std::ostream* out) { *out << kind.name; }

class EngineContract : public testing::TestWithParam<Kind> {
protected:
    void SetUp() override {
        if (!GetParam().isReal) command = fakeEngine("slow");
        else if (realEngine().isEmpty()) GTEST_SKIP() << "LUTHIER_ENGINE does not say where the real engine is (this build folder has none)";
        else command = {realEngine()};
        link = std::make_unique<EngineLink>(command);
        QObject::connect(link.get(), &EngineLink::stateChanged, link.get(), [this](State state) { states.push_back(state); });
    }
    bool load() {
        Asked asked(*link, loadRequest());
        return asked.wait() && *asked.result;
    }
    // One that would take long, and has begun.
    std::unique_ptr<Asked> longGeneration() {
        auto asked = std::make_unique<Asked>(*link, generateRequest(400));
        EXPECT_TRUE(asked->waitForEvents(1)) << asked->error().toString();
        return asked;
    }
    void killAndSee(const char* when) {
        const qint64 pid = link->processId();
        ASSERT_GT(pid, 0) << when;
        ::kill(static_cast<pid_t>(pid), SIGKILL);
        ASSERT_TRUE(waitUntil([&] { return link->state() == State::Dead; })) << when;
        EXPECT_THAT(link->trouble().message, testing::HasSubstr("signal 9")) << when;
        EXPECT_FALSE(link->trouble().hint.empty()) << when;
        EXPECT_EQ(link->processId(), 0) << when;
    }
    QStringList command;
    std::unique_ptr<EngineLink> link;
    std::vector<State> states;
};

TEST_P(EngineContract, StartsWithTheFirstRequestAndSaysWhichVersionItIs) {
    EXPECT_EQ(link->state(), State::Idle);
    Asked asked(*link, {{"op", "status"}});
    EXPECT_EQ(link->state(), State::Starting);
    ASSERT_TRUE(asked.wait());
    ASSERT_TRUE(*asked.result) << asked.error().toString();
    EXPECT_TRUE((**asked.result).contains("models"));
    EXPECT_EQ(link->state(), State::Ready);
    EXPECT_THAT(states, testing::ElementsAre(State::Starting, State::Busy, State::Ready));
    EXPECT_FALSE(link->engineVersion().isEmpty());
}

TEST_P(EngineContract, LoadsWithProgressAndStreamsTokens) {
    Asked loading(*link, loadRequest());
    ASSERT_TRUE(loading.wait());
    ASSERT_TRUE(*loading.result) << loading.error().toString();
    ASSERT_FALSE(loading.events.empty());
    EXPECT_EQ(loading.events.front()["event"], "progress");
    EXPECT_FALSE((**loading.result)["fingerprint"].get<std::string>().empty());

    Asked asked(*link, generateRequest(6));
    ASSERT_TRUE(asked.wait());
    ASSERT_TRUE(*asked.result) << asked.error().toString();
    std::string streamed;
    for (const Json& event : asked.events) {
        EXPECT_EQ(event["event"], "token");
        streamed += event["text"].get<std::string>();
    }
    EXPECT_GE(asked.events.size(), 1U);
    EXPECT_EQ(streamed, asked.text());
    EXPECT_EQ(link->state(), State::Ready);
}

TEST_P(EngineContract, AnswersSeveralRequestsEachOnce) {
    ASSERT_TRUE(load());
    Asked first(*link, generateRequest(8)), second(*link, generateRequest(3)), third(*link, {{"op", "status"}});
    EXPECT_EQ(link->state(), State::Busy);
    ASSERT_TRUE(first.wait() && second.wait() && third.wait());
    QTest::qWait(50);
    for (const Asked* asked : {&first, &second, &third}) EXPECT_EQ(asked->numAnswers, 1);
    EXPECT_GE(first.events.size(), second.events.size());
}

TEST_P(EngineContract, CancelsWhatRunsAndAnswersItOnce) {
    ASSERT_TRUE(load());
    const auto asked = longGeneration();
    link->cancel(asked->id);
    ASSERT_TRUE(asked->wait());
    QTest::qWait(50);
    EXPECT_EQ(asked->numAnswers, 1);
    // The real one may be done before it hears of it: the model is tiny.
    const bool isDone = GetParam().isReal && asked->events.size() == 400;
    const std::string reason = *asked->result ? (**asked->result)["finish_reason"].get<std::string>() : "";
    EXPECT_TRUE(isDone || reason == "cancelled" || asked->error().code == ErrorCode::Cancelled) << asked->events.size() << " tokens, " << reason;
    EXPECT_EQ(link->state(), State::Ready);
}

TEST_P(EngineContract, CancelsWhatWasNotAskedYet) {
    Asked asked(*link, {{"op", "status"}});
    link->cancel(asked.id);
    EXPECT_EQ(asked.numAnswers, 0) << "never from within";
    ASSERT_TRUE(asked.wait());
    EXPECT_EQ(asked.error().code, ErrorCode::Cancelled);
    EXPECT_TRUE(waitUntil([&] { return link->state() == State::Ready; }));
    EXPECT_EQ(asked.numAnswers, 1);
}

TEST_P(EngineContract, RefusesWhatMakesNoSenseAndGoesOn) {
    Asked unknown(*link, {{"op", "fly"}}), nowhere(*link, loadRequest("/no/such/folder"));
    ASSERT_TRUE(unknown.wait() && nowhere.wait());
    EXPECT_EQ(unknown.error().code, ErrorCode::InvalidArgument);
    EXPECT_FALSE(unknown.error().hint.empty());
    EXPECT_EQ(nowhere.error().code, ErrorCode::NotFound);
    EXPECT_EQ(link->state(), State::Ready);
    EXPECT_TRUE(load());
}

TEST_P(EngineContract, RefusesARequestThatIsTooLong) {
    Asked asked(*link, {{"op", "generate"}, {"text", std::string(2 << 20, 'a')}});
    EXPECT_EQ(asked.numAnswers, 0) << "never from within send()";
    ASSERT_TRUE(asked.wait());
    EXPECT_EQ(asked.error().code, ErrorCode::InvalidArgument);
    EXPECT_THAT(asked.error().message, testing::HasSubstr("too long"));
}

TEST_P(EngineContract, CancelsForAPageThatHasGone) {
    ASSERT_TRUE(load());
    auto asked = longGeneration();
    asked.reset();
    EXPECT_TRUE(waitUntil([&] { return link->state() == State::Ready; })) << "the request of a page that has gone still runs";
}

TEST_P(EngineContract, StopsAndStartsAgain) {
    ASSERT_TRUE(load());
    const qint64 before = link->processId();
    const auto asked = longGeneration();
    link->stop();
    EXPECT_EQ(link->state(), State::Stopping);
    ASSERT_TRUE(waitUntil([&] { return link->state() == State::Idle; }));
    ASSERT_TRUE(asked->wait());
    EXPECT_EQ(asked->numAnswers, 1);
    EXPECT_NE(::kill(static_cast<pid_t>(before), 0), 0) << "the process is still there";
    Asked again(*link, {{"op", "status"}});
    ASSERT_TRUE(again.wait());
    EXPECT_TRUE(*again.result);
    EXPECT_NE(link->processId(), before);
}

TEST_P(EngineContract, RestartsAndAsksWhatCameMeanwhile) {
    ASSERT_TRUE(load());
    const qint64 before = link->processId();
    link->restart();
    Asked meanwhile(*link, {{"op", "status"}});
    ASSERT_TRUE(meanwhile.wait());
    ASSERT_TRUE(*meanwhile.result) << meanwhile.error().toString();
    EXPECT_NE(link->processId(), before);
    EXPECT_THAT(states, testing::Contains(State::Stopping));
}

TEST_P(EngineContract, KilledWhileItStarts) {
    Asked asked(*link, {{"op", "status"}});
    ASSERT_TRUE(waitUntil([&] { return link->processId() > 0; }));
    ASSERT_EQ(link->state(), State::Starting);
    killAndSee("starting");
    ASSERT_TRUE(asked.wait());
    EXPECT_EQ(asked.error().code, ErrorCode::Retry);
    EXPECT_TRUE(load()) << "it does not start again";
}

TEST_P(EngineContract, KilledWhileItIsReady) {
    ASSERT_TRUE(load());
    killAndSee("ready");
    EXPECT_TRUE(load());
}

TEST_P(EngineContract, KilledWhileItIsBusy) {
    ASSERT_TRUE(load());
    const auto asked = longGeneration();
    killAndSee("busy");
    EXPECT_THAT(link->trouble().message, testing::HasSubstr("while it worked on"));
    ASSERT_TRUE(asked->wait());
    EXPECT_EQ(asked->numAnswers, 1);
    EXPECT_EQ(asked->error().code, ErrorCode::Retry);
    EXPECT_FALSE(asked->error().hint.empty());
    link->restart();
    EXPECT_TRUE(waitUntil([&] { return link->state() == State::Ready; }));
}

TEST_P(EngineContract, KilledWhileItStops) {
    ASSERT_TRUE(load());
    const auto pid = static_cast<pid_t>(link->processId());
    ::kill(pid, SIGSTOP);   // so that it is still there
    link->stop();
    ::kill(pid, SIGKILL);
    EXPECT_TRUE(waitUntil([&] { return link->state() == State::Idle; }));
}

TEST_P(EngineContract, EndsWithTheLink) {
    ASSERT_TRUE(load());
    const auto asked = longGeneration();
    const auto pid = static_cast<pid_t>(link->processId());
    link.reset();
    EXPECT_TRUE(waitUntil([&] { return ::kill(pid, 0) != 0; }));
}

INSTANTIATE_TEST_SUITE_P(Engines, EngineContract, testing::Values(Kind{"fake", false}, Kind{"real", true}),
                         [](const testing::TestParamInfo<Kind>& given) { return std::string(given.param.name); });

}  // namespace

}  // namespace luthier::test
