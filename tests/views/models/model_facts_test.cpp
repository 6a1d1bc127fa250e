// SPDX-License-Identifier: GPL-3.0-or-later
// What the card says, without a window.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"
#include "views/models/memory_needs.h"
#include "views/models/model_facts.h"
#include "views/models/model_source.h"
#include "views/models/template_preview.h"

#include "views/shared/theme/widgets.h"

namespace luthier {
namespace {

using test::TemporaryFolder;
using ::testing::HasSubstr;

const std::string tiny = LUTHIER_SOURCE_DIR "/tests/baselines/models/tiny-llama";

Json goodFacts() {
    return Json::parse(R"({"kind":"model","family":"llama","parameters":134515008,"stored_dtype":"float32","bytes":538060032,
        "shape":{"hidden_size":576,"layers":30,"heads":9,"kv_heads":3,"head_dim":64,"ffn_size":1536,"vocab_size":49152,"max_positions":8192,"tied_head":true},
        "dtypes":{"F32":{"tensors":272,"bytes":538060032}},"tokenizer":{"vocab_size":49152,"bos":"<|im_start|>","eos":"<|im_end|>"},
        "chat_template":{"bytes":368},"files":[{"name":"config.json","sha256":"11"},{"name":"model.safetensors","sha256":"22"}],"problems":[]})");
}

TEST(ModelFacts, OfARealModel) {
    const ModelFacts facts = modelFactsOf(goodFacts());
    EXPECT_TRUE(facts.known);
    EXPECT_EQ(facts.familyTitle, "Llama");
    EXPECT_EQ(facts.fingerprint, "22");
    EXPECT_TRUE(facts.hasTokenizer && facts.hasTemplate && facts.tiedHead);
    EXPECT_THAT(modelSentence(facts).toStdString(), HasSubstr("chat model of 135 M parameters"));
    EXPECT_THAT(modelSentence(facts).toStdString(), HasSubstr("LoRA"));
}

TEST(ModelFacts, SayWhatIsMissing) {
    Json facts = goodFacts();
    facts["chat_template"] = nullptr;
    EXPECT_THAT(modelSentence(modelFactsOf(facts)).toStdString(), HasSubstr("base model"));
    facts.erase("tokenizer");
    EXPECT_THAT(modelSentence(modelFactsOf(facts)).toStdString(), HasSubstr("tokenizer is missing or broken"));
    facts.erase("parameters");
    EXPECT_THAT(modelSentence(modelFactsOf(facts)).toStdString(), HasSubstr("cannot be used as it is"));
    const ModelFacts unknown = modelFactsOf(Json::object());
    EXPECT_THAT(modelSentence(unknown).toStdString(), HasSubstr("Not looked at yet"));
    for (const auto& list : {architectureFacts(unknown), textFacts(unknown)})
        for (const shelf::Fact& fact : list) EXPECT_EQ(fact.value, "not looked at yet") << fact.label.toStdString() << ": nothing is known to be missing";
}

TEST(ModelFacts, OfAnotherTypeAreTakenAsMissing) {
    for (const char* text :
         {"null", "[]", "\"text\"", "{}", R"({"kind":3})", R"({"parameters":"many","shape":[],"dtypes":[1],"tokenizer":4,"files":{"a":1},"problems":"x"})",
          R"({"shape":{"layers":-3,"tied_head":"yes"},"files":[1,{"name":2}],"dtypes":{"F32":7}})"}) {
        const ModelFacts facts = modelFactsOf(Json::parse(text));
        EXPECT_EQ(facts.parameters, 0) << text;
        EXPECT_EQ(facts.layers, 0) << text;
        EXPECT_FALSE(facts.hasTokenizer) << text;
        EXPECT_TRUE(facts.problems.empty()) << text;
        EXPECT_FALSE(architectureFacts(facts).empty());
        EXPECT_FALSE(fileFacts(facts, "/x").empty());
        EXPECT_FALSE(modelSentence(facts).isEmpty());
    }
}

TEST(ModelFacts, FingerprintOfSeveralFilesDependsOnAllOfThemAndNotOnTheirOrder) {
    const Json a = Json::parse(R"({"files":[{"name":"a.safetensors","sha256":"1"},{"name":"b.safetensors","sha256":"2"}]})");
    const Json b = Json::parse(R"({"files":[{"name":"b.safetensors","sha256":"2"},{"name":"a.safetensors","sha256":"1"}]})");
    const Json c = Json::parse(R"({"files":[{"name":"b.safetensors","sha256":"3"},{"name":"a.safetensors","sha256":"1"}]})");
    const Json unhashed = Json::parse(R"({"files":[{"name":"b.safetensors"},{"name":"a.safetensors","sha256":"1"}]})");
    EXPECT_EQ(weightsFingerprintOf(a), weightsFingerprintOf(b));
    EXPECT_NE(weightsFingerprintOf(a), weightsFingerprintOf(c));
    EXPECT_EQ(weightsFingerprintOf(a).size(), 64);
    EXPECT_EQ(weightsFingerprintOf(unhashed), "");
}

TEST(ModelFacts, NumbersInWords) {
    EXPECT_EQ(theme::parametersInWords(40544), "40,544");
    EXPECT_EQ(theme::parametersInWords(1'500'000), "1.5 M");
    EXPECT_EQ(theme::parametersInWords(134'515'008), "135 M");
    EXPECT_EQ(theme::parametersInWords(1'235'814'400), "1.24 B");
    EXPECT_EQ(theme::parametersInWords(0), "0");
}

TEST(ModelFacts, TheCardSaysWhatMattersMost) {
    store::Model model;
    model.id = 1;
    model.name = "<b>name</b>";
    model.facts = goodFacts();
    EXPECT_TRUE(modelCard(model, FolderState::There, {}).stateWords.isEmpty());
    model.facts["problems"] = Json::parse(R"([{"message":"a"},{"message":"b"}])");
    EXPECT_EQ(modelCard(model, FolderState::There, {}).stateWords, "2 problems");
    EXPECT_EQ(modelCard(model, FolderState::Missing, "Checking").state, shelf::Card::State::Broken);
    EXPECT_EQ(modelCard(model, FolderState::There, "Checking").state, shelf::Card::State::Working);
    EXPECT_EQ(modelCard(model, FolderState::There, {}).title, "<b>name</b>");
}

TEST(MemoryNeeds, OfEachWayInEachFormat) {
    const auto needs = memoryNeedsIn(tiny);
    ASSERT_TRUE(needs) << needs.error().toString();
    std::vector<QString> keys;
    for (const MemoryNeed& need : needs->rows) {
        keys.push_back(need.key);
        EXPECT_GT(need.bfloat16Bytes, 0) << need.key.toStdString();
        EXPECT_GE(need.float32Bytes, need.bfloat16Bytes) << need.key.toStdString();
    }
    EXPECT_THAT(keys, ::testing::UnorderedElementsAre("chat", "lora", "full", "last_layers"));
    EXPECT_GT(needs->roomBytes, 0);
}

TEST(MemoryNeeds, AModelStoredInBf16StaysSoWhereverItAnswers) {
    ModelConfig config = *loadModelConfig(tiny);
    const auto chat = [&config](const char* stored) {
        config.storedDtype = stored;
        return memoryNeedsOf(config).rows.front();
    };
    EXPECT_EQ(chat("float32").float32Bytes - chat("bfloat16").float32Bytes, 2 * numParameters(config));
    EXPECT_EQ(chat("float32").bfloat16Bytes, chat("bfloat16").bfloat16Bytes);
}

TEST(MemoryNeeds, OfAHugeModelAreBigAndNotNegative) {
    ModelConfig config = *loadModelConfig(tiny);
    config.numLayers = 200;
    config.hiddenSize = config.numHeads * config.headDim;
    config.ffnSize = 1 << 20;
    config.vocabSize = 1 << 24;
    for (const MemoryNeed& need : memoryNeedsOf(config).rows) EXPECT_GT(need.bfloat16Bytes, 1'000'000'000) << need.key.toStdString();
}

TEST(MemoryNeeds, SayWhyNot) {
    const TemporaryFolder folder;
    EXPECT_FALSE(memoryNeedsIn(folder.path()));
    folder.write("config.json", "{}");
    EXPECT_FALSE(memoryNeedsIn(folder.path()));
}

TEST(TemplatePreview, MarksTheAnswerAndNothingElse) {
    const auto preview = previewTemplate(tiny, "turns");
    ASSERT_TRUE(preview) << preview.error().toString();
    ASSERT_EQ(preview->trained.size(), 2U);
    const auto& first = preview->trained.front();
    EXPECT_EQ(preview->text.mid(first.begin, first.length), "Usually maple, often with a flamed figure.<|im_end|>");
    EXPECT_GT(preview->numTokens, preview->numTrained);
    EXPECT_GT(preview->numTrained, 0);
    EXPECT_THAT(previewTemplate(tiny, "system")->text.toStdString(), HasSubstr("You answer in one short sentence."));
}

TEST(TemplatePreview, OfBrokenTemplatesIsAnErrorWithWhatToTry) {
    const TemporaryFolder folder;
    std::filesystem::copy(tiny, folder / "m", std::filesystem::copy_options::recursive);
    folder.write("m/chat_template.jinja", "{{ raise_exception('no <b>chats</b>') }}");
    const auto failed = previewTemplate(folder / "m", "simple");
    ASSERT_FALSE(failed);
    EXPECT_THAT(failed.error().message, HasSubstr("no <b>chats</b>"));
    EXPECT_FALSE(failed.error().hint.empty());
    folder.write("m/chat_template.jinja", "{% for i in range(1000000) %}{% for j in range(1000000) %}x{% endfor %}{% endfor %}");
    EXPECT_FALSE(previewTemplate(folder / "m", "simple"));
    std::filesystem::remove(folder / "m/tokenizer.json");
    EXPECT_FALSE(previewTemplate(folder / "m", "simple"));
    EXPECT_FALSE(previewTemplate(folder / "nowhere", "simple"));
}

TEST(ModelSource, TellsWhatStandsAtAPath) {
    const TemporaryFolder folder;
    const QString models = QString::fromStdString(folder / "project/models");
    const auto look = [&](const std::string& path) { return lookAtSource(QString::fromStdString(path), models); };
    const SourceLook good = look(tiny + "/");
    EXPECT_EQ(good.kind, SourceLook::Kind::Folder);
    EXPECT_EQ(good.name, "tiny-llama");
    EXPECT_GT(good.bytes, 100'000U);
    EXPECT_GT(good.freeBytes, 0U);
    EXPECT_EQ(look(tiny + ".gguf").kind, SourceLook::Kind::Gguf);
    EXPECT_EQ(look(tiny + ".gguf").name, "tiny-llama");
    EXPECT_EQ(look(folder / "nothing").kind, SourceLook::Kind::Nothing);
}

TEST(ModelSource, SaysWhyAndWhatToTryOfAllElse) {
    const TemporaryFolder folder;
    const auto why = [&](const std::string& path) {
        const SourceLook look = lookAtSource(QString::fromStdString(path), QString::fromStdString(folder.path()));
        EXPECT_EQ(look.kind, SourceLook::Kind::Other) << path;
        return look.why.toStdString();
    };
    EXPECT_THAT(why(folder.write("empty.gguf", "")), HasSubstr("0 bytes"));
    EXPECT_THAT(why(folder.write("lies.gguf", "<html>not found</html>")), HasSubstr("does not begin as one"));
    EXPECT_THAT(why(folder.write("pytorch_model.bin", "x")), HasSubstr("never read"));
    EXPECT_THAT(why(folder.write("model.safetensors", "x")), HasSubstr("Choose the folder"));
    EXPECT_THAT(why(folder.write("notes.txt", "x")), HasSubstr("no model"));
    EXPECT_THAT(why("/dev/null"), HasSubstr("neither"));
    std::filesystem::create_directories(folder / "adapter");
    folder.write("adapter/adapter_config.json", "{}");
    EXPECT_THAT(why(folder / "adapter"), HasSubstr("Adapters"));
    std::filesystem::create_directories(folder / "run");
    folder.write("run/run.json", "{}");
    EXPECT_THAT(why(folder / "run"), HasSubstr("final"));
    std::filesystem::create_directories(folder / "with gguf");
    folder.write("with gguf/a.gguf", "GGUF");
    EXPECT_THAT(why(folder / "with gguf"), HasSubstr("Choose the file"));
    std::filesystem::create_directories(folder / "bare");
    EXPECT_THAT(why(folder / "bare"), HasSubstr("no config.json"));
}

TEST(ModelSource, ReadsTheLicence) {
    const TemporaryFolder folder;
    EXPECT_EQ(licenceIn(folder.path()), "");
    folder.write("LICENSE", "\n   The MIT  License\n\nmore");
    EXPECT_EQ(licenceIn(folder.path()), "The MIT License");
    folder.write("README.md", "---\nlanguage: en\nlicense: \"apache-2.0\"\n---\n# x\nlicense: other\n");
    EXPECT_EQ(licenceIn(folder.path()), "apache-2.0");
    folder.write("README.md", "---\nlicense: <b>" + std::string(5000, 'x') + "\xff\n---\n");
    EXPECT_LE(licenceIn(folder.path()).size(), 90);
    folder.write("README.md", "license: not in the head\n");
    EXPECT_EQ(licenceIn(folder.path()), "The MIT License");
}

}  // namespace
}  // namespace luthier
