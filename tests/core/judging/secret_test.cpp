// SPDX-License-Identifier: Apache-2.0
#include "core/judging/secret.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "tests/core/judging/judging_support.h"

namespace luthier {
namespace {

using namespace luthier::test;
using testing::HasSubstr;
using testing::Not;

const std::string kKey = "sk-very-secret-0123456789";
const std::vector<JudgeQuestion> kOne = {questionOf("What is 2 + 2?", "4")};

std::string keyFile(const TemporaryFolder& folder, const std::string& content, unsigned mode) {
    const std::string path = folder.write("key", content);
    if (::chmod(path.c_str(), mode) != 0) throw std::runtime_error("chmod");
    return path;
}

TEST(Secret, ComesFromAFileThatNobodyElseReads) {
    const TemporaryFolder folder;
    for (const unsigned mode : {0600U, 0400U}) {
        const auto secret = Secret::fromFile(keyFile(folder, "  " + kKey + "\r\n", mode));
        ASSERT_TRUE(secret) << secret.error().toString();
        EXPECT_EQ(secret->text(), kKey);
        std::filesystem::remove(folder / "key");
    }
    for (const unsigned mode : {0640U, 0604U, 0660U, 0610U, 0777U}) {
        const auto secret = Secret::fromFile(keyFile(folder, kKey, mode));
        ASSERT_FALSE(secret);
        EXPECT_EQ(secret.error().code, ErrorCode::InvalidArgument);
        EXPECT_EQ(secret.error().key, "key_file");
        EXPECT_THAT(secret.error().hint, HasSubstr("chmod 600"));
    }
}

TEST(Secret, RefusesWhatIsNone) {
    const TemporaryFolder folder;
    const auto errorOfFile = [&](const std::string& content) { return Secret::fromFile(keyFile(folder, content, 0600)).error(); };
    EXPECT_THAT(errorOfFile("").message, HasSubstr("empty"));
    EXPECT_THAT(errorOfFile(" \n\n").message, HasSubstr("empty"));
    EXPECT_THAT(errorOfFile(kKey + "\r\nHost: elsewhere").message, HasSubstr("characters that no key has"));
    EXPECT_THAT(errorOfFile(kKey + "\r\nHost: elsewhere").toString(), Not(HasSubstr(kKey)));
    EXPECT_THAT(errorOfFile("schl\xC3\xBCssel").message, HasSubstr("characters that no key has"));
    EXPECT_THAT(errorOfFile(std::string(9000, 'k')).message, HasSubstr("larger than 8 KiB"));
    EXPECT_TRUE(Secret::fromFile(keyFile(folder, std::string(8192, 'k'), 0600)));
    EXPECT_EQ(Secret::fromFile(folder / "none").error().code, ErrorCode::NotFound);
    EXPECT_THAT(Secret::fromFile(folder.path()).error().message, HasSubstr("is no file"));
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    EXPECT_THAT(Secret::fromFile(folder / "pipe").error().message, HasSubstr("is no file"));
}

TEST(Secret, IsTakenOutOfTheTextItCameIn) {
    std::string text = kKey;
    const auto secret = Secret::fromText(std::move(text));
    ASSERT_TRUE(secret);
    EXPECT_EQ(secret->text(), kKey);
    // NOLINTNEXTLINE(bugprone-use-after-move): that is what is tested
    EXPECT_EQ(text, "");
    EXPECT_EQ(secret->removedFrom("a " + kKey + " b " + kKey), "a *** b ***");
    EXPECT_EQ(Secret().removedFrom("a b"), "a b");
}

// Every place of a reply from which words get into a message, with the whole request sent back.
TEST(Secret, StandsInNoMessageEvenIfTheServerSendsItBack) {
    for (const int status : {200, 301, 400, 401, 404, 503}) {
        for (const bool isCompletion : {true, false}) {
            const TemporaryFolder folder;
            HttpServer server([&](const HttpRequest& request, std::size_t) {
                const std::string head(75 - status % 7, '.');   // the key would be cut by a shortened text
                return httpAnswer(status, isCompletion ? completion(head + request.head) : errorBody(head + std::string(100, '.') + request.head));
            });
            const auto judge = judgeAt(endpointOptions(server.url()), folder.path(), secretOf(kKey));
            testing::internal::CaptureStderr();
            const auto verdicts = judge->ask(kOne, {});
            const std::string shown = verdicts ? (*verdicts)[0].reason : verdicts.error().toString();
            for (const std::string& text : {shown, testing::internal::GetCapturedStderr()}) EXPECT_THAT(text, Not(HasSubstr(kKey.substr(0, 6)))) << status;
            ASSERT_GE(server.numRequests(), 1U);
            EXPECT_THAT(server.requests()[0].head, HasSubstr("Authorization: Bearer " + kKey + "\r\n"));
            EXPECT_THAT(server.requests()[0].body, Not(HasSubstr(kKey)));
            for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path()))
                if (entry.is_regular_file()) { EXPECT_THAT(contentOf(entry.path().string()), Not(HasSubstr(kKey))); }
        }
    }
}

// What is shown of a foreign text is shortened: half a key must not be left where the end of it was cut off.
TEST(Secret, IsNotShownInPartEither) {
    for (std::size_t before = 60; before <= 210; before += 5) {
        for (const int status : {200, 400}) {
            HttpServer server([&](const HttpRequest&, std::size_t) {
                const std::string text = std::string(before, '.') + kKey;
                return httpAnswer(status, status == 200 ? completion(text) : errorBody(text));
            });
            const auto judge = judgeAt(endpointOptions(server.url()), {}, secretOf(kKey));
            const auto verdicts = judge->ask(kOne, {});
            EXPECT_THAT(verdicts ? (*verdicts)[0].reason : verdicts.error().toString(), Not(HasSubstr("sk-"))) << before;
        }
    }
}

TEST(Secret, ARefusedKeyIsSaidAsSuch) {
    HttpServer server([](const HttpRequest&, std::size_t) { return httpAnswer(401, errorBody("invalid")); });
    const Error error = errorOf(*judgeAt(endpointOptions(server.url()), {}, secretOf(kKey)), kOne);
    EXPECT_THAT(error.message, HasSubstr("does not take the key"));
    EXPECT_EQ(error.key, "key_file");
}

TEST(Secret, IsNotSentWhereOthersCanReadIt) {
    const auto open = EndpointJudge::create(endpointOptions("http://judge.example.org/v1"), {}, secretOf(kKey));
    ASSERT_FALSE(open);
    EXPECT_THAT(open.error().message, HasSubstr("not encrypted"));
    EXPECT_TRUE(EndpointJudge::create(endpointOptions("http://judge.example.org/v1"), {}, Secret()));
    EXPECT_TRUE(EndpointJudge::create(endpointOptions("https://judge.example.org/v1"), {}, secretOf(kKey)));
    EXPECT_FALSE(EndpointJudge::create(endpointOptions("ftp://judge.example.org"), {}, Secret()));
}

}  // namespace
}  // namespace luthier
