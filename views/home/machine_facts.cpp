// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/home/machine_facts.h"

#include <algorithm>

#include <QCoreApplication>
#include <QFile>

#include "core/base/memory.h"
#include "core/base/processor.h"

namespace luthier {

namespace {

constexpr double kProgramBytes = 1.0e9;   // program, activations and a margin beside the weights

struct MachineWords { Q_DECLARE_TR_FUNCTIONS(luthier::MachineFacts) };

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

GpuWords gpuInWords(const Json& engine) {
    const Json devices = engine.is_object() ? engine.value("devices", Json()) : Json();
    if (!devices.is_array()) return {MachineWords::tr("not known"), MachineWords::tr("This engine does not say whether it can use one.")};
    for (const Json& device : devices) {
        if (!device.is_object()) continue;
        const Json name = device.value("name", Json()), hardware = device.value("hardware", Json());
        if (!name.is_string() || !name.get<std::string>().starts_with("cuda")) continue;
        return {hardware.is_string() ? QString::fromStdString(hardware.get<std::string>()) : MachineWords::tr("NVIDIA GPU"),
                MachineWords::tr("The engine computes on it unless a run says otherwise.")};
    }
    const Json cuda = engine.value("cuda", Json());
    return {MachineWords::tr("none in use"), cuda.is_boolean() && cuda.get<bool>()
                                                 ? MachineWords::tr("This engine can use an NVIDIA GPU, and finds none here. It computes on the processor.")
                                                 : MachineWords::tr("This engine was built for the processor alone.")};
}

std::int64_t largestFull(std::int64_t bytes) { return static_cast<std::int64_t>(std::max(0.0, (static_cast<double>(bytes) - kProgramBytes) / 16)); }
std::int64_t largestLora(std::int64_t bytes) { return static_cast<std::int64_t>(std::max(0.0, (static_cast<double>(bytes) - kProgramBytes) / 4.5)); }

}  // namespace luthier
