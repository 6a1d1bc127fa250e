// SPDX-License-Identifier: Apache-2.0
// A run's series as a TensorBoard event file: TFRecords (length, masked CRC-32C of it, payload, masked CRC-32C of that) of Event messages with one scalar each.
// Format: tensorflow/core/lib/io/record_writer.h, tensorflow/core/util/event.proto and summary.proto. Thread: pure functions. Requires nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/runs/run_series.h"

namespace luthier {

// CRC-32C (Castagnoli), and as TFRecords mask it.
std::uint32_t crc32c(std::string_view data);
std::uint32_t maskedCrc32c(std::string_view data);

// All of the file, by step: the version, then each point of each series. startTime: seconds since 1970 of step 0; later points lie as many seconds of computing
// after it. Scalars are floats; those that are not finite are kept as such.
std::string tensorBoardEvents(const RunSeries& series, double startTime);

// Writes events.out.tfevents.<startTime>.<runName> into a folder, which is made; returns its path. Errors: AlreadyExists, DiskFull, Io.
Result<std::string> writeTensorBoard(const RunSeries& series, double startTime, const std::string& runName, const std::string& folder);

}  // namespace luthier
