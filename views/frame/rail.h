// SPDX-License-Identifier: GPL-3.0-or-later
// The column of pages at the left; wide with words, or narrow with icons. Thread: GUI.
#pragma once

#include <map>

#include <QButtonGroup>
#include <QFrame>
#include <QToolButton>

namespace luthier {

class Rail : public QFrame {
    Q_OBJECT
public:
    explicit Rail(QWidget* parent = nullptr);
    // Ones added after addSpacer() stand at the bottom.
    void addPage(const QString& id, const QString& title, const QString& iconName, const QString& shortcut);
    void addSpacer();
    void setCurrent(const QString& id);
    void setNarrow(bool narrow);
    bool isNarrow() const { return m_narrow; }

signals:
    void chosen(const QString& id);
    void narrowChanged(bool narrow);

private:
    std::map<QString, QToolButton*> m_buttons;
    QButtonGroup* m_group;
    QToolButton* m_fold;
    bool m_narrow = false;
};

}  // namespace luthier
