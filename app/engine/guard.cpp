// SPDX-License-Identifier: Apache-2.0
#include "app/engine/guard.h"

#include <exception>
#include <new>
#include <string_view>

#include <c10/util/Exception.h>

namespace luthier {

namespace {

constexpr const char* memoryHint = "close other programs, or use a smaller model, micro_tokens or max_length";
constexpr const char* reportHint = "this is a fault of Luthier, please report it with this message";

// c10 says out of memory on the CPU by words only.
bool soundsLikeMemory(std::string_view words) {
    for (const std::string_view sign : {"can't allocate memory", "not enough memory", "out of memory"})
        if (words.find(sign) != std::string_view::npos) return true;
    return false;
}

Error errorOf(const c10::Error& exception) {
    const std::string words = exception.what_without_backtrace();
    if (soundsLikeMemory(words)) return Error(ErrorCode::OutOfMemory, words).withHint(memoryHint);
    return Error(ErrorCode::Internal, words).withHint(reportHint);
}

}  // namespace

Status guarded(const std::function<Status()>& work) noexcept {
    try {
        return work();
    } catch (const c10::OutOfMemoryError& exception) {
        return fail(Error(ErrorCode::OutOfMemory, exception.what_without_backtrace()).withHint(memoryHint));
    } catch (const c10::Error& exception) {
        return fail(errorOf(exception));
    } catch (const std::bad_alloc&) {
        return fail(Error(ErrorCode::OutOfMemory, "memory ran out").withHint(memoryHint));
    } catch (const std::exception& exception) {
        return fail(Error(ErrorCode::Internal, exception.what()).withHint(reportHint));
    } catch (...) {
        return fail(Error(ErrorCode::Internal, "an exception of an unknown kind").withHint(reportHint));
    }
}

}  // namespace luthier
