// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>
#include <map>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/runs/series_pyramid.h"

namespace luthier {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Mostly finite values, sometimes not.
double valueOf(int seed) {
    if (seed % 17 == 0) return kNaN;
    if (seed % 19 == 0) return kInfinity;
    if (seed % 23 == 0) return -kInfinity;
    return static_cast<double>(seed % 1000) / 8;
}

// What a bucket must say, by going through all points.
void expectBucket(const SeriesBucket& bucket, const std::map<std::int64_t, double>& points) {
    SeriesBucket expected;
    double sum = 0;
    const auto from = points.lower_bound(bucket.firstStep), end = points.upper_bound(bucket.lastStep);
    RC_ASSERT(from != end);
    for (auto it = from; it != end; ++it) {
        const double value = it->second;
        if (std::isnan(value)) ++expected.numNaN;
        else if (std::isinf(value)) ++(value > 0 ? expected.numPositiveInfinite : expected.numNegativeInfinite);
        else {
            if (expected.numFinite++ == 0) expected.min = expected.max = expected.first = value;
            expected.min = std::min(expected.min, value);
            expected.max = std::max(expected.max, value);
            expected.last = value;
            sum += value;
        }
    }
    RC_ASSERT(bucket.numFinite == expected.numFinite);
    RC_ASSERT(bucket.numNaN == expected.numNaN);
    RC_ASSERT(bucket.numPositiveInfinite == expected.numPositiveInfinite);
    RC_ASSERT(bucket.numNegativeInfinite == expected.numNegativeInfinite);
    if (bucket.numFinite == 0) return;
    RC_ASSERT(bucket.min == expected.min);
    RC_ASSERT(bucket.max == expected.max);
    RC_ASSERT(bucket.first == expected.first);
    RC_ASSERT(bucket.last == expected.last);
    RC_ASSERT(std::abs(bucket.mean - sum / static_cast<double>(expected.numFinite)) < 1e-9);
}

RC_GTEST_PROP(SeriesPyramid, BucketsSayWhatAllTheirPointsSay, (std::uint16_t numPoints, int seed, std::uint8_t numColumns)) {
    SeriesPyramid pyramid;
    std::map<std::int64_t, double> points;
    std::int64_t step = seed % 5;
    for (int i = 0; i < numPoints % 5000; ++i, step += 1 + std::abs(seed / (i + 1)) % 3) {
        const double value = valueOf(std::abs(seed % 100000) + i * 7);
        pyramid.set(step, value);
        points[step] = value;
    }
    const auto last = points.empty() ? 0.0 : static_cast<double>(points.rbegin()->first);
    const double from = std::floor(last * 0.1);
    const auto buckets = pyramid.range(from, last, std::size_t{numColumns} + 1);
    RC_ASSERT(buckets.size() <= std::size_t{numColumns} + 1);
    std::int64_t numPointsSeen = 0;
    for (const SeriesBucket& bucket : buckets) {
        expectBucket(bucket, points);
        numPointsSeen += bucket.numFinite + bucket.numMarks();
    }
    RC_ASSERT(numPointsSeen == std::distance(points.lower_bound(static_cast<std::int64_t>(from)), points.end()));
}

RC_GTEST_PROP(SeriesPyramid, AnyOrderOfChangesIsAsIfItHadBeenWrittenAtOnce, (const std::vector<std::pair<std::uint8_t, int>>& changes)) {
    SeriesPyramid pyramid;
    std::map<std::int64_t, double> points;
    for (int i = 0; i < 300; ++i) pyramid.set(i * 2, points[i * 2] = valueOf(i));
    for (const auto& [place, seed] : changes) {
        const std::int64_t step = place * 3;
        if (seed % 7 == 0) {
            pyramid.truncateAfter(step);
            points.erase(points.upper_bound(step), points.end());
        } else if (seed % 7 == 1) {
            pyramid.erase(step);
            points.erase(step);
        } else pyramid.set(step, points[step] = valueOf(std::abs(seed / 2)));
    }
    RC_ASSERT(pyramid.size() == points.size());
    for (const std::size_t numBuckets : {1U, 3U, 40U, 1000U})
        for (const SeriesBucket& bucket : pyramid.range(0, 1000, numBuckets)) expectBucket(bucket, points);
}

TEST(SeriesPyramid, OneSpikeAmongAMillionIsInABucketAtEveryZoom) {
    SeriesPyramid pyramid;
    constexpr std::int64_t kSpike = 654321;
    for (std::int64_t step = 0; step < 1'000'000; ++step) pyramid.set(step, step == kSpike ? 100.0 : 1.0);
    for (double width = 1'000'000; width >= 1; width /= 3) {
        double max = 0;
        for (const SeriesBucket& bucket : pyramid.range(kSpike - width / 2, kSpike + width / 2, 800)) max = std::max(max, bucket.max);
        EXPECT_EQ(max, 100.0) << "width " << width;
    }
}

TEST(SeriesPyramid, SmallRangesGiveOneBucketAPoint) {
    SeriesPyramid pyramid;
    for (int i = 0; i < 100; ++i) pyramid.set(i, i);
    const auto buckets = pyramid.range(10, 19, 1000);
    ASSERT_EQ(buckets.size(), 10U);
    EXPECT_EQ(buckets.front().first, 10);
    EXPECT_EQ(buckets.back().last, 19);
    EXPECT_TRUE(pyramid.range(200, 300, 10).empty());
    EXPECT_TRUE(pyramid.range(5, 1, 10).empty());
    EXPECT_TRUE(SeriesPyramid().range(0, 1, 10).empty());
}

std::vector<double> plainAverage(const std::vector<double>& values, double smoothing) {
    std::vector<double> averages;
    double average = 0, left = 1;
    for (const double value : values) {
        if (std::isfinite(value)) {
            average = smoothing * average + (1 - smoothing) * value;
            left *= smoothing;
        }
        averages.push_back(left < 1 ? average / (1 - left) : kNaN);
    }
    return averages;
}

TEST(SeriesPyramid, AShortSeriesIsSmoothedExactly) {
    SeriesPyramid pyramid;
    std::vector<double> values;
    std::vector<std::size_t> all;
    for (int i = 0; i < 400; ++i) {
        values.push_back(i % 31 == 3 ? kNaN : 2 + std::sin(i * 0.1) + (i * 7919 % 13) * 0.1);
        pyramid.set(i, values.back());
        all.push_back(static_cast<std::size_t>(i));
    }
    for (const double smoothing : {0.0, 0.5, 0.9, 0.99, 0.999}) {
        const auto expected = plainAverage(values, smoothing), actual = pyramid.smoothed(all, smoothing);
        for (std::size_t i = 0; i < all.size(); ++i) EXPECT_NEAR(actual[i], expected[i], 1e-9) << smoothing << " at " << i;
    }
}

TEST(SeriesPyramid, ALongSeriesIsSmoothedAtAnyPlace) {
    SeriesPyramid pyramid;
    std::vector<double> values;
    for (int i = 0; i < 200'000; ++i) {
        values.push_back(3 * std::exp(-i * 1e-5) + (i * 7919LL % 101) * 0.01);
        pyramid.set(i, values.back());
    }
    std::vector<std::size_t> some;
    for (std::size_t i = 0; i < values.size(); i += 1777) some.push_back(i);
    for (const double smoothing : {0.9, 0.99, 0.999}) {
        const auto expected = plainAverage(values, smoothing), actual = pyramid.smoothed(some, smoothing);
        for (std::size_t i = 0; i < some.size(); ++i) EXPECT_NEAR(actual[i], expected[some[i]], 2e-3) << smoothing << " at " << some[i];
    }
}

TEST(SeriesPyramid, BeforeAnythingFiniteThereIsNoAverage) {
    SeriesPyramid pyramid;
    pyramid.set(0, kNaN);
    pyramid.set(1, 5);
    const std::size_t both[] = {0, 1};
    const auto averages = pyramid.smoothed(both, 0.9);
    EXPECT_TRUE(std::isnan(averages[0]));
    EXPECT_EQ(averages[1], 5);
}

}  // namespace
}  // namespace luthier
