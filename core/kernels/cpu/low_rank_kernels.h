// SPDX-License-Identifier: Apache-2.0
// The narrow products of a low-rank adapter (vector_kernels.h says what each does). Included once per instruction set.
#pragma once

#include "core/kernels/cpu/product_kernels.h"

namespace luthier::kernels::LUTHIER_SET {

constexpr int64_t kRoomRows = 16, kRoom = 512;

template <class T>
void packPanel(const float* factor, void* panel, int64_t rows, int64_t columns, int64_t stride, int64_t panelStride) {
    using Element = ElementOf<T>;
    packDepth(factor, stride, rows, columns, static_cast<Element*>(panel), panelStride, roundUp(rows, kDepth<Element>));
}

// A's rows as elements; where the depth is no whole number of them, as where they have to be converted, a copy of up to kRoom numbers each.
LUTHIER_INLINE Packed<float> panelRows(const float* a, int64_t stride, int64_t, int64_t, float*) { return {a, stride}; }
LUTHIER_INLINE Packed<float> panelRows(const Bf16* a, int64_t stride, int64_t rows, int64_t width, float* room) {
    return rowsOf(a, stride, rows, width, room);
}
#ifdef LUTHIER_PAIRS
LUTHIER_INLINE Packed<Pair> panelRows(const Bf16* a, int64_t stride, int64_t rows, int64_t width, Pair* room) {
    if (stride % 2 == 0 && width % 2 == 0) return {reinterpret_cast<const Pair*>(a), stride / 2};
    return rowsOf(a, stride, rows, width, room);
}
#endif

template <class T>
void timesPanel(const T* a, const void* panel, T* c, int64_t rows, int64_t columns, int64_t depth, int64_t aStride, int64_t panelStride, int64_t cStride,
                bool add) {
    using Element = ElementOf<T>;
    constexpr bool isPlain = sizeof(T) == sizeof(float);
    alignas(64) Element room[isPlain ? 1 : kRoomRows * kRoom];
    alignas(64) float sums[kRoomRows * kColumns];
    const int64_t step = isPlain ? depth : kRoom;
    const Element* const b = static_cast<const Element*>(panel);
    for (; rows > 0; rows -= kRoomRows, a += kRoomRows * aStride, c += kRoomRows * cStride) {
        const int64_t numRows = rows < kRoomRows ? rows : kRoomRows;
        Packed<Element> from{};
        for (int64_t column = 0; column < columns; column += kColumns) {
            const int64_t left = columns - column, width = left < kColumns ? left : kColumns;
            for (int64_t k = 0; k < depth; k += step) {
                const int64_t count = depth - k < step ? depth - k : step;
                if (column == 0 || depth > step) from = panelRows(a + k, aStride, numRows, count, room);
                product(numRows, left <= kLanes ? kLanes : kColumns, roundUp(count, kDepth<Element>) / kDepth<Element>, from.first, ByRows{from.stride},
                        b + k / kDepth<Element> * panelStride + column, panelStride, sums, kColumns, k > 0);
            }
            for (int64_t r = 0; r < numRows; ++r) {
                T* const to = c + r * cStride + column;
                sweep(width, [&](int64_t i, int64_t lanes) {
                    const Vec sum = load(sums + r * kColumns + i, lanes);
                    store(to + i, add ? load(to + i, lanes) + sum : sum, lanes);
                });
            }
        }
    }
}

template <class T>
void transposedTimesPanel(const T* a, const void* panel, float* c, int64_t rows, int64_t columns, int64_t first, int64_t last, int64_t aStride,
                          int64_t panelStride, int64_t cStride) {
    using Element = ElementOf<T>;
    constexpr bool isPlain = sizeof(T) == sizeof(float);
    constexpr int64_t kRows = isPlain ? 64 : kRoomRows;   // rows whose part of A stays in the cache
    alignas(64) Element room[isPlain ? 1 : kRoomRows / kDepth<Element> * kRoom];
    const Element* const b = static_cast<const Element*>(panel);
    for (int64_t row = 0; row < rows; row += kRows) {
        const int64_t count = rows - row < kRows ? rows - row : kRows;
        for (int64_t from = first; from < last; from += kRoom) {
            const int64_t width = last - from < kRoom ? last - from : kRoom;
            const Packed<Element> part = depthOf(a + row * aStride + from, aStride, count, width, room);
            product(width, columns, roundUp(count, kDepth<Element>) / kDepth<Element>, part.first, ByColumns{part.stride},
                    b + row / kDepth<Element> * panelStride, panelStride, c + from * cStride, cStride, row > 0);
        }
    }
}

}  // namespace luthier::kernels::LUTHIER_SET
