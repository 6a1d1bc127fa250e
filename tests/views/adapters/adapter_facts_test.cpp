// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "views/adapters/adapter_facts.h"

namespace luthier {
namespace {

using ::testing::HasSubstr;

Json goodFacts() {
    return Json::parse(
        R"({"kind":"adapter","type":"LORA","rank":16,"alpha":32.0,"rslora":false,"targets":"all-linear","base_model":"/models/base","bytes":19537920,
        "num_tensors":420,"files":[{"name":"adapter_model.safetensors","sha256":"abc"}],"problems":[]})");
}

store::Model model(std::int64_t id, const std::string& name, const std::string& folder) {
    store::Model made;
    made.id = id;
    made.name = name;
    made.folder = folder;
    return made;
}

TEST(AdapterFacts, OfARealAdapter) {
    const AdapterFacts facts = adapterFactsOf(goodFacts());
    EXPECT_EQ(facts.type, "LoRA");
    EXPECT_EQ(facts.targets, "all linear layers");
    EXPECT_EQ(facts.fingerprint, "abc");
    const store::Model base = model(1, "Base <b>x</b>", "/models/base");
    EXPECT_THAT(adapterSentence(facts, &base).toStdString(), HasSubstr("A LoRA adapter of rank 16 for Base <b>x</b>. Compare"));
    EXPECT_THAT(adapterSentence(facts, nullptr).toStdString(), HasSubstr("not among the models"));
}

TEST(AdapterFacts, OfAnotherTypeAreTakenAsMissing) {
    for (const char* text :
         {"null", "[]", "3", R"({"type":1,"rank":"x","targets":{"a":1},"files":3,"alpha":"NaN","rslora":"yes"})", R"({"rank":-4,"targets":[1,2]})"}) {
        const AdapterFacts facts = adapterFactsOf(Json::parse(text));
        EXPECT_EQ(facts.rank, 0) << text;
        EXPECT_TRUE(facts.targets.isEmpty()) << text;
        EXPECT_FALSE(adapterSentence(facts, nullptr).isEmpty());
        EXPECT_FALSE(adapterNumbers(facts, nullptr).empty());
    }
}

TEST(AdapterFacts, TheBaseIsTheAssignedOneElseTheOneItsFileNames) {
    const std::vector<store::Model> models{model(1, "a", "/models/other"), model(2, "b", "/models/x/../base/")};
    store::AdapterEntry adapter;
    adapter.facts = goodFacts();
    ASSERT_NE(baseOf(adapter, models), nullptr);
    EXPECT_EQ(baseOf(adapter, models)->id, 2);
    adapter.model = 1;
    EXPECT_EQ(baseOf(adapter, models)->id, 1);
    adapter.model = 77;  // forgotten
    EXPECT_EQ(baseOf(adapter, models)->id, 2);
    adapter.facts = Json::object();
    EXPECT_EQ(baseOf(adapter, models), nullptr);
}

TEST(AdapterFacts, DataFilesOfARun) {
    EXPECT_EQ(dataFilesOf(Json::parse(R"({"data":{"train":"/a/b.jsonl"}})")), QStringList{"/a/b.jsonl"});
    EXPECT_EQ(dataFilesOf(Json::parse(R"({"data":{"train":["/a",{"path":"/b","weight":2},3,{"weight":1}]}})")), QStringList({"/a", "/b"}));
    for (const char* other : {"null", "{}", R"({"data":3})", R"({"data":{"train":null}})"}) EXPECT_TRUE(dataFilesOf(Json::parse(other)).isEmpty()) << other;
}

TEST(AdapterLineage, GoesFromDataToBase) {
    store::AdapterEntry adapter;
    adapter.name = "mine";
    adapter.facts = goodFacts();
    store::Run run;
    run.id = 7;
    run.name = "run";
    run.config = Json::parse(R"({"data":{"train":"/a/b.jsonl"}})");
    const store::Model base = model(2, "base", "/models/base");
    LineageFacts facts;
    facts.adapter = &adapter;
    facts.run = &run;
    facts.base = &base;
    auto columns = adapterLineage(facts);
    ASSERT_EQ(columns.size(), 4U);
    EXPECT_EQ(columns[0].nodes[0].title, "b.jsonl");
    EXPECT_TRUE(columns[0].nodes[0].page.isEmpty());
    EXPECT_EQ(columns[1].nodes[0].argument, "run:7");
    EXPECT_TRUE(columns[2].nodes[0].here);
    EXPECT_EQ(columns[3].nodes[0].argument, "model:2");
    for (std::int64_t id = 1; id <= 5; ++id) facts.datasets.emplace_back(id, QString("d%1").arg(id));
    columns = adapterLineage(facts);
    ASSERT_EQ(columns[0].nodes.size(), 4U);
    EXPECT_EQ(columns[0].nodes[0].argument, "dataset:1");
    EXPECT_EQ(columns[0].nodes[3].title, "2 more");
    facts = {};
    facts.adapter = &adapter;
    columns = adapterLineage(facts);
    ASSERT_EQ(columns.size(), 3U);
    EXPECT_EQ(columns[2].nodes[0].argument, "add");
}

}  // namespace
}  // namespace luthier
