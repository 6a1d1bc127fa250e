// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/recorded_work.h"

#include "core/kernels/cuda/graph.h"

namespace luthier::kernels {

#ifdef LUTHIER_CUDA

struct RecordedWork::Recording { cuda::Graph graph; };

bool RecordedWork::isRecordedOn(at::Device device) { return device.is_cuda(); }

#else

struct RecordedWork::Recording {};

bool RecordedWork::isRecordedOn(at::Device) { return false; }

#endif

RecordedWork::RecordedWork(at::Device device, std::function<at::Tensor()> work) : m_device(device), m_work(std::move(work)) {}

RecordedWork::~RecordedWork() {
    m_result = at::Tensor();   // before the memory that the recording owns
}

at::Tensor RecordedWork::run() {
#ifdef LUTHIER_CUDA
    if (m_wasDone && isRecordedOn(m_device)) {
        if (!m_recording) {
            auto recording = std::make_unique<Recording>();
            m_result = recording->graph.record(m_device, m_work);
            m_recording = std::move(recording);
        }
        m_recording->graph.launch();
        return m_result;
    }
#endif
    m_wasDone = true;
    return m_work();
}

}  // namespace luthier::kernels
