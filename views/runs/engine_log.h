// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine of a run said beside its events: what the loader says of a missing library, what a crash left, what libraries print. Read by a thread of its
// own. Thread: GUI.
#pragma once

#include <string>

#include <QPlainTextEdit>
#include <QString>
#include <QStringList>
#include <QTimer>

namespace luthier {

// The last megabyte of the file, a line each. Progress is left out, because the curves show it; warnings and errors are put in words.
struct EngineWords {
    QStringList lines;
    bool isThere = true, isCut = false;
    bool operator==(const EngineWords&) const = default;
};
EngineWords readEngineWords(const std::string& path);

class EngineLog : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit EngineLog(QWidget* parent = nullptr);
    // isLive: it may grow, so it is read again each second while it is seen.
    void follow(const QString& path, bool isLive);
    void setSearch(const QString& words);
    QString countInWords() const;

signals:
    void shown();   // other lines than before

protected:
    void showEvent(QShowEvent* event) override;

private:
    void read();
    void fill();
    QString m_path, m_search;
    EngineWords m_words;
    int m_numShown = 0;
    bool m_isReading = false, m_isLive = false;
    QTimer m_again;
};

}  // namespace luthier
