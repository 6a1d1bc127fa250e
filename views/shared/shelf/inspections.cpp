// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/shelf/inspections.h"

#include <algorithm>

#include "views/shared/theme/core_text.h"
#include "views/shared/theme/widgets.h"

namespace luthier::shelf {

Inspections::Inspections(const QString& engine, QObject* parent) : QObject(parent), m_engine(engine) {}

void Inspections::ask(const QString& path, bool quick, QObject* context, std::function<void(Result<Json>)> then, bool urgent) {
    Question question{path, quick, context, std::move(then)};
    if (urgent) m_waiting.push_front(std::move(question));
    else m_waiting.push_back(std::move(question));
    if (!m_current) next();
}

bool Inspections::isAsked(const QString& path) const {
    if (m_current && m_current->path == path) return true;
    return std::any_of(m_waiting.begin(), m_waiting.end(), [&](const Question& question) { return question.path == path; });
}

void Inspections::forget(const QString& path) {
    m_waiting.erase(std::remove_if(m_waiting.begin(), m_waiting.end(), [&](const Question& question) { return question.path == path; }), m_waiting.end());
}

void Inspections::next() {
    while (!m_waiting.empty() && !m_waiting.front().context) m_waiting.pop_front();
    if (m_waiting.empty()) return;
    m_current = std::make_unique<Question>(std::move(m_waiting.front()));
    m_waiting.pop_front();
    QStringList arguments{QStringLiteral("inspect"), m_current->path};
    if (m_current->quick) arguments << QStringLiteral("--quick");
    m_task = new EngineTask(m_engine, arguments, this);
    connect(m_task, &EngineTask::progressed, this, [this](const Progress& progress) {
        if (m_current) emit progressed(m_current->path, progress);
    });
    connect(m_task, &EngineTask::finished, this, &Inspections::answer);
    m_task->start();
}

void Inspections::answer(const Result<std::vector<Json>>& results) {
    m_task->deleteLater();
    m_task = nullptr;
    const std::unique_ptr<Question> question = std::move(m_current);
    Result<Json> found = fail(Error(ErrorCode::Internal, "the engine said nothing about this folder").withHint("try again").at(question->path.toStdString()));
    if (!results) found = fail(results.error());
    else if (!results->empty() && results->back().is_object()) found = results->back();
    if (question->context && question->then) question->then(std::move(found));
    if (!m_current) next();
}

QString progressInWords(const Progress& progress) {
    const QString phase = coreText(progress.phase);
    if (progress.unit == "bytes") {
        const QString done = theme::bytesInWords(static_cast<double>(progress.done));
        return progress.total > 0 ? QObject::tr("%1, %2 of %3").arg(phase, done, theme::bytesInWords(static_cast<double>(progress.total)))
                                  : QObject::tr("%1, %2").arg(phase, done);
    }
    const QString unit = coreText(progress.unit);
    if (progress.total > 0) return QObject::tr("%1, %2 of %3 %4").arg(phase, theme::countInWords(progress.done), theme::countInWords(progress.total), unit);
    return progress.done > 0 ? QObject::tr("%1, %2 %3").arg(phase, theme::countInWords(progress.done), unit) : phase;
}

double progressShare(const Progress& progress) {
    return progress.total > 0 ? std::clamp(static_cast<double>(progress.done) / static_cast<double>(progress.total), 0.0, 1.0) : -1.0;
}

}  // namespace luthier::shelf
