// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/page/starter_questions.h"

#include <string>

#include "core/base/files.h"

namespace luthier {

namespace {

constexpr const char* questionsKey = "compare.starters";   // {"DATASET":["question",..]}

QString firstQuestion(const Json& row) {
    const Json messages = row.is_object() ? row.value("messages", Json()) : Json();
    if (!messages.is_array()) return {};
    for (const Json& message : messages) {
        if (!message.is_object() || message.value("role", Json()) != "user") continue;
        const Json content = message.value("content", Json());
        return content.is_string() ? QString::fromStdString(content.get<std::string>()) : QString();
    }
    return {};
}

}  // namespace

Status keepStarterQuestions(store::Project& project, std::int64_t dataset, const QStringList& questions) {
    ASSIGN_OR_RETURN(Json kept, project.settings().get(questionsKey, Json::object()));
    if (!kept.is_object()) kept = Json::object();
    Json list = Json::array();
    for (const QString& question : questions) list.push_back(question.toStdString());
    kept[std::to_string(dataset)] = std::move(list);
    return project.settings().set(questionsKey, kept);
}

Result<QStringList> starterQuestions(store::Project& project, const std::vector<std::int64_t>& datasets) {
    ASSIGN_OR_RETURN(const Json kept, project.settings().get(questionsKey, Json::object()));
    QStringList questions;
    for (const std::int64_t dataset : datasets) {
        const Json list = kept.is_object() ? kept.value(std::to_string(dataset), Json()) : Json();
        if (!list.is_array()) continue;
        for (const Json& one : list)
            if (one.is_string()) questions << QString::fromStdString(one.get<std::string>());
        if (!questions.isEmpty()) break;
    }
    return questions;
}

Result<QStringList> questionsIn(const std::string& path) {
    ASSIGN_OR_RETURN(const std::string text, readFile(path));
    QStringList questions;
    for (const QString& line : QString::fromStdString(text).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        const Result<Json> row = parseJson(line.toStdString());
        if (!row) continue;
        if (const QString question = firstQuestion(*row); !question.trimmed().isEmpty()) questions << question;
    }
    return questions;
}

}  // namespace luthier
