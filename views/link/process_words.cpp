// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/link/process_words.h"

#include <csignal>

#include <QCoreApplication>
#include <QFileInfo>

#include "core/base/utf8.h"
#include "core/protocol/codes.h"
#include "core/protocol/control.h"

namespace luthier {

namespace {

constexpr std::size_t maxWordLines = 20, maxWordBytes = 400;
constexpr int numShownLines = 4;
constexpr int cannotRun = 126, notFoundByShell = 127;   // the second also of the loader, when a library is missing

struct ProcessWords { Q_DECLARE_TR_FUNCTIONS(luthier::ProcessWords) };

Error makeError(ErrorCode code, const QString& message, const QString& hint, const QString& file = {}) {
    return Error(code, message.toStdString()).withHint(hint.toStdString()).at(file.toStdString());
}

QString signalName(int number) {
    switch (number) {
        case SIGSEGV: return ProcessWords::tr("segmentation fault");
        case SIGBUS: return ProcessWords::tr("bus error");
        case SIGABRT: return ProcessWords::tr("aborted");
        case SIGILL: return ProcessWords::tr("illegal instruction");
        case SIGFPE: return ProcessWords::tr("arithmetic fault");
        case SIGKILL: return ProcessWords::tr("killed");
        case SIGTERM: return ProcessWords::tr("asked to end");
        default: return ProcessWords::tr("signal");
    }
}

QString signalHint(int number) {
    switch (number) {
        case SIGKILL:
            return ProcessWords::tr("Somebody ended it, or the system did because memory ran out. Close other programs, or use a smaller model, and start it "
                                    "again.");
        case SIGTERM:
        case SIGINT:
        case SIGHUP: return ProcessWords::tr("Somebody asked it to end. Start it again.");
        case SIGILL: return ProcessWords::tr("It may be built for another processor. Install the Luthier that is made for this machine.");
        default: return ProcessWords::tr("This is a fault of Luthier. Start the engine again; if it happens again, report it with these lines.");
    }
}

// What the loader says when it cannot start a program at all.
bool isOfTheLoader(const QString& line) {
    return line.contains("error while loading shared libraries") || line.contains("symbol lookup error") ||
           (line.contains("version `") && line.contains("not found"));
}

QString loaderLine(const LastWords& words) {
    const QStringList lines = words.lines();
    for (const QString& line : lines)
        if (isOfTheLoader(line)) return line;
    return {};
}

QString withLastLines(QString message, const LastWords& words) {
    const QStringList lines = words.lines();
    if (lines.isEmpty()) return message;
    return message + "\n" + ProcessWords::tr("It last said:") + "\n" + lines.mid(std::max<qsizetype>(0, lines.size() - numShownLines)).join("\n");
}

}  // namespace

LastWords::LastWords() : m_splitter(protocolLimits.maxBytes) {}

void LastWords::feed(const QByteArray& bytes, const std::function<void(const Json&)>& line) {
    m_splitter.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())}, [&](const LineSplitter::Line& whole) { take(whole, line); });
}

void LastWords::endOfInput() { feed("\n"); }

void LastWords::take(const LineSplitter::Line& line, const std::function<void(const Json&)>& visit) {
    if (line.text.empty()) return;
    if (!line.tooLong && line.text.front() == '{') {
        if (const Result<Json> json = parseJson(line.text, protocolLimits); json && json->is_object()) {
            if (json->contains("error")) {
                if (Result<Error> error = errorFromJson(*json)) m_error = std::move(*error);
            } else if (visit) {
                visit(*json);
            }
            return;
        }
    }
    m_lines.push_back(QString::fromStdString(excerpt(line.text, maxWordBytes)));
    if (m_lines.size() > maxWordLines) m_lines.pop_front();
}

QStringList LastWords::lines() const { return {m_lines.begin(), m_lines.end()}; }

ProcessEnd endOf(const QProcess& process) {
    if (process.exitStatus() == QProcess::CrashExit) return {-1, process.exitCode()};
    return {process.exitCode(), 0};
}

Error endInWords(const QString& program, const ProcessEnd& end, const LastWords& words, const QString& doing) {
    const QString during = doing.isEmpty() ? QString() : " " + doing;
    if (end.signal != 0) {
        const QString what = ProcessWords::tr("The engine crashed%1: %2 (signal %3).").arg(during, signalName(end.signal)).arg(end.signal);
        return makeError(ErrorCode::Retry, withLastLines(what, words), signalHint(end.signal));
    }
    if (const QString line = loaderLine(words); !line.isEmpty() || end.exitCode == notFoundByShell)
        return makeError(ErrorCode::NotFound, withLastLines(ProcessWords::tr("The engine cannot start: a library that it needs is missing."), words),
                         ProcessWords::tr("Install Luthier again; in a build folder run \"./luthier setup\"."), program);
    if (end.exitCode == cannotRun)
        return makeError(ErrorCode::NotFound, withLastLines(ProcessWords::tr("The engine cannot start: the system does not run this program."), words),
                         ProcessWords::tr("Choose the engine of this installation in Settings, Engine."), program);
    if (words.error()) return *words.error();
    if (end.exitCode == 0)
        return makeError(ErrorCode::Retry, withLastLines(ProcessWords::tr("The engine ended by itself%1, without saying why.").arg(during), words),
                         ProcessWords::tr("Start it again."));
    const QString what = ProcessWords::tr("The engine ended%1 with code %2.").arg(during).arg(end.exitCode);
    return makeError(ErrorCode::Retry, withLastLines(what, words), ProcessWords::tr("Start it again; if it happens again, report it with these lines."));
}

Error startFailureInWords(const QString& program, const QString& systemSays) {
    const QFileInfo file(program);
    QString what = ProcessWords::tr("The engine cannot be started: %1.").arg(systemSays);
    if (!file.exists()) what = ProcessWords::tr("There is no engine at this path.");
    else if (file.isDir()) what = ProcessWords::tr("The path of the engine is a folder.");
    else if (!file.isExecutable()) what = ProcessWords::tr("The engine cannot be started: the file is not executable.");
    return makeError(ErrorCode::NotFound, what, ProcessWords::tr("Choose luthier-engine in Settings, Engine, or install Luthier again."), program);
}

}  // namespace luthier
