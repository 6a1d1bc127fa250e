// SPDX-License-Identifier: Apache-2.0
// Products whose result stays in registers: those of attention, and the narrow ones of a low-rank adapter (vector_kernels.h says what each does). Every sum
// runs over the depth in one fixed order, so neither the tile nor the split among threads changes a bit. Included once per instruction set.
//
// A product's operands are made of elements: float32 numbers, or pairs of bf16 that are neighbours along the depth, which one instruction multiplies and adds.
// Each element is 32 bits; `kDepth` numbers of the depth are in one. A is read by rows [rows][depth], B by depth [depth][columns].
#pragma once

#include "core/kernels/cpu/simd.h"

namespace luthier::kernels::LUTHIER_SET {

constexpr int64_t kColumns = 2 * kLanes;          // columns of one tile
constexpr int64_t kTileRows = kLanes == 16 ? 8 : 4;

inline int64_t roundUp(int64_t n, int64_t step) { return (n + step - 1) / step * step; }

LUTHIER_INLINE Vec vectorAt(const float* p) { return load(p); }
LUTHIER_INLINE Vec times(Vec sum, Vec a, Vec b) { return sum + a * b; }

template <class T>
struct OperandsOf { using Element = float; };     // bf16 without an instruction for its pairs is multiplied as float32
#ifdef LUTHIER_PAIRS
struct Pair { uint32_t bits; };
template <>
struct OperandsOf<Bf16> { using Element = Pair; };
LUTHIER_INLINE VecUint vectorAt(const Pair* p) { return *reinterpret_cast<const VecUintAnywhere*>(p); }
LUTHIER_INLINE VecUint splat(Pair pair) { return VecUint{} + pair.bits; }
LUTHIER_INLINE Vec times(Vec sum, VecUint a, VecUint b) { return timesPairs(sum, a, b); }
#endif
template <class T>
using ElementOf = typename OperandsOf<T>::Element;
template <class Element>
constexpr int64_t kDepth = sizeof(Element) == 4 && !__is_same(Element, float) ? 2 : 1;

// Where A's elements lie: row r, depth k at r * row + k * depth. Read transposed, rows are neighbours, which the compiler then knows.
struct ByRows {
    int64_t row;
    static constexpr int64_t depth = 1;
};
struct ByColumns {
    static constexpr int64_t row = 1;
    int64_t depth;
};

// C[rows][vectors] (+)= sum over k of A[row][k] B[k][vectors].
template <int64_t rows, int64_t vectors, class Layout, class Element>
LUTHIER_INLINE void tile(int64_t depth, const Element* a, Layout at, const Element* b, int64_t bStride, float* c, int64_t cStride, bool add) {
    Vec sums[rows][vectors];
    for (int64_t r = 0; r < rows; ++r)
        for (int64_t v = 0; v < vectors; ++v) sums[r][v] = add ? load(c + r * cStride + v * kLanes) : Vec{};
    const Element* quads[(rows + 3) / 4];   // of four rows each: their addresses fit the processor's registers and scales
    for (int64_t r = 0; r < rows; r += 4) quads[r / 4] = a + r * at.row;
    const int64_t third = 3 * at.row;
    for (int64_t k = 0; k < depth; ++k, b += bStride) {
        decltype(vectorAt(b)) row[vectors];
        for (int64_t v = 0; v < vectors; ++v) row[v] = vectorAt(b + v * kLanes);
        for (int64_t r = 0; r < rows; ++r) {
            const auto value = splat(quads[r / 4][r % 4 == 3 ? third : r % 4 * at.row]);
            for (int64_t v = 0; v < vectors; ++v) sums[r][v] = times(sums[r][v], value, row[v]);
        }
        for (const Element*& quad : quads) quad += at.depth;
    }
    for (int64_t r = 0; r < rows; ++r)
        for (int64_t v = 0; v < vectors; ++v) store(c + r * cStride + v * kLanes, sums[r][v]);
}

template <int64_t vectors, class Layout, class Element>
LUTHIER_INLINE void tiles(int64_t rows, int64_t depth, const Element* a, Layout at, const Element* b, int64_t bStride, float* c, int64_t cStride, bool add) {
    constexpr int64_t many = kTileRows * 2 / vectors, few = kTileRows / 2;
    int64_t r = 0;
    for (; r + many <= rows; r += many) tile<many, vectors>(depth, a + r * at.row, at, b, bStride, c + r * cStride, cStride, add);
    for (; r + few <= rows; r += few) tile<few, vectors>(depth, a + r * at.row, at, b, bStride, c + r * cStride, cStride, add);
    for (; r < rows; ++r) tile<1, vectors>(depth, a + r * at.row, at, b, bStride, c + r * cStride, cStride, add);
}

// The same for any number of rows, and columns that are a multiple of kLanes. Depth and strides count elements.
template <class Layout, class Element>
void product(int64_t rows, int64_t columns, int64_t depth, const Element* a, Layout at, const Element* b, int64_t bStride, float* c, int64_t cStride,
             bool add) {
    int64_t column = 0;
    for (; column + kColumns <= columns; column += kColumns) tiles<2>(rows, depth, a, at, b + column, bStride, c + column, cStride, add);
    if (column < columns) tiles<1>(rows, depth, a, at, b + column, bStride, c + column, cStride, add);
}

// Numbers into elements along their row: to[r][i / kDepth]. Zeros up to paddedRows and to whole vectors of the row.
template <class From>
void packRows(const From* from, int64_t stride, int64_t rows, int64_t width, float* to, int64_t toStride, int64_t paddedRows) {
    for (int64_t r = 0; r < paddedRows; ++r) {
        for (int64_t i = 0; i < toStride; i += kLanes) store(to + r * toStride + i, Vec{});
        if (r < rows) sweep(width, [&](int64_t i, int64_t count) { store(to + r * toStride + i, load(from + r * stride + i, count), count); });
    }
}

// Numbers into elements along the column: to[r / kDepth][i]. Zeros as above.
template <class From>
void packDepth(const From* from, int64_t stride, int64_t rows, int64_t width, float* to, int64_t toStride, int64_t paddedRows) {
    packRows(from, stride, rows, width, to, toStride, paddedRows);
}

#ifdef LUTHIER_PAIRS
template <class From>
void packRows(const From* from, int64_t stride, int64_t rows, int64_t width, Pair* to, int64_t toStride, int64_t paddedRows) {
    for (int64_t r = 0; r < paddedRows; ++r) {
        Bf16* const row = reinterpret_cast<Bf16*>(to + r * toStride);
        for (int64_t i = 0; i < 2 * toStride; i += kLanes) store(row + i, Vec{});
        if (r < rows) sweep(width, [&](int64_t i, int64_t count) { store(row + i, load(from + r * stride + i, count), count); });
    }
}

template <class From>
void packDepth(const From* from, int64_t stride, int64_t rows, int64_t width, Pair* to, int64_t toStride, int64_t paddedRows) {
    for (int64_t r = 0; r < paddedRows; r += 2, to += toStride) {
        for (int64_t i = roundUp(width, kLanes); i < toStride; i += kLanes) *reinterpret_cast<VecUintAnywhere*>(to + i) = VecUint{};
        sweep(width, [&](int64_t i, int64_t count) {
            const Vec upper = r < rows ? load(from + r * stride + i, count) : Vec{}, lower = r + 1 < rows ? load(from + (r + 1) * stride + i, count) : Vec{};
            *reinterpret_cast<VecUintAnywhere*>(to + i) = toBf16Bits(upper) | toBf16Bits(lower) << 16;
        });
    }
}
#endif

// to[c][r] = from[r][c], whatever the elements are; rows a multiple of kLanes.
template <class Element>
void transpose(const Element* from, int64_t rows, int64_t columns, Element* to) {
    for (int64_t r = 0; r < rows; r += kLanes)
        for (int64_t c = 0; c < columns; ++c)
            for (int64_t lane = 0; lane < kLanes; ++lane) to[c * rows + r + lane] = from[(r + lane) * columns + c];
}

// Operands of a product; `first` may be what they were made of, where that is elements already.
template <class Element>
struct Packed { const Element* first; int64_t stride; };
LUTHIER_INLINE Packed<float> rowsOf(const float* from, int64_t stride, int64_t, int64_t, float*) { return {from, stride}; }
LUTHIER_INLINE Packed<float> depthOf(const float* from, int64_t stride, int64_t, int64_t, float*) { return {from, stride}; }
template <class From, class Element>
Packed<Element> rowsOf(const From* from, int64_t stride, int64_t rows, int64_t width, Element* room) {
    const int64_t roomStride = roundUp(width, kColumns) / kDepth<Element>;
    packRows(from, stride, rows, width, room, roomStride, rows);
    return {room, roomStride};
}
template <class From, class Element>
Packed<Element> depthOf(const From* from, int64_t stride, int64_t rows, int64_t width, Element* room) {
    const int64_t roomStride = roundUp(width, kLanes);
    packDepth(from, stride, rows, width, room, roomStride, roundUp(rows, kDepth<Element>));
    return {room, roomStride};
}

}  // namespace luthier::kernels::LUTHIER_SET
