// SPDX-License-Identifier: GPL-3.0-or-later
// How a process of the engine ended, in words: what happened and what to try. Thread: values.
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <QProcess>
#include <QString>
#include <QStringList>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/protocol/line_splitter.h"

namespace luthier {

// What a process says on stderr: its last lines, and the error it ended with where it said one.
class LastWords {
public:
    LastWords();
    // line: called for each whole line that is a JSON object ({"event":...}).
    void feed(const QByteArray& bytes, const std::function<void(const Json&)>& line = {});
    void endOfInput();
    // Those that are for people, oldest first; at most 20 lines of 400 characters.
    QStringList lines() const;
    const std::optional<Error>& error() const { return m_error; }   // of the last {"error":{...}}

private:
    void take(const LineSplitter::Line& line, const std::function<void(const Json&)>& visit);
    LineSplitter m_splitter;
    std::deque<QString> m_lines;
    std::optional<Error> m_error;
};

// How it ended: exit code, or the signal that ended it (0 = none).
struct ProcessEnd { int exitCode = 0, signal = 0; };
ProcessEnd endOf(const QProcess& process);

// doing: "while it worked on 2 requests"; "" = nothing to say. Never Cancelled. The last lines of stderr are part of the message where no error was told.
Error endInWords(const QString& program, const ProcessEnd& end, const LastWords& words, const QString& doing);
// It did not even start. systemSays: "No such file or directory".
Error startFailureInWords(const QString& program, const QString& systemSays);

}  // namespace luthier
