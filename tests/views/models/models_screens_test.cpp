// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the page Models with real models, for people to judge; only where LUTHIER_SCREENS names a folder for them.
#include <QScrollArea>
#include <QScrollBar>

#include "tests/views/shelf/page_fixture.h"
#include "views/models/models_page.h"

namespace luthier {
namespace {

using namespace luthier::test;

class ModelsScreens : public PageFixture {};

TEST_F(ModelsScreens, WithRealModels) {
    if (!qEnvironmentVariableIsSet("LUTHIER_SCREENS")) GTEST_SKIP() << "LUTHIER_SCREENS names no folder";
    if (realEngine().isEmpty()) GTEST_SKIP() << "LUTHIER_ENGINE names no engine";
    openProject(realEngine());
    show(createModelsPage(*session));
    ASSERT_TRUE(waitUntil([&] { return shown("models.empty.add"); }));
    grabScreens(*page, "models-empty");
    const std::string broken = copyOfTinyModel(folder, "broken model");
    std::filesystem::remove(broken + "/tokenizer.json");
    const std::string gone = copyOfTinyModel(folder, "gone");
    std::filesystem::remove_all(gone);
    const std::string demo = qEnvironmentVariable("LUTHIER_DEMO_MODEL", "/nowhere").toStdString();
    ASSERT_TRUE(write([&](store::Project& project) -> Status {
        std::int64_t first = 0;
        for (const auto& [name, path] : std::vector<std::pair<std::string, std::string>>{
                 {"SmolLM2 135M Instruct", demo}, {"Tiny Qwen", tinyModel("tiny-qwen2")}, {"Broken one", broken}, {"On a disk that is not there", gone}}) {
            store::Model model;
            model.name = name;
            model.folder = path;
            const auto id = project.models().add(model);
            if (!id) return fail(id.error());
            if (first == 0) first = *id;
        }
        for (const char* name : {"Support answers, polite", "Formal letters"}) {
            store::AdapterEntry adapter;
            adapter.name = name;
            adapter.folder = name;
            adapter.model = first;
            RETURN_IF_ERROR(project.adapters().add(adapter).map([](std::int64_t) {}));
        }
        return {};
    }));
    store->announce({"models", "adapters"});
    page->open("model:1");
    ASSERT_TRUE(waitUntil([&] { return shown("models.template.text") && !shown("models.working"); }));
    grabScreens(*page, "models");
    auto* const detail = find<QScrollArea>("models.detail");
    detail->verticalScrollBar()->setValue(detail->verticalScrollBar()->maximum());
    grabScreens(*page, "models-below");
    page->open("model:3");
    ASSERT_TRUE(waitUntil([&] { return shown("models.problems"); }));
    grabScreens(*page, "models-broken");
    page->open("model:4");
    ASSERT_TRUE(waitUntil([&] { return shown("models.missing"); }));
    grabScreens(*page, "models-missing");
    page->open("add:" + qEnvironmentVariable("LUTHIER_DEMO_GGUF"));
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("models.add.accept")->isEnabled(); }));
    grabScreens(*page, "models-add");
}

}  // namespace
}  // namespace luthier
