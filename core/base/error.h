// SPDX-License-Identifier: Apache-2.0
// The one error type of Luthier. Every boundary (file, config, protocol, process) returns Result<T>; programmer errors are asserts.
// Thread: values, no shared state. Requires nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace luthier {

// What kind of failure it is. protocol/codes.h maps each to its public name and to the exit code of the engine.
enum class ErrorCode {
    InvalidArgument,   // a value the user gave is wrong (exit 2)
    InvalidConfig,     // run.json or another form does not validate (exit 2)
    NotFound,          // a file or name does not exist (exit 2)
    AlreadyExists,     // output exists and --force was not given (exit 2)
    InvalidData,       // a file's content is broken or not supported (exit 2)
    Busy,              // somebody else holds it, for example a run folder's lock (exit 2)
    Io,                // reading or writing failed (exit 3)
    DiskFull,          // no space left (exit 3)
    OutOfMemory,       // (exit 3)
    Cancelled,         // stopped as asked (exit 0)
    Retry,             // worth another try: lost peer, sticky device fault (exit 75)
    Internal,          // our bug (exit 4)
};

// One of several things wrong with one input, with its key path.
struct Problem { std::string key; std::string message; std::string hint; bool operator==(const Problem&) const = default; };

// Message = what happened; hint = what to try; the rest says where. Empty or negative members mean "does not apply".
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string message;
    std::string hint;
    std::string file;
    std::int64_t line = -1;   // 1-based line (or row) in file
    std::string key;          // key path in a config, or a tensor's name
    std::vector<Problem> problems;   // all of them, where one check found several (config/problems.h); the message then sums them up

    Error() = default;
    Error(ErrorCode c, std::string m) : code(c), message(std::move(m)) {}

    Error&& withHint(std::string text) && { hint = std::move(text); return std::move(*this); }
    Error&& at(std::string path, std::int64_t lineNumber = -1) && { file = std::move(path); line = lineNumber; return std::move(*this); }
    Error&& withKey(std::string path) && { key = std::move(path); return std::move(*this); }

    // "message (file:line, key) - hint" on one line, for logs and tests.
    std::string toString() const;
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

// return fail(ErrorCode::NotFound, "...") works for every Result<T>; add .withHint(...) on an Error first where there is something to try.
inline tl::unexpected<Error> fail(ErrorCode code, std::string message) { return tl::unexpected<Error>(Error(code, std::move(message))); }
inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

}  // namespace luthier

#define LUTHIER_CONCAT_INNER(a, b) a##b
#define LUTHIER_CONCAT(a, b) LUTHIER_CONCAT_INNER(a, b)

// ASSIGN_OR_RETURN(auto model, loadModel(path));   returns the error of the expression from the enclosing function, or binds its value.
#define ASSIGN_OR_RETURN(declaration, expression) ASSIGN_OR_RETURN_IMPL(LUTHIER_CONCAT(result_, __LINE__), declaration, expression)
#define ASSIGN_OR_RETURN_IMPL(temporary, declaration, expression)             \
    auto temporary = (expression);                                             \
    if (!temporary) return ::tl::unexpected<::luthier::Error>(std::move(temporary.error())); \
    declaration = std::move(*temporary)

#define RETURN_IF_ERROR(expression)                                            \
    do {                                                                       \
        if (auto status_ = (expression); !status_) return ::tl::unexpected<::luthier::Error>(std::move(status_.error())); \
    } while (false)
