// SPDX-License-Identifier: GPL-3.0-or-later
// A project in a temporary folder and a window that only remembers what it was told, for tests of the pages Models and Adapters. Thread: GUI.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTest>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/json.h"
#include "tests/support/temporary_folder.h"
#include "tests/views/link/recorded_window.h"
#include "views/shared/page/page.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier::test {

// Turns the event loop until it holds. The bound only ends a test that fails.
inline bool waitUntil(const std::function<bool()>& holds, int boundMs = 15000) { return QTest::qWaitFor(holds, boundMs); }

inline std::string tinyModel(const std::string& name) { return QStringLiteral(LUTHIER_SOURCE_DIR "/tests/baselines/models/").toStdString().append(name); }
inline QString realEngine() { return qEnvironmentVariable("LUTHIER_ENGINE"); }

// A program that answers as the engine does: `inspect` says what stands in facts.json of the folder (GGUF files: FILE.facts.json), `import-model` copies the
// tiny model, `merge` too; a file called "slow" beside the source makes it wait until it is stopped.
inline std::string scriptedEngine(const TemporaryFolder& folder) {
    const std::string path = folder.write("engine.sh", R"(#!/bin/sh
say() { printf '%s\n' "$1" >&2; }
broken() { say "{\"error\":{\"code\":\"$1\",\"message\":\"$2\",\"hint\":\"$3\",\"file\":\"\",\"line\":null,\"key\":\"\"}}"; exit 2; }
place() {
  [ -e "$2" ] && broken already_exists "the output is there already" "choose another name"
  say '{"event":"progress","phase":"writing","done":1,"total":4,"unit":"tensors"}'
  if [ -e "$1.slow" ]; then
    trap 'say "{\"event\":\"stopped\",\"message\":\"stopped as asked\"}"; exit 0' TERM
    while :; do sleep 0.02; done
  fi
  mkdir -p "$2" && cp "$MODEL"/* "$2" && printf '%s' "$3" > "$2/facts.json"
}
MODEL="@TINY@"
MODEL_FACTS='@FACTS@'
case "$1" in
  inspect)
    say '{"event":"progress","phase":"hashing","done":1,"total":2,"unit":"files"}'
    if [ -f "$2/facts.json" ]; then tr -d '\n' < "$2/facts.json"
    elif [ -f "$2.facts.json" ]; then tr -d '\n' < "$2.facts.json"
    else broken invalid_data "this folder holds nothing that Luthier knows" "choose another"; fi
    printf '\n' ;;
  import-model) place "$2" "$4" "$MODEL_FACTS"; printf '{"path":"x","notes":["a note of the import"]}\n' ;;
  merge) place "$5" "$7" "$MODEL_FACTS"; printf '{"model":"x","fingerprint":"f"}\n' ;;
  *) broken internal "no such command" "" ;;
esac
)");
    std::string text = contentOf(path);
    const auto put = [&](const std::string& name, const std::string& value) { text.replace(text.find(name), name.size(), value); };
    put("@TINY@", tinyModel("tiny-llama"));
    put("@FACTS@",
        R"({"kind":"model","family":"llama","parameters":40544,"bytes":162176,"tokenizer":{"vocab_size":343},"chat_template":{"bytes":1},"problems":[]})");
    folder.write("engine.sh", text);
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    return path;
}

// A project, what a page is given, and ways to use a page by its object names.
class PageFixture : public ::testing::Test {
protected:
    void openProject(const QString& engine) {
        auto opened = StoreAccess::open(QString::fromStdString(folder / "project"));
        ASSERT_TRUE(opened) << opened.error().toString();
        store = std::move(*opened);
        link = std::make_unique<EngineLink>(QStringList{engine});
        runs = std::make_unique<RunControl>(*store, engine);
        settings = std::make_unique<QSettings>(QString::fromStdString(folder / "settings.ini"), QSettings::IniFormat);
        session = std::make_unique<Session>(Session{*store, *link, *runs, *settings, window, engine});
    }
    void show(std::unique_ptr<Page> made) {
        page = std::move(made);
        page->resize(1100, 720);
        page->show();
    }
    void TearDown() override {
        page.reset();
        session.reset();
        runs.reset();
        link.reset();
        store.reset();
    }

    // Done on the writing thread and waited for.
    template <class Work>
    auto write(Work work) {
        using Answer = std::invoke_result_t<Work&, store::Project&>;
        std::optional<Answer> answer;
        store->write(page.get(), std::move(work), [&](Answer got) { answer = std::move(got); });
        EXPECT_TRUE(waitUntil([&] { return answer.has_value(); }));
        return std::move(*answer);
    }

    template <class T = QWidget>
    T* find(const char* name) const {
        T* const found = page->findChild<T*>(QString::fromLatin1(name));
        EXPECT_NE(found, nullptr) << name;
        return found;
    }
    QString text(const char* name) const { return find<QLabel>(name)->text(); }
    bool shown(const char* name) const {
        const QWidget* const found = page->findChild<QWidget*>(QString::fromLatin1(name));
        return found && found->isVisibleTo(page.get());
    }
    void click(const char* name) {
        auto* const button = find<QAbstractButton>(name);
        ASSERT_TRUE(button->isEnabled()) << name << ": " << button->toolTip().toStdString();
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void type(const char* name, const QString& words) { find<QLineEdit>(name)->setText(words); }
    QStringList listed(const char* name) const {
        QStringList titles;
        const auto* const model = find<QListView>(name)->model();
        for (int row = 0; row < model->rowCount(); ++row) titles << model->index(row, 0).data().toString();
        return titles;
    }

    TemporaryFolder folder;
    RecordedWindow window;
    std::unique_ptr<StoreAccess> store;
    std::unique_ptr<EngineLink> link;
    std::unique_ptr<RunControl> runs;
    std::unique_ptr<QSettings> settings;
    std::unique_ptr<Session> session;
    std::unique_ptr<Page> page;
};

// A folder with the files of a tiny model, which a test may break.
inline std::string copyOfTinyModel(const TemporaryFolder& folder, const std::string& name) {
    const std::string path = folder / name;
    std::filesystem::create_directories(path);
    std::filesystem::copy(tinyModel("tiny-llama"), path, std::filesystem::copy_options::recursive);
    return path;
}

// Grabs the page at the size it has in a window of 1280x800, in both themes, into the folder that LUTHIER_SCREENS names.
inline void grabScreens(QWidget& page, const QString& name) {
    const QString folder = qEnvironmentVariable("LUTHIER_SCREENS");
    if (folder.isEmpty()) return;
    page.resize(1100, 752);
    for (const auto choice : {theme::Choice::Light, theme::Choice::Dark}) {
        theme::Theme::instance().setChoice(choice);
        page.setAutoFillBackground(true);
        QTest::qWait(600);
        page.grab().save(folder + '/' + name + (choice == theme::Choice::Light ? "-light.png" : "-dark.png"));
    }
    theme::Theme::instance().setChoice(theme::Choice::Light);
}

}  // namespace luthier::test
