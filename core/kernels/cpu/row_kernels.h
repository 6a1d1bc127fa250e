// SPDX-License-Identifier: Apache-2.0
// Norms, activations, rotary positions, cross-entropy and AdamW, row by row (vector_kernels.h says what each does). Included once per instruction set.
#pragma once

#include "core/kernels/cpu/simd.h"

namespace luthier::kernels::LUTHIER_SET {

template <class T>
void rmsNorm(const T* x, const T* delta, const T* weight, T* out, T* y, float* rstd, int64_t rows, int64_t width, float eps) {
    for (int64_t row = 0; row < rows; ++row, x += width, y += width) {
        Vec squares{};
        if (delta) {
            sweep(width, [&](int64_t i, int64_t count) {
                const Vec sum = rounded(out, load(x + i, count) + load(delta + i, count));
                store(out + i, sum, count);
                squares += sum * sum;
            });
        } else {
            sweep(width, [&](int64_t i, int64_t count) {
                const Vec value = load(x + i, count);
                squares += value * value;
            });
        }
        const float scale = 1.0F / __builtin_sqrtf(sumOf(squares) / static_cast<float>(width) + eps);
        *rstd++ = scale;
        const T* from = delta ? out : x;
        sweep(width, [&](int64_t i, int64_t count) { store(y + i, rounded(y, load(from + i, count) * scale) * load(weight + i, count), count); });
        if (delta) {
            delta += width;
            out += width;
        }
    }
}

template <class T>
void rmsNormBackward(const T* dy, const T* x, const T* weight, const float* rstd, const T* residual, T* dx, int64_t rows, int64_t width) {
    for (int64_t row = 0; row < rows; ++row, dy += width, x += width, dx += width) {
        const float scale = *rstd++;
        Vec products{};
        sweep(width, [&](int64_t i, int64_t count) { products += load(dy + i, count) * load(weight + i, count) * load(x + i, count); });
        const float projection = sumOf(products) / static_cast<float>(width) * scale * scale;
        sweep(width, [&](int64_t i, int64_t count) {
            const Vec g = load(dy + i, count) * load(weight + i, count);
            Vec value = (g - load(x + i, count) * projection) * scale;
            if (residual) value += load(residual + i, count);
            store(dx + i, value, count);
        });
        if (residual) residual += width;
    }
}

template <class T>
void rmsNormWeight(const T* dy, const T* x, const float* rstd, float* dWeight, int64_t rows, int64_t width, int64_t first, int64_t last) {
    sweep(last - first, [&](int64_t i, int64_t count) {
        Vec sum{};
        for (int64_t row = 0; row < rows; ++row) sum += load(dy + row * width + first + i, count) * load(x + row * width + first + i, count) * rstd[row];
        store(dWeight + first + i, sum, count);
    });
}

template <class T>
void swiglu(const T* gate, const T* up, T* out, int64_t rows, int64_t width, int64_t inStride, int64_t outStride) {
    for (int64_t row = 0; row < rows; ++row, gate += inStride, up += inStride, out += outStride)
        sweep(width, [&](int64_t i, int64_t count) {
            const Vec g = load(gate + i, count);
            store(out + i, rounded(out, g * sigmoid(g)) * load(up + i, count), count);
        });
}

template <class T>
void swigluBackward(const T* dOut, const T* gate, const T* up, T* dGate, T* dUp, int64_t rows, int64_t width, int64_t inStride, int64_t outStride,
                    int64_t gradientStride) {
    for (int64_t row = 0; row < rows; ++row, gate += inStride, up += inStride, dOut += outStride, dGate += gradientStride, dUp += gradientStride)
        sweep(width, [&](int64_t i, int64_t count) {
            const Vec g = load(gate + i, count), u = load(up + i, count), d = load(dOut + i, count), s = sigmoid(g);
            store(dGate + i, d * u * (s * (1.0F + g * (1.0F - s))), count);
            store(dUp + i, d * (g * s), count);
        });
}

template <class T>
void rope(const T* x, T* y, const float* cosine, const float* sine, int64_t rows, int64_t heads, int64_t width, int64_t xStride, int64_t yStride, float sign) {
    const int64_t half = width / 2;
    for (int64_t row = 0; row < rows; ++row, x += xStride, y += yStride, cosine += half, sine += half)
        for (int64_t head = 0; head < heads; ++head) {
            const T *x1 = x + head * width, *x2 = x1 + half;
            T *y1 = y + head * width, *y2 = y1 + half;
            sweep(half, [&](int64_t i, int64_t count) {
                const Vec a = load(x1 + i, count), b = load(x2 + i, count), c = load(cosine + i, count), s = load(sine + i, count) * sign;
                store(y1 + i, a * c - b * s, count);
                store(y2 + i, b * c + a * s, count);
            });
        }
}

// The largest of a row and where it is first. Blocks are compared as a whole; only the one that won is looked through.
struct Largest { float value; int64_t index; };
template <class T>
LUTHIER_INLINE Largest largestIn(const T* row, int64_t count) {
    constexpr int64_t block = 16 * kLanes;
    float largest = -__builtin_inff();
    int64_t start = -1;
    for (int64_t first = 0; first < count; first += block) {
        Vec top = splat(-__builtin_inff());
        sweep(count - first < block ? count - first : block, [&](int64_t i, int64_t lanes) {
            Vec value = load(row + first + i, lanes);
            for (int64_t lane = lanes; lane < kLanes; ++lane) value[lane] = -__builtin_inff();
            top = larger(value, top);
        });
        const float best = largestOf(top);
        if (best > largest) {
            largest = best;
            start = first;
        }
    }
    if (start < 0) return {largest, -1};   // all are minus infinity, or no numbers
    int64_t index = start;
    while (numberAt(row + index) != largest) ++index;
    return {largest, index};
}

inline int64_t firstLargest(const float* row, int64_t count) {
    VecInt isNan{};
    sweep(count, [&](int64_t i, int64_t lanes) {
        const Vec value = load(row + i, lanes);
        isNan |= value != value;
    });
    int32_t any = 0;
    for (int64_t lane = 0; lane < kLanes; ++lane) any |= isNan[lane];
    const Largest found = largestIn(row, count);
    return any != 0 || found.value == __builtin_inff() ? -1 : found.index;
}

inline void softWeights(const float* row, float* weights, double* sums, int64_t count, float top, float inverseTemperature) {
    for (int64_t first = 0; first < count; first += kSumBlock) {
        Vec sum{};
        sweep(count - first < kSumBlock ? count - first : kSumBlock, [&](int64_t i, int64_t lanes) {
            const Vec power = (load(row + first + i, lanes) - top) * inverseTemperature;
            Vec weight = power < -87.0F ? Vec{} : exponential(power);
            for (int64_t lane = lanes; lane < kLanes; ++lane) weight[lane] = 0;
            store(weights + first + i, weight, lanes);
            sum += weight;
        });
        *sums++ = static_cast<double>(sumOf(sum));
    }
}

template <class T>
void crossEntropy(T* logits, int64_t vocabulary, int64_t token, float weight, bool gradient, float* nll, int64_t* first) {
    const Largest found = largestIn(logits, vocabulary);
    const float largest = found.value;
    *first = found.index;
    const float given = numberAt(logits + token);
    Vec sums{};
    sweep(vocabulary, [&](int64_t i, int64_t count) {
        Vec power = exponential(load(logits + i, count) - largest);
        for (int64_t lane = count; lane < kLanes; ++lane) power[lane] = 0;
        sums += power;
    });
    const float sum = sumOf(sums);
    *nll = (largest + __builtin_logf(sum)) - given;
    if (!gradient) return;
    const float scale = weight / sum;
    const float chosen = __builtin_expf(given - largest) * scale - weight;
    sweep(vocabulary, [&](int64_t i, int64_t count) { store(logits + i, exponential(load(logits + i, count) - largest) * scale, count); });
    store(logits + token, splat(chosen), 1);
}

inline void adamw(float* parameter, const float* gradient, float* first, float* second, int64_t count, const AdamwStep& step) {
    sweep(count, [&](int64_t i, int64_t lanes) {
        const Vec g = load(gradient + i, lanes) * step.gradientScale;
        Vec p = load(parameter + i, lanes) * step.decay, m = load(first + i, lanes), v = load(second + i, lanes);
        m += (g - m) * (1.0F - step.beta1);
        v = v * step.beta2 + g * g * (1.0F - step.beta2);
        Vec root;
        for (int64_t lane = 0; lane < kLanes; ++lane) root[lane] = __builtin_sqrtf(v[lane]);
        p -= step.rate * m / (root / step.rootCorrection2 + step.epsilon);
        store(parameter + i, p, lanes);
        store(first + i, m, lanes);
        store(second + i, v, lanes);
    });
}

}  // namespace luthier::kernels::LUTHIER_SET
