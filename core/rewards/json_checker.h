// SPDX-License-Identifier: Apache-2.0
// A JSON schema (draft 7), and whether a value is as it wants it. A schema is foreign input: one that refers elsewhere or to itself, is too large, or asks for
// what is not checked is refused, and so is a pattern that RE2 does not know (look-ahead); patterns are matched by RE2, never by backtracking.
// Thread: immutable after create(); isValid() may be called from several threads.
#pragma once

#include <memory>

#include "core/base/error.h"
#include "core/base/json.h"

namespace luthier {

class JsonChecker {
public:
    // Errors: InvalidData, saying what of the schema cannot be used.
    static Result<JsonChecker> create(const Json& schema);
    // Where the schema has uniqueItems, no array of over 1000 elements is valid: comparing each with each would take too long.
    bool isValid(const Json& value) const;

private:
    struct State;
    explicit JsonChecker(std::shared_ptr<const State> state) : m_state(std::move(state)) {}
    std::shared_ptr<const State> m_state;
};

}  // namespace luthier
