// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the page in both themes, written where LUTHIER_LOOKS says: for people to look at.
#include <QDir>
#include <QScrollArea>
#include <QScrollBar>

#include "tests/views/train/train_support.h"
#include "views/shared/theme/theme.h"

namespace luthier::test {
namespace {

class TrainLooks : public TrainTest {
protected:
    void grab(const char* name) {
        const QString out = qEnvironmentVariable("LUTHIER_LOOKS");
        if (out.isEmpty()) return;
        QDir().mkpath(out);
        for (const auto& [choice, word] : {std::pair{theme::Choice::Light, "light"}, {theme::Choice::Dark, "dark"}}) {
            theme::Theme::instance().setChoice(choice);
            QTest::qWait(50);
            ASSERT_TRUE(m_page->grab().save(QStringLiteral("%1/%2-%3.png").arg(out, QLatin1String(name), QLatin1String(word))));
        }
        theme::Theme::instance().setChoice(theme::Choice::Light);
    }
};

TEST_F(TrainLooks, FromEmptyToPlanned) {
    theme::Theme::instance().setChoice(theme::Choice::Light);
    if (const QString demo = qEnvironmentVariable("LUTHIER_DEMO"); !demo.isEmpty())
        write([demo](store::Project& project) -> Status {
            store::Model model;
            model.name = "SmolLM2-135M-Instruct";
            model.folder = (demo + "/model").toStdString();
            model.facts = {{"parameters", 134515008}};
            RETURN_IF_ERROR(project.models().add(model));
            RETURN_IF_ERROR(project.datasets().import({(demo + "/train.jsonl").toStdString(), "Demo: train", {}}));
            return {};
        });
    TrainPage& page = openPage();
    QTest::qWait(300);
    grab("empty");
    const bool hasDemo = !qEnvironmentVariable("LUTHIER_DEMO").isEmpty();
    page.open(hasDemo ? "model:2" : "model:1");
    page.open(hasDemo ? "dataset:3" : "dataset:1");
    ASSERT_TRUE(waitForPlan());
    EXPECT_TRUE(find<QFrame>("train.plan")->isVisibleTo(&page));
    grab("planned");
    for (const char* const section : {"train.what", "train.from", "train.how", "train.run"}) find<Section>(section)->setExpanded(true);
    grab("open");
    auto* const bar = find<QScrollArea>("train.form")->verticalScrollBar();
    bar->setValue(520);
    grab("open2");
    bar->setValue(bar->maximum());
    grab("open3");
    bar->setValue(0);
    type("adapter.rank", "0");
    page.findChild<Section*>(QStringLiteral("train.from"))->setExpanded(false);
    grab("wrong");
    find<QLineEdit>("train.search")->setText("lr");
    grab("search");
    find<QLineEdit>("train.search")->clear();
    type("adapter.rank", "64");
    ASSERT_TRUE(waitForPlan());
    for (const char* const name : {"First of the queue", "Second of the queue with a long name that nobody can read at once"}) {
        type("name", name);
        click("train.enqueue");
        ASSERT_TRUE(waitUntil([&] { return m_window.toasts.size() == (std::string(name).starts_with("First") ? 1U : 2U); }));
    }
    QTest::qWait(200);
    grab("queue");
}

}  // namespace
}  // namespace luthier::test
