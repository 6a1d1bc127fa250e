// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <deque>
#include <mutex>

#include <ATen/ATen.h>

#include "core/kernels/cuda/call.h"

namespace luthier::kernels::cuda {

namespace {

// The tiles of segments starts[s] .. starts[s + 1] - 1 from position `first` on, longest segments first so that no long one begins last.
std::vector<AttentionTile> tilesOf(const std::vector<std::int64_t>& starts, std::int64_t rows, std::int64_t first) {
    std::vector<AttentionTile> tiles;
    for (std::size_t s = 0; s + 1 < starts.size(); ++s) {
        const std::int64_t length = starts[s + 1] - starts[s];
        for (std::int64_t position = first; position < length; position += rows)
            tiles.push_back({static_cast<std::int32_t>(starts[s]), static_cast<std::int32_t>(length), static_cast<std::int32_t>(position), 0});
    }
    std::stable_sort(tiles.begin(), tiles.end(), [](const AttentionTile& a, const AttentionTile& b) {
        return a.length != b.length ? a.length > b.length : a.segmentRow != b.segmentRow ? a.segmentRow < b.segmentRow : a.first > b.first;
    });
    return tiles;
}

// Without waiting for the device: through memory that the host allocator keeps until the copy is done.
at::Tensor onDeviceOf(const at::Tensor& like, std::vector<AttentionTile>& tiles) {
    const at::Tensor table = at::from_blob(tiles.data(), {static_cast<std::int64_t>(tiles.size()), 4}, at::kInt).clone();
    return like.is_cpu() ? table : table.pin_memory().to(like.device(), true);
}

// All layers of a step, forward and backward, have the same segments: the tables of the last few layouts stay on the device.
at::Tensor tileTable(const at::Tensor& like, const std::vector<std::int64_t>& starts, std::int64_t rows) {
    struct Entry { std::vector<std::int64_t> starts; std::int64_t rows; at::Device device; at::Tensor table; };
    constexpr std::size_t kKept = 8;
    static std::mutex mutex;
    static auto* const entries = new std::deque<Entry>;   // never destroyed: CUDA may be gone by then
    const std::lock_guard lock(mutex);
    for (const Entry& entry : *entries)
        if (entry.rows == rows && entry.device == like.device() && entry.starts == starts) return entry.table;
    std::vector<AttentionTile> tiles = tilesOf(starts, rows, 0);
    entries->push_back({starts, rows, like.device(), onDeviceOf(like, tiles)});
    if (entries->size() > kKept) entries->pop_front();
    return entries->back().table;
}

bool hasDenseHeads(const at::Tensor& x) { return x.dim() == 3 && x.stride(2) == 1 && x.stride(1) == x.size(2); }

std::int64_t windowOf(std::optional<std::int64_t> window) {
    constexpr std::int64_t kUnlimited = std::int64_t{1} << 30;
    return std::clamp<std::int64_t>(window.value_or(kUnlimited), 1, kUnlimited);
}

template <class T>
SegmentTask<T> taskOf(const AttentionInput& in, const at::Tensor& out, const at::Tensor& logSumExp) {
    const at::Tensor &query = in.query_TND, &key = in.key_TKD, &value = in.value_TKD;
    TORCH_CHECK(hasDenseHeads(query) && hasDenseHeads(key) && hasDenseHeads(value) && hasDenseHeads(out), "attention: heads have to lie next to one another");
    TORCH_CHECK(query.size(2) <= kMaxWidth, "attention: heads of ", query.size(2), "; the GPU's kernels take up to ", kMaxWidth);
    SegmentTask<T> task{};
    task.query = elements<T>(query);
    task.key = elements<T>(key);
    task.value = elements<T>(value);
    task.out = elements<T>(out);
    task.logSumExp = elements<float>(logSumExp);
    task.queryStride = query.stride(0);
    task.keyStride = key.stride(0);
    task.valueStride = value.stride(0);
    task.outStride = out.stride(0);
    task.numHeads = static_cast<std::int32_t>(query.size(1));
    task.numKvHeads = static_cast<std::int32_t>(key.size(1));
    task.width = static_cast<std::int32_t>(query.size(2));
    task.window = static_cast<std::int32_t>(windowOf(in.window));
    task.scale = static_cast<float>(in.scale);
    task.rows = query.size(0);
    return task;
}

template <class T>
void setTiles(SegmentTask<T>& task, const at::Tensor& table) {
    task.tiles = elements<AttentionTile>(table);
    task.numTiles = static_cast<std::int32_t>(table.size(0));
}

// Many new tokens over a cache: one segment, of whose queries only the last are there.
at::Tensor attentionOfTail(const AttentionInput& in) {
    const at::Tensor out = at::empty(in.query_TND.sizes(), in.query_TND.options());
    onDevice(out, "cachedAttention", [&]<class T>(T*, Stream stream) {
        SegmentTask<T> task = taskOf<T>(in, out, {});
        task.queryOffset = in.starts.back() - out.size(0);
        std::vector<AttentionTile> tiles = tilesOf(in.starts, tileRows(task), task.queryOffset);
        const at::Tensor table = onDeviceOf(out, tiles);
        setTiles(task, table);
        return attention(task, stream);
    });
    return out;
}

}  // namespace

Attention attention(const AttentionInput& in) {
    const at::Tensor& query = in.query_TND;
    Attention made{at::empty(query.sizes(), query.options()), at::empty({query.size(0), query.size(1)}, query.options().dtype(at::kFloat))};
    onDevice(query, "attention", [&]<class T>(T*, Stream stream) {
        SegmentTask<T> task = taskOf<T>(in, made.out_TND, made.logSumExp_TN);
        const at::Tensor table = tileTable(query, in.starts, tileRows(task));
        setTiles(task, table);
        return attention(task, stream);
    });
    return made;
}

void attentionBackward(const at::Tensor& dOut_TND, const AttentionInput& in, const Attention& saved, const at::Tensor& dQuery, const at::Tensor& dKey,
                       const at::Tensor& dValue) {
    TORCH_CHECK(hasDenseHeads(dOut_TND) && hasDenseHeads(dQuery) && hasDenseHeads(dKey) && hasDenseHeads(dValue), "attentionBackward: heads have to be dense");
    const at::Tensor delta = at::empty_like(saved.logSumExp_TN);
    onDevice(dOut_TND, "attentionBackward", [&]<class T>(T*, Stream stream) {
        SegmentTask<T> task = taskOf<T>(in, saved.out_TND, saved.logSumExp_TN);
        task.dOut = elements<T>(dOut_TND);
        task.delta = elements<float>(delta);
        task.dQuery = elements<T>(dQuery);
        task.dKey = elements<T>(dKey);
        task.dValue = elements<T>(dValue);
        task.dOutStride = dOut_TND.stride(0);
        task.dQueryStride = dQuery.stride(0);
        task.dKeyStride = dKey.stride(0);
        task.dValueStride = dValue.stride(0);
        const at::Tensor table = tileTable(dOut_TND, in.starts, tileRows(task));
        setTiles(task, table);
        return attentionBackward(task, stream);
    });
}

namespace {

// What the tasks of queries first .. first + count - 1 have in common; their caches are still to be named.
template <class T>
CacheTask<T> cacheTaskOf(const at::Tensor& query, const at::Tensor& like_PKD, const at::Tensor& out, std::int64_t first, std::int64_t count, double scale,
                         std::optional<std::int64_t> window) {
    CacheTask<T> task{};
    task.query = elements<T>(query) + first * query.stride(0);
    task.out = elements<T>(out) + first * out.stride(0);
    task.queryStride = query.stride(0);
    task.keyStride = task.valueStride = like_PKD.stride(0);
    task.numQueries = count;
    task.window = windowOf(window);
    task.numHeads = static_cast<std::int32_t>(query.size(1));
    task.numKvHeads = static_cast<std::int32_t>(like_PKD.size(1));
    task.width = static_cast<std::int32_t>(query.size(2));
    task.scale = static_cast<float>(scale);
    return task;
}

template <class T>
int runCacheParts(CacheTask<T>& task, const at::Tensor& out, Stream stream) {
    const at::Tensor partial = at::empty({task.numQueries * task.numHeads, task.parts.count, task.width + 2}, out.options().dtype(at::kFloat));
    task.partial = elements<float>(partial);
    return cachedAttention(task, stream);
}

template <class T>
int runCacheTask(CacheTask<T>& task, const at::Tensor& out, Stream stream) {
    std::array<std::int64_t, kMostCaches> numKeys{};
    for (std::int64_t i = 0; i < task.numQueries; ++i) numKeys[static_cast<std::size_t>(i)] = task.caches.given[i].numKeys;
    task.parts = cacheParts(numKeys.data(), task.numQueries, task.window);
    return runCacheParts(task, out, stream);
}

}  // namespace

at::Tensor cachedAttention(const at::Tensor& query_LND, const at::Tensor& key_PKD, const at::Tensor& value_PKD, double scale,
                           std::optional<std::int64_t> window) {
    constexpr std::int64_t kFew = 8;                       // more make better use of the keys in tiles
    const std::int64_t numQueries = query_LND.size(0), numKeys = key_PKD.size(0);
    const std::vector<std::int64_t> whole{0, numKeys};
    if (numQueries > kFew) return attentionOfTail({query_LND, key_PKD, value_PKD, whole, scale, window});
    TORCH_CHECK(hasDenseHeads(query_LND) && hasDenseHeads(key_PKD) && hasDenseHeads(value_PKD), "cachedAttention: heads have to lie next to one another");
    const at::Tensor out = at::empty(query_LND.sizes(), query_LND.options());
    onDevice(out, "cachedAttention", [&]<class T>(T*, Stream stream) {
        CacheTask<T> task = cacheTaskOf<T>(query_LND, key_PKD, out, 0, numQueries, scale, window);
        task.valueStride = value_PKD.stride(0);
        for (std::int64_t i = 0; i < numQueries; ++i) task.caches.given[i] = {elements<T>(key_PKD), elements<T>(value_PKD), numKeys - numQueries + i + 1};
        return runCacheTask(task, out, stream);
    });
    return out;
}

at::Tensor cachedAttentionOfEach(const at::Tensor& query_SND, const std::vector<CachedSequence>& sequences, double scale, std::optional<std::int64_t> window) {
    TORCH_CHECK(hasDenseHeads(query_SND), "cachedAttention: heads have to lie next to one another");
    const at::Tensor out = at::empty(query_SND.sizes(), query_SND.options());
    const auto numSequences = static_cast<std::int64_t>(sequences.size());
    onDevice(out, "cachedAttention", [&]<class T>(T*, Stream stream) {
        for (std::int64_t first = 0; first < numSequences; first += kMostCaches) {
            const std::int64_t count = std::min<std::int64_t>(kMostCaches, numSequences - first);
            CacheTask<T> task = cacheTaskOf<T>(query_SND, sequences.front().key_CKD, out, first, count, scale, window);
            for (std::int64_t i = 0; i < count; ++i) {
                const CachedSequence& one = sequences[static_cast<std::size_t>(first + i)];
                task.caches.given[i] = {elements<T>(one.key_CKD), elements<T>(one.value_CKD), one.numPositions};
            }
            if (const int error = runCacheTask(task, out, stream)) return error;
        }
        return 0;
    });
    return out;
}

void appendToCaches(const std::vector<CachedSequence>& sequences, const at::Tensor& key_SKD, const at::Tensor& value_SKD) {
    TORCH_CHECK(hasDenseHeads(key_SKD) && hasDenseHeads(value_SKD), "appendToCaches: heads have to lie next to one another");
    const auto numSequences = static_cast<std::int64_t>(sequences.size());
    onDevice(key_SKD, "appendToCaches", [&]<class T>(T*, Stream stream) {
        for (std::int64_t first = 0; first < numSequences; first += kMostCaches) {
            AppendTask<T> task{};
            task.rows = std::min<std::int64_t>(kMostCaches, numSequences - first);
            task.width = key_SKD.size(1) * key_SKD.size(2);
            task.keyStride = key_SKD.stride(0);
            task.valueStride = value_SKD.stride(0);
            task.key = elements<T>(key_SKD) + first * task.keyStride;
            task.value = elements<T>(value_SKD) + first * task.valueStride;
            for (std::int64_t i = 0; i < task.rows; ++i) {
                const CachedSequence& one = sequences[static_cast<std::size_t>(first + i)];
                task.caches.given[i] = {elements<T>(one.key_CKD), elements<T>(one.value_CKD), one.numPositions + 1};
            }
            if (const int error = appendToCaches(task, stream)) return error;
        }
        return 0;
    });
}

at::Tensor attendOverTable(const at::Tensor& query_SND, const at::Tensor& key_SKD, const at::Tensor& value_SKD, const CacheTable& table, double scale,
                           std::optional<std::int64_t> window) {
    TORCH_CHECK(hasDenseHeads(query_SND) && hasDenseHeads(key_SKD) && hasDenseHeads(value_SKD), "attendOverTable: heads have to lie next to one another");
    const at::Tensor out = at::empty(query_SND.sizes(), query_SND.options());
    onDevice(out, "attendOverTable", [&]<class T>(T*, Stream stream) {
        static_assert(sizeof(CacheView<T>) == 3 * sizeof(std::int64_t));
        const auto* const views = reinterpret_cast<const CacheView<T>*>(table.views_S3.const_data_ptr<std::int64_t>());
        AppendTask<T> append{};
        append.caches.table = views;
        append.rows = key_SKD.size(0);
        append.width = key_SKD.size(1) * key_SKD.size(2);
        append.key = elements<T>(key_SKD);
        append.value = elements<T>(value_SKD);
        append.keyStride = key_SKD.stride(0);
        append.valueStride = value_SKD.stride(0);
        if (const int error = appendToCaches(append, stream)) return error;
        CacheTask<T> task = cacheTaskOf<T>(query_SND, key_SKD, out, 0, query_SND.size(0), scale, window);
        task.keyStride = task.valueStride = append.width;
        task.caches.table = views;
        task.parts = cacheParts(&table.mostPositions, 1, std::int64_t{1} << 30);   // of the longest that may come
        return runCacheParts(task, out, stream);
    });
    return out;
}

}  // namespace luthier::kernels::cuda
