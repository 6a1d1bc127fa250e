// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include <c10/core/ScalarType.h>

#include "core/base/utf8.h"
#include "core/tensor_io/safetensors.h"

namespace luthier {

namespace {

constexpr std::array<std::pair<const char*, at::ScalarType>, 16> dtypes = {{
    {"F64", at::kDouble}, {"F32", at::kFloat}, {"F16", at::kHalf}, {"BF16", at::kBFloat16}, {"I64", at::kLong}, {"I32", at::kInt},
    {"I16", at::kShort}, {"I8", at::kChar}, {"U8", at::kByte}, {"BOOL", at::kBool}, {"U16", at::kUInt16}, {"U32", at::kUInt32},
    {"U64", at::kUInt64}, {"F8_E4M3", at::kFloat8_e4m3fn}, {"F8_E5M2", at::kFloat8_e5m2}, {"C64", at::kComplexFloat}}};

}  // namespace

Result<at::ScalarType> scalarTypeFromName(const std::string& dtype) {
    for (const auto& [name, type] : dtypes)
        if (dtype == name) return type;
    return fail(Error(ErrorCode::InvalidData, "unknown dtype \"" + excerpt(dtype, 20) + "\"")
                    .withHint("known are F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL and a few more"));
}

std::string dtypeName(at::ScalarType type) {
    for (const auto& [name, known] : dtypes)
        if (type == known) return name;
    return std::string("(") + c10::toString(type) + ", not in safetensors)";
}

}  // namespace luthier
