// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <limits>
#include <type_traits>

#include "core/base/utf8.h"
#include "core/rows/example.h"
#include "core/rows/fields.h"

namespace luthier {

namespace {

Json turnsToJson(const std::vector<Turn>& turns) {
    Json list = Json::array();
    for (const Turn& turn : turns) list.push_back(turnToJson(turn));
    return list;
}

Result<const Json*> need(const Json& object, const std::string& key, const std::string& keyPath) {
    const auto found = object.find(key);
    const std::string path = fields::join(keyPath, key);
    if (found == object.end()) return fail(Error(ErrorCode::InvalidData, "\"" + path + "\" is missing").withKey(path));
    return &*found;
}

Result<const Json*> needList(const Json& object, const std::string& key, const std::string& keyPath) {
    ASSIGN_OR_RETURN(const Json* list, need(object, key, keyPath));
    if (!list->is_array()) return fail(fields::wrongType(fields::join(keyPath, key), "a list", *list));
    return list;
}

Result<std::vector<Turn>> turnsFromJson(const Json& list, const std::string& keyPath) {
    if (!list.is_array()) return fail(fields::wrongType(keyPath, "a list of messages", list));
    std::vector<Turn> turns;
    turns.reserve(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        ASSIGN_OR_RETURN(Turn turn, turnFromJson(list[i], keyPath + "[" + std::to_string(i) + "]"));
        turns.push_back(std::move(turn));
    }
    return turns;
}

Result<std::vector<Turn>> turnsOf(const Json& object, const std::string& key, const std::string& keyPath) {
    ASSIGN_OR_RETURN(const Json* list, need(object, key, keyPath));
    return turnsFromJson(*list, fields::join(keyPath, key));
}

void addConversation(Json& json, const Conversation& conversation) {
    json["messages"] = turnsToJson(conversation.turns);
    if (!conversation.tools.empty()) json["tools"] = conversation.tools;
    if (!conversation.templateOptions.empty()) json["chat_template_kwargs"] = conversation.templateOptions;
}

Json conversationToJson(const Conversation& conversation) {
    Json json = Json::object();
    addConversation(json, conversation);
    return json;
}

Result<Conversation> conversationFromJson(const Json& json, const std::string& keyPath) {
    if (!json.is_object()) return fail(fields::wrongType(keyPath, "an object", json));
    Conversation conversation;
    ASSIGN_OR_RETURN(conversation.turns, turnsOf(json, "messages", keyPath));
    if (const Json* tools = fields::find(json, "tools")) {
        if (!tools->is_array()) return fail(fields::wrongType(fields::join(keyPath, "tools"), "a list", *tools));
        conversation.tools = *tools;
    }
    if (const Json* options = fields::find(json, "chat_template_kwargs")) {
        if (!options->is_object()) return fail(fields::wrongType(fields::join(keyPath, "chat_template_kwargs"), "an object", *options));
        conversation.templateOptions = *options;
    }
    return conversation;
}

Result<Conversation> promptOf(const Json& json) {
    ASSIGN_OR_RETURN(const Json* prompt, need(json, "prompt", ""));
    return conversationFromJson(*prompt, "prompt");
}

Json verdictToJson(const Verdict& verdict) {
    Json json = {{"strength", verdict.strength}};
    if (verdict.both != Verdict::Both::Neither) json["both"] = verdict.both == Verdict::Both::Good ? "good" : "bad";
    return json;
}

Result<Verdict> verdictFromJson(const Json& json, const std::string& keyPath) {
    if (!json.is_object()) return fail(fields::wrongType(keyPath, "an object", json));
    const std::string path = keyPath + ".strength";
    ASSIGN_OR_RETURN(const Json* strength, need(json, "strength", keyPath));
    if (!strength->is_number_integer() || *strength < -3 || *strength > 3)
        return fail(Error(ErrorCode::InvalidData, "\"" + path + "\" must be a whole number from -3 to 3").withKey(path));
    Verdict verdict;
    verdict.strength = strength->get<int>();
    ASSIGN_OR_RETURN(const std::string both, fields::textOr(json, "both", keyPath, ""));
    if (both == "good") verdict.both = Verdict::Both::Good;
    else if (both == "bad") verdict.both = Verdict::Both::Bad;
    else if (!both.empty()) return fail(Error(ErrorCode::InvalidData, "\"" + keyPath + ".both\" must be \"good\" or \"bad\"").withKey(keyPath + ".both"));
    return verdict;
}

Result<std::optional<double>> optionalNumber(const Json& json, const std::string& key) {
    const Json* value = fields::find(json, key);
    if (!value) return std::optional<double>();
    auto number = numberFromJson(*value);
    if (!number) return fail(std::move(number.error()).withKey(key));
    return std::optional<double>(*number);
}

struct BodyWriter {
    Json& json;
    void operator()(const Text& text) const { json["text"] = text.text; }
    void operator()(const Conversation& conversation) const { addConversation(json, conversation); }
    void operator()(const Pair& pair) const {
        json["prompt"] = conversationToJson(pair.prompt);
        json["a"] = turnsToJson(pair.a);
        json["b"] = turnsToJson(pair.b);
        json["verdict"] = verdictToJson(pair.verdict);
        for (const auto& [dimension, verdict] : pair.byDimension) json["by_dimension"][dimension] = verdictToJson(verdict);
        if (pair.margin) json["margin"] = jsonNumber(*pair.margin);
    }
    void operator()(const Ranking& ranking) const {
        json["prompt"] = conversationToJson(ranking.prompt);
        json["responses"] = Json::array();
        for (const auto& response : ranking.responses) json["responses"].push_back(turnsToJson(response));
        json["rank"] = ranking.rank;
    }
    void operator()(const Scored& scored) const {
        json["prompt"] = conversationToJson(scored.prompt);
        json["response"] = turnsToJson(scored.response);
        if (scored.score) json["score"] = jsonNumber(*scored.score);
        for (const auto& [dimension, score] : scored.dimensions) json["dimensions"][dimension] = jsonNumber(score);
    }
    void operator()(const Prompt& prompt) const {
        json["prompt"] = conversationToJson(prompt.prompt);
        json["reference"] = prompt.reference;
    }
};

Result<RowBody> readPair(const Json& json) {
    Pair pair;
    ASSIGN_OR_RETURN(pair.prompt, promptOf(json));
    ASSIGN_OR_RETURN(pair.a, turnsOf(json, "a", ""));
    ASSIGN_OR_RETURN(pair.b, turnsOf(json, "b", ""));
    ASSIGN_OR_RETURN(const Json* verdict, need(json, "verdict", ""));
    ASSIGN_OR_RETURN(pair.verdict, verdictFromJson(*verdict, "verdict"));
    if (const Json* dimensions = fields::find(json, "by_dimension")) {
        if (!dimensions->is_object()) return fail(fields::wrongType("by_dimension", "an object", *dimensions));
        for (const auto& [name, value] : dimensions->items()) {
            ASSIGN_OR_RETURN(pair.byDimension[name], verdictFromJson(value, "by_dimension." + name));
        }
    }
    ASSIGN_OR_RETURN(pair.margin, optionalNumber(json, "margin"));
    return RowBody(std::move(pair));
}

Result<RowBody> readRanking(const Json& json) {
    Ranking ranking;
    ASSIGN_OR_RETURN(ranking.prompt, promptOf(json));
    ASSIGN_OR_RETURN(const Json* responses, needList(json, "responses", ""));
    for (std::size_t i = 0; i < responses->size(); ++i) {
        ASSIGN_OR_RETURN(auto turns, turnsFromJson((*responses)[i], "responses[" + std::to_string(i) + "]"));
        ranking.responses.push_back(std::move(turns));
    }
    ASSIGN_OR_RETURN(const Json* rank, needList(json, "rank", ""));
    for (const Json& place : *rank) {
        if (!place.is_number_integer() || place < 0 || place > std::numeric_limits<int>::max())
            return fail(Error(ErrorCode::InvalidData, "\"rank\" must hold whole numbers from 0").withKey("rank"));
        ranking.rank.push_back(place.get<int>());
    }
    if (ranking.rank.size() != ranking.responses.size())
        return fail(Error(ErrorCode::InvalidData, "\"rank\" must have one number for each response").withKey("rank"));
    return RowBody(std::move(ranking));
}

Result<RowBody> readScored(const Json& json) {
    Scored scored;
    ASSIGN_OR_RETURN(scored.prompt, promptOf(json));
    ASSIGN_OR_RETURN(scored.response, turnsOf(json, "response", ""));
    ASSIGN_OR_RETURN(scored.score, optionalNumber(json, "score"));
    if (const Json* dimensions = fields::find(json, "dimensions")) {
        if (!dimensions->is_object()) return fail(fields::wrongType("dimensions", "an object", *dimensions));
        for (const auto& [name, value] : dimensions->items()) {
            ASSIGN_OR_RETURN(scored.dimensions[name], numberFromJson(value));
        }
    }
    return RowBody(std::move(scored));
}

Result<RowBody> readBody(const Json& json, const std::string& kind) {
    if (kind == "text") {
        ASSIGN_OR_RETURN(std::string text, fields::text(json, "text", ""));
        return RowBody(Text{std::move(text)});
    }
    if (kind == "conversation") {
        ASSIGN_OR_RETURN(Conversation conversation, conversationFromJson(json, ""));
        return RowBody(std::move(conversation));
    }
    if (kind == "pair") return readPair(json);
    if (kind == "ranking") return readRanking(json);
    if (kind == "scored") return readScored(json);
    if (kind == "prompt") {
        Prompt prompt;
        ASSIGN_OR_RETURN(prompt.prompt, promptOf(json));
        if (const Json* reference = fields::find(json, "reference")) prompt.reference = *reference;
        return RowBody(std::move(prompt));
    }
    return fail(Error(ErrorCode::InvalidData, "the row kind \"" + excerpt(kind, 40) + "\" is not known")
                    .withHint("known kinds: text, conversation, pair, ranking, scored, prompt").withKey("kind"));
}

Status readSource(const Json& json, SourceLine& source) {
    const Json* value = fields::find(json, "source");
    if (!value) return {};
    if (!value->is_object()) return fail(fields::wrongType("source", "an object", *value));
    ASSIGN_OR_RETURN(source.file, fields::textOr(*value, "file", "source", ""));
    if (const Json* line = fields::find(*value, "line")) {
        if (!line->is_number_integer()) return fail(fields::wrongType("source.line", "a whole number", *line));
        source.line = line->get<std::int64_t>();
    }
    return {};
}

}  // namespace

Json exampleToJson(const Example& example) {
    Json json = {{"id", example.id},
                 {"source", {{"file", example.source.file}, {"line", example.source.line}}},
                 {"tags", example.tags},
                 {"extra", example.extra},
                 {"kind", std::string(rowKindName(example.kind()))}};
    if (example.numReplacedUtf8 != 0) json["replaced_utf8"] = example.numReplacedUtf8;
    std::visit(BodyWriter{json}, example.body);
    return json;
}

Result<Example> exampleFromJson(const Json& json) {
    if (!json.is_object()) return fail(fields::wrongType("row", "an object", json));
    Example example;
    ASSIGN_OR_RETURN(example.id, fields::textOr(json, "id", "", ""));
    RETURN_IF_ERROR(readSource(json, example.source));
    if (const Json* tags = fields::find(json, "tags")) {
        if (!tags->is_array()) return fail(fields::wrongType("tags", "a list", *tags));
        for (const Json& tag : *tags) {
            if (!tag.is_string()) return fail(fields::wrongType("tags", "a list of texts", tag));
            example.tags.push_back(tag.get<std::string>());
        }
    }
    if (const Json* extra = fields::find(json, "extra")) {
        if (!extra->is_object()) return fail(fields::wrongType("extra", "an object", *extra));
        example.extra = *extra;
    }
    if (const Json* replaced = fields::find(json, "replaced_utf8")) {
        if (!replaced->is_number_integer()) return fail(fields::wrongType("replaced_utf8", "a whole number", *replaced));
        example.numReplacedUtf8 = replaced->get<std::int64_t>();
    }
    ASSIGN_OR_RETURN(const std::string kind, fields::text(json, "kind", ""));
    ASSIGN_OR_RETURN(example.body, readBody(json, kind));
    return example;
}

}  // namespace luthier
