// SPDX-License-Identifier: GPL-3.0-or-later
// Plain text to read and to edit where it stands: as high as its text up to a limit, a readable line height, right-to-left by paragraph. What it shows is
// never read as HTML. A text that nobody edited is never handed back, so nothing that an editor cannot hold (CR, U+2029) is lost by looking at it. Thread: GUI.
#pragma once

#include <QString>
#include <QTextEdit>

namespace luthier {

class ReadingText : public QTextEdit {
    Q_OBJECT
public:
    enum class Font { Reading, Mono };
    explicit ReadingText(Font font = Font::Reading, QWidget* parent = nullptr);

    void setPlain(const QString& text);
    QString plain() const;                       // lines end with LF
    bool isEdited() const;
    // What was typed becomes an edit now.
    void commit();
    // Pixels; beyond, it scrolls by itself.
    void setHeightLimit(int pixels);
    void setMuted(bool muted);

signals:
    // The focus left, or Ctrl+Enter, after an edit.
    void committed(const QString& text);
    void focused(bool has);

protected:
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    bool event(QEvent* event) override;
    void insertFromMimeData(const QMimeData* source) override;
    void resizeEvent(QResizeEvent* event) override;
    QMimeData* createMimeDataFromSelection() const override;

private:
    void fitHeight();
    void applyColors();
    int m_heightLimit = 0;
    bool m_isMuted = false;
    QString m_shown;
};

}  // namespace luthier
