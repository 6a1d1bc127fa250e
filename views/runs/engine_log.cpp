// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/engine_log.h"

#include <QFile>
#include <QScrollBar>

#include "core/base/json.h"
#include "core/protocol/codes.h"
#include "views/shared/background/in_background.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr qint64 maxBytes = 1 << 20;
constexpr int readEveryMs = 1000;

// "" for what is not shown.
QString lineInWords(const QByteArray& line) {
    const QString text = QString::fromUtf8(line);
    if (!line.startsWith('{')) return text;
    const Result<Json> json = parseJson(line.toStdString());
    if (!json || !json->is_object()) return text;
    if (json->contains("error")) {
        const Result<Error> error = errorFromJson(*json);
        return error ? EngineLog::tr("Error: %1").arg(QString::fromStdString(error->toString())) : text;
    }
    const Json event = json->value("event", Json()), message = json->value("message", Json()), hint = json->value("hint", Json());
    if (event == "progress" || event == "step") return {};
    if (!message.is_string()) return text;
    const std::string words = message.get<std::string>();
    return QString::fromStdString(hint.is_string() && !hint.get<std::string>().empty() ? words + " - " + hint.get<std::string>() : words);
}

}  // namespace

EngineWords readEngineWords(const std::string& path) {
    EngineWords words;
    QFile file(QString::fromStdString(path));
    words.isThere = file.open(QIODevice::ReadOnly);
    if (!words.isThere) return words;
    words.isCut = file.size() > maxBytes;
    if (words.isCut) {
        file.seek(file.size() - maxBytes);
        file.readLine();   // the rest of one
    }
    for (const QByteArray& line : file.readAll().split('\n'))
        if (const QString shown = line.trimmed().isEmpty() ? QString() : lineInWords(line); !shown.isEmpty()) words.lines << shown;
    return words;
}

EngineLog::EngineLog(QWidget* parent) : QPlainTextEdit(parent) {
    setObjectName("runs.log.engine");
    setAccessibleName(tr("What the engine said"));
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFont(theme::font(theme::TextStyle::Mono));
    m_again.setSingleShot(true);
    m_again.setInterval(readEveryMs);
    connect(&m_again, &QTimer::timeout, this, &EngineLog::read);
}

void EngineLog::follow(const QString& path, bool isLive) {
    const bool isOther = path != m_path, hasEnded = m_isLive && !isLive;
    m_isLive = isLive;
    m_path = path;
    if (isOther) {
        m_words = {};
        fill();
    }
    if (isVisible() && (isOther || hasEnded)) read();
}

void EngineLog::setSearch(const QString& words) {
    if (words == m_search) return;
    m_search = words;
    fill();
}

QString EngineLog::countInWords() const {
    const auto count = [](qsizetype number) { return theme::countInWords(number); };
    const QString all = count(m_words.lines.size());
    const QString words = m_search.isEmpty() ? tr("%1 lines").arg(all) : tr("%1 of %2 lines").arg(count(m_numShown), all);
    return m_words.isCut ? words + tr(" · the newest of them") : words;
}

void EngineLog::showEvent(QShowEvent* event) {
    QPlainTextEdit::showEvent(event);
    read();
}

void EngineLog::read() {
    if (m_path.isEmpty() || m_isReading || !isVisible()) return;
    m_isReading = true;
    inBackground(this, [path = m_path.toStdString()] { return readEngineWords(path); }, [this, path = m_path](EngineWords words) {
        m_isReading = false;
        if (path != m_path) return read();
        if (words != m_words) {
            m_words = std::move(words);
            fill();
        }
        if (m_isLive) m_again.start();
    });
}

void EngineLog::fill() {
    QStringList shown;
    for (const QString& line : m_words.lines)
        if (line.contains(m_search, Qt::CaseInsensitive)) shown << line;
    m_numShown = static_cast<int>(shown.size());
    // Who reads at the end stays at the end, and who reads further up is left there.
    QScrollBar* const bar = verticalScrollBar();
    const bool isAtEnd = bar->value() == bar->maximum();
    const int place = bar->value();
    setPlainText(shown.join(QLatin1Char('\n')));
    bar->setValue(isAtEnd ? bar->maximum() : place);
    if (!m_words.isThere) setPlaceholderText(tr("There is no such file on this machine: %1").arg(m_path));
    else setPlaceholderText(m_search.isEmpty() ? tr("The engine has said nothing beside its events") : tr("No line has these words"));
    emit this->shown();
}

}  // namespace luthier
