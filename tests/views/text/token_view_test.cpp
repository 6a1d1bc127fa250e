// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/text/token_view.h"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include "views/shared/theme/theme.h"

namespace luthier {
namespace {

constexpr const char* modelFolder = LUTHIER_SOURCE_DIR "/tests/baselines/models/tiny-llama";

Example conversation(const std::string& question, const std::string& answer) {
    Conversation body;
    body.turns.resize(2);
    body.turns[0].text = question;
    body.turns[1].role = Role::Assistant;
    body.turns[1].text = answer;
    Example example;
    example.body = body;
    return example;
}

EncodedTokens encoded(const Example& example, std::int64_t maxLength = 1024) {
    auto encoder = RowEncoder::load(modelFolder);
    EXPECT_TRUE(encoder) << encoder.error().toString();
    EncodeOptions options;
    options.maxLength = maxLength;
    auto tokens = encodeTokens(*encoder, example, options);
    EXPECT_TRUE(tokens) << tokens.error().toString();
    return *tokens;
}

TEST(TokenLayout, EveryTokenHasAPlaceInTheTextAndTheyAreInOrder) {
    const EncodedTokens tokens = encoded(conversation("Hello\nthere", "General Kenobi \xF0\x9F\xA4\x96 \xE2\x80\xAE rtl"));
    const ShownRow shown = showRow(tokens);
    ASSERT_EQ(shown.tokens.size(), tokens.row.ids.size());
    qsizetype last = 0;
    for (const ShownToken& token : shown.tokens) {
        EXPECT_LT(token.begin, token.end);
        EXPECT_GE(token.begin, last);
        last = token.begin;
    }
    EXPECT_FALSE(shown.text.contains('\n'));
    EXPECT_TRUE(shown.text.contains(QChar(0x21B5)));
    EXPECT_EQ(shown.cutAt, -1);
}

TEST(TokenLayout, EachCharacterBelongsToTheTokenThatHoldsIt) {
    const ShownRow shown = showRow(encoded(conversation("ab", "cd")));
    for (std::size_t i = 0; i < shown.tokens.size(); ++i) {
        const auto found = tokenAt(shown, shown.tokens[i].begin);
        ASSERT_GE(found, 0);
        EXPECT_EQ(shown.tokens[static_cast<std::size_t>(found)].begin, shown.tokens[i].begin);
    }
    EXPECT_EQ(tokenAt(shown, shown.text.size() + 5), -1);
}

TEST(TokenLayout, TheHeaderCountsAndSaysWhetherItFits) {
    const EncodedTokens fits = encoded(conversation("Hello", "World"));
    EXPECT_EQ(rowInWords(fits), QString("%1 tokens, %2 trained, fits 1,024").arg(fits.row.ids.size()).arg(fits.row.numTrained()));
    const auto total = static_cast<std::int64_t>(fits.row.ids.size());
    const EncodedTokens cut = encoded(conversation("Hello", "World"), total - 2);
    EXPECT_TRUE(rowInWords(cut).contains(QString("cut at %1: 2 tokens lost").arg(total - 2))) << rowInWords(cut).toStdString();
    const ShownRow shown = showRow(cut);
    EXPECT_GT(shown.cutAt, 0);
    EXPECT_LT(shown.cutAt, shown.text.size());
    EXPECT_EQ(shown.text.size(), showRow(fits).text.size());
}

TEST(TokenLayout, SaysWhyATokenIsTrainedOrNot) {
    const EncodedTokens tokens = encoded(conversation("Hello", "World"));
    EXPECT_TRUE(tokenInWords(tokens, 0).last().startsWith("Not trained"));
    std::size_t trained = 0;
    while (tokens.row.weights[trained] == 0) ++trained;
    const QStringList lines = tokenInWords(tokens, trained);
    EXPECT_TRUE(lines.first().contains(QString("id %1").arg(tokens.row.ids[trained])));
    EXPECT_EQ(lines.last(), "Trained: part of an answer, or the token that ends it");
}

TEST(TokenLayout, ControlCharactersBecomePictures) {
    const ShownRow shown = showRow(encoded(conversation("\x1b[31mred<b>", "x")));
    EXPECT_FALSE(shown.text.contains(QChar(0x1b)));
    EXPECT_TRUE(shown.text.contains(QChar(0x241b)));
    EXPECT_TRUE(shown.text.contains("<b>"));
}

TEST(TokenView, TheMouseAndTheArrowsTellOfATokenAndNothingIsPaintedOutside) {
    TokenView view;
    view.resize(420, 500);
    const EncodedTokens tokens = encoded(conversation("What is it?", "A test of the view."));
    view.setTokens(tokens);
    view.show();
    QApplication::processEvents();
    auto* const text = view.text();
    std::size_t trained = 0;
    while (tokens.row.weights[trained] == 0) ++trained;
    EXPECT_EQ(text->tokenUnder(text->rectOf(trained).center()), static_cast<std::ptrdiff_t>(trained));
    QTest::mouseMove(text->viewport(), text->rectOf(trained).center());
    QApplication::processEvents();
    EXPECT_TRUE(view.findChild<QLabel*>("token_detail")->text().contains("Trained:"));
    text->setCurrent(0);
    QTest::keyClick(text, Qt::Key_Right);
    EXPECT_EQ(text->current(), 1);
    QTest::keyClick(text, Qt::Key_Left);
    QTest::keyClick(text, Qt::Key_Left);
    EXPECT_EQ(text->current(), 0);
    view.showMessage("Choose a model");
    EXPECT_EQ(view.header(), "Choose a model");
    EXPECT_FALSE(text->isVisible());
}

TEST(TokenView, AHundredThousandCharactersAreLaidOutInSlices) {
    TokenView view;
    view.resize(420, 500);
    std::string words;
    while (words.size() < 100000) words += "word and another ";
    view.setTokens(encoded(conversation(words, "ok"), 200000));
    view.show();
    EXPECT_TRUE(QTest::qWaitFor([&] { return view.text()->rectOf(view.text()->row().tokens.size() - 1).isValid(); }, 20000));
}

TEST(RowEncoding, AnswersFromAThreadAndOnlyTheLastQuestion) {
    RowEncoding encoding;
    QSignalSpy ready(&encoding, &RowEncoding::modelReady);
    encoding.setModel(modelFolder);
    int numAnswers = 0;
    std::size_t numTokens = 0;
    const auto then = [&](Result<EncodedTokens> tokens) { ++numAnswers; numTokens = tokens ? tokens->row.ids.size() : 0; };
    encoding.encode(conversation("first", "one"), {}, &encoding, then);
    encoding.encode(conversation("second, which is longer", "two"), {}, &encoding, then);
    ASSERT_TRUE(QTest::qWaitFor([&] { return numAnswers > 0; }, 10000));
    EXPECT_EQ(ready.count(), 1);
    EXPECT_EQ(numAnswers, 1);
    EXPECT_EQ(numTokens, encoded(conversation("second, which is longer", "two")).row.ids.size());
}

TEST(RowEncoding, AFolderWithoutATokenizerIsAnErrorWithWords) {
    RowEncoding encoding;
    QSignalSpy failed(&encoding, &RowEncoding::modelFailed);
    encoding.setModel("/nowhere/at/all");
    std::optional<Error> error;
    encoding.encode(conversation("a", "b"), {}, &encoding, [&](Result<EncodedTokens> tokens) { error = tokens.error(); });
    ASSERT_TRUE(QTest::qWaitFor([&] { return error.has_value(); }, 10000));
    EXPECT_EQ(error->code, ErrorCode::NotFound);
    EXPECT_EQ(failed.count(), 1);
}

}  // namespace
}  // namespace luthier
