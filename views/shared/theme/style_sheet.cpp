// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/theme/style_sheet.h"

namespace luthier::theme {

namespace {

// @names are colours. One rule a line, grouped by widget.
constexpr const char* rules = R"(
QToolTip { background: @surface; color: @text; border: 1px solid @border; padding: 4px 8px; }
QLabel { background: transparent; }
QLabel[look="muted"] { color: @muted; }
QLabel[look="caption"] { color: @muted; font-size: 11px; }
QLabel[look="section"] { font-size: 15px; font-weight: 600; }
QLabel[look="title"] { font-size: 20px; font-weight: 600; }
QLabel[look="error"] { color: @failed; }
QLabel[look="warning"] { color: @paused; }
QFrame[look="card"] { background: @surface; border: 1px solid @border; border-radius: 6px; }
QFrame[look="sunken"] { background: @sunken; border: none; border-radius: 6px; }
QFrame[look="strip"] { background: @warningSurface; border: 1px solid @border; border-radius: 6px; }
QFrame[look="failed"] { background: @failedSurface; border: 1px solid @border; border-radius: 6px; }
QFrame[look="line"] { background: @border; border: none; max-height: 1px; min-height: 1px; }
QFrame[look="column"] { background: @border; border: none; max-width: 1px; min-width: 1px; }
QFrame[look="surface"] { background: @surface; border: none; }
QPushButton { background: @surface; color: @text; border: 1px solid @border; border-radius: 6px; padding: 0 12px; min-height: 28px; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @sunken; }
QPushButton:disabled { color: @muted; background: @window; }
QPushButton:focus { border: 2px solid @accent; padding: 0 11px; min-height: 26px; }
QPushButton[look="accent"] { background: @accent; color: @onAccent; border: 1px solid @accent; font-weight: 600; }
QPushButton[look="accent"]:hover { background: @accentHover; }
QPushButton[look="accent"]:disabled { background: @sunken; color: @muted; border: 1px solid @border; }
QPushButton[look="accent"]:focus { border: 2px solid @text; }
QPushButton[look="quiet"] { background: transparent; border: 1px solid transparent; color: @accent; }
QPushButton[look="quiet"]:hover { background: @accentSurface; }
QPushButton[look="quiet"]:disabled { color: @muted; }
QPushButton[look="quiet"]:focus { border: 2px solid @accent; }
QPushButton[look="danger"] { color: @failed; }
QToolButton { background: transparent; color: @text; border: 1px solid transparent; border-radius: 6px; padding: 4px; }
QToolButton:hover { background: @hover; }
QToolButton:pressed, QToolButton:checked { background: @accentSurface; }
QToolButton:focus { border: 1px solid @accent; }
QToolButton:disabled { color: @muted; }
QToolButton[look="rail"] { text-align: left; padding: 6px 8px; border-radius: 6px; color: @muted; }
QToolButton[look="rail"]:hover { color: @text; background: @hover; }
QToolButton[look="rail"]:checked { color: @accent; background: @accentSurface; font-weight: 600; }
QToolButton[look="chip"] { background: @surface; border: 1px solid @border; border-radius: 6px; padding: 0 12px; min-height: 28px; }
QToolButton[look="chip"]:hover { background: @hover; }
QToolButton[look="chip"]:focus { border: 1px solid @accent; }
QToolButton[look="chip"]:checked { background: @accentSurface; border: 1px solid @accent; color: @accent; }
QToolButton::menu-indicator { image: none; }
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QPlainTextEdit, QTextEdit, QDateTimeEdit {
  background: @surface; color: @text; border: 1px solid @borderStrong; border-radius: 6px; padding: 0 8px; selection-background-color: @accent;
  selection-color: @onAccent; }
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox { min-height: 28px; }
QPlainTextEdit, QTextEdit { padding: 6px 8px; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid @accent;
  padding-left: 7px; }
QLineEdit[look="quiet"] { background: transparent; border: none; border-bottom: 1px solid transparent; border-radius: 0; padding: 0; }
QLineEdit[look="quiet"]:hover { border-bottom: 1px solid @borderStrong; }
QLineEdit[look="quiet"]:focus { border-bottom: 1px solid @accent; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] { border: 1px solid @failed; background: @failedSurface; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { color: @muted; background: @window; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(:/theme/down-@scheme.svg); width: 12px; height: 12px; }
QSpinBox::up-button, QDoubleSpinBox::up-button { border: none; background: transparent; width: 20px; subcontrol-position: top right; }
QSpinBox::down-button, QDoubleSpinBox::down-button { border: none; background: transparent; width: 20px; subcontrol-position: bottom right; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url(:/theme/up-@scheme.svg); width: 10px; height: 10px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url(:/theme/down-@scheme.svg); width: 10px; height: 10px; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid @borderStrong; border-radius: 4px; background: @surface; }
QCheckBox::indicator:hover { border: 1px solid @accent; }
QCheckBox::indicator:checked { background: @accent; border: 1px solid @accent; image: url(:/theme/check-@scheme.svg); }
QCheckBox::indicator:disabled { background: @sunken; border: 1px solid @border; }
QCheckBox:disabled { color: @muted; }
QComboBox QAbstractItemView { background: @surface; color: @text; border: 1px solid @border; selection-background-color: @accentSurface;
  selection-color: @text; outline: none; padding: 4px; }
QMenu { background: @surface; color: @text; border: 1px solid @border; border-radius: 6px; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: @accentSurface; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @border; margin: 4px 8px; }
QAbstractScrollArea { background: transparent; }
QTableView, QListView, QTreeView { background: @surface; color: @text; border: 1px solid @border; border-radius: 6px; gridline-color: @gridLine; outline: none;
  selection-background-color: @selection; selection-color: @text; alternate-background-color: @surface; }
QScrollArea[look="plain"] { border: none; background: transparent; }
QListView[look="plain"], QTreeView[look="plain"], QTableView[look="plain"] { border: 1px solid transparent; background: transparent; }
QTableView:focus, QListView:focus, QTreeView:focus { border: 1px solid @accent; }
QListView::item, QTableView::item, QTreeView::item { padding: 2px 8px; border: none; }
QListView::item:hover, QTableView::item:hover { background: @hover; }
QListView::item:selected, QTableView::item:selected, QTreeView::item:selected { background: @selection; color: @text; }
QHeaderView { background: @surface; border: none; }
QHeaderView::section { background: @surface; color: @muted; border: none; border-bottom: 1px solid @border; padding: 6px 8px; font-size: 11px; }
QHeaderView::up-arrow, QHeaderView::down-arrow { subcontrol-origin: border; subcontrol-position: top center; width: 9px; height: 9px; }
QHeaderView::up-arrow { image: url(:/theme/up-@scheme.svg); }
QHeaderView::down-arrow { image: url(:/theme/down-@scheme.svg); }
QTabWidget::pane { border: none; border-top: 1px solid @border; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @muted; padding: 8px 12px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:focus { color: @accent; }
QProgressBar { background: @sunken; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; text-align: right; color: transparent; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: @border; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: @scroll; border-radius: 3px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QCheckBox:focus, QRadioButton:focus { color: @accent; }
QDialog { background: @window; }
QStatusBar { background: @window; }
)";

QString blended(const QColor& a, const QColor& b, double share) {
    const auto mix = [share](int x, int y) { return static_cast<int>(x * (1 - share) + y * share); };
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())).name();
}

}  // namespace

QString styleSheetOf(const Colors& c) {
    // Longer names first: @accentSurface before @accent.
    const std::pair<const char*, QString> names[] = {
        {"@accentSurface", c.accentSurface.name()}, {"@accentHover", blended(c.accent, c.text, 0.15)}, {"@onAccent", c.onAccent.name()},
        {"@accent", c.accent.name()}, {"@surface", c.surface.name()}, {"@sunken", c.sunken.name()}, {"@borderStrong", blended(c.border, c.muted, 0.4)},
        {"@border", c.border.name()}, {"@text", c.text.name()}, {"@muted", c.muted.name()}, {"@failedSurface", c.failedSurface.name()},
        {"@warningSurface", c.warningSurface.name()}, {"@failed", c.failed.name()}, {"@paused", c.paused.name()}, {"@selection", c.selection.name()},
        {"@hover", c.hover.name()}, {"@gridLine", c.gridLine.name()}, {"@window", c.window.name()}, {"@scroll", blended(c.border, c.muted, 0.35)}};
    QString sheet = QString::fromLatin1(rules);
    sheet.replace(QLatin1String("@scheme"), c.window.lightnessF() < 0.5F ? QLatin1String("dark") : QLatin1String("light"));
    for (const auto& [name, color] : names) sheet.replace(QLatin1String(name), color);
    return sheet;
}

}  // namespace luthier::theme
