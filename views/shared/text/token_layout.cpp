// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/text/token_layout.h"

#include <algorithm>

#include <QCoreApplication>

#include "core/base/utf8.h"
#include "views/shared/theme/decimals.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr qsizetype maxBehindCut = 20000, maxParagraph = 2000;
constexpr std::uint32_t maxShownBytes = 24;

QString tr(const char* text) { return QCoreApplication::translate("luthier", text); }

// As many characters as before, each of which can be seen.
QString visible(std::string_view bytes) {
    QString text = QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
    constexpr char16_t pictures = 0x2400, pictureOfDelete = 0x2421, returnSign = 0x21B5;
    for (QChar& c : text) {
        if (c == u'\n' || c == QChar::ParagraphSeparator || c == QChar::LineSeparator) c = QChar(returnSign);
        else if (c.unicode() < 0x20) c = QChar(static_cast<char16_t>(pictures + c.unicode()));
        else if (c.unicode() == 0x7F) c = QChar(pictureOfDelete);
    }
    return text;
}

std::string_view bytesOf(const EncodedRow& row, const ByteSpan& span) {
    const std::size_t begin = std::min<std::size_t>(span.begin, row.text.size()), end = std::clamp<std::size_t>(span.end, begin, row.text.size());
    return std::string_view(row.text).substr(begin, end - begin);
}

void findParagraphs(ShownRow& shown) {
    constexpr char16_t returnSign = 0x21B5;
    shown.paragraphs = {0};
    for (qsizetype i = 0; i < shown.text.size(); ++i) {
        const bool isCut = i + 1 == shown.cutAt;
        const bool isLong = i + 1 - shown.paragraphs.back() >= maxParagraph && !shown.text[i].isHighSurrogate();
        if ((isCut || isLong || shown.text[i] == QChar(returnSign)) && i + 1 < shown.text.size()) shown.paragraphs.push_back(i + 1);
    }
}

QString hexOf(std::string_view bytes) {
    const std::string_view part = bytes.substr(0, maxShownBytes);
    QString hex = QString::fromLatin1(QByteArray(part.data(), static_cast<qsizetype>(part.size())).toHex(' ').toUpper());
    return part.size() < bytes.size() ? hex + QString::fromUtf8(" …") : hex;
}

QString whyOf(const EncodedTokens& encoded, std::size_t token) {
    const float weight = encoded.row.weights[token];
    if (weight > 0) {
        const QString part = encoded.options.lossOn == LossOn::All ? tr("Trained: all of the text is")
            : tr("Trained: part of an answer, or the token that ends it");
        return weight == 1.0F ? part : tr("%1; weight %2").arg(part, theme::decimalInWords(static_cast<double>(weight)));
    }
    if (token == 0) return tr("Not trained: nothing stands before it to predict it from");
    if (encoded.row.refused()) return tr("Not trained: the row is refused");
    return tr("Not trained: the model reads it, but only answers are learnt");
}

}  // namespace

ShownRow showRow(const EncodedTokens& encoded) {
    const EncodedRow& row = encoded.row;
    ShownRow shown;
    std::uint32_t covered = 0;
    ByteSpan last{0, 0};
    for (std::size_t i = 0; i < row.ids.size(); ++i) {
        const ByteSpan span = row.spans[i];
        ShownToken token{shown.text.size(), shown.text.size(), row.ids[i], ShownToken::Kind::Masked, row.weights[i]};
        token.kind = !encoded.specialNames[i].empty() ? ShownToken::Kind::Special : row.weights[i] > 0 ? ShownToken::Kind::Trained : ShownToken::Kind::Masked;
        const bool sharesLast = i > 0 && span == last && span.begin < span.end;
        if (sharesLast) {
            token.begin = shown.tokens.back().begin;
        } else if (span.begin == span.end) {
            shown.text += QString::fromStdString(encoded.specialNames[i]);
        } else {
            if (span.begin > covered) {
                shown.text += visible(bytesOf(row, {covered, span.begin}));
                token.begin = shown.text.size();
            }
            shown.text += visible(bytesOf(row, {std::max(covered, span.begin), span.end}));
        }
        covered = std::max(covered, span.end);
        last = span;
        token.end = shown.text.size();
        shown.tokens.push_back(token);
    }
    const std::string_view rest = bytesOf(row, {covered, static_cast<std::uint32_t>(row.text.size())});
    if (row.numTruncated > 0) shown.cutAt = shown.text.size();
    const std::string_view part = rest.substr(0, completeUtf8Prefix(rest.substr(0, maxBehindCut)));
    shown.text += visible(part);
    shown.numHidden = static_cast<qsizetype>(rest.size() - part.size());
    findParagraphs(shown);
    return shown;
}

std::ptrdiff_t tokenAt(const ShownRow& row, qsizetype position) {
    const auto after = std::upper_bound(row.tokens.begin(), row.tokens.end(), position, [](qsizetype at, const ShownToken& token) { return at < token.begin; });
    if (after == row.tokens.begin()) return -1;
    auto found = std::prev(after);
    while (found != row.tokens.begin() && std::prev(found)->begin == found->begin && std::prev(found)->end > position) --found;
    return found->end > position ? found - row.tokens.begin() : -1;
}

QString rowInWords(const EncodedTokens& encoded) {
    const auto total = static_cast<std::int64_t>(encoded.row.ids.size()) + encoded.row.numTruncated;
    const QString limit = theme::countInWords(encoded.options.maxLength);
    const QString fit = total <= encoded.options.maxLength ? tr("fits %1").arg(limit)
                                                           : tr("cut at %1: %2 tokens lost").arg(limit,
                                                               theme::countInWords(total - encoded.options.maxLength));
    return tr("%1 tokens, %2 trained, %3").arg(theme::countInWords(total), theme::countInWords(encoded.row.numTrained()), fit);
}

QStringList tokenInWords(const EncodedTokens& encoded, std::size_t token) {
    const EncodedRow& row = encoded.row;
    QStringList lines;
    lines << tr("Token %1 of %2, id %3").arg(token + 1).arg(row.ids.size()).arg(row.ids[token]);
    const std::string_view bytes = bytesOf(row, row.spans[token]);
    if (!encoded.specialNames[token].empty()) lines << tr("Special token %1").arg(QString::fromStdString(encoded.specialNames[token]));
    else lines << QString::fromUtf8("“%1”").arg(visible(bytes.substr(0, completeUtf8Prefix(bytes.substr(0, 200)))));
    if (!bytes.empty()) lines << tr("Bytes %1").arg(hexOf(bytes));
    const auto isHere = [&](std::size_t other) { return other < row.spans.size() && row.spans[other] == row.spans[token]; };
    if (!bytes.empty() && (isHere(token + 1) || (token > 0 && isHere(token - 1)))) lines << tr("Shares its character with the token beside it");
    lines << whyOf(encoded, token);
    return lines;
}

}  // namespace luthier
