// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/memory_needs.h"

#include <algorithm>

#include <QCoreApplication>

#include "core/base/memory.h"
#include "core/base/processor.h"
#include "core/plan/changes.h"
#include "core/plan/plan.h"
#include "views/shared/theme/core_text.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("luthier", text); }

constexpr std::int64_t kChatTokens = 2048;

// Weights, which stay in bf16 where they are stored in it, the program, and keys and values of one chat.
std::int64_t chatBytes(const ModelConfig& config, std::int64_t elementBytes) {
    const std::int64_t weights = cappedProduct(numParameters(config), config.storedDtype == "bfloat16" ? 2 : elementBytes);
    const std::int64_t perToken = cappedProduct(2 * elementBytes, cappedProduct(config.numLayers, cappedProduct(config.numKvHeads, config.headDim)));
    const std::int64_t tokens = std::min(kChatTokens, std::max<std::int64_t>(1, config.maxPositions));
    return cappedSum(MachineFacts{}.programBytes, cappedSum(weights, cappedProduct(perToken, tokens)));
}

std::int64_t trainingBytes(const ModelConfig& config, const AdapterOptions& adapter, ComputePrecision precision) {
    PlanRequest request;
    request.model = config;
    request.config.adapter = adapter;
    request.config.model.precision = precision;
    request.config.training.microTokens = 2 * kPlannedRowTokens;
    request.config.training.maxSteps = 2;
    request.config.training.evalEvery = 0;
    const auto length = static_cast<std::int32_t>(std::min(kPlannedRowTokens, std::max<std::int64_t>(1, config.maxPositions)));
    request.data.train = {std::vector<std::int32_t>(32, length), std::vector<std::int32_t>(32, std::max(1, length / 2))};
    request.machine.numThreads = numProcessors();
    return planWithoutChanges(request).peakBytes;
}

}  // namespace

MemoryNeeds memoryNeedsOf(const ModelConfig& config) {
    MemoryNeeds needs;
    needs.rows.push_back({QStringLiteral("chat"), tr("Talk to it"),
                          tr("one chat of %1 tokens").arg(theme::countInWords(std::min(kChatTokens, config.maxPositions))), chatBytes(config, 4),
                          chatBytes(config, 2)});
    AllAdapters::forEach([&]<class A>() {
        typename A::Options options;
        QString caption;
        if constexpr (std::is_same_v<A, Lora>) caption = tr("rank %1 on all layers").arg(options.rank);
        if constexpr (std::is_same_v<A, LastLayers>) {
            options.layers = std::min(options.layers, std::max<std::int64_t>(1, config.numLayers));
            caption = tr("%1 of %2").arg(theme::countInWords(options.layers), theme::countInWords(config.numLayers));
        }
        if constexpr (std::is_same_v<A, Full>) caption = tr("every parameter");
        needs.rows.push_back({QString::fromLatin1(A::id), coreText(A::info().title), caption,
                              trainingBytes(config, options, ComputePrecision::F32), trainingBytes(config, options, ComputePrecision::Bf16)});
    });
    const MemoryRoom room = memoryRoom();
    needs.roomBytes = room.availableBytes;
    needs.limitedByGroup = room.limitedByGroup;
    return needs;
}

Result<MemoryNeeds> memoryNeedsIn(const std::string& folder) {
    ASSIGN_OR_RETURN(const ModelConfig config, loadModelConfig(folder));
    return memoryNeedsOf(config);
}

}  // namespace luthier
