// SPDX-License-Identifier: Apache-2.0
// The one place where exceptions (LibTorch's, memory, anything) become errors of the protocol. Thread: any.
#pragma once

#include <functional>

#include "core/base/error.h"

namespace luthier {

// What work returns; or OutOfMemory, or Internal with the exception's words.
Status guarded(const std::function<Status()>& work) noexcept;

}  // namespace luthier
