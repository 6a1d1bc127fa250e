// SPDX-License-Identifier: GPL-3.0-or-later
// A process that answers in JSON lines, read in slices of some milliseconds so that a flood of them never holds up the window. Thread: GUI.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>

#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTimer>

#include "core/base/json.h"
#include "core/protocol/line_splitter.h"
#include "views/link/process_words.h"

namespace luthier {

class EngineProcess : public QObject {
    Q_OBJECT
public:
    EngineProcess(QString program, QStringList arguments, QObject* parent);
    ~EngineProcess() override;   // ends it at once

    void start(bool withInput);
    void write(const Json& message);
    void askToEnd() { m_process.terminate(); }
    void endNow() { m_process.kill(); }
    // Says nothing any more, ends the process, and deletes itself afterwards. gentlyMs: time that it has after SIGTERM; 0: SIGKILL at once.
    void abandon(int gentlyMs = 0);

    qint64 processId() const { return m_process.processId(); }
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    const LastWords& words() const { return m_words; }
    // Seconds of processor time it has used; nothing when it is gone.
    std::optional<double> processorSeconds() const;

signals:
    void started();
    void startFailed(const QString& systemSays);
    void line(const luthier::Json& json);
    void garbage(const QString& excerpt);             // a line that is not a JSON object
    void told(const luthier::Json& event);            // on stderr
    // After all of its lines. unfinished: it ended within a line.
    void ended(const luthier::ProcessEnd& end, bool unfinished);

private:
    void drain();
    void finish();
    const QString m_program;
    const QStringList m_arguments;
    QProcess m_process;
    QTimer m_again;
    LineSplitter m_splitter;
    std::deque<std::string> m_lines;                  // read, and not yet told
    LastWords m_words;
    bool m_hasFinished = false, m_isAbandoned = false;
};

}  // namespace luthier
