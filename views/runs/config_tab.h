// SPDX-License-Identifier: GPL-3.0-or-later
// What a run was asked to do: in words, as JSON, and how it differs from another run. Thread: GUI.
#pragma once

#include <QWidget>

#include "views/runs/shown_run.h"

class QButtonGroup;
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTreeWidget;

namespace luthier {

class ConfigTab : public QWidget {
    Q_OBJECT
public:
    explicit ConfigTab(QWidget* parent = nullptr);
    // others: every other run that has a config; `selected` of them (0 = none) is compared with to begin with.
    void show(const ShownRun& run, const std::vector<store::Run>& others, std::int64_t selected);

private:
    QWidget* makeWords();
    QWidget* makeJson();
    QWidget* makeDifferences();
    void fillWords(const Json& config);
    void fillDifferences();
    void filterWords(const QString& text);

    Json m_config;
    std::int64_t m_run = 0, m_selected = 0;
    std::string m_shownJson;
    std::vector<store::Run> m_others;
    QButtonGroup* m_views;
    QStackedWidget* m_stack;
    QLineEdit* m_search = nullptr;
    QTreeWidget* m_words = nullptr;
    QPlainTextEdit* m_json = nullptr;
    QPushButton* m_copy = nullptr;
    QComboBox* m_other = nullptr;
    QListWidget* m_differences = nullptr;
    QLabel* m_differenceWords = nullptr;
};

}  // namespace luthier
