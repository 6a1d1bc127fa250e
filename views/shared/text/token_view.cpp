// SPDX-License-Identifier: GPL-3.0-or-later
// The widget around the text: how many tokens, what is wrong, what the colours say, and the token under the mouse.
#include "views/shared/text/token_view.h"

#include <QPainter>
#include <QVBoxLayout>

#include "views/shared/theme/core_text.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr int linesOfDetail = 3;

// Each kind of token, drawn as the text draws it.
class Legend : public QWidget {
public:
    Legend() {
        setFixedHeight(theme::kSpace24);
        setFont(theme::font(theme::TextStyle::Caption));
        setAccessibleName(TokenView::tr("Trained tokens are tinted and underlined, the others muted, special ones boxed"));
    }

protected:
    void paintEvent(QPaintEvent*) override {
        const theme::Colors& c = theme::colors();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QFontMetricsF metrics(font());
        double x = 0;
        const double base = height() / 2.0 + metrics.ascent() / 2 - 1;
        const auto place = [&](const QString& text) {
            const QRectF at(x, height() / 2.0 - metrics.height() / 2 - 1, metrics.horizontalAdvance(text) + theme::kSpace8, metrics.height() + 2);
            x = at.right() + theme::kSpace12;
            return at;
        };
        const QString trained = TokenView::tr("trained"), masked = TokenView::tr("read, not trained"), special = TokenView::tr("special");
        QRectF box = place(trained);
        painter.fillRect(box, c.trainedTint);
        painter.setPen(c.trained);
        painter.drawLine(box.bottomLeft(), box.bottomRight());
        painter.setPen(c.text);
        painter.drawText(QPointF(box.x() + theme::kSpace4, base), trained);
        box = place(masked);
        painter.setPen(c.muted);
        painter.drawText(QPointF(box.x() + theme::kSpace4, base), masked);
        box = place(special);
        painter.setPen(c.muted);
        painter.setBrush(c.sunken);
        painter.drawRoundedRect(box, theme::kSpace4, theme::kSpace4);
        painter.setPen(c.text);
        painter.drawText(QPointF(box.x() + theme::kSpace4, base), special);
    }
};

}  // namespace

TokenView::TokenView(QWidget* parent)
    : QWidget(parent), m_header(theme::label({}, "", true)), m_problems(theme::label({}, "warning", true)), m_detail(theme::label({}, "caption", true)),
      m_legend(new Legend), m_text(new TokenText) {
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kSpace8);
    m_header->setFont(theme::font(theme::TextStyle::Emphasis));
    m_header->setObjectName("token_header");
    m_problems->setObjectName("token_problems");
    m_detail->setObjectName("token_detail");
    m_detail->setMinimumHeight(QFontMetrics(theme::font(theme::TextStyle::Caption)).lineSpacing() * linesOfDetail);
    m_detail->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_text->setObjectName("token_text");
    m_text->setAccessibleName(tr("Tokens of the row"));
    layout->addWidget(m_header);
    layout->addWidget(m_problems);
    layout->addWidget(m_legend);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_detail);
    connect(m_text, &TokenText::currentChanged, this, &TokenView::showToken);
    showMessage({});
}

void TokenView::setTokens(EncodedTokens tokens) {
    m_tokens = std::move(tokens);
    m_header->setText(rowInWords(m_tokens));
    QStringList problems;
    for (const RowProblem& problem : m_tokens.row.problems) problems << (problem.refuses ? tr("Refused: %1")
        : tr("Note: %1")).arg(coreText(problem.message));
    m_problems->setText(problems.join('\n'));
    m_problems->setVisible(!problems.isEmpty());
    m_legend->show();
    m_text->show();
    m_detail->show();
    m_text->setRow(showRow(m_tokens), m_tokens.options.maxLength);
    showToken(-1);
}

void TokenView::showMessage(const QString& message) {
    m_tokens = {};
    m_header->setText(message);
    for (QWidget* part : {static_cast<QWidget*>(m_problems), m_legend, static_cast<QWidget*>(m_text), static_cast<QWidget*>(m_detail)}) part->hide();
    m_text->setRow({}, 0);
}

void TokenView::showToken(std::ptrdiff_t token) {
    if (token < 0 || static_cast<std::size_t>(token) >= m_tokens.row.ids.size()) {
        m_detail->setText(tr("Point at a token, or use the arrow keys, to see its id, its bytes and why it is trained or not."));
        return;
    }
    const QStringList lines = tokenInWords(m_tokens, static_cast<std::size_t>(token));
    m_detail->setText(lines.mid(0, lines.size() - 1).join(tr("  -  ")) + "\n" + lines.last());
}

}  // namespace luthier
