// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/shelf/fields.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPointer>

#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"

namespace luthier::shelf {

QString fromUtf8(const std::string& text) { return QString::fromStdString(text); }
QString plainTip(const QString& text) { return text.toHtmlEscaped().replace('\n', QStringLiteral("<br>")); }

void clearLayout(QLayout* layout) {
    while (QLayoutItem* const item = layout->takeAt(0)) {
        if (QWidget* const widget = item->widget()) {
            widget->hide();
            widget->setParent(nullptr);
            widget->deleteLater();
        }
        if (item->layout()) clearLayout(item->layout());
        delete item;
    }
}

NameEdit::NameEdit(const QString& objectName, QWidget* parent)
    : QWidget(parent), m_label(new theme::ElidedLabel({}, "title")), m_line(new QLineEdit),
      m_pencil(theme::iconButton(QStringLiteral("edit"), tr("Rename (F2)"), "rename")) {
    setObjectName(objectName);
    m_label->setObjectName(objectName + QStringLiteral(".text"));
    m_label->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_label->installEventFilter(this);
    m_line->setObjectName(objectName + QStringLiteral(".line"));
    m_line->setAccessibleName(tr("Name"));
    m_line->setMaxLength(200);
    m_line->installEventFilter(this);
    m_line->hide();
    m_pencil->setObjectName(objectName + QStringLiteral(".edit"));
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kSpace4);
    row->addWidget(m_label);
    row->addWidget(m_line, 1);
    row->addWidget(m_pencil);
    row->addStretch();
    setMinimumHeight(theme::kControlHeight + theme::kSpace4);
    connect(m_pencil, &QToolButton::clicked, this, &NameEdit::edit);
    connect(m_line, &QLineEdit::returnPressed, this, [this] { finish(true); });
}

void NameEdit::setName(const QString& name) {
    m_name = name;
    m_label->setFullText(name);
}

void NameEdit::setReadOnly(bool readOnly, const QString& why) {
    m_pencil->setEnabled(!readOnly);
    m_pencil->setToolTip(readOnly ? why : tr("Rename (F2)"));
}

void NameEdit::edit() {
    if (m_editing || !m_pencil->isEnabled()) return;
    m_editing = true;
    m_label->hide();
    m_pencil->hide();
    m_line->setText(m_name);
    m_line->show();
    m_line->selectAll();
    m_line->setFocus(Qt::OtherFocusReason);
}

void NameEdit::finish(bool keep) {
    if (!m_editing) return;
    m_editing = false;
    const bool hadFocus = m_line->hasFocus();
    m_line->hide();
    m_label->show();
    m_pencil->show();
    if (hadFocus) m_pencil->setFocus(Qt::OtherFocusReason);
    const QString typed = m_line->text().simplified();
    if (!keep || typed.isEmpty() || typed == m_name) return;
    setName(typed);
    emit renamed(typed);
}

bool NameEdit::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_label && event->type() == QEvent::MouseButtonDblClick) edit();
    if (watched == m_line && event->type() == QEvent::FocusOut) finish(true);
    if (watched == m_line && event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        finish(false);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

NotesEdit::NotesEdit(const QString& objectName, QWidget* parent) : QPlainTextEdit(parent) {
    setObjectName(objectName);
    setAccessibleName(tr("Notes"));
    setPlaceholderText(tr("What you want to remember about it. Saved as you type."));
    setTabChangesFocus(true);
    setFixedHeight(3 * theme::kRowHeight);
    m_wait.setSingleShot(true);
    m_wait.setInterval(800);
    connect(&m_wait, &QTimer::timeout, this, &NotesEdit::flush);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (m_key != 0 && toPlainText() != m_saved) m_wait.start();
    });
}

void NotesEdit::show(std::int64_t key, const QString& notes) {
    if (key == m_key && (notes == m_saved || notes == toPlainText() || (hasFocus() && toPlainText() != m_saved))) {
        if (notes == toPlainText()) m_saved = notes;
        return;
    }
    flush();
    m_key = 0;
    m_saved = notes;
    setPlainText(notes);
    m_key = key;
}

void NotesEdit::flush() {
    m_wait.stop();
    if (m_key == 0 || toPlainText() == m_saved) return;
    m_saved = toPlainText();
    emit edited(m_key, m_saved);
}

void NotesEdit::focusOutEvent(QFocusEvent* event) {
    QPlainTextEdit::focusOutEvent(event);
    flush();
}

FactGrid::FactGrid(const QString& objectName, QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {
    setObjectName(objectName);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme::kSpace16);
    m_grid->setVerticalSpacing(theme::kSpace8);
    m_grid->setColumnMinimumWidth(0, 112);
    m_grid->setColumnStretch(1, 1);
}

void FactGrid::setFacts(const std::vector<Fact>& facts) {
    clearLayout(m_grid);
    int row = 0;
    for (const Fact& fact : facts) {
        QLabel* const name = theme::label(fact.label, "muted");
        name->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        if (!fact.tip.isEmpty()) name->setToolTip(plainTip(fact.tip));
        auto* const value = new theme::ElidedLabel(fact.value);
        value->setObjectName(objectName() + '.' + QString::number(row));
        value->setAccessibleName(fact.label + QStringLiteral(": ") + fact.value);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        value->setFocusPolicy(Qt::ClickFocus);
        if (fact.mono) value->setFont(theme::font(theme::TextStyle::Mono));
        m_grid->addWidget(name, row, 0);
        m_grid->addWidget(value, row, 1);
        ++row;
    }
}

const Json* jsonMember(const Json& object, const char* key) {
    if (!object.is_object()) return nullptr;
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &*found;
}

QString jsonText(const Json& object, const char* key) {
    const Json* const value = jsonMember(object, key);
    return value && value->is_string() ? fromUtf8(value->get<std::string>()) : QString();
}

std::int64_t jsonCount(const Json& object, const char* key) {
    const Json* const value = jsonMember(object, key);
    return value && value->is_number_integer() ? std::max<std::int64_t>(0, value->get<std::int64_t>()) : 0;
}

std::vector<FoundProblem> problemsOf(const Json& facts) {
    std::vector<FoundProblem> list;
    if (!facts.is_object() || !facts.contains("problems") || !facts["problems"].is_array()) return list;
    for (const Json& entry : facts["problems"]) {
        if (!entry.is_object()) continue;
        FoundProblem problem{jsonText(entry, "message"), jsonText(entry, "hint"), jsonText(entry, "file")};
        const QString key = jsonText(entry, "key");
        if (const auto line = entry.find("line"); line != entry.end() && line->is_number_integer())
            problem.where += ':' + QString::number(line->get<std::int64_t>());
        if (!key.isEmpty()) problem.where += (problem.where.isEmpty() ? QString() : QStringLiteral(", ")) + key;
        if (!problem.message.isEmpty()) list.push_back(std::move(problem));
    }
    return list;
}

ProblemList::ProblemList(const QString& objectName, QWidget* parent) : QFrame(parent), m_title(theme::label({}, "warning")), m_rows(new QVBoxLayout) {
    setObjectName(objectName);
    setProperty("look", "strip");
    m_title->setObjectName(objectName + QStringLiteral(".title"));
    m_title->setFont(theme::font(theme::TextStyle::Emphasis));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(theme::kSpace16, theme::kSpace12, theme::kSpace16, theme::kSpace12);
    column->setSpacing(theme::kSpace8);
    column->addWidget(m_title);
    m_rows->setSpacing(theme::kSpace8);
    column->addLayout(m_rows);
    hide();
}

void ProblemList::setProblems(const std::vector<FoundProblem>& problems) {
    constexpr std::size_t maxShown = 12;
    clearLayout(m_rows);
    m_title->setText(problems.size() == 1 ? tr("1 problem found") : tr("%1 problems found").arg(problems.size()));
    for (std::size_t i = 0; i < std::min(problems.size(), maxShown); ++i) {
        const FoundProblem& problem = problems[i];
        auto* const row = new QVBoxLayout;
        row->setSpacing(0);
        QLabel* const message = theme::label(problem.message, "", true);
        message->setTextInteractionFlags(Qt::TextSelectableByMouse);
        row->addWidget(message);
        if (!problem.where.isEmpty()) row->addWidget(new theme::ElidedLabel(problem.where, "caption"));
        if (!problem.hint.isEmpty()) row->addWidget(theme::label(tr("To try: %1").arg(problem.hint), "muted", true));
        m_rows->addLayout(row);
    }
    if (problems.size() > maxShown) m_rows->addWidget(theme::label(tr("and %1 more").arg(problems.size() - maxShown), "muted"));
    setVisible(!problems.empty());
}

PathEdit::PathEdit(const QString& objectName, int kinds, const QString& filter, QWidget* parent) : QWidget(parent), m_line(new QLineEdit), m_filter(filter) {
    setObjectName(objectName);
    m_line->setObjectName(objectName + QStringLiteral(".path"));
    m_line->setAccessibleName(tr("Path"));
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kSpace8);
    row->addWidget(m_line, 1);
    setFocusProxy(m_line);
    if (kinds & Folder) {
        QPushButton* const pick = theme::button(tr("Folder…"), "folder", "", QStringLiteral("folder"));
        pick->setObjectName(objectName + QStringLiteral(".folder"));
        connect(pick, &QPushButton::clicked, this, [this] { browse(Folder); });
        row->addWidget(pick);
    }
    if (kinds & File) {
        QPushButton* const pick = theme::button(tr("File…"), "file", "", QStringLiteral("text"));
        pick->setObjectName(objectName + QStringLiteral(".file"));
        connect(pick, &QPushButton::clicked, this, [this] { browse(File); });
        row->addWidget(pick);
    }
    connect(m_line, &QLineEdit::textChanged, this, [this] { emit pathChanged(path()); });
}

QString PathEdit::path() const {
    QString text = m_line->text();
    if (text.trimmed().isEmpty()) return {};
    if (text.startsWith(QStringLiteral("file://"))) text = QUrl(text).toLocalFile();
    if (text == QStringLiteral("~") || text.startsWith(QStringLiteral("~/"))) text = QDir::homePath() + text.mid(1);
    while (text.size() > 1 && text.endsWith('/')) text.chop(1);
    return text;
}

void PathEdit::setPath(const QString& path) { m_line->setText(path); }

void PathEdit::browse(Kind kind) {
    auto* const dialog = new QFileDialog(window(), kind == Folder ? tr("Choose a folder") : tr("Choose a file"), path(), m_filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(kind == Folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
    if (kind == Folder) dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& chosen) { setPath(chosen); });
    dialog->open();
}

QFrame* section(const QString& title, QWidget* content, const QString& objectName, const QString& caption) {
    QFrame* const card = theme::frame("card");
    card->setObjectName(objectName);
    auto* const column = new QVBoxLayout(card);
    column->setContentsMargins(theme::kCardPadding, theme::kSpace12, theme::kCardPadding, theme::kCardPadding);
    column->setSpacing(theme::kSpace12);
    auto* const heading = new QVBoxLayout;
    heading->setSpacing(0);
    heading->addWidget(theme::label(title, "section"));
    if (!caption.isEmpty()) heading->addWidget(theme::label(caption, "caption", true));
    column->addLayout(heading);
    column->addWidget(content);
    column->addStretch();
    return card;
}

}  // namespace luthier::shelf
