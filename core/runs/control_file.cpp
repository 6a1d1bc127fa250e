// SPDX-License-Identifier: Apache-2.0
#include "core/runs/control_file.h"

#include <array>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "core/base/files.h"
#include "core/base/hash.h"
#include "core/base/posix_file.h"

namespace luthier {

namespace {

Result<ControlMessage> parseLine(std::string_view text) {
    ASSIGN_OR_RETURN(ControlMessage message, parseControl(text));
    const auto crc = message.fields.find("crc");
    if (crc == message.fields.end()) return message;
    const std::size_t at = text.rfind(",\"crc\"");
    if (!crc->is_string() || at == std::string_view::npos || hex8(crc32(text.substr(0, at))) != crc->get<std::string>())
        return fail(ErrorCode::InvalidData, "the checksum of a control message does not fit");
    message.fields.erase("crc");
    return message;
}

}  // namespace

ControlReader::ControlReader(std::string path, std::uint64_t offset) : m_path(std::move(path)), m_offset(offset), m_lines(protocolLimits.maxBytes) {}

Result<ControlReader> ControlReader::atEnd(const RunFolder& run) {
    std::uint64_t offset = 0;
    if (pathExists(run.control())) {
        ASSIGN_OR_RETURN(offset, fileSize(run.control()));
    }
    return ControlReader(run.control(), offset);
}

ControlReader::News ControlReader::poll() {
    News news;
    const auto size = fileSize(m_path);
    if (!size) {
        // No file yet is the usual case; anything else is told once.
        if (size.error().code != ErrorCode::NotFound && !std::exchange(m_troubled, true)) news.problems.push_back(size.error());
        return news;
    }
    if (*size < m_offset) {
        m_offset = 0;
        m_lines = LineSplitter(protocolLimits.maxBytes);
    }
    if (*size == m_offset) return news;
    auto file = PosixFile::openForReading(m_path);
    if (!file || ::lseek(file->descriptor(), static_cast<off_t>(m_offset), SEEK_SET) < 0) {
        if (!std::exchange(m_troubled, true)) news.problems.push_back(file ? errorFromErrno(errno, "read", m_path) : file.error());
        return news;
    }
    m_troubled = false;
    const auto take = [&](const LineSplitter::Line& line) {
        if (line.text.empty()) return;
        auto message = line.tooLong ? Result<ControlMessage>(fail(ErrorCode::InvalidData, "a control message is too long")) : parseLine(line.text);
        if (message) news.messages.push_back(std::move(*message));
        else news.problems.push_back(std::move(message.error()).at(m_path));
    };
    std::array<char, 1 << 16> buffer;
    while (true) {
        const auto got = file->read(buffer.data(), buffer.size());
        if (!got) news.problems.push_back(got.error());
        if (!got || *got == 0) return news;
        m_offset += *got;
        m_lines.feed({buffer.data(), *got}, take);
    }
}

Status appendControl(const RunFolder& run, const ControlMessage& message) {
    ASSIGN_OR_RETURN(AppendFile file, AppendFile::open(run.control()));
    std::string text = dumpJson(controlToJson(message));
    text.pop_back();
    RETURN_IF_ERROR(file.append(text + ",\"crc\":\"" + hex8(crc32(text)) + "\"}\n"));
    return file.sync();
}

}  // namespace luthier
