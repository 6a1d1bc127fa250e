// SPDX-License-Identifier: Apache-2.0
#include "core/models/layers/kv_cache.h"

#include <rapidcheck.h>

#include "tests/support/tensors.h"

namespace luthier {
namespace {

at::Tensor rows(std::int64_t count, float value) { return at::full({count, 2, 4}, value); }

TEST(KvCache, HoldsWhatWasAppendedInAnyPieces) {
    const bool held = rc::check("appended in pieces", [] {
        const auto pieces = *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 90));
        KvCache cache(1, 2);
        std::vector<at::Tensor> all;
        for (const int piece : pieces) {
            const at::Tensor key = test::randomTensor({piece, 2, 4}, static_cast<std::uint64_t>(piece), at::kFloat);
            all.push_back(key);
            const KvCache::View view = cache.append(0, 1, key, -key);
            cache.commit(1, piece);
            RC_ASSERT(at::equal(view.key_PKD, at::cat(all)));
            RC_ASSERT(at::equal(view.value_PKD, -at::cat(all)));
        }
        RC_ASSERT(cache.length(0) == 0);
    });
    EXPECT_TRUE(held);
}

TEST(KvCache, LengthGrowsOnlyWhenCommitted) {
    KvCache cache(2, 1);
    cache.append(0, 0, rows(3, 1), rows(3, 2));
    EXPECT_EQ(cache.length(0), 0);
    cache.append(1, 0, rows(3, 1), rows(3, 2));
    cache.commit(0, 3);
    EXPECT_EQ(cache.length(0), 3);
    EXPECT_EQ(cache.append(1, 0, rows(1, 5), rows(1, 6)).key_PKD.size(0), 4);
}

TEST(KvCache, ReleaseFreesASequence) {
    KvCache cache(1, 2);
    cache.append(0, 0, rows(3, 1), rows(3, 1));
    cache.commit(0, 3);
    EXPECT_GT(cache.numBytes(), 0);
    cache.release(0);
    EXPECT_EQ(cache.numBytes(), 0);
    EXPECT_EQ(cache.length(0), 0);
    EXPECT_TRUE(at::equal(cache.append(0, 0, rows(2, 7), rows(2, 8)).key_PKD, rows(2, 7)));
}

TEST(KvCache, CopiedPrefixIsIndependent) {
    KvCache cache(1, 2);
    cache.append(0, 0, rows(5, 1), rows(5, 2));
    cache.commit(0, 5);
    cache.copyPrefix(0, 1, 3);
    EXPECT_EQ(cache.length(1), 3);
    const KvCache::View copy = cache.append(0, 1, rows(1, 9), rows(1, 9));
    EXPECT_TRUE(at::equal(copy.key_PKD, at::cat({rows(3, 1), rows(1, 9)})));
    EXPECT_TRUE(at::equal(cache.append(0, 0, rows(1, 4), rows(1, 4)).key_PKD, at::cat({rows(5, 1), rows(1, 4)})));
}

}  // namespace
}  // namespace luthier
