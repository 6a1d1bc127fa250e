// SPDX-License-Identifier: Apache-2.0
// Each migration from an input (NNNN_name.before.sql, run on the database of the version before) to the expected database (NNNN_name.after.txt: its tables,
// indexes and triggers, and every row). LUTHIER_WRITE_EXPECTED=1 writes the latter anew, to be read before it is committed.
#include "core/store/migrations.h"

#include <gmock/gmock.h>

#include "core/store/database.h"
#include "tests/core/store/store_support.h"

namespace luthier::store {
namespace {

const std::string fixtures = std::string(LUTHIER_SOURCE_DIR) + "/tests/core/store/migrations/";

// Names of what there is, with the columns of tables, then the rows of every table but those that FTS5 keeps for itself.
std::string dumpOf(Database& database) {
    std::string dump;
    std::vector<std::string> tables;
    SQLite::Statement schema(database.connection(), "SELECT type, name, tbl_name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name");
    while (schema.executeStep()) {
        const std::string type = schema.getColumn(0).getString(), name = schema.getColumn(1).getString();
        if (name.starts_with("search_index_")) continue;
        dump += type + " " + name + (type == "table" ? "" : " on " + schema.getColumn(2).getString());
        if (type == "table") {
            tables.push_back(name);
            SQLite::Statement columns(database.connection(), "SELECT name, type, \"notnull\", pk FROM pragma_table_info(?)");
            columns.bind(1, name);
            while (columns.executeStep())
                dump += "\n    " + columns.getColumn(0).getString() + " " + columns.getColumn(1).getString() +
                        (columns.getColumn(2).getInt() ? " not null" : "") + (columns.getColumn(3).getInt() ? " key" : "");
        }
        dump += "\n";
    }
    for (const std::string& table : tables) {
        if (table == "search_index") continue;   // it keeps no rows
        SQLite::Statement rows(database.connection(), "SELECT * FROM " + table);
        while (rows.executeStep()) {
            dump += table + ":";
            for (int i = 0; i < rows.getColumnCount(); ++i) dump += " | " + (rows.isColumnNull(i) ? "null" : rows.getColumn(i).getString());
            dump += "\n";
        }
    }
    return dump;
}

TEST(Migrations, AreNumberedWithoutGaps) {
    for (std::size_t i = 0; i < allMigrations().size(); ++i) {
        const std::string number = std::to_string(i + 1);
        EXPECT_THAT(allMigrations()[i].name, testing::StartsWith(std::string(4 - number.size(), '0') + number + "_"));
    }
    EXPECT_GE(newestVersion(), 1);
}

TEST(Migrations, EachTurnsItsInputIntoTheExpectedDatabase) {
    const TemporaryFolder folder;
    for (std::size_t i = 0; i < allMigrations().size(); ++i) {
        const Migration& step = allMigrations()[i];
        auto database = valueOf(Database::open(folder / (step.name + ".db"), Database::Mode::Write));
        EXPECT_OK(migrate(*database, static_cast<std::int64_t>(i)));
        ASSERT_TRUE(pathExists(fixtures + step.name + ".before.sql")) << "a migration needs an input";
        EXPECT_OK(database->execute(test::contentOf(fixtures + step.name + ".before.sql")));
        EXPECT_OK(migrate(*database, static_cast<std::int64_t>(i + 1)));
        EXPECT_EQ(valueOf(database->number("PRAGMA user_version")), static_cast<std::int64_t>(i + 1));
        EXPECT_EQ(valueOf(database->text("PRAGMA integrity_check")), "ok");
        EXPECT_EQ(valueOf(database->text("PRAGMA foreign_key_check")), "");
        if (std::getenv("LUTHIER_WRITE_EXPECTED")) {
            EXPECT_OK(writeFileDurably(fixtures + step.name + ".after.txt", dumpOf(*database)));
        }
        EXPECT_EQ(dumpOf(*database), test::contentOf(fixtures + step.name + ".after.txt"));
        EXPECT_OK(migrate(*database, static_cast<std::int64_t>(i + 1)));   // nothing is left to do
    }
}

TEST(Migrations, EveryTableIsStrict) {
    const TemporaryFolder folder;
    auto database = valueOf(Database::open(folder / "a.db", Database::Mode::Write));
    EXPECT_OK(migrate(*database, newestVersion()));
    EXPECT_EQ(valueOf(database->text("SELECT group_concat(name) FROM pragma_table_list WHERE strict = 0 AND type = 'table' AND schema = 'main' "
                                     "AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_index%'")), "");
}

TEST(Database, Pragmas) {
    const TemporaryFolder folder;
    auto project = opened(folder / "p");
    auto database = valueOf(Database::open(folder / "p/luthier.db", Database::Mode::Write));
    for (const auto& [pragma, value] : {std::pair{"journal_mode", "wal"}, {"synchronous", "2"}, {"foreign_keys", "1"}, {"mmap_size", "0"},
                                        {"application_id", "1282765928"}, {"trusted_schema", "0"}})
        EXPECT_EQ(valueOf(database->text(std::string("PRAGMA ") + pragma)), value) << pragma;
}

}  // namespace
}  // namespace luthier::store
