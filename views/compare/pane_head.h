// SPDX-License-Identifier: GPL-3.0-or-later
// The head of a pane: which weights answer (chosen here, swapped without reloading the base), proof of it, speed, system prompt. Thread: GUI.
#pragma once

#include <vector>

#include <QFrame>
#include <QLabel>
#include <QToolButton>

#include "views/compare/compare_session.h"
#include "views/shared/theme/picker.h"

namespace luthier {

// An empty folder: the base. detail: what it is, where its name does not say.
struct AdapterChoice { QString name, folder, detail; bool operator==(const AdapterChoice&) const = default; };

class PaneHead : public QFrame {
    Q_OBJECT
public:
    PaneHead(int pane, QWidget* parent = nullptr);
    void showPane(const ComparePane& pane, const std::vector<AdapterChoice>& choices, bool isRemovable);
    // Whether the others are compared with this one.
    void showReference(bool isReference, bool isShown);
    void showAnswer(const CompareAnswer& answer);

signals:
    void adapterChosen(int pane, const QString& title, const QString& folder);
    void systemPromptChanged(int pane, const QString& prompt);
    void removed(int pane);
    void referenceChosen(int pane);

private:
    void editSystemPrompt();
    int m_pane;
    QString m_systemPrompt;
    std::vector<AdapterChoice> m_choices;
    PickerButton* m_adapter;
    QLabel *m_fingerprint, *m_speed;
    QToolButton *m_reference, *m_system, *m_remove;
};

}  // namespace luthier
