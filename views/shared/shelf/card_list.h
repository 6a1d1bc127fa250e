// SPDX-License-Identifier: GPL-3.0-or-later
// The left column of Models and Adapters: cards of two lines with a state, found by search. The model keeps rows where they are when their content changes, so
// the selection and the scroll position stay. Thread: GUI.
#pragma once

#include <cstdint>
#include <vector>

#include <QAbstractListModel>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <QWidget>

namespace luthier::shelf {

struct Card {
    enum class State { Plain, Working, Warning, Broken };
    std::int64_t id = 0;
    QString icon, title, subtitle;
    State state = State::Plain;
    QString stateWords;        // "missing", "2 problems"; shown with an icon
    QString search;            // what the search looks through beside title and subtitle
    bool operator==(const Card&) const = default;
};

class CardModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole, IconRole, SubtitleRole, StateRole, StateWordsRole, SearchRole };
    using QAbstractListModel::QAbstractListModel;
    void setCards(std::vector<Card> cards);
    const std::vector<Card>& cards() const { return m_cards; }
    int rowOf(std::int64_t id) const;              // -1: none
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<Card> m_cards;
};

// All words of the search, in any order, in any case.
class CardFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setSearch(const QString& text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QStringList m_words;
};

class CardDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

class CardList : public QWidget {
    Q_OBJECT
public:
    // name: of the objects in it: NAME.search, NAME.list, NAME.none.
    CardList(const QString& name, const QString& searchHint, QWidget* parent = nullptr);
    void setCards(std::vector<Card> cards);
    std::int64_t selected() const { return m_selected; }        // 0: nothing
    void select(std::int64_t id);                               // also clears a search that hides it
    void focusSearch();
    QListView* view() const { return m_view; }
    const CardModel& model() const { return *m_model; }

signals:
    void selectionChanged(std::int64_t id);
    void menuAsked(std::int64_t id, const QPoint& globalPosition);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void takeSelection();
    void showWhetherFound();
    CardModel* m_model;
    CardFilter* m_filter;
    QLineEdit* m_search;
    QListView* m_view;
    QLabel* m_none;
    std::int64_t m_selected = 0;
    bool m_setting = false;
};

}  // namespace luthier::shelf
