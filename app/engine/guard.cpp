// SPDX-License-Identifier: Apache-2.0
#include "app/engine/guard.h"

#include <exception>

#include <c10/util/Exception.h>

#include "core/training/tensor_memory.h"

namespace luthier {

namespace {

constexpr const char* memoryHint = "close other programs, or use a smaller model, micro_tokens or max_length";
constexpr const char* reportHint = "this is a fault of Luthier, please report it with this message";

}  // namespace

Status guarded(const std::function<Status()>& work) noexcept {
    try {
        return work();
    } catch (const std::exception& exception) {
        if (const auto words = outOfMemoryWords(exception)) return fail(Error(ErrorCode::OutOfMemory, *words).withHint(memoryHint));
        const auto* const error = dynamic_cast<const c10::Error*>(&exception);
        return fail(Error(ErrorCode::Internal, error ? error->what_without_backtrace() : exception.what()).withHint(reportHint));
    } catch (...) {
        return fail(Error(ErrorCode::Internal, "an exception of an unknown kind").withHint(reportHint));
    }
}

}  // namespace luthier
