// SPDX-License-Identifier: GPL-3.0-or-later
// Each way in which an engine can fail: what is shown, what it says to try, and that it can be started again.
#include <csignal>

#include <QElapsedTimer>

#include "tests/views/link/link_support.h"

namespace luthier::test {

namespace {

using State = EngineLink::State;
using testing::HasSubstr;

struct Failure { const char* behaviour; const char* message; const char* hint; ErrorCode code; };
void PrintTo(const Failure& failure, std::ostream* out) { *out << failure.behaviour; }

std::string nameOf(const testing::TestParamInfo<Failure>& info) {
    std::string name = info.param.behaviour;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

constexpr EngineLink::Timeouts kShort{1500, 400, 300};

class EngineFailsAtStart : public testing::TestWithParam<Failure> {};

TEST_P(EngineFailsAtStart, SaysWhatHappenedAndWhatToTry) {
    EngineLink link(fakeEngine(GetParam().behaviour), kShort);
    Asked first(link, {{"op", "status"}}), second(link, {{"op", "status"}});
    ASSERT_TRUE(first.wait() && second.wait());
    EXPECT_EQ(link.state(), State::Dead);
    EXPECT_EQ(link.trouble().code, GetParam().code) << link.trouble().toString();
    EXPECT_THAT(link.trouble().message, HasSubstr(GetParam().message));
    EXPECT_THAT(link.trouble().hint, HasSubstr(GetParam().hint));
    for (const Asked* asked : {&first, &second}) {
        EXPECT_EQ(asked->numAnswers, 1);
        EXPECT_EQ(asked->error().code, ErrorCode::Retry);
        EXPECT_EQ(asked->error().message, link.trouble().message);
    }
    Asked again(link, {{"op", "status"}});
    EXPECT_EQ(link.state(), State::Starting) << "a request tries again";
    ASSERT_TRUE(again.wait());
    EXPECT_FALSE(*again.result);
}

INSTANTIATE_TEST_SUITE_P(Ways, EngineFailsAtStart,
    testing::Values(Failure{"crash-at-start", "crashed while it started: aborted (signal 6)", "fault of Luthier", ErrorCode::Retry},
                    Failure{"garbage-at-start", "not an answer: Welcome to something else!", "Settings", ErrorCode::InvalidData},
                    Failure{"hang-at-start", "did not answer within 1.5 s", "start it again", ErrorCode::Retry},
                    Failure{"version", "of version 9.9.9, and this window of version", "installed with this window", ErrorCode::InvalidData},
                    Failure{"no-version", "not Luthier's engine", "Choose luthier-engine", ErrorCode::InvalidData},
                    Failure{"missing-library", "libtorch_cpu.so", "Install Luthier again", ErrorCode::NotFound},
                    Failure{"not-executable", "does not run this program", "Choose the engine", ErrorCode::NotFound}),
    nameOf);

class EngineFailsBusy : public testing::TestWithParam<Failure> {};

TEST_P(EngineFailsBusy, SaysWhatHappenedAndWhatToTry) {
    EngineLink link(fakeEngine(GetParam().behaviour), kShort);
    Asked loading(link, loadRequest());
    ASSERT_TRUE(loading.wait());
    ASSERT_TRUE(*loading.result) << loading.error().toString();
    Asked asked(link, generateRequest(8));
    ASSERT_TRUE(asked.wait());
    EXPECT_EQ(link.state(), State::Dead);
    EXPECT_EQ(asked.numAnswers, 1);
    EXPECT_EQ(asked.error().code, ErrorCode::Retry);
    EXPECT_EQ(link.trouble().code, GetParam().code) << link.trouble().toString();
    EXPECT_THAT(link.trouble().message, HasSubstr(GetParam().message));
    EXPECT_THAT(link.trouble().hint, HasSubstr(GetParam().hint));
    Asked again(link, loadRequest());
    ASSERT_TRUE(again.wait());
    EXPECT_TRUE(*again.result) << again.error().toString();
    EXPECT_TRUE(link.trouble().message.empty());
}

INSTANTIATE_TEST_SUITE_P(Ways, EngineFailsBusy,
    testing::Values(Failure{"crash-busy", "Cannot load libmkl_avx512.so", "report it", ErrorCode::Retry},
                    Failure{"garbage-busy", "not an answer: MKL warning: <b>something</b>", "writes into its output", ErrorCode::InvalidData},
                    Failure{"half-line", "in the middle of an answer", "Start it again", ErrorCode::Retry},
                    Failure{"half-line-killed", "killed (signal 9)", "memory ran out", ErrorCode::Retry},
                    Failure{"hang-busy", "hangs: it has not answered for", "repeat what you asked", ErrorCode::Retry},
                    Failure{"spin-busy", "hangs: it has not answered for", "repeat what you asked", ErrorCode::Retry},
                    Failure{"exit-busy", "without saying why", "Start it again", ErrorCode::Retry},
                    Failure{"out-of-memory", "12 GB are needed, 3 GB are left", "close other programs", ErrorCode::OutOfMemory},
                    Failure{"no-id", "without \"id\"", "Start it again", ErrorCode::InvalidData}),
    nameOf);

TEST(EngineFails, WhenThereIsNoSuchProgram) {
    EngineLink link({"/no/such/engine"}, kShort);
    Asked asked(link, {{"op", "status"}});
    ASSERT_TRUE(asked.wait());
    EXPECT_EQ(link.trouble().code, ErrorCode::NotFound);
    EXPECT_THAT(link.trouble().message, HasSubstr("no engine at this path"));
    EXPECT_EQ(link.trouble().file, "/no/such/engine");
}

TEST(EngineFails, WhenThePathIsEmpty) {
    EngineLink link(QStringList(), kShort);
    Asked asked(link, {{"op", "status"}});
    EXPECT_EQ(asked.numAnswers, 0);
    ASSERT_TRUE(asked.wait());
    EXPECT_EQ(link.state(), State::Dead);
}

TEST(EngineFails, WhenItIsAnotherProgram) {
    EngineLink link({"/bin/true"}, kShort);
    Asked asked(link, {{"op", "status"}});
    ASSERT_TRUE(asked.wait());
    EXPECT_EQ(link.state(), State::Dead);
    EXPECT_FALSE(link.trouble().hint.empty());
}

TEST(EngineFails, WhenThePathIsAFolderOrNoProgram) {
    const TemporaryFolder folder;
    const std::string text = folder.write("notes.txt", "hello");
    for (const std::string& path : {folder.path(), text}) {
        EngineLink link({QString::fromStdString(path)}, kShort);
        Asked asked(link, {{"op", "status"}});
        ASSERT_TRUE(asked.wait());
        EXPECT_EQ(link.trouble().code, ErrorCode::NotFound);
        EXPECT_THAT(link.trouble().hint, HasSubstr("Settings"));
    }
}

TEST(EngineFails, KeepsItsLastWords) {
    EngineLink link(fakeEngine("chatter"), kShort);
    Asked asked(link, {{"op", "status"}});
    ASSERT_TRUE(asked.wait());
    ::kill(static_cast<pid_t>(link.processId()), SIGSEGV);
    ASSERT_TRUE(waitUntil([&] { return link.state() == State::Dead; }));
    EXPECT_EQ(link.lastWords().size(), 20);
    EXPECT_EQ(link.lastWords().back(), "[W] a warning of a library, number 99");
    EXPECT_THAT(link.trouble().message, HasSubstr("number 99"));
}

TEST(EngineFails, ASlowStartIsNoFailure) {
    EngineLink link(fakeEngine("slow-start"), kShort);
    Asked asked(link, {{"op", "status"}});
    ASSERT_TRUE(asked.wait());
    EXPECT_TRUE(*asked.result);
}

TEST(EngineFails, ARefusalIsNotAFailureOfTheEngine) {
    EngineLink link(fakeEngine("refuse"), kShort);
    Asked asked(link, generateRequest(4));
    ASSERT_TRUE(asked.wait());
    EXPECT_EQ(asked.error().code, ErrorCode::NotFound);
    EXPECT_EQ(asked.error().hint, "Load one first.");
    EXPECT_EQ(link.state(), State::Ready);
}

TEST(EngineFails, IsEndedWhenItDoesNotStop) {
    EngineLink link(fakeEngine("stubborn"), kShort);
    Asked asked(link, {{"op", "status"}});
    ASSERT_TRUE(asked.wait());
    link.stop();
    EXPECT_EQ(link.state(), State::Stopping);
    EXPECT_TRUE(waitUntil([&] { return link.state() == State::Idle; }));
}

TEST(EngineFails, AHangIsFoundWhileNothingIsAsked) {
    EngineLink link(fakeEngine("normal"), kShort);
    Asked asked(link, {{"op", "status"}});
    ASSERT_TRUE(asked.wait());
    const auto pid = static_cast<pid_t>(link.processId());
    ::kill(pid, SIGSTOP);
    EXPECT_TRUE(waitUntil([&] { return link.state() == State::Dead; }));
    EXPECT_THAT(link.trouble().message, HasSubstr("hangs"));
}

TEST(EngineFails, AWorkingEngineThatIsSlowIsNotTakenForHanging) {
    EngineLink link(fakeEngine("slow"), {1500, 100, 300});
    Asked asked(link, generateRequest(50));
    ASSERT_TRUE(asked.wait());
    EXPECT_TRUE(*asked.result) << asked.error().toString();
}

// The window stays alive: between two turns of its event loop there is never a long time, whatever comes.
TEST(EngineFails, AFloodOfTokensDoesNotHoldUpTheWindow) {
    EngineLink link(fakeEngine("flood"));
    Asked loading(link, loadRequest());
    ASSERT_TRUE(loading.wait());
    QTimer beat;
    QElapsedTimer since;
    qint64 longest = 0;
    int numBeats = 0;
    QObject::connect(&beat, &QTimer::timeout, &link, [&] {
        longest = std::max(longest, since.restart());
        ++numBeats;
    });
    since.start();
    beat.start(1);
    Asked asked(link, generateRequest(1));
    ASSERT_TRUE(asked.wait());
    EXPECT_EQ(asked.events.size(), 50000U);
    EXPECT_GT(numBeats, 5);
    EXPECT_LT(longest, 100) << "milliseconds on the GUI thread";
}

TEST(EngineFails, TextOfAModelIsNotTouched) {
    EngineLink link(fakeEngine("escapes"));
    Asked asked(link, generateRequest(1));
    ASSERT_TRUE(asked.wait());
    EXPECT_EQ(asked.text(), "<b>\x1b[31m&amp;</b>");
}

TEST(EngineFails, WhoAsksAgainWhenToldIsAnswered) {
    EngineLink link(fakeEngine("crash-busy"), kShort);
    std::unique_ptr<Asked> again;
    int numAnswers = 0;
    QObject::connect(&link, &EngineLink::stateChanged, &link, [&](State state) {
        if (state == State::Dead && !again) again = std::make_unique<Asked>(link, Json{{"op", "status"}});
    });
    link.send(generateRequest(8), nullptr, {{}, [&](const Result<Json>& answer) {
                                                 ++numAnswers;
                                                 EXPECT_FALSE(answer);
                                             }});
    ASSERT_TRUE(waitUntil([&] { return again && again->result; }));
    EXPECT_TRUE(*again->result);
    EXPECT_EQ(numAnswers, 1);
}

}  // namespace

}  // namespace luthier::test
