// SPDX-License-Identifier: Apache-2.0
#include "core/tensor_io/safetensors.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <ATen/ATen.h>

#include "core/base/random_access_file.h"
#include "core/weight_files/safetensors_header.h"

namespace luthier {

struct SafetensorsFile::State {
    RandomAccessFile file;
    SafetensorsHeader header;
    std::unordered_map<std::string_view, std::size_t> index;   // views into header.entries
};

SafetensorsFile::SafetensorsFile(std::unique_ptr<State> state) : m_state(std::move(state)) {}
SafetensorsFile::SafetensorsFile(SafetensorsFile&&) noexcept = default;
SafetensorsFile& SafetensorsFile::operator=(SafetensorsFile&&) noexcept = default;
SafetensorsFile::~SafetensorsFile() = default;

namespace {

Result<at::Tensor> allocate(const std::vector<std::int64_t>& shape, at::ScalarType dtype) {
    // c10's CPU allocator aligns to 64 bytes.
    try {
        return at::empty(shape, at::TensorOptions().dtype(dtype));
    } catch (const std::exception&) {
        return fail(Error(ErrorCode::OutOfMemory, "not enough memory for a tensor").withHint("close other programs, or use a smaller model"));
    }
}

// A byte that is neither 0 nor 1 is no bool, and reading it as one is undefined.
Status checkBools(const at::Tensor& tensor) {
    const auto* bytes = static_cast<const std::uint8_t*>(tensor.const_data_ptr());
    if (std::any_of(bytes, bytes + tensor.numel(), [](std::uint8_t byte) { return byte > 1; }))
        return fail(ErrorCode::InvalidData, "a BOOL that is neither 0 nor 1");
    return {};
}

Status readInto(const RandomAccessFile& file, std::uint64_t offset, const at::Tensor& tensor) {
    RETURN_IF_ERROR(file.readAt(offset, tensor.mutable_data_ptr(), static_cast<std::size_t>(tensor.nbytes())));
    return tensor.scalar_type() == at::kBool ? checkBools(tensor) : Status();
}

// Through a buffer of some MB, so that a model in another dtype never lies in memory twice.
Status readConverted(const RandomAccessFile& file, std::uint64_t offset, at::ScalarType stored, const at::Tensor& target) {
    constexpr std::int64_t pieceElements = std::int64_t{1} << 20;
    const std::int64_t numElements = target.numel();
    ASSIGN_OR_RETURN(const at::Tensor piece, allocate({std::min(pieceElements, numElements)}, stored));
    const at::Tensor flat = target.view({-1});
    for (std::int64_t start = 0; start < numElements; start += pieceElements) {
        const std::int64_t count = std::min(pieceElements, numElements - start);
        const at::Tensor part = piece.narrow(0, 0, count);
        RETURN_IF_ERROR(readInto(file, offset + static_cast<std::uint64_t>(start) * piece.element_size(), part));
        flat.narrow(0, start, count).copy_(part);
    }
    return {};
}

}  // namespace

Result<SafetensorsFile> SafetensorsFile::open(const std::string& path) {
    ASSIGN_OR_RETURN(RandomAccessFile file, RandomAccessFile::open(path));
    ASSIGN_OR_RETURN(SafetensorsHeader header, readSafetensorsHeader(file));
    auto state = std::make_unique<State>(State{std::move(file), std::move(header), {}});
    state->index.reserve(state->header.entries.size());
    for (std::size_t i = 0; i < state->header.entries.size(); ++i) state->index.emplace(state->header.entries[i].name, i);
    return SafetensorsFile(std::move(state));
}

const std::string& SafetensorsFile::path() const { return m_state->file.path(); }
const std::vector<TensorEntry>& SafetensorsFile::entries() const { return m_state->header.entries; }
const std::map<std::string, std::string>& SafetensorsFile::metadata() const { return m_state->header.metadata; }

const TensorEntry* SafetensorsFile::find(const std::string& name) const {
    const auto found = m_state->index.find(name);
    return found == m_state->index.end() ? nullptr : &m_state->header.entries[found->second];
}

Status SafetensorsFile::fill(const TensorEntry& entry, std::int64_t firstElement, const at::Tensor& into) const {
    const auto locate = [&](Error error) { return luthier::fail(std::move(error).at(path()).withKey(entry.name)); };
    ASSIGN_OR_RETURN(const at::ScalarType stored, scalarTypeFromName(entry.dtype));
    const at::ScalarType dtype = into.scalar_type();
    if (stored != dtype && !(at::isFloatingType(stored) && at::isFloatingType(dtype)))
        return locate(Error(ErrorCode::InvalidData, "holds " + entry.dtype + " where " + dtypeName(dtype) + " is needed"));
    const std::uint64_t offset = m_state->header.dataStart + entry.offset + static_cast<std::uint64_t>(firstElement) * c10::elementSize(stored);
    const Status done = stored == dtype ? luthier::readInto(m_state->file, offset, into) : readConverted(m_state->file, offset, stored, into);
    if (!done) return locate(done.error());
    return {};
}

Result<at::Tensor> SafetensorsFile::readAs(const TensorEntry& entry, std::int64_t firstElement, const std::vector<std::int64_t>& shape,
                                           at::ScalarType dtype) const {
    auto tensor = allocate(shape, dtype);
    if (!tensor) return luthier::fail(std::move(tensor.error()).at(path()).withKey(entry.name));
    RETURN_IF_ERROR(fill(entry, firstElement, *tensor));
    return tensor;
}

Status SafetensorsFile::readInto(const std::string& name, const at::Tensor& into) const {
    const TensorEntry* entry = find(name);
    if (!entry) return luthier::fail(Error(ErrorCode::NotFound, "there is no such tensor in the file").at(path()).withKey(name));
    if (at::IntArrayRef(entry->shape) != into.sizes() || !into.is_contiguous())
        return luthier::fail(Error(ErrorCode::InvalidArgument, "the tensor to read into has another shape").at(path()).withKey(name));
    return fill(*entry, 0, into);
}

Result<at::Tensor> SafetensorsFile::read(const std::string& name, at::ScalarType dtype) const {
    const TensorEntry* entry = find(name);
    if (!entry) return luthier::fail(Error(ErrorCode::NotFound, "there is no such tensor in the file").at(path()).withKey(name));
    return readAs(*entry, 0, entry->shape, dtype);
}

Result<at::Tensor> SafetensorsFile::readPiece(const std::string& name, std::int64_t firstElement, std::int64_t numElements, at::ScalarType dtype) const {
    const TensorEntry* entry = find(name);
    if (!entry) return luthier::fail(Error(ErrorCode::NotFound, "there is no such tensor in the file").at(path()).withKey(name));
    const auto total = static_cast<std::int64_t>(entry->numBytes / elementBytes(entry->dtype));
    if (firstElement < 0 || numElements < 0 || firstElement > total || numElements > total - firstElement)
        return luthier::fail(Error(ErrorCode::InvalidArgument, "a piece outside the tensor's " + std::to_string(total) + " elements").at(path()).withKey(name));
    return readAs(*entry, firstElement, {numElements}, dtype);
}

Result<at::Tensor> SafetensorsFile::read(const std::string& name) const {
    const TensorEntry* entry = find(name);
    if (!entry) return luthier::fail(Error(ErrorCode::NotFound, "there is no such tensor in the file").at(path()).withKey(name));
    ASSIGN_OR_RETURN(const at::ScalarType stored, scalarTypeFromName(entry->dtype));
    return read(name, stored);
}

Result<NamedTensors> loadTensors(const std::string& path) {
    ASSIGN_OR_RETURN(const SafetensorsFile file, SafetensorsFile::open(path));
    NamedTensors tensors;
    for (const TensorEntry& entry : file.entries()) {
        ASSIGN_OR_RETURN(at::Tensor tensor, file.read(entry.name));
        tensors.emplace_back(entry.name, std::move(tensor));
    }
    return tensors;
}

}  // namespace luthier
