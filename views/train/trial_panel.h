// SPDX-License-Identifier: GPL-3.0-or-later
// "Try on three rows": three rows of the chosen data with an answer each, and what the parts of a reward say of them. Thread: GUI; rules are asked on a thread
// of the pool.
#pragma once

#include <functional>
#include <vector>

#include <QTimer>
#include <QWidget>

#include "core/base/error.h"
#include "views/train/reward_trial.h"

class QGridLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace luthier {

class RowEncoding;

// Three prompts of the chosen data, from the `skip`th on; around the end it begins anew.
using FetchPrompts = std::function<void(QObject* context, std::int64_t skip, std::function<void(Result<std::vector<Prompt>>)> then)>;

class TrialPanel : public QWidget {
    Q_OBJECT
public:
    // encoding: counts tokens where it has a model. name: of its objects.
    TrialPanel(const QString& name, FetchPrompts fetch, RowEncoding& encoding);
    void setParts(const Json& parts);

signals:
    void answered();                     // the numbers are those of the parts and texts at hand

private:
    struct Row { QWidget* widget; Prompt prompt; QPlainTextEdit* text; QGridLayout* numbers; };
    void fetch(std::int64_t skip);
    void take(const std::vector<Prompt>& prompts);
    void addRow(const Prompt& prompt);
    void compute();
    void show(const RewardTrial& trial);
    void showNumbers(const Row& row, const RewardTrial& trial, std::size_t index);
    FetchPrompts m_fetch;
    RowEncoding& m_encoding;
    Json m_parts;
    std::vector<Row> m_rows;
    std::int64_t m_skip = 0, m_asked = 0;
    QTimer m_later;
    QPushButton* m_try;
    QPushButton* m_others;
    QLabel* m_words;
    QLabel* m_note;
    QVBoxLayout* m_list;
};

}  // namespace luthier
