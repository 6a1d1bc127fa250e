// SPDX-License-Identifier: Apache-2.0
#include "core/rewards/row_reference.h"

#include "core/config/field_info.h"

namespace luthier {

const Json* referenceOf(const AnswerView& answer) {
    return answer.prompt && !answer.prompt->reference.is_null() ? &answer.prompt->reference : nullptr;
}

const Json* referenceMember(const AnswerView& answer, const char* name) {
    const Json* const reference = referenceOf(answer);
    if (!reference || !reference->is_object()) return nullptr;
    if (const auto found = reference->find(name); found != reference->end()) return &*found;
    const auto checker = reference->find("checker");
    if (checker == reference->end() || !checker->is_object()) return nullptr;
    const auto found = checker->find(name);
    return found == checker->end() ? nullptr : &*found;
}

Result<std::vector<Json>> rightAnswersOf(const AnswerView& answer) {
    const Json* value = referenceOf(answer);
    std::string key = "reference";
    if (value && value->is_object()) {
        value = nullptr;
        for (const char* name : {"answer", "solution", "reference"}) {
            if (const Json* const member = value ? nullptr : referenceMember(answer, name)) {
                value = member;
                key = std::string("reference.") + name;
            }
        }
    }
    std::vector<Json> answers;
    if (!value) return answers;
    if (value->is_array() && value->empty()) return fail(Error(ErrorCode::InvalidData, "the list of right answers is empty").withKey(key));
    const auto add = [&](const Json& one) -> Status {
        if (!one.is_string() && !one.is_number() && !one.is_boolean())
            return fail(Error(ErrorCode::InvalidData, "a right answer must be a text or a number, not " + foundInWords(one)).withKey(key));
        answers.push_back(one);
        return {};
    };
    if (!value->is_array()) RETURN_IF_ERROR(add(*value));
    else for (const Json& one : *value) RETURN_IF_ERROR(add(one));
    return answers;
}

}  // namespace luthier
