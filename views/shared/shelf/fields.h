// SPDX-License-Identifier: GPL-3.0-or-later
// What the details of a model and of an adapter are made of: a name that can be edited in place, notes that save themselves, facts in two columns, problems, a
// path with a button, sections. Text from outside is plain text throughout. Thread: GUI.
#pragma once

#include <functional>
#include <vector>

#include <QGridLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>
#include <QWidget>

#include "core/base/error.h"
#include "core/base/json.h"
#include "views/shared/theme/widgets.h"

namespace luthier::shelf {

// A title; F2, the pencil or a double click makes it a line to type in. Enter keeps, Esc does not; an empty name is none.
class NameEdit : public QWidget {
    Q_OBJECT
public:
    explicit NameEdit(const QString& objectName, QWidget* parent = nullptr);
    void setName(const QString& name);          // not while it is being edited
    QString name() const { return m_name; }
    void edit();
    void setReadOnly(bool readOnly, const QString& why = {});

signals:
    void renamed(const QString& name);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void finish(bool keep);
    QString m_name;
    theme::ElidedLabel* m_label;
    QLineEdit* m_line;
    QToolButton* m_pencil;
    bool m_editing = false;
};

// Saves a moment after typing stopped, when the focus leaves, and before another thing is shown.
class NotesEdit : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit NotesEdit(const QString& objectName, QWidget* parent = nullptr);
    // save: called with what was typed while `key` was shown.
    void show(std::int64_t key, const QString& notes);
    void flush();

signals:
    void edited(std::int64_t key, const QString& notes);

protected:
    void focusOutEvent(QFocusEvent* event) override;

private:
    std::int64_t m_key = 0;
    QString m_saved;
    QTimer m_wait;
};

struct Fact { QString label, value; QString tip = {}; bool mono = false; };

class FactGrid : public QWidget {
    Q_OBJECT
public:
    explicit FactGrid(const QString& objectName, QWidget* parent = nullptr);
    void setFacts(const std::vector<Fact>& facts);   // values: objects NAME.0, NAME.1, ...
private:
    QGridLayout* m_grid;
};

// What is wrong with a thing, each with where and what to try. Hidden when there is nothing.
struct FoundProblem { QString message, hint, where; bool operator==(const FoundProblem&) const = default; };
std::vector<FoundProblem> problemsOf(const Json& facts);   // facts["problems"] as `inspect` writes them; whatever else stands there is left out

class ProblemList : public QFrame {
    Q_OBJECT
public:
    explicit ProblemList(const QString& objectName, QWidget* parent = nullptr);
    void setProblems(const std::vector<FoundProblem>& problems);
private:
    QLabel* m_title;
    QVBoxLayout* m_rows;
};

class PathEdit : public QWidget {
    Q_OBJECT
public:
    enum Kind { Folder = 1, File = 2 };
    // Objects: NAME.path, NAME.folder, NAME.file.
    PathEdit(const QString& objectName, int kinds, const QString& filter = {}, QWidget* parent = nullptr);
    QString path() const;                      // without surrounding spaces and a trailing slash; ~ is the home folder
    void setPath(const QString& path);
    QLineEdit* line() const { return m_line; }

signals:
    void pathChanged(const QString& path);

private:
    void browse(Kind kind);
    QLineEdit* m_line;
    QString m_filter;
};

// A heading with its content below, in a card.
QFrame* section(const QString& title, QWidget* content, const QString& objectName, const QString& caption = {});
// Removes and deletes all that is in a layout.
void clearLayout(QLayout* layout);
// A tooltip is rich text when it looks so; this never does.
QString plainTip(const QString& text);
QString fromUtf8(const std::string& text);
// A member of an object, "" or 0 where there is none of that type (facts may be older, damaged or somebody else's). Numbers below 0 are 0.
const Json* jsonMember(const Json& object, const char* key);
QString jsonText(const Json& object, const char* key);
std::int64_t jsonCount(const Json& object, const char* key);

}  // namespace luthier::shelf
