// SPDX-License-Identifier: GPL-3.0-or-later
// Which methods the rows at hand are for: "You have 96 prompts: GRPO, or PPO with a reward model". Thread: GUI (translations).
#pragma once

#include <string>
#include <vector>

#include <QFrame>
#include <QString>

class QLabel;
class QHBoxLayout;

namespace luthier {

struct MethodAdvice {
    struct Choice { QString title, why; const char* preset; };
    QString words;                       // "You have 96 prompts."
    std::vector<Choice> choices;         // the first is the usual one; empty: nothing is known of such rows
};
// kind: rowKindName.
MethodAdvice adviceFor(const std::string& kind, std::int64_t numRows);
QString kindsInWords(const std::string& kind);   // "prompts"

// The advice as a line with a button for each method. Hidden while there is none.
class AdviceLine : public QFrame {
    Q_OBJECT
public:
    AdviceLine();
    // method: of the run that is set up.
    void show(const MethodAdvice& advice, const std::string& method);

signals:
    void presetAsked(const QString& id);

private:
    QLabel* m_words;
    QHBoxLayout* m_row;
    QString m_shown;
};

}  // namespace luthier
