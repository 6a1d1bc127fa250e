// SPDX-License-Identifier: GPL-3.0-or-later
// What the weights answered at each step at which somebody asked; and asking now, while the run works. Thread: GUI.
#pragma once

#include <memory>

#include <QAbstractListModel>
#include <QSortFilterProxyModel>
#include <QWidget>

#include "core/protocol/control.h"
#include "views/runs/shown_run.h"

class QLabel;
class QLineEdit;
class QListView;
class QPlainTextEdit;
class QPushButton;

namespace luthier {

// One prompt at one step: the answer of the run's weights, and the base's where it was asked for too. Newest first.
class SamplesModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { PromptRole = Qt::UserRole + 1, AnswerRole, BaseRole, StepRole, ReasonRole };
    using QAbstractListModel::QAbstractListModel;
    void setSamples(const std::vector<RunSample>& samples);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Entry { std::int64_t step = 0; QString prompt, answer, base, reason; bool operator==(const Entry&) const = default; };
    std::vector<Entry> m_entries;
};

class SamplesTab : public QWidget {
    Q_OBJECT
public:
    explicit SamplesTab(QWidget* parent = nullptr);
    void show(const ShownRun& run);

signals:
    void asked(std::int64_t run, const luthier::SampleMessage& message);

private:
    QWidget* makeAnswers();
    void ask();
    void updateDetail();
    std::int64_t m_run = 0;
    std::shared_ptr<const RunTexts> m_texts;
    SamplesModel m_model;
    QSortFilterProxyModel m_filter;
    QLineEdit* m_prompt;
    QPushButton* m_ask;
    QLineEdit* m_search;
    QListView* m_list;
    QLabel* m_head;
    QPlainTextEdit* m_answer;
    QLabel* m_baseHead;
    QPlainTextEdit* m_base;
    QWidget* m_content;
    QWidget* m_empty;
};

}  // namespace luthier
