// SPDX-License-Identifier: Apache-2.0
#include "core/judging/verdict_cache.h"

#include "core/base/files.h"
#include "core/base/hash.h"
#include "core/base/json.h"

namespace luthier {

namespace {

constexpr std::size_t maxEntryBytes = 4096;

std::string entryText(const std::string& key, double score, double share) {
    Json entry = {{"judge", 1}, {"key", key}, {"score", score}, {"share", share}};
    const std::string content = dumpJson(entry);
    entry["crc"] = hex8(crc32(content));
    return dumpJson(entry) + "\n";
}

bool isShare(const Json& value) { return value.is_number() && value.get<double>() >= 0 && value.get<double>() <= 1.0 + 1e-9; }

}  // namespace

std::optional<JudgeVerdict> VerdictCache::find(const std::string& key) const {
    if (m_folder.empty()) return std::nullopt;
    const Result<std::string> content = readFile(pathOf(key), maxEntryBytes);
    if (!content) return std::nullopt;
    const Result<Json> entry = parseJson(*content);
    if (!entry || !entry->is_object() || !entry->contains("score") || !entry->contains("share")) return std::nullopt;
    const Json &score = entry->at("score"), &share = entry->at("share");
    if (!isShare(score) || !isShare(share) || *content != entryText(key, score.get<double>(), share.get<double>())) return std::nullopt;
    JudgeVerdict verdict;
    verdict.score = score.get<double>();
    verdict.share = share.get<double>();
    return verdict;
}

Status VerdictCache::keep(const std::string& key, const JudgeVerdict& verdict) const {
    if (m_folder.empty() || !verdict.score) return {};
    const std::string path = pathOf(key);
    RETURN_IF_ERROR(makeFolders(parentFolder(path)));
    return writeFileDurably(path, entryText(key, *verdict.score, verdict.share));
}

}  // namespace luthier
