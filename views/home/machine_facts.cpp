// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/home/machine_facts.h"

#include <algorithm>

#include <QFile>

#include "core/base/memory.h"
#include "core/base/processor.h"

namespace luthier {

namespace {

constexpr double kProgramBytes = 1.0e9;   // program, activations and a margin beside the weights

QString lineOf(const char* path, const QByteArray& key) {
    QFile file(QString::fromLatin1(path));
    if (!file.open(QIODevice::ReadOnly)) return {};
    for (const QByteArray& line : file.readAll().split('\n'))
        if (line.startsWith(key)) return QString::fromUtf8(line.mid(line.indexOf(':') + 1)).trimmed();
    return {};
}

}  // namespace

MachineSummary machineSummary() {
    MachineSummary summary;
    summary.cores = numProcessors();
    summary.processor = lineOf("/proc/cpuinfo", "model name");
    const MemoryRoom room = memoryRoom();
    summary.totalBytes = room.totalBytes;
    summary.availableBytes = room.availableBytes;
    const QStringList flags = lineOf("/proc/cpuinfo", "flags").split(' ');
    const bool hasAvx512 = flags.contains("avx512f") && flags.contains("avx512bw");
    if (flags.contains("amx_bf16")) summary.instructions = QStringLiteral("AMX");
    else if (hasAvx512 && flags.contains("avx512_bf16")) summary.instructions = QStringLiteral("AVX-512, bf16");
    else if (hasAvx512) summary.instructions = QStringLiteral("AVX-512");
    else if (flags.contains("avx2") && flags.contains("fma")) summary.instructions = QStringLiteral("AVX2");
    return summary;
}

std::int64_t largestFull(std::int64_t bytes) { return static_cast<std::int64_t>(std::max(0.0, (static_cast<double>(bytes) - kProgramBytes) / 16)); }
std::int64_t largestLora(std::int64_t bytes) { return static_cast<std::int64_t>(std::max(0.0, (static_cast<double>(bytes) - kProgramBytes) / 4.5)); }

}  // namespace luthier
