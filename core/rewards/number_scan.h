// SPDX-License-Identifier: Apache-2.0
// The last number in a text, as people write them: -3, 1,234.50, .5, 6.02e23, 3/4, \frac{3}{4}, 12%. Linear in the length of the text.
// Thread: pure functions.
#pragma once

#include <optional>
#include <string_view>

namespace luthier {

struct ScannedNumber {
    double value = 0;                    // 12% is 12, with isPercent
    bool isPercent = false;
};

// decimalComma: 1.234,50 instead of 1,234.50. Digits that belong to a name (H2O, x1) are no numbers; nor is what no double can hold.
std::optional<ScannedNumber> lastNumber(std::string_view text, bool decimalComma);
// Whether two are the same number up to `tolerance`; where only one has a percent sign, 12% is both 12 and 0.12.
bool isSameNumber(const ScannedNumber& a, const ScannedNumber& b, double absoluteTolerance, double relativeTolerance);

}  // namespace luthier
