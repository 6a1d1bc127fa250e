// SPDX-License-Identifier: Apache-2.0
#include "core/judging/endpoint_judge.h"

#include <set>

#include <gmock/gmock.h>

#include "core/base/clock.h"
#include "tests/core/judging/judging_support.h"

namespace luthier {
namespace {

using namespace luthier::test;
using testing::HasSubstr;
using testing::Not;

const std::vector<JudgeQuestion> kOne = {questionOf("What is 2 + 2?", "4")};

// Answers everything with that.
HttpServer::Answer always(const HttpAnswer& answer) {
    return [answer](const HttpRequest&, std::size_t) { return answer; };
}

// The first answers in order, then a yes.
HttpServer::Answer first(const std::vector<HttpAnswer>& answers) {
    return [answers](const HttpRequest&, std::size_t number) { return number < answers.size() ? answers[number] : httpAnswer(200, completion("yes")); };
}

TEST(EndpointJudge, ReadsTheProbabilitiesOfTheVerdict) {
    HttpServer server(always(httpAnswer(200, completion("Yes", {{"Yes", 0.5}, {" yes", 0.1}, {"No", 0.2}, {"Maybe", 0.15}}))));
    const auto judge = judgeAt(endpointOptions(server.url()));
    const auto verdicts = askAll(*judge, kOne);
    ASSERT_EQ(verdicts.size(), 1U);
    EXPECT_NEAR(verdicts[0].score.value(), 0.6 / 0.8, 1e-9);
    EXPECT_NEAR(verdicts[0].share, 0.8, 1e-9);
    EXPECT_EQ(verdicts[0].reason, "");
    EXPECT_EQ(judge->cost().requests, 1);
    EXPECT_EQ(judge->cost().tokens, 50);

    ASSERT_EQ(server.numRequests(), 1U);
    const HttpRequest request = server.requests()[0];
    EXPECT_THAT(request.head, HasSubstr("POST /v1/chat/completions HTTP/1.1"));
    EXPECT_THAT(request.head, Not(HasSubstr("Authorization")));
    const Json body = Json::parse(request.body);
    EXPECT_EQ(body.at("model"), "judge-1");
    EXPECT_EQ(body.at("temperature"), 0);
    EXPECT_EQ(body.at("logprobs"), true);
    EXPECT_EQ(body.at("top_logprobs"), 20);
    EXPECT_EQ(body.at("max_tokens"), 8);
    EXPECT_THAT(request.question(), HasSubstr("What is 2 + 2?"));
}

TEST(EndpointJudge, ReadsAWordWhereThereAreNoProbabilities) {
    HttpServer server(first({httpAnswer(200, completion(" YES.\n")), httpAnswer(200, completion("no"))}));
    const auto judge = judgeAt(endpointOptions(server.url("/v1/chat/completions/")));
    EXPECT_EQ(askAll(*judge, kOne)[0].score, 1.0);
    EXPECT_EQ(askAll(*judge, kOne)[0].score, 0.0);
    EXPECT_THAT(server.requests()[0].head, HasSubstr("POST /v1/chat/completions HTTP/1.1"));
}

TEST(EndpointJudge, ExpectsPoints) {
    HttpServer server(first({httpAnswer(200, completion("4", {{"4", 0.5}, {"2", 0.25}, {"7", 0.2}})), httpAnswer(200, completion("5/5"))}));
    JudgeRewardOptions options = endpointOptions(server.url());
    options.scale = JudgeScale::Points;
    const auto judge = judgeAt(options);
    EXPECT_NEAR(askAll(*judge, kOne)[0].score.value(), ((4 * 0.5 + 2 * 0.25) / 0.75 - 1) / 4, 1e-9);
    EXPECT_FALSE(askAll(*judge, kOne)[0].score);
}

TEST(EndpointJudge, NothingIsGuessedFromNonsense) {
    const auto answer = [](const HttpRequest& request, std::size_t) {
        return httpAnswer(200, completion(request.question().find("first") != std::string::npos ? "Bananas are nice" : "yes"));
    };
    HttpServer server(answer);
    const auto judge = judgeAt(endpointOptions(server.url()));
    const auto verdicts = askAll(*judge, {questionOf("first", "x"), questionOf("second", "y")});
    EXPECT_FALSE(verdicts[0].score);
    EXPECT_THAT(verdicts[0].reason, HasSubstr("did not say yes or no alone, but: Bananas are nice"));
    EXPECT_EQ(verdicts[1].score, 1.0);
    EXPECT_EQ(server.numRequests(), 2U) << "what is no verdict is not asked again";
}

TEST(EndpointJudge, WhatIsNoJudgeAtAllIsAnError) {
    for (const std::string& body : {std::string("<html>Log in</html>"), std::string("{}"), std::string("{\"choices\":[]}"), std::string("{\"choices\":7}"),
                                    std::string(200000, '['), std::string("\xFF\xFE"), std::string()}) {
        HttpServer server(always(httpAnswer(200, body)));
        const auto judge = judgeAt(endpointOptions(server.url()));
        const Error error = errorOf(*judge, kOne);
        EXPECT_EQ(error.code, ErrorCode::InvalidData) << body.substr(0, 40);
        EXPECT_THAT(error.message, HasSubstr("is no judge: the reply"));
        EXPECT_EQ(server.numRequests(), 1U);
    }
}

TEST(EndpointJudge, OneQuestionThatIsRefusedHasNoVerdict) {
    const auto answer = [](const HttpRequest& request, std::size_t) {
        const bool isLong = request.question().find("long") != std::string::npos;
        return isLong ? httpAnswer(400, errorBody("maximum context length is 8192 tokens")) : httpAnswer(200, completion("no"));
    };
    HttpServer server(answer);
    const auto judge = judgeAt(endpointOptions(server.url()));
    const auto verdicts = askAll(*judge, {questionOf("long", "x"), questionOf("short", "y")});
    EXPECT_FALSE(verdicts[0].score);
    EXPECT_THAT(verdicts[0].reason, HasSubstr("status 400, maximum context length is 8192 tokens"));
    EXPECT_EQ(verdicts[1].score, 0.0);
    EXPECT_THAT(errorOf(*judge, {questionOf("long", "z")}).message, HasSubstr("maximum context length"));
}

TEST(EndpointJudge, TenMegabytesAreAnError) {
    HttpServer server(always(httpAnswer(200, std::string(10 << 20, 'x'))));
    const auto judge = judgeAt(endpointOptions(server.url()));
    const Error error = errorOf(*judge, kOne);
    EXPECT_EQ(error.code, ErrorCode::InvalidData);
    EXPECT_THAT(error.message, HasSubstr("more than 1 MiB"));
    EXPECT_EQ(server.numRequests(), 1U);
}

TEST(EndpointJudge, AServerThatIsTooSlowIsAskedAgainAndGivenUp) {
    HttpServer server(always({"", true}));
    JudgeRewardOptions options = endpointOptions(server.url());
    options.timeoutSeconds = 0.2;
    options.retries = 1;
    const auto judge = judgeAt(options);
    const Error error = errorOf(*judge, kOne);
    EXPECT_EQ(error.code, ErrorCode::Retry);
    EXPECT_THAT(error.message, HasSubstr("no answer in 2 tries; the last time: no answer in time"));
    EXPECT_EQ(server.numRequests(), 2U);
    EXPECT_EQ(judge->cost().requests, 2);
}

TEST(EndpointJudge, FailuresThatPassAreTriedAgain) {
    const std::string cut = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"choices\":";
    for (const HttpAnswer& failure : {httpAnswer(500, "oops"), httpAnswer(503, errorBody("loading")), httpAnswer(408, ""), HttpAnswer{cut, false},
                                      HttpAnswer{"", false}, HttpAnswer{"garbage\r\n\r\n", false}}) {
        HttpServer server(first({failure, failure}));
        const auto judge = judgeAt(endpointOptions(server.url()));
        EXPECT_EQ(askAll(*judge, kOne)[0].score, 1.0) << failure.bytes;
        EXPECT_EQ(server.numRequests(), 3U);
    }
    HttpServer server(always(httpAnswer(503, errorBody("the model is loading"))));
    const auto judge = judgeAt(endpointOptions(server.url()));
    const Error error = errorOf(*judge, kOne);
    EXPECT_EQ(error.code, ErrorCode::Retry);
    EXPECT_THAT(error.message, HasSubstr("no answer in 3 tries; the last time: status 503, the model is loading"));
    EXPECT_EQ(server.numRequests(), 3U);
}

TEST(EndpointJudge, WaitsAsLongAsABusyServerAsks) {
    std::vector<double> times;
    HttpServer server([&](const HttpRequest&, std::size_t number) {
        times.push_back(monotonicSeconds());
        return number == 0 ? httpAnswer(429, errorBody("slow down"), "Retry-After: 1\r\n") : httpAnswer(200, completion("yes"));
    });
    const auto judge = judgeAt(endpointOptions(server.url()));
    EXPECT_EQ(askAll(*judge, kOne)[0].score, 1.0);
    server.stop();
    ASSERT_EQ(times.size(), 2U);
    EXPECT_GE(times[1] - times[0], 0.99) << "however loaded the machine is, it cannot be less";

    HttpServer busy(always(httpAnswer(429, errorBody("tomorrow"), "Retry-After: 3600\r\n")));
    const Error error = errorOf(*judgeAt(endpointOptions(busy.url())), kOne);
    EXPECT_EQ(error.code, ErrorCode::Retry);
    EXPECT_THAT(error.message, HasSubstr("in 1 try: status 429, tomorrow; it asks to wait 3600 s"));
    EXPECT_EQ(busy.numRequests(), 1U);
}

TEST(EndpointJudge, NobodyThereIsSaid) {
    HttpServer server(always({}));
    const std::string url = server.url();
    server.stop();
    const Error error = errorOf(*judgeAt(endpointOptions(url)), kOne);
    EXPECT_EQ(error.code, ErrorCode::Retry);
    EXPECT_THAT(error.message, HasSubstr(url + "/chat/completions gave no answer in 3 tries"));
    EXPECT_THAT(error.hint, HasSubstr("is it running"));
    EXPECT_EQ(error.key, "url");
}

TEST(EndpointJudge, StatusesThatNoRetryMends) {
    struct Case { int status; const char* words; const char* key; };
    for (const Case& expected : {Case{401, "wants a key", "key_file"}, Case{403, "wants a key", "key_file"}, Case{404, "is not there", "url"},
                                 Case{402, "paid", "url"}, Case{301, "somewhere else", "url"}, Case{307, "somewhere else", "url"}}) {
        HttpServer target(always(httpAnswer(200, completion("yes"))));
        HttpServer server(always(httpAnswer(expected.status, errorBody("why"), "Location: " + target.url("/v1/chat/completions") + "\r\n")));
        const Error error = errorOf(*judgeAt(endpointOptions(server.url())), kOne);
        EXPECT_EQ(error.code, ErrorCode::InvalidArgument) << expected.status;
        EXPECT_THAT(error.message, HasSubstr(expected.words));
        EXPECT_EQ(error.key, expected.key);
        EXPECT_EQ(server.numRequests(), 1U);
        EXPECT_EQ(target.numRequests(), 0U) << "redirects are not followed";
    }
}

TEST(EndpointJudge, LearnsWhatAServerTakes) {
    const auto answer = [](const HttpRequest& request, std::size_t) {
        const Json body = Json::parse(request.body);
        if (body.contains("max_tokens")) return httpAnswer(400, errorBody("Unsupported parameter: use 'max_completion_tokens' instead."));
        if (body.value("top_logprobs", 0) > 5) return httpAnswer(400, errorBody("top_logprobs must be at most 5"));
        if (body.contains("logprobs")) return httpAnswer(422, errorBody("logprobs are not supported"));
        return httpAnswer(200, completion("yes"));
    };
    HttpServer server(answer);
    const auto judge = judgeAt(endpointOptions(server.url()));
    EXPECT_EQ(askAll(*judge, kOne)[0].score, 1.0);
    EXPECT_EQ(server.numRequests(), 4U);
    EXPECT_EQ(askAll(*judge, {questionOf("another", "one")})[0].score, 1.0);
    EXPECT_EQ(server.numRequests(), 5U) << "what it takes is known now";
}

TEST(EndpointJudge, ManyAtOnceKeepTheirOrderAndAreAskedOnce) {
    const auto answer = [](const HttpRequest& request, std::size_t) {
        return httpAnswer(200, completion(request.question().find("\ngood") != std::string::npos ? "yes" : "no"));
    };
    HttpServer server(answer);
    std::vector<JudgeQuestion> questions;
    for (int i = 0; i < 40; ++i) questions.push_back(questionOf("p", (i % 3 == 0 ? "good " : "bad ") + std::to_string(i / 2 * 2)));
    std::int64_t lastDone = 0;
    WorkContext context;
    context.progress = [&](const Progress& progress) { lastDone = progress.done; };
    const auto judge = judgeAt(endpointOptions(server.url()));
    const auto verdicts = judge->ask(questions, context);
    ASSERT_TRUE(verdicts) << verdicts.error().toString();
    for (std::size_t i = 0; i < questions.size(); ++i) EXPECT_EQ((*verdicts)[i].score, i % 3 == 0 ? 1.0 : 0.0) << i;
    std::set<std::string> different;
    for (const JudgeQuestion& question : questions) different.insert(question.answer);
    EXPECT_EQ(server.numRequests(), different.size());
    EXPECT_EQ(lastDone, static_cast<std::int64_t>(different.size()));
    EXPECT_TRUE(askAll(*judge, {}).empty());
}

TEST(EndpointJudge, NoMoreAreOnTheirWayThanMayBe) {
    HttpServer server(always({"", true}));
    JudgeRewardOptions options = endpointOptions(server.url());
    options.timeoutSeconds = 0.3;
    options.retries = 0;
    options.concurrency = 2;
    std::vector<JudgeQuestion> questions;
    for (int i = 0; i < 8; ++i) questions.push_back(questionOf("p", std::to_string(i)));
    const auto judge = judgeAt(options);
    EXPECT_EQ(errorOf(*judge, questions).code, ErrorCode::Retry);
    EXPECT_EQ(judge->cost().requests, 2) << "the first that is not answered ends it";
}

TEST(EndpointJudge, StopsWhileARequestIsOnItsWay) {
    Cancellation cancellation;
    HttpServer server([&](const HttpRequest&, std::size_t) {
        cancellation.request();
        return HttpAnswer{"", true};
    });
    WorkContext context;
    context.cancellation = &cancellation;
    EXPECT_EQ(errorOf(*judgeAt(endpointOptions(server.url())), kOne, context).code, ErrorCode::Cancelled);
    EXPECT_EQ(server.numRequests(), 1U);
}

TEST(EndpointJudge, ALimitOfRequestsHoldsOverAttempts) {
    HttpServer server(always(httpAnswer(200, completion("yes"))));
    JudgeRewardOptions options = endpointOptions(server.url());
    options.maxRequests = 5;
    std::vector<JudgeQuestion> questions;
    for (int i = 0; i < 8; ++i) questions.push_back(questionOf("p", std::to_string(i)));
    const TemporaryFolder folder;
    const auto judge = judgeAt(options, folder.path());
    const Error error = errorOf(*judge, questions);
    EXPECT_EQ(error.code, ErrorCode::InvalidArgument);
    EXPECT_EQ(error.key, "max_requests");
    EXPECT_THAT(error.message, HasSubstr("after 5 requests and 250 tokens; 3 of 8 answers are not judged"));
    EXPECT_EQ(server.numRequests(), 5U);

    const auto resumed = judgeAt(options, folder.path());
    resumed->continueCost(judge->cost());
    EXPECT_THAT(errorOf(*resumed, questions).message, HasSubstr("after 5 requests"));
    EXPECT_EQ(server.numRequests(), 5U);
    options.maxRequests = 8;
    const auto raised = judgeAt(options, folder.path());
    raised->continueCost(judge->cost());
    EXPECT_EQ(askAll(*raised, questions).size(), 8U);
    EXPECT_EQ(server.numRequests(), 8U) << "what was judged before the limit is not asked again";
    EXPECT_EQ(raised->cost().fromCache, 5);
}

TEST(EndpointJudge, ALimitOfTokensHoldsWhetherTheyAreCountedThereOrNot) {
    for (const bool counts : {true, false}) {
        Json reply = Json::parse(completion("yes", {}, 1000));
        if (!counts) reply.erase("usage");
        HttpServer server(always(httpAnswer(200, dumpJson(reply))));
        JudgeRewardOptions options = endpointOptions(server.url());
        options.concurrency = 1;
        options.maxTokensTotal = 2000;
        std::vector<JudgeQuestion> questions;
        for (int i = 0; i < 8; ++i) questions.push_back(questionOf(std::string(4000, 'x'), std::to_string(i)));
        const Error error = errorOf(*judgeAt(options), questions);
        EXPECT_EQ(error.key, "max_tokens_total");
        EXPECT_EQ(server.numRequests(), 2U);
    }
}

}  // namespace
}  // namespace luthier
