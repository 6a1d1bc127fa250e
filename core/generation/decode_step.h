// SPDX-License-Identifier: Apache-2.0
// One more token for each of several sequences: logits of their last tokens over their caches. Where the device records work (kernels::RecordedWork), the step
// is recorded for a number of rows and a longest cache, and repeated while these and the adapters stay; rows that nobody asked for fill the recording up. A
// row's logits have the same bits either way. Thread: the thread of its model.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <set>
#include <vector>

#include "core/kernels/recorded_work.h"
#include "core/models/causal_model.h"

namespace luthier {

class DecodeStep {
public:
    // Both must outlive this. records: where the device cannot, the step is made from the same tensors again each time.
    DecodeStep(const CausalModel& model, KvCache& cache, bool records);
    ~DecodeStep();
    DecodeStep(const DecodeStep&) = delete;
    DecodeStep& operator=(const DecodeStep&) = delete;

    struct Row { std::int64_t token, place; AdapterSlot adapter; };   // place: of its sequence in the cache, which then has one position more
    // Neighbours with the same adapter are computed together. Unless steps are recorded, the adapters of the last step are held (LinearGroup::hold), so while
    // this lives they are trained no further. -> [S,V] float32 where the model is; the next step overwrites it
    at::Tensor logits(const std::vector<Row>& rows);

private:
    struct Recording;
    at::Tensor logitsOnce(const std::vector<Row>& rows);
    void holdAdaptersOf(const std::vector<Row>& rows);
    at::Tensor logitsRecorded(const std::vector<Row>& rows);
    Recording& recordingFor(const std::vector<Row>& rows);

    const CausalModel* m_model;
    KvCache* m_cache;
    bool m_records;
    std::set<AdapterSlot> m_held;
    std::deque<std::unique_ptr<Recording>> m_recordings;   // the last used last
};

}  // namespace luthier
