// SPDX-License-Identifier: Apache-2.0
// The tensor cores' instructions, element by element.
#include "tests/gpu/emulator/cuda_runtime.h"

namespace luthier::emulator {

namespace {

float half(std::uint32_t word, int which) { return __uint_as_float(which == 0 ? word << 16 : word & 0xFFFF0000U); }
int lane() { return static_cast<int>(currentThread.x % 32); }

}  // namespace

void multiplyAdd(float (&c)[4], const std::uint32_t (&a)[4], std::uint32_t b0, std::uint32_t b1) {
    constexpr int kWords = 6;
    const std::uint32_t mine[kWords] = {a[0], a[1], a[2], a[3], b0, b1};
    const std::uint32_t* const all = warpExchange(mine, kWords);
    // A[row][k] lies in lane 4 (row % 8) + k % 8 / 2, its word row / 8 + 2 (k / 8); B[k][column] in lane 4 column + k % 8 / 2, its word k / 8.
    const auto elementOfA = [&](int row, int k) { return half(all[(row % 8 * 4 + k % 8 / 2) * kWords + row / 8 + k / 8 * 2], k % 2); };
    const auto elementOfB = [&](int k, int column) { return half(all[(column * 4 + k % 8 / 2) * kWords + 4 + k / 8], k % 2); };
    for (int i = 0; i < 4; ++i) {
        const int row = lane() / 4 + i / 2 * 8, column = lane() % 4 * 2 + i % 2;
        float sum = 0;
        for (int k = 0; k < 16; ++k) sum += elementOfA(row, k) * elementOfB(k, column);
        c[i] += sum;
    }
}

void loadMatrices(std::uint32_t (&to)[4], const void* row, bool isTransposed) {
    const auto address = reinterpret_cast<std::uintptr_t>(row);
    const std::uint32_t mine[2] = {static_cast<std::uint32_t>(address), static_cast<std::uint32_t>(address >> 32)};
    const std::uint32_t* const all = warpExchange(mine, 2);
    const auto element = [&](int matrix, int line, int column) {
        const std::uint32_t* const words = all + (matrix * 8 + line) * 2;
        std::uint16_t bits;
        std::memcpy(&bits, reinterpret_cast<const char*>(static_cast<std::uintptr_t>(words[0]) | static_cast<std::uintptr_t>(words[1]) << 32) + 2 * column, 2);
        return static_cast<std::uint32_t>(bits);
    };
    for (int matrix = 0; matrix < 4; ++matrix) {
        const int line = lane() / 4, column = lane() % 4 * 2;
        to[matrix] = isTransposed ? element(matrix, column, line) | element(matrix, column + 1, line) << 16
                                  : element(matrix, line, column) | element(matrix, line, column + 1) << 16;
    }
}

}  // namespace luthier::emulator
