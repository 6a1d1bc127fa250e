// SPDX-License-Identifier: Apache-2.0
// What `describe` prints and what the window builds its forms from: read off the same lists that the engine's factories use.
#include "core/data/formats/all_formats.h"
#include "core/models/families/all_families.h"
#include "core/recipe/auto_values.h"
#include "core/recipe/presets.h"
#include "core/recipe/run_config.h"

namespace luthier {

namespace {

std::string_view betterName(MetricInfo::Better better) {
    switch (better) {
        case MetricInfo::Better::Lower: return "lower";
        case MetricInfo::Better::Higher: return "higher";
        case MetricInfo::Better::Neither: return "neither";
    }
    return "";
}

Json metricsToJson(const std::vector<MetricInfo>& metrics) {
    Json json = Json::array();
    for (const MetricInfo& metric : metrics)
        json.push_back({{"key", metric.key}, {"label", metric.label}, {"help", metric.help}, {"unit", metric.unit}, {"better", betterName(metric.better)}});
    return json;
}

Json describeMethods() {
    Json json = Json::array();
    AllMethods::forEach([&json]<class M>() {
        const MethodInfo info = M::info();
        Json wants = Json::array();
        for (const RowKind kind : info.wants) wants.push_back(rowKindName(kind));
        json.push_back({{"id", info.id}, {"title", info.title}, {"help", info.help}, {"paper", info.paper}, {"rows", wants},
                        {"metrics", metricsToJson(info.metrics)}, {"options", fieldsToJson(M::schema().fields())}});
    });
    return json;
}

// The learning rates of "auto" for one adapter, by method.
template <class A>
Json describeRates() {
    Json json = Json::array();
    AllMethods::forEach([&json]<class M>() {
        RunConfig config;
        config.adapter = typename A::Options{};
        config.method = typename M::Options{};
        if (const auto rate = defaultLearningRate(config, 0)) json.push_back({{"method", M::id}, {"learning_rate", rate->rate}, {"reason", rate->reason}});
    });
    return json;
}

Json describeAdapters() {
    Json json = Json::array();
    AllAdapters::forEach([&json]<class A>() {
        const AdapterInfo info = A::info();
        json.push_back({{"id", info.id}, {"title", info.title}, {"help", info.help}, {"paper", info.paper},
                        {"result", info.isPeft ? "adapter" : "model"}, {"mergeable", info.mergeable},
                        {"learning_rates", describeRates<A>()}, {"options", fieldsToJson(A::schema().fields())}});
    });
    return json;
}

Json describeFamilies() {
    Json json = Json::array();
    AllFamilies::forEach([&json]<class F>() {
        const FamilyInfo info = F::info();
        json.push_back({{"id", info.id}, {"title", info.title}, {"help", info.help}, {"architectures", info.architectures},
                        {"gguf_architecture", info.ggufArchitecture}, {"options", Json::array()}});
    });
    return json;
}

// A format's options are those of a data file: which one, and which column is which.
Json describeFormats() {
    Json json = Json::array();
    for (const Format* format : allFormats()) {
        const FormatInfo& info = format->info();
        json.push_back({{"id", info.id}, {"title", info.title}, {"help", info.help}, {"rows", rowKindName(info.kind)}, {"columns", info.columns},
                        {"sample", info.sample}, {"options", fieldsToJson(dataFileSchema().fields())}});
    }
    return json;
}

Json describePresets() {
    Json json = Json::array();
    for (const Preset& preset : allPresets()) json.push_back({{"id", preset.id}, {"title", preset.title}, {"help", preset.help}, {"run", preset.run}});
    return json;
}

}  // namespace

Json describeCatalogue() {
    Json json = Json::object();
    json["engine"] = {{"name", "luthier-engine"}, {"version", kLuthierVersion}, {"run_schema", RunConfig{}.schema}};
    json["methods"] = describeMethods();
    json["adapters"] = describeAdapters();
    json["families"] = describeFamilies();
    json["formats"] = describeFormats();
    json["run"] = fieldsToJson(runConfigSchema().fields());
    json["presets"] = describePresets();
    return json;
}

}  // namespace luthier
