// SPDX-License-Identifier: GPL-3.0-or-later
// A project with two data sets and two models, and the Train page over it. Thread: GUI.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QToolButton>

#include "tests/views/link/link_support.h"
#include "views/train/train_page.h"

namespace luthier::test {

class RecordedActions : public WindowActions {
public:
    void openPage(const QString& id, const QString& argument) override { opened.emplace_back(id, argument); }
    void toast(const QString& text, const QString&, std::function<void()> act, std::int64_t) override {
        toasts.push_back(text);
        action = std::move(act);
    }
    void toastError(const Error& error) override { errors.push_back(error); }
    std::vector<std::pair<QString, QString>> opened;
    std::vector<QString> toasts;
    std::vector<Error> errors;
    std::function<void()> action;
};

inline std::string chatRow(int index, int words) {
    std::string answer = "answer " + std::to_string(index);
    for (int i = 0; i < words; ++i) answer += " word";
    return R"({"messages":[{"role":"user","content":"question )" + std::to_string(index) + R"("},{"role":"assistant","content":")" + answer + "\"}]}\n";
}

class TrainTest : public testing::Test {
protected:
    void SetUp() override {
        auto opened = StoreAccess::open(QString::fromStdString(m_folder / "project"));
        ASSERT_TRUE(opened) << opened.error().toString();
        m_store = std::move(*opened);
        m_engine = std::make_unique<EngineLink>(fakeEngine("normal"));
        m_runs = std::make_unique<RunControl>(*m_store, QString::fromUtf8(LUTHIER_FAKE_ENGINE));
        m_runs->setQueuePaused(true);
        std::string chats, notes;
        for (int i = 0; i < 120; ++i) chats += chatRow(i, 5 + i % 40);
        for (int i = 0; i < 30; ++i) notes += chatRow(1000 + i, 3);
        importRows("chats", chats);
        importRows("notes", notes);
        write([this](store::Project& project) {
            store::Model model;
            model.name = "Tiny llama";
            model.folder = tinyModel("tiny-llama");
            m_model = model.folder;
            return project.models().add(model);
        });
        write([](store::Project& project) {
            store::Model model;
            model.name = "Tiny qwen";
            model.folder = tinyModel("tiny-qwen2");
            return project.models().add(model);
        });
    }
    void TearDown() override {
        m_page.reset();
        if (m_runs && m_runs->current() != 0) m_runs->kill(m_runs->current());
        m_runs.reset();
        m_engine.reset();
        m_store.reset();
    }
    void importRows(const std::string& name, const std::string& text) {
        const std::string path = m_folder.write(name + ".jsonl", text);
        write([path, name](store::Project& project) { return project.datasets().import({path, name, {}}); });
    }
    template <class Work>
    void write(Work work) {
        bool isDone = false;
        m_store->write(m_store.get(), std::move(work), [&isDone](const auto& done) {
            EXPECT_TRUE(done) << (done ? "" : done.error().toString());
            isDone = true;
        });
        ASSERT_TRUE(waitUntil([&] { return isDone; }));
    }
    std::vector<store::Run> runs() {
        std::vector<store::Run> list;
        write([&list](store::Project& project) -> Status {
            list = project.runs().all().value();
            return {};
        });
        return list;
    }
    TrainPage& openPage(const QString& argument = {}) {
        m_page = std::make_unique<TrainPage>(m_session());
        m_page->resize(1100, 760);
        m_page->show();
        m_page->open(argument);
        EXPECT_TRUE(waitUntil([this] { return m_page->isMade(); }));
        QTest::qWait(50);
        return *m_page;
    }
    // Everything chosen, and the plan there.
    TrainPage& planned() {
        TrainPage& page = openPage();
        EXPECT_TRUE(waitUntil([&] { return find<QPushButton>("model.path") != nullptr && page.commands().size() > 1; }));
        page.open("model:1");
        page.open("dataset:1");
        EXPECT_TRUE(waitForPlan());
        return page;
    }
    bool waitForPlan() {
        return waitUntil([this] { return m_page->answer() && m_page->answer()->plan && !m_page->answer()->isReading; }, 20000);
    }
    template <class Widget>
    Widget* find(const char* name) {
        return m_page->findChild<Widget*>(QString::fromLatin1(name));
    }
    void type(const char* name, const char* text) {
        auto* const line = find<QLineEdit>(name);
        ASSERT_NE(line, nullptr) << name;
        line->selectAll();
        QTest::keyClicks(line, QString::fromLatin1(text));
    }
    void click(const char* name) {
        auto* const button = find<QAbstractButton>(name);
        ASSERT_NE(button, nullptr) << name;
        ASSERT_TRUE(button->isEnabled()) << name << ": " << button->toolTip().toStdString();
        button->click();
    }
    QString text(const char* name) {
        const auto* const label = find<QLabel>(name);
        return label == nullptr || !label->isVisibleTo(m_page.get()) ? QString() : label->text();
    }
    Session& m_session() {
        const QString engine = QString::fromUtf8(LUTHIER_FAKE_ENGINE);
        if (!m_sessionOf) m_sessionOf = std::make_unique<Session>(Session{*m_store, *m_engine, *m_runs, m_settings, m_window, engine});
        return *m_sessionOf;
    }

    const TemporaryFolder m_folder;
    QSettings m_settings{QString::fromStdString(m_folder / "settings.ini"), QSettings::IniFormat};
    std::string m_model;
    RecordedActions m_window;
    std::unique_ptr<StoreAccess> m_store;
    std::unique_ptr<EngineLink> m_engine;
    std::unique_ptr<RunControl> m_runs;
    std::unique_ptr<Session> m_sessionOf;
    std::unique_ptr<TrainPage> m_page;
};

}  // namespace luthier::test
