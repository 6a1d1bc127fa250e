// SPDX-License-Identifier: Apache-2.0
// Reading and writing safetensors (format: research/algorithms.md 4.4). Reading is pread straight into the final, 64-byte aligned tensor: no mmap (a truncated
// file would be a SIGBUS), no second copy. Weights are what is on disk, or an error. Thread: const functions from several threads at once.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <ATen/core/Tensor.h>

#include "core/base/error.h"
#include "core/weight_files/safetensors_header.h"

namespace luthier {

class SafetensorsFile {
public:
    // Errors: NotFound, Io, InvalidData (header larger than 100 MB or than the file, not JSON, duplicate names, overlap, holes, size that does not fit the
    // shape, file shorter or longer than the header says, unknown dtype).
    static Result<SafetensorsFile> open(const std::string& path);
    SafetensorsFile(SafetensorsFile&&) noexcept;
    SafetensorsFile& operator=(SafetensorsFile&&) noexcept;
    ~SafetensorsFile();

    const std::string& path() const;
    const std::vector<TensorEntry>& entries() const;                  // in file order
    const TensorEntry* find(const std::string& name) const;
    const std::map<std::string, std::string>& metadata() const;
    // A new aligned CPU tensor with the values as `dtype` (converted in pieces of some MB when it differs). Errors: NotFound, Io, InvalidData.
    Result<at::Tensor> read(const std::string& name, at::ScalarType dtype) const;
    Result<at::Tensor> read(const std::string& name) const;            // in the file's own dtype
    Status readInto(const std::string& name, const at::Tensor& into) const;  // a contiguous CPU tensor of the same shape, of any floating dtype; errors as read
    // numElements of the flat tensor from firstElement on, as a new 1-D tensor: for what must not lie in memory whole. Errors: as read; InvalidArgument.
    Result<at::Tensor> readPiece(const std::string& name, std::int64_t firstElement, std::int64_t numElements, at::ScalarType dtype) const;

private:
    struct State;
    Result<at::Tensor> readAs(const TensorEntry& entry, std::int64_t firstElement, const std::vector<std::int64_t>& shape, at::ScalarType dtype) const;
    Status fill(const TensorEntry& entry, std::int64_t firstElement, const at::Tensor& into) const;
    explicit SafetensorsFile(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

// All tensors of a model folder: model.safetensors, or the shards of model.safetensors.index.json (names joined safely; every tensor of the index must be in
// its shard).
class TensorSource {
public:
    static Result<TensorSource> openFolder(const std::string& modelFolder);
    std::vector<std::string> names() const;
    const TensorEntry* find(const std::string& name) const;
    // Errors as SafetensorsFile::read; also InvalidData when the shape is not the expected one (both are named).
    Result<at::Tensor> load(const std::string& name, const std::vector<std::int64_t>& shape, at::ScalarType dtype) const;
    Status loadInto(const std::string& name, const at::Tensor& into) const;   // the same into a tensor that is there: of its shape and dtype
    const SafetensorsFile* fileOf(const std::string& name) const;      // null if there is no such tensor
private:
    Result<const SafetensorsFile*> expect(const std::string& name, const std::vector<std::int64_t>& shape) const;
    std::vector<std::shared_ptr<SafetensorsFile>> m_files;
    std::map<std::string, std::pair<std::size_t, const TensorEntry*>> m_where;
};

// Writes a file tensor by tensor, so that memory stays at one tensor. The file appears under its name only when finish() has fsynced it.
class SafetensorsWriter {
public:
    // entries: name, dtype and shape of each; offsets are computed here. metadata gets {"format":"pt"} added.
    static Result<SafetensorsWriter> create(const std::string& path, std::vector<TensorEntry> entries, const std::map<std::string, std::string>& metadata = {});
    SafetensorsWriter(SafetensorsWriter&&) noexcept;
    SafetensorsWriter& operator=(SafetensorsWriter&&) noexcept;
    ~SafetensorsWriter();                                              // removes the temporary file if not finished
    Status write(const std::string& name, const at::Tensor& tensor);   // in the order of entries; dtype and shape must be as announced
    Status writeRaw(const std::string& name, const void* data, std::size_t numBytes);   // piecewise: bytes of the current tensor in order
    Status finish();
private:
    struct State;
    explicit SafetensorsWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

using NamedTensors = std::vector<std::pair<std::string, at::Tensor>>;
Status saveTensors(const std::string& path, const NamedTensors& tensors, const std::map<std::string, std::string>& metadata = {});
// Every tensor of a file in its own dtype.
Result<NamedTensors> loadTensors(const std::string& path);

Result<at::ScalarType> scalarTypeFromName(const std::string& dtype);   // "F32" -> kFloat
std::string dtypeName(at::ScalarType type);

}  // namespace luthier
