// SPDX-License-Identifier: Apache-2.0
// What two series of measurements, taken in turns, say about each other. Torch-free.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace luthier::benchmarks {

// One figure of one case; larger is better for rates, smaller for times.
using Figures = std::map<std::string, double>;

// The figures in what a program printed: JSON lines with "case" and "tokens_per_second", or one object of Google Benchmark with "benchmarks". Names are the
// case with what distinguishes it (adapter, dtype, batch). Times become rates, so that larger is better everywhere. Errors: InvalidData (no figure in it).
Result<Figures> readFigures(const std::string& printed);

enum class Verdict { Faster, Slower, WithinNoise, TooFewRounds };
const char* verdictName(Verdict verdict);

// ratio: the median over the rounds of second / first. low, high: an interval that holds the true median with at least 95 % (order statistics of the sign test,
// which asks nothing of the noise but that rounds are independent); with fewer than 6 rounds there is none.
struct Comparison { double first = 0, second = 0, ratio = 1, low = 0, high = 0; Verdict verdict = Verdict::TooFewRounds; };
Comparison compare(const std::vector<double>& first, const std::vector<double>& second);   // of equal, positive length

}  // namespace luthier::benchmarks
