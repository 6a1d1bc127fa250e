// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the page Adapters with real adapters, for people to judge; only where LUTHIER_SCREENS names a folder for them.
#include "tests/views/shelf/page_fixture.h"
#include "views/adapters/adapters_page.h"

namespace luthier {
namespace {

using namespace luthier::test;

class AdaptersScreens : public PageFixture {};

TEST_F(AdaptersScreens, WithRealAdapters) {
    if (!qEnvironmentVariableIsSet("LUTHIER_SCREENS")) GTEST_SKIP() << "LUTHIER_SCREENS names no folder";
    if (realEngine().isEmpty() || !qEnvironmentVariableIsSet("LUTHIER_DEMO_RUNS")) GTEST_SKIP() << "LUTHIER_ENGINE or LUTHIER_DEMO_RUNS is not set";
    openProject(realEngine());
    show(createAdaptersPage(*session));
    ASSERT_TRUE(waitUntil([&] { return shown("adapters.empty.add"); }));
    grabScreens(*page, "adapters-empty");
    const std::string runsFolder = qEnvironmentVariable("LUTHIER_DEMO_RUNS").toStdString();
    ASSERT_TRUE(write([&](store::Project& project) -> Status {
        store::Model model;
        model.name = "SmolLM2 135M Instruct";
        model.folder = runsFolder + "/model";
        model.facts = {{"kind", "model"}, {"bytes", 538060032}, {"parameters", 134515008}};
        ASSIGN_OR_RETURN(const auto modelId, project.models().add(model));
        for (const auto& [name, title] :
             std::vector<std::pair<std::string, std::string>>{{"run", "Support answers"}, {"run-2", "Formal letters"}, {"run-3", "Short and kind"}}) {
            store::Run run;
            run.name = title + ", second try";
            run.folder = runsFolder + "/" + name;
            run.config = *readJsonFile(run.folder + "/run.json");
            run.model = modelId;
            ASSIGN_OR_RETURN(const auto runId, project.runs().add(run));
            store::AdapterEntry adapter;
            adapter.name = title;
            adapter.folder = run.folder + "/final";
            adapter.model = modelId;
            adapter.run = runId;
            ASSIGN_OR_RETURN(const auto id, project.adapters().add(adapter));
            static_cast<void>(id);
        }
        store::AdapterEntry stray;
        stray.name = "From a colleague";
        stray.folder = folder / "colleague";
        std::filesystem::copy(runsFolder + "/run-4/final", stray.folder);
        std::string config = contentOf(stray.folder + "/adapter_config.json");
        const std::string base = runsFolder + "/model";
        config.replace(config.find(base), base.size(), "org/Another-Model-1B");
        std::filesystem::remove(stray.folder + "/manifest.json");
        folder.write("colleague/adapter_config.json", config);
        return project.adapters().add(stray).map([](std::int64_t) {});
    }));
    store->announce({"adapters", "models"});
    page->open("adapter:2");
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("adapters.compare")->isEnabled(); }));
    QTest::qWait(4000);
    grabScreens(*page, "adapters");
    click("adapters.merge");
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("adapters.target.accept")->isEnabled(); }));
    grabScreens(*page, "adapters-merge");
    page->open("adapter:4");
    ASSERT_TRUE(waitUntil([&] { return shown("adapters.base_row"); }));
    grabScreens(*page, "adapters-stray");
    page->open("add:" + QString::fromStdString(runsFolder + "/run-4/final"));
    ASSERT_TRUE(waitUntil([&] { return find<QPushButton>("adapters.add.accept")->isEnabled(); }));
    grabScreens(*page, "adapters-add");
}

}  // namespace
}  // namespace luthier
