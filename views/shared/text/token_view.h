// SPDX-License-Identifier: GPL-3.0-or-later
// What a model reads of a row and learns from it: the rendered template as running text, trained tokens tinted and underlined, special ones as chips, the
// place where it is cut. Hover, or the arrow keys, say what a token is. Long rows are laid out in slices. Thread: GUI.
#pragma once

#include <memory>
#include <vector>

#include <QAbstractScrollArea>
#include <QLabel>
#include <QTextLayout>
#include <QWidget>

#include "views/shared/text/token_layout.h"

namespace luthier {

class TokenText : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit TokenText(QWidget* parent = nullptr);
    ~TokenText() override;
    void setRow(ShownRow row, std::int64_t maxLength);
    const ShownRow& row() const { return m_row; }
    std::ptrdiff_t current() const { return m_current; }
    void setCurrent(std::ptrdiff_t token);
    // Of the viewport; -1 = none. Only where it is laid out already.
    std::ptrdiff_t tokenUnder(const QPoint& at) const;
    QRect rectOf(std::size_t token) const;   // its first line

signals:
    void currentChanged(std::ptrdiff_t token);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct Paragraph { std::unique_ptr<QTextLayout> layout; qsizetype begin = 0; double y = 0, height = 0; };
    void relayout();
    void layoutSlice();
    void layoutParagraph(std::size_t index);
    QList<QTextLayout::FormatRange> formatsOf(qsizetype begin, qsizetype end) const;
    void paintParagraph(QPainter& painter, const Paragraph& paragraph, double top) const;
    void paintChip(QPainter& painter, const Paragraph& paragraph, double top, const ShownToken& token) const;
    std::vector<QRectF> rectsOf(const Paragraph& paragraph, qsizetype begin, qsizetype end) const;   // in the paragraph's coordinates
    void paintCut(QPainter& painter, double y) const;
    void showCurrent();

    ShownRow m_row;
    std::int64_t m_maxLength = 0;
    std::vector<Paragraph> m_paragraphs;    // laid out so far
    double m_height = 0;
    std::ptrdiff_t m_current = -1;
    bool m_isSlicePending = false;
};

class TokenView : public QWidget {
    Q_OBJECT
public:
    explicit TokenView(QWidget* parent = nullptr);
    void setTokens(EncodedTokens tokens);
    void showMessage(const QString& message);   // instead of tokens
    TokenText* text() const { return m_text; }
    QString header() const { return m_header->text(); }

private:
    void showToken(std::ptrdiff_t token);
    EncodedTokens m_tokens;
    QLabel *m_header, *m_problems, *m_detail;
    QWidget* m_legend;
    TokenText* m_text;
};

}  // namespace luthier
