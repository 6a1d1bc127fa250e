// SPDX-License-Identifier: Apache-2.0
#include "core/text/chat_template.h"

#include "core/base/clock.h"
#include "core/base/files.h"
#include "core/base/hash.h"
#include "core/base/utf8.h"
#include "core/rows/fields.h"
#include "core/text/chat_context.h"
#include "core/text/chat_template_state.h"
#include "core/text/special_tokens.h"

namespace luthier {

namespace {

constexpr std::size_t MaxOutputBytes = std::size_t{16} << 20;
constexpr std::size_t MaxSourceBytes = std::size_t{256} << 10;

struct Source {
    std::string text;
    std::string file;
};

Error noTemplate(const std::string& path) {
    return Error(ErrorCode::NotFound, "the model has no chat template")
        .at(path)
        .withHint("base models have none: train on plain text, or put the template of a chat model into the folder as chat_template.jinja");
}

// chat_template is the template, or a list of {"name", "template"} with one that is called "default".
Result<Source> sourceFromConfig(const std::string& path) {
    ASSIGN_OR_RETURN(const Json config, readOptionalJsonObject(path));
    const Json* found = fields::find(config, "chat_template");
    if (!found) return fail(noTemplate(path));
    if (found->is_string()) return Source{found->get<std::string>(), path};
    if (!found->is_array()) return fail(fields::wrongType("chat_template", "a text or a list of {\"name\", \"template\"}", *found).at(path));
    for (const Json& entry : *found) {
        if (!entry.is_object() || !entry.contains("name") || entry["name"] != "default") continue;
        const Json* text = fields::find(entry, "template");
        if (text && text->is_string()) return Source{text->get<std::string>(), path};
    }
    return fail(Error(ErrorCode::InvalidData, "the list chat_template has no usable entry that is called \"default\"").at(path).withKey("chat_template"));
}

Result<Source> findSource(const std::string& folder) {
    const std::string file = folder + "/chat_template.jinja";
    if (pathExists(file)) {
        ASSIGN_OR_RETURN(std::string text, readFile(file, MaxSourceBytes));
        return Source{std::move(text), file};
    }
    const std::string legacy = folder + "/chat_template.json";
    return sourceFromConfig(pathExists(legacy) ? legacy : folder + "/tokenizer_config.json");
}

}  // namespace

LuthierRenderOptions ChatTemplate::State::options(std::size_t numMessages, bool addGenerationPrompt) const {
    LuthierRenderOptions options{};
    options.num_messages = numMessages;
    options.add_generation_prompt = addGenerationPrompt;
    options.now_seconds = clockSeconds ? *clockSeconds : static_cast<std::int64_t>(wallSeconds());
    options.now_is_utc = clockSeconds.has_value();
    options.max_output_bytes = MaxOutputBytes;
    return options;
}

Error ChatTemplate::State::failure(LuthierError error) const {
    Error failure = rust::take(error, ErrorCode::InvalidData);
    failure.message = "chat template: " + failure.message;
    failure.file = file;
    return failure;
}

Result<rust::ContextHandle> ChatTemplate::State::context(const Conversation& conversation) const {
    const std::string variables = templateVariables(conversation, special);
    LuthierContext* context = nullptr;
    LuthierError error{};
    if (!luthier_context_new(rust::view(variables), &context, &error)) return fail(failure(error));
    return rust::ContextHandle(context);
}

Result<ChatTemplate::State::Output> ChatTemplate::State::render(const LuthierContext& context, const LuthierRenderOptions& options) const {
    LuthierRendering rendering{};
    LuthierError error{};
    if (!luthier_template_render(handle.get(), &context, &options, &rendering, &error)) return fail(failure(error));
    Output output;
    output.text.assign(rendering.text.data, rendering.text.size);
    for (std::size_t i = 0; i + 1 < rendering.num_marks; i += 2) {
        output.generation.push_back({static_cast<std::uint32_t>(rendering.marks[i]), static_cast<std::uint32_t>(rendering.marks[i + 1])});
    }
    luthier_rendering_free(rendering);
    return output;
}

ChatTemplate::ChatTemplate(std::unique_ptr<State> state) : m_state(std::move(state)) {}
ChatTemplate::ChatTemplate(ChatTemplate&&) noexcept = default;
ChatTemplate& ChatTemplate::operator=(ChatTemplate&&) noexcept = default;
ChatTemplate::~ChatTemplate() = default;

Result<ChatTemplate> ChatTemplate::fromSource(std::string source, const SpecialTokens& special, std::optional<std::int64_t> clockSeconds) {
    auto state = std::make_unique<State>();
    state->special = special;
    state->hash = sha256Hex(source);
    state->source = repairUtf8(source);
    state->clockSeconds = clockSeconds;
    LuthierTemplate* handle = nullptr;
    LuthierError error{};
    if (!luthier_template_new(rust::view(state->source), &handle, &error)) return fail(state->failure(error));
    state->handle.reset(handle);
    return ChatTemplate(std::move(state));
}

Result<ChatTemplate> ChatTemplate::load(const std::string& modelFolder) {
    ASSIGN_OR_RETURN(const SpecialTokens special, readSpecialTokens(modelFolder));
    ASSIGN_OR_RETURN(Source source, findSource(modelFolder));
    Result<ChatTemplate> chatTemplate = fromSource(std::move(source.text), special);
    if (!chatTemplate) {
        Error error = std::move(chatTemplate.error());
        error.file = source.file;
        return fail(std::move(error));
    }
    chatTemplate->m_state->file = source.file;
    return chatTemplate;
}

Result<std::string> ChatTemplate::render(const Conversation& conversation, bool addGenerationPrompt) const {
    ASSIGN_OR_RETURN(const rust::ContextHandle context, m_state->context(conversation));
    ASSIGN_OR_RETURN(State::Output output, m_state->render(*context, m_state->options(conversation.turns.size(), addGenerationPrompt)));
    return std::move(output.text);
}

const std::string& ChatTemplate::source() const { return m_state->source; }
const std::string& ChatTemplate::hash() const { return m_state->hash; }

}  // namespace luthier
