// SPDX-License-Identifier: Apache-2.0
#include "core/store/settings.h"

#include "core/store/database.h"

namespace luthier::store {

Result<Json> Settings::get(const std::string& key, Json fallback) {
    return m_database.guarded([&]() -> Result<Json> {
        Query query(m_database, "SELECT value FROM settings WHERE key = ?", key);
        if (!query.next()) return fallback;
        // What cannot be read is no reason to refuse a project: it is a setting.
        return parseJson(query.text(0)).value_or(fallback);
    });
}

Status Settings::set(const std::vector<std::pair<std::string, Json>>& values) {
    return m_database.transaction([&]() -> Status {
        for (const auto& [key, value] : values)
            Query(m_database, "INSERT INTO settings VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", key, dumpJson(value)).run();
        return {};
    });
}

}  // namespace luthier::store
