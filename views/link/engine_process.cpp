// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/link/engine_process.h"

#include <array>
#include <utility>

#include <unistd.h>

#include <QElapsedTimer>
#include <QFile>
#include <QPointer>

#include "core/base/utf8.h"
#include "core/protocol/control.h"

namespace luthier {

namespace {

constexpr qint64 sliceMs = 8;
constexpr std::size_t maxLineBytes = std::size_t{64} << 20;
constexpr JsonLimits lineLimits{.maxBytes = maxLineBytes, .maxDepth = 64};
constexpr qint64 pieceBytes = 1 << 16;
constexpr std::size_t excerptBytes = 120;

}  // namespace

EngineProcess::EngineProcess(QString program, QStringList arguments, QObject* parent)
    : QObject(parent), m_program(std::move(program)), m_arguments(std::move(arguments)), m_splitter(maxLineBytes) {
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &EngineProcess::drain);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &EngineProcess::drain);
    connect(&m_process, &QProcess::readyReadStandardError, this, [this] {
        m_words.feed(m_process.readAllStandardError(), [this](const Json& event) { emit told(event); });
    });
    connect(&m_process, &QProcess::started, this, &EngineProcess::started);
    // Later, because it may come from within start().
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) emit startFailed(m_process.errorString());
    }, Qt::QueuedConnection);
    connect(&m_process, &QProcess::finished, this, [this] {
        m_hasFinished = true;
        drain();
    });
}

EngineProcess::~EngineProcess() {
    disconnect(&m_process, nullptr, this, nullptr);
    if (!isRunning()) return;
    m_process.kill();
    m_process.waitForFinished(1000);
}

void EngineProcess::start(bool withInput) {
    if (!withInput) m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.start(m_program, m_arguments);
}

void EngineProcess::write(const Json& message) {
    const std::string text = dumpJson(message) + "\n";
    m_process.write(text.data(), static_cast<qint64>(text.size()));
}

void EngineProcess::abandon(int gentlyMs) {
    disconnect(this, nullptr, nullptr, nullptr);
    m_isAbandoned = true;
    m_lines.clear();
    setParent(nullptr);
    if (!isRunning()) return deleteLater();
    connect(&m_process, &QProcess::finished, this, &QObject::deleteLater);
    connect(&m_process, &QProcess::errorOccurred, this, &QObject::deleteLater);
    if (gentlyMs <= 0) return m_process.kill();
    m_process.terminate();
    QTimer::singleShot(gentlyMs, this, [this] { m_process.kill(); });
}

void EngineProcess::drain() {
    if (m_isAbandoned) {
        m_process.readAllStandardOutput();
        return;
    }
    QElapsedTimer slice;
    slice.start();
    const QPointer<EngineProcess> self(this);
    do {
        if (m_lines.empty()) {
            m_process.setReadChannel(QProcess::StandardOutput);
            const QByteArray piece = m_process.read(pieceBytes);
            if (piece.isEmpty()) break;
            m_splitter.feed({piece.constData(), static_cast<std::size_t>(piece.size())},
                            [this](const LineSplitter::Line& whole) { m_lines.emplace_back(whole.tooLong ? "a line that is too long" : whole.text); });
        }
        while (!m_lines.empty() && slice.elapsed() < sliceMs) {
            const std::string text = std::move(m_lines.front());
            m_lines.pop_front();
            if (text.empty()) continue;
            const Result<Json> json = parseJson(text, lineLimits);
            if (json && json->is_object()) emit line(*json);
            else emit garbage(QString::fromStdString(excerpt(text, excerptBytes)));
            if (!self || m_isAbandoned) return;
        }
    } while (slice.elapsed() < sliceMs);
    if (!m_lines.empty() || m_process.bytesAvailable() > 0) m_again.start(0);
    else if (m_hasFinished) finish();
}

void EngineProcess::finish() {
    m_hasFinished = false;
    m_words.feed(m_process.readAllStandardError(), [this](const Json& event) { emit told(event); });
    m_words.endOfInput();
    const bool unfinished = !m_splitter.rest().empty();
    emit ended(endOf(m_process), unfinished);
}

std::optional<double> EngineProcess::processorSeconds() const {
    QFile stat(QString("/proc/%1/stat").arg(m_process.processId()));
    if (!stat.open(QIODevice::ReadOnly)) return std::nullopt;
    const QByteArray text = stat.readAll();
    // The second field is the program's name in brackets, which may hold anything.
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    constexpr int userField = 11, systemField = 12;
    if (fields.size() <= systemField) return std::nullopt;
    return (fields[userField].toDouble() + fields[systemField].toDouble()) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

}  // namespace luthier
