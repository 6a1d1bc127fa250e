// SPDX-License-Identifier: Apache-2.0
#include "core/runs/tensorboard.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cctype>
#include <cmath>
#include <vector>

#include "core/base/files.h"

namespace luthier {

namespace {

constexpr std::array<std::uint32_t, 256> crcTable = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit) value = (value >> 1) ^ ((value & 1) != 0 ? 0x82F63B78U : 0U);
        table[i] = value;
    }
    return table;
}();

template <class T>
void appendLittleEndian(std::string& to, T value) {
    for (std::size_t i = 0; i < sizeof(T); ++i) to += static_cast<char>((value >> (8 * i)) & 0xFF);
}

void appendVarint(std::string& to, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) to += static_cast<char>((value & 0x7F) | 0x80);
    to += static_cast<char>(value);
}

// A field's key is its number and how it is written: 0 varint, 1 eight bytes, 2 length and bytes, 5 four bytes.
void appendKey(std::string& to, std::uint64_t number, std::uint64_t wire) { appendVarint(to, (number << 3) | wire); }
void appendBytes(std::string& to, std::uint64_t number, std::string_view bytes) {
    appendKey(to, number, 2);
    appendVarint(to, bytes.size());
    to += bytes;
}

void appendRecord(std::string& file, std::string_view payload) {
    std::string length;
    appendLittleEndian(length, std::uint64_t{payload.size()});
    file += length;
    appendLittleEndian(file, maskedCrc32c(length));
    file += payload;
    appendLittleEndian(file, maskedCrc32c(payload));
}

std::string eventAt(double wallTime) {
    std::string event;
    appendKey(event, 1, 1);
    appendLittleEndian(event, std::bit_cast<std::uint64_t>(wallTime));
    return event;
}

std::string scalarEvent(double wallTime, std::int64_t step, const std::string& tag, double value) {
    std::string scalar;
    appendBytes(scalar, 1, tag);
    appendKey(scalar, 2, 5);
    appendLittleEndian(scalar, std::bit_cast<std::uint32_t>(static_cast<float>(value)));
    std::string summary;
    appendBytes(summary, 1, scalar);
    std::string event = eventAt(wallTime);
    if (step != 0) {   // what is zero is not written, as protobuf does
        appendKey(event, 2, 0);
        appendVarint(event, static_cast<std::uint64_t>(step));
    }
    appendBytes(event, 5, summary);
    return event;
}

}  // namespace

std::uint32_t crc32c(std::string_view data) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char c : data) crc = crcTable[(crc ^ static_cast<unsigned char>(c)) & 0xFF] ^ (crc >> 8);
    return crc ^ 0xFFFFFFFFU;
}

std::uint32_t maskedCrc32c(std::string_view data) {
    const std::uint32_t crc = crc32c(data);
    return ((crc >> 15) | (crc << 17)) + 0xA282EAD8U;
}

std::string tensorBoardEvents(const RunSeries& series, double startTime) {
    struct Point { std::int64_t step; const std::string* name; double value; };
    std::vector<Point> points;
    for (const std::string& name : series.names()) {
        const SeriesPyramid* pyramid = series.find(name);
        for (std::size_t i = 0; pyramid && i < pyramid->size(); ++i) points.push_back({pyramid->stepAt(i), &name, pyramid->valueAt(i)});
    }
    std::stable_sort(points.begin(), points.end(), [](const Point& a, const Point& b) { return a.step < b.step; });
    std::string version = eventAt(startTime);
    appendBytes(version, 3, "brain.Event:2");
    std::string file;
    appendRecord(file, version);
    for (const Point& point : points)
        appendRecord(file, scalarEvent(startTime + series.positionOf(SeriesAxis::Time, static_cast<double>(point.step)), point.step, *point.name, point.value));
    return file;
}

Result<std::string> writeTensorBoard(const RunSeries& series, double startTime, const std::string& runName, const std::string& folder) {
    std::string name = runName;
    for (char& c : name)
        if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '-' && c != '_') c = '-';
    RETURN_IF_ERROR(makeFolders(folder));
    ASSIGN_OR_RETURN(const std::string path,
        safeJoin(folder, "events.out.tfevents." + std::to_string(static_cast<std::int64_t>(startTime)) + "." + (name.empty() ? "run" : name.substr(0, 100))));
    if (pathExists(path)) return fail(Error(ErrorCode::AlreadyExists,
        "there is an event file of this run already").at(path).withHint("Choose another folder."));
    RETURN_IF_ERROR(writeFileDurably(path, tensorBoardEvents(series, startTime)));
    return path;
}

}  // namespace luthier
