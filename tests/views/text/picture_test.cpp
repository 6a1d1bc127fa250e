// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the text widgets with everything that can be in them, in both themes; saved where LUTHIER_PICTURES says, and looked at by a person.
#include <QTest>

#include <gtest/gtest.h>

#include "views/shared/text/chat_view.h"
#include "views/shared/text/token_view.h"
#include "views/shared/theme/theme.h"

namespace luthier {
namespace {

std::vector<Turn> everything() {
    std::vector<Turn> turns(5);
    turns[0].role = Role::System;
    turns[0].text = "You are Tilda, a retired violin maker. You answer briefly.";
    turns[1].text = "What's the weather in Oslo, and how do I keep my desk tidy? <b>Not bold</b>";
    turns[2].role = Role::Assistant;
    turns[2].thinking = "Two questions. The first one needs the tool.";
    turns[2].toolCalls = Json::array({{{"type", "function"}, {"function", {{"name", "get_weather"}, {"arguments", {{"city", "Oslo"}}}}}}});
    turns[3].role = Role::Tool;
    turns[3].name = "get_weather";
    turns[3].text = "{\"celsius\": 4, \"sky\": \"rain\"}";
    turns[4].role = Role::Assistant;
    turns[4].weight = 0.5F;
    turns[4].text = "Aye, 4 degrees and rain. Give each thing one home, clear the top every evening.\n\n"
                    "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xD7\xA2\xD7\x95\xD7\x9C\xD7\x9D";
    return turns;
}

void save(QWidget& widget, const char* name) {
    const QPixmap picture = widget.grab();
    EXPECT_FALSE(picture.isNull());
    const QString folder = qEnvironmentVariable("LUTHIER_PICTURES");
    if (folder.isEmpty()) return;
    EXPECT_TRUE(picture.save(folder + "/" + name + ".png"));
}

void saveBoth(QWidget& widget, const QString& name) {
    for (const theme::Choice choice : {theme::Choice::Light, theme::Choice::Dark}) {
        theme::Theme::instance().setChoice(choice);
        QTest::qWait(20);
        save(widget, (name + (choice == theme::Choice::Light ? "-light" : "-dark")).toUtf8().constData());
    }
    theme::Theme::instance().setChoice(theme::Choice::Light);
}

TEST(Pictures, Chat) {
    ChatView view;
    view.resize(420, 640);
    view.column()->setTurns(everything());
    view.show();
    QTest::qWait(50);
    view.findChild<QToolButton*>("fold_thinking")->click();
    view.column()->bubble(4)->text()->setFocus();
    saveBoth(view, "chat");
}

TEST(Pictures, Tokens) {
    const QString model = qEnvironmentVariable("LUTHIER_PICTURES_MODEL", LUTHIER_SOURCE_DIR "/tests/baselines/models/tiny-llama");
    auto encoder = RowEncoder::load(model.toStdString());
    ASSERT_TRUE(encoder) << encoder.error().toString();
    Example example;
    Conversation body;
    body.turns = {everything()[0], everything()[1], everything()[4]};
    example.body = body;
    TokenView view;
    view.resize(420, 640);
    view.setTokens(*encodeTokens(*encoder, example, EncodeOptions{LossOn::Completion, 110, Overflow::Truncate}));
    view.show();
    QTest::qWait(50);
    view.text()->setCurrent(static_cast<std::ptrdiff_t>(view.text()->row().tokens.size()) - 5);
    saveBoth(view, "tokens");
}

}  // namespace
}  // namespace luthier
