// SPDX-License-Identifier: Apache-2.0
#include "core/rewards/judge_reward.h"

#include <algorithm>

namespace luthier {

namespace {

constexpr std::string_view plainScheme = "http://", secureScheme = "https://";

std::string lowerCase(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

// "host:port" of a lower-case address.
std::string_view authorityOf(std::string_view url) {
    const std::size_t start = url.starts_with(plainScheme) ? plainScheme.size() : secureScheme.size();
    return url.substr(start, url.find('/', start) - start);
}

void addModelFields(Schema<JudgeRewardOptions>& fields) {
    using Options = JudgeRewardOptions;
    fields.choice("judge", &Options::judge,
                  {{JudgeKind::Local, "local", "A model on this machine", "Its probabilities of the verdict are read; it writes nothing."},
                   {JudgeKind::Endpoint, "endpoint", "An endpoint",
                    "Asked over the network, by the chat completions protocol of OpenAI. Prompts and answers are sent to it."}})
        .label("Judge").basic().help("Who judges the answers.").reason("on this machine: nothing leaves it");
    fields.field("model", &Options::model).label("Judge's model").path(PathKind::Folder).basic().visibleIf("judge", {"local"})
        .help("The folder of a model with a chat template. It is loaded beside the policy, so it takes memory of its own.")
        .reason("none: which model judges is for you to say");
    fields.field("url", &Options::url).label("Address").basic().visibleIf("judge", {"endpoint"}).otherNames({"base_url", "api_base"})
        .help("What comes before /chat/completions, for example http://127.0.0.1:8080/v1.")
        .reason("none: nothing is asked over the network unless you say where");
    fields.field("endpoint_model", &Options::endpointModel).label("Model's name there").basic().visibleIf("judge", {"endpoint"})
        .help("As the endpoint knows it.")
        .reason("none: every endpoint has names of its own");
    fields.field("key_file", &Options::keyFile).label("Key file").path(PathKind::File).visibleIf("judge", {"endpoint"})
        .help("A file that holds the endpoint's secret key and that nobody else may read (chmod 600). A key itself never stands in a recipe.")
        .reason("not set: an endpoint of one's own asks for none");
}

void addQuestionFields(Schema<JudgeRewardOptions>& fields) {
    using Options = JudgeRewardOptions;
    fields.field("rubric", &Options::rubric).label("Rubric").notEmpty().basic().help("What a good answer is, in words for the judge.")
        .reason("what most people want of an answer");
    fields.choice("scale", &Options::scale,
                  {{JudgeScale::YesNo, "yes_no", "Yes or no", "How probable the judge finds \"yes, it is good\"."},
                   {JudgeScale::Points, "points", "Points", "The points that are to be expected, 1 as 0 and the most as 1."}})
        .label("Scale").basic().help("What the judge is asked for.").reason("yes or no: what small models answer best");
    fields.field("points", &Options::points).label("Most points").range(2, 9).visibleIf("scale", {"points"})
        .help("The best answer gets so many; the worst gets 1. One digit, so that it is one token of the judge's.").reason("5: as in ratings by people");
}

void addRequestFields(Schema<JudgeRewardOptions>& fields) {
    using Options = JudgeRewardOptions;
    fields.field("timeout_seconds", &Options::timeoutSeconds).label("Timeout").unit("s").range(0.1, 3600).visibleIf("judge", {"endpoint"})
        .help("How long one request may take.").reason("60 s: a busy server's queue included");
    fields.field("retries", &Options::retries).label("Retries").range(0, 20).visibleIf("judge", {"endpoint"})
        .help("How often a question is asked again when the endpoint is busy, broken or not there. The wait doubles each time.")
        .reason("4: about ten seconds of patience beside the timeouts");
    fields.field("max_requests", &Options::maxRequests).label("At most this many requests").range(1, 1e9).visibleIf("judge", {"endpoint"})
        .help("The run stops with an error before it sends more. What was judged before is kept on disk and never asked again.")
        .reason("10000: a forgotten run has an end");
    fields.field("max_tokens_total", &Options::maxTokensTotal).label("At most this many tokens").range(1, 1e15).visibleIf("judge", {"endpoint"})
        .help("The same in tokens of questions and verdicts, as the endpoint counts them; where it does not, four bytes are taken for one.")
        .reason("not set: the number of requests is bound already");
    fields.field("concurrency", &Options::concurrency).label("Requests at once").range(1, 32).visibleIf("judge", {"endpoint"})
        .help("How many questions are on the way at the same time.").reason("4: what a small server takes");
    fields.field("answer_tokens", &Options::answerTokens).label("Tokens of a verdict").range(1, 32768).visibleIf("judge", {"endpoint"})
        .help("How long the endpoint may write. A model that thinks before it answers needs some thousand.").reason("8: a verdict is one word");
}

void addChecks(Schema<JudgeRewardOptions>& fields) {
    using Options = JudgeRewardOptions;
    fields.check({"judge", "model"}, [](const Options& options, CheckReport& report) {
        if (options.judge == JudgeKind::Local && options.model.empty()) report.add("model", "is missing", "name the folder of the model that judges");
    });
    fields.check({"judge", "endpoint_model"}, [](const Options& options, CheckReport& report) {
        if (options.judge == JudgeKind::Endpoint && options.endpointModel.empty())
            report.add("endpoint_model", "is missing", "an endpoint wants to know which of its models to ask");
    });
    fields.check({"judge", "url", "key_file"}, [](const Options& options, CheckReport& report) {
        if (options.judge != JudgeKind::Endpoint) return;
        if (const std::string problem = endpointUrlProblem(options.url); !problem.empty())
            report.add("url", problem, "for example http://127.0.0.1:8080/v1");
        else if (options.keyFile && isReadableOnTheWay(options.url))
            report.add("url", "would send the key where others can read it: http is not encrypted", "take https, or leave the key out");
    });
    fields.check({"rubric"}, [](const Options& options, CheckReport& report) {
        if (options.rubric.find_first_not_of(" \t\r\n") == std::string::npos) report.add("rubric", "says nothing", "write what a good answer is");
    });
}

}  // namespace

std::string endpointUrlProblem(std::string_view url) {
    if (url.empty()) return "is missing";
    const std::string lower = lowerCase(url);
    if (!lower.starts_with(plainScheme) && !lower.starts_with(secureScheme)) return "does not begin with http:// or https://";
    if (std::any_of(url.begin(), url.end(), [](char c) { return c <= ' ' || c > '~'; })) return "holds spaces or other characters that no address has";
    const std::string_view authority = authorityOf(lower);
    if (authority.find('@') != std::string_view::npos) return "holds a name or password: the key belongs into a key file";
    if (lower.find_first_of("?#") != std::string::npos) return "holds a question mark or #: the path is continued with /chat/completions";
    if (authority.empty() || authority.starts_with(":")) return "names no server";
    return {};
}

bool isOnThisMachine(std::string_view url) {
    const std::string lower = lowerCase(url);
    const std::string_view authority = authorityOf(lower);
    if (authority.starts_with("[")) return authority.starts_with("[::1]");
    const std::string_view host = authority.substr(0, authority.find(':'));
    const bool isNumbers = host.find_first_not_of("0123456789.") == std::string_view::npos;   // 127.0.0.1.example.org is no address of this machine
    return host == "localhost" || host.ends_with(".localhost") || (isNumbers && host.starts_with("127."));
}

bool isReadableOnTheWay(std::string_view url) { return lowerCase(url).starts_with(plainScheme) && !isOnThisMachine(url); }

const Schema<JudgeRewardOptions>& JudgeReward::schema() {
    static const Schema<JudgeRewardOptions> schema = [] {
        Schema<JudgeRewardOptions> fields;
        addModelFields(fields);
        addQuestionFields(fields);
        addRequestFields(fields);
        addChecks(fields);
        return fields;
    }();
    return schema;
}

RewardInfo JudgeReward::info() {
    RewardInfo info;
    info.id = id;
    info.title = "Judge";
    info.help = "Another model's verdict on the answer by a rubric, from 0 to 1. Judges favour long answers, and those that resemble their own.";
    info.needsModel = true;
    return info;
}

}  // namespace luthier
