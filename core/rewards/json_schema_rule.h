// SPDX-License-Identifier: Apache-2.0
// Whether the answer is JSON as a schema wants it (JSON Schema, draft 7). 1 or 0, and what the user gives for JSON that is not as the schema wants it.
#pragma once

#include <memory>

#include "core/config/schema.h"
#include "core/rewards/reward_info.h"
#include "core/rewards/reward_rule.h"

namespace luthier {

enum class JsonPart { Whole, Fenced, FirstObject };

struct JsonSchemaRuleOptions {
    Json schema = Json::object();        // empty: that of the row
    JsonPart where = JsonPart::Whole;
    double otherJson = 0.0;              // for JSON that the schema refuses
    bool operator==(const JsonSchemaRuleOptions&) const = default;
};

struct JsonSchemaRule {
    using Options = JsonSchemaRuleOptions;
    static constexpr const char* id = "json_schema";
    static const Schema<JsonSchemaRuleOptions>& schema();
    static RewardInfo info();
    static Result<std::unique_ptr<RewardRule>> create(const JsonSchemaRuleOptions& options);
};

}  // namespace luthier
