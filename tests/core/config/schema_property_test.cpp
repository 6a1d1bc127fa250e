// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/core/config/sample_options.h"

namespace luthier {
namespace {

rc::Gen<Json> anyScalar() {
    return rc::gen::oneOf(rc::gen::just(Json(nullptr)), rc::gen::map(rc::gen::arbitrary<bool>(), [](bool value) { return Json(value); }),
                          rc::gen::map(rc::gen::arbitrary<std::int64_t>(), [](std::int64_t value) { return Json(value); }),
                          rc::gen::map(rc::gen::arbitrary<double>(), [](double value) { return Json(value); }),
                          rc::gen::map(rc::gen::elementOf(std::vector<std::string>{"auto", "red", "square", "x", "", "1e3"}),
                                       [](const std::string& value) { return Json(value); }),
                          rc::gen::just(Json::array()), rc::gen::just(Json{{"type", "square"}}), rc::gen::just(Json::parse("[{\"low\":1}]")));
}

RC_GTEST_PROP(SchemaProperty, whateverStandsThereIsReadOrNamed, ()) {
    std::vector<std::string> keys;
    for (const FieldInfo& field : sampleSchema().fields()) keys.push_back(field.key);
    keys.push_back("unknown");
    Json json = Json::object();
    const auto numKeys = *rc::gen::inRange<std::size_t>(0, 6);
    for (std::size_t i = 0; i < numKeys; ++i) json[*rc::gen::elementOf(keys)] = *anyScalar();
    const auto read = sampleSchema().fromJson(json);
    if (!read) {
        RC_ASSERT(!read.error().problems.empty());
        for (const Problem& problem : read.error().problems) RC_ASSERT(json.contains(problem.key.substr(0, problem.key.find_first_of(".["))));
        return;
    }
    RC_ASSERT(!json.contains("unknown"));
    const auto again = sampleSchema().fromJson(parseJson(dumpJson(sampleSchema().toJson(*read))).value());
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == *read);
}

RC_GTEST_PROP(SchemaProperty, rangesAreKept, (std::int64_t count)) {
    const auto read = sampleSchema().fromJson({{"count", count}});
    RC_ASSERT(read.has_value() == (count >= 1 && count <= 1024));
}

}  // namespace
}  // namespace luthier
