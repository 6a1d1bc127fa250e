// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <cstdio>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include <ATen/ATen.h>

#include "core/base/files.h"
#include "core/base/posix_file.h"
#include "core/tensor_io/safetensors.h"
#include "core/weight_files/safetensors_header.h"

namespace luthier {

struct SafetensorsWriter::State {
    std::string path, temporaryPath;
    PosixFile file;
    std::vector<TensorEntry> entries;
    std::uint64_t dataStart = 0;
    std::size_t current = 0;           // the entry that is being written
    std::uint64_t numWritten = 0;      // its bytes so far
    bool finished = false;

    State(std::string finalPath, std::string workPath, PosixFile opened, std::vector<TensorEntry> announced, std::uint64_t start)
        : path(std::move(finalPath)), temporaryPath(std::move(workPath)), file(std::move(opened)), entries(std::move(announced)), dataStart(start) {}
    State(const State&) = delete;
    ~State() {
        if (!finished) ::unlink(temporaryPath.c_str());
    }
    Status writeAt(std::uint64_t offset, const char* data, std::size_t numBytes) const {
        while (numBytes > 0) {
            const ssize_t put = ::pwrite(file.descriptor(), data, numBytes, static_cast<off_t>(offset));
            if (put < 0) {
                if (errno == EINTR) continue;
                return fail(errorFromErrno(errno, "write", path));
            }
            data += put;
            offset += static_cast<std::uint64_t>(put);
            numBytes -= static_cast<std::size_t>(put);
        }
        return {};
    }
    Error wrongUse(const std::string& message, const std::string& name) const { return Error(ErrorCode::InvalidArgument, message).at(path).withKey(name); }
};

SafetensorsWriter::SafetensorsWriter(std::unique_ptr<State> state) : m_state(std::move(state)) {}
SafetensorsWriter::SafetensorsWriter(SafetensorsWriter&&) noexcept = default;
SafetensorsWriter& SafetensorsWriter::operator=(SafetensorsWriter&&) noexcept = default;
SafetensorsWriter::~SafetensorsWriter() = default;

Result<SafetensorsWriter> SafetensorsWriter::create(const std::string& path, std::vector<TensorEntry> entries,
                                                    const std::map<std::string, std::string>& metadata) {
    RETURN_IF_ERROR(layOutTensors(entries));
    std::map<std::string, std::string> allMetadata = metadata;
    allMetadata["format"] = "pt";   // transformers refuses files without it
    const std::string header = writeSafetensorsHeader(entries, allMetadata);
    if (header.size() - 8 > maxSafetensorsHeaderBytes || entries.size() > maxSafetensorsTensors)
        return fail(Error(ErrorCode::InvalidArgument, "too many tensors or too much metadata for one safetensors file").at(path));
    const std::string temporaryPath = path + ".tmp-" + std::to_string(::getpid());
    ASSIGN_OR_RETURN(PosixFile file, PosixFile::open(temporaryPath, O_WRONLY | O_CREAT | O_TRUNC));
    auto state = std::make_unique<State>(path, temporaryPath, std::move(file), std::move(entries), header.size());
    RETURN_IF_ERROR(state->writeAt(0, header.data(), header.size()));
    return SafetensorsWriter(std::move(state));
}

Status SafetensorsWriter::writeRaw(const std::string& name, const void* data, std::size_t numBytes) {
    State& state = *m_state;
    if (state.current >= state.entries.size() || state.entries[state.current].name != name)
        return fail(state.wrongUse(state.current >= state.entries.size() ? "all announced tensors are written already"
                                                                         : "it is the turn of tensor " + state.entries[state.current].name,
                                   name));
    const TensorEntry& entry = state.entries[state.current];
    if (numBytes > entry.numBytes - state.numWritten) return fail(state.wrongUse("more bytes than its shape was announced with", name));
    RETURN_IF_ERROR(state.writeAt(state.dataStart + entry.offset + state.numWritten, static_cast<const char*>(data), numBytes));
    state.numWritten += numBytes;
    if (state.numWritten == entry.numBytes) {
        ++state.current;
        state.numWritten = 0;
    }
    return {};
}

Status SafetensorsWriter::write(const std::string& name, const at::Tensor& tensor) {
    if (m_state->current < m_state->entries.size() && m_state->entries[m_state->current].name == name) {
        const TensorEntry& entry = m_state->entries[m_state->current];
        if (dtypeName(tensor.scalar_type()) != entry.dtype || tensor.sizes() != at::IntArrayRef(entry.shape))
            return fail(m_state->wrongUse("dtype or shape differs from what was announced", name));
        if (m_state->numWritten != 0) return fail(m_state->wrongUse("the tensor is half written already", name));
    }
    const at::Tensor flat = tensor.detach().to(at::kCPU).contiguous();
    return writeRaw(name, flat.const_data_ptr(), static_cast<std::size_t>(flat.nbytes()));
}

Status SafetensorsWriter::finish() {
    State& state = *m_state;
    if (state.current != state.entries.size()) return fail(state.wrongUse("not all announced tensors were written", state.entries[state.current].name));
    RETURN_IF_ERROR(state.file.sync());
    RETURN_IF_ERROR(state.file.close());
    if (std::rename(state.temporaryPath.c_str(), state.path.c_str()) != 0) return fail(errorFromErrno(errno, "rename the finished file to", state.path));
    state.finished = true;
    return syncFolder(parentFolder(state.path));
}

Status saveTensors(const std::string& path, const NamedTensors& tensors, const std::map<std::string, std::string>& metadata) {
    std::vector<TensorEntry> entries;
    for (const auto& [name, tensor] : tensors) entries.push_back({name, dtypeName(tensor.scalar_type()), tensor.sizes().vec(), 0, 0});
    ASSIGN_OR_RETURN(SafetensorsWriter writer, SafetensorsWriter::create(path, std::move(entries), metadata));
    for (const auto& [name, tensor] : tensors) RETURN_IF_ERROR(writer.write(name, tensor));
    return writer.finish();
}

}  // namespace luthier
