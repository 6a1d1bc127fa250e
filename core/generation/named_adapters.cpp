// SPDX-License-Identifier: Apache-2.0
#include "core/generation/named_adapters.h"

#include <filesystem>
#include <set>

#include "core/base/files.h"

namespace luthier {

namespace {

std::string nameOfFolder(const std::string& folder) {
    std::filesystem::path path = std::filesystem::path(folder).lexically_normal();
    if (!path.has_filename()) path = path.parent_path();
    const auto isPartOfRun = [](const std::string& name) {
        return name == "final" || name == "best" || name == "last" || name == "adapter" || name == "checkpoints" || name.starts_with("step-");
    };
    while (isPartOfRun(path.filename().string()) && path.parent_path().has_filename()) path = path.parent_path();
    const std::string name = path.filename().string();
    return name.empty() || name == "." || name == ".." ? "adapter" : name;
}

}  // namespace

Result<std::vector<AdapterSpec>> parseAdapterSpecs(const std::vector<std::string>& texts) {
    std::vector<AdapterSpec> specs;
    std::set<std::string> names;
    for (const std::string& text : texts) {
        const std::size_t equals = text.find('=');
        AdapterSpec spec{nameOfFolder(text), text};
        if (equals != std::string::npos && !pathExists(text)) spec = {text.substr(0, equals), text.substr(equals + 1)};
        if (spec.folder.empty() || spec.name.empty())
            return fail(
                Error(ErrorCode::InvalidArgument, "\"" + text + "\" names no adapter").withHint("Write a folder, or name=folder.").withKey("--adapter"));
        if (!names.insert(spec.name).second)
            return fail(Error(ErrorCode::InvalidArgument, "two adapters are called \"" + spec.name + "\"")
                            .withHint("Give them names: --adapter first=DIR --adapter second=DIR")
                            .withKey("--adapter"));
        specs.push_back(std::move(spec));
    }
    return specs;
}

Result<std::vector<NamedAdapter>> loadNamedAdapters(const std::vector<AdapterSpec>& specs, CausalModel& model) {
    std::vector<NamedAdapter> list;
    for (const AdapterSpec& spec : specs) {
        ASSIGN_OR_RETURN(std::unique_ptr<Adapter> adapter, loadAdapter(spec.folder, model));
        list.push_back({spec.name, std::move(adapter)});
    }
    return list;
}

}  // namespace luthier
