// SPDX-License-Identifier: GPL-3.0-or-later
// A plugin that Qt loads into the program luthier-workbench itself (QT_QPA_GENERIC_PLUGINS): presses and types in it what a test asks for on standard input,
// one command a line, words parted by tabs, and answers each with one line: "ok", "= TEXT", or "none" where there is nothing of that name to be seen.
//   click NAME | cell NAME ROW COLUMN | click-cell NAME ROW COLUMN | type NAME TEXT | key NAME KEYS ("Ctrl+Z") | text NAME
// NAME is an object name, or several with slashes between: one inside another.
#include "tests/views/kill/driver/window_driver.h"

#include <iostream>
#include <string>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSocketNotifier>
#include <QTest>
#include <QTextEdit>

#include <unistd.h>

namespace luthier::test {
namespace {

// The newest of that name that can be seen.
QWidget* seenWidget(const QString& path) {
    QWidgetList within;
    for (QWidget* const window : QApplication::topLevelWidgets())
        if (window->isVisible()) within << window;
    for (const QString& name : path.split('/')) {
        QWidgetList found;
        for (QWidget* const outer : within)
            for (QWidget* const inner : outer->findChildren<QWidget*>(name))
                if (inner->isVisible()) found << inner;
        within = found;
    }
    return within.isEmpty() ? nullptr : within.last();
}

// What can be read on it, with what is on the parts of it.
QString textOf(QWidget* widget) {
    if (const auto* const label = qobject_cast<QLabel*>(widget)) return label->text();
    if (const auto* const button = qobject_cast<QAbstractButton*>(widget)) return button->text();
    if (const auto* const text = qobject_cast<QTextEdit*>(widget)) return text->toPlainText();
    if (const auto* const text = qobject_cast<QPlainTextEdit*>(widget)) return text->toPlainText();
    QStringList texts;
    for (const QLabel* const label : widget->findChildren<QLabel*>())
        if (label->isVisible()) texts << label->text();
    return texts.join(' ');
}

QWidget* groundOf(QWidget* widget) {
    const auto* const area = qobject_cast<QAbstractScrollArea*>(widget);
    return area ? area->viewport() : widget;
}

QString runCommand(const QStringList& words) {
    QWidget* const widget = words.size() > 1 ? seenWidget(words[1]) : nullptr;
    if (!widget || !widget->isEnabled()) return "none";
    widget->window()->activateWindow();
    if (words[0] == "text") return "= " + textOf(widget).replace('\n', ' ');
    if (words[0].endsWith("cell")) {
        auto* const view = qobject_cast<QAbstractItemView*>(widget);
        const QModelIndex index = view && words.size() > 3 ? view->model()->index(words[2].toInt(), words[3].toInt()) : QModelIndex();
        if (!index.isValid()) return "none";
        if (words[0] == "cell") return "= " + index.data().toString();
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
    } else if (words[0] == "click") {
        QTest::mouseClick(groundOf(widget), Qt::LeftButton);
    } else if (words[0] == "type" && words.size() > 2) {
        QTest::keyClicks(widget, words[2]);
    } else if (words[0] == "key" && words.size() > 2) {
        const QKeyCombination key = QKeySequence(words[2])[0];
        QTest::keyClick(widget, key.key(), key.keyboardModifiers());
    } else {
        return "none";
    }
    return "ok";
}

class WindowDriver : public QObject {
public:
    explicit WindowDriver(QObject* parent) : QObject(parent), m_input(STDIN_FILENO, QSocketNotifier::Read) {
        connect(&m_input, &QSocketNotifier::activated, this, &WindowDriver::readCommands);
    }

private:
    void readCommands() {
        char bytes[4096];
        const ssize_t got = ::read(STDIN_FILENO, bytes, sizeof bytes);
        if (got <= 0) return m_input.setEnabled(false);
        m_read.append(bytes, got);
        for (qsizetype end = m_read.indexOf('\n'); end >= 0; end = m_read.indexOf('\n')) {
            const QStringList words = QString::fromUtf8(m_read.left(end)).split('\t');
            m_read.remove(0, end + 1);
            std::cout << runCommand(words).toStdString() << std::endl;
        }
    }

    QSocketNotifier m_input;
    QByteArray m_read;
};

}  // namespace

QObject* WindowDriverPlugin::create(const QString& name, const QString&) { return name == "window_driver" ? new WindowDriver(qApp) : nullptr; }

}  // namespace luthier::test
