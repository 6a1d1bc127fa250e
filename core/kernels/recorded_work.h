// SPDX-License-Identifier: Apache-2.0
// Work that is done again and again on the same tensors, recorded once where the device can do so (a CUDA graph): a decoding step of a small model is a few
// hundred kernels of a few microseconds, and asking for them one by one takes longer than they do. A recording keeps the addresses of everything it touched, so
// whatever changes between two times must lie in tensors that stay. Thread: one.
#pragma once

#include <functional>
#include <memory>

#include <ATen/core/Tensor.h>

namespace luthier::kernels {

class RecordedWork {
public:
    // Whether work on this device is recorded; elsewhere it is simply done again.
    static bool isRecordedOn(at::Device device);

    // work asks for kernels on `device` only, waits for nothing and reads nothing back; what it returns belongs to the recording.
    RecordedWork(at::Device device, std::function<at::Tensor()> work);
    ~RecordedWork();
    RecordedWork(const RecordedWork&) = delete;
    RecordedWork& operator=(const RecordedWork&) = delete;

    // Does it once more -> what it returned, overwritten by the next time. The first time it is only done (libraries set themselves up), the second recorded.
    at::Tensor run();

private:
    struct Recording;
    at::Device m_device;
    std::function<at::Tensor()> m_work;
    bool m_wasDone = false;
    at::Tensor m_result;
    std::unique_ptr<Recording> m_recording;
};

}  // namespace luthier::kernels
