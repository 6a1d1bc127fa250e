// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/theme/theme.h"

#include <QApplication>
#include <QEvent>
#include <QProcessEnvironment>
#include <QWidget>

#include "views/shared/theme/style_sheet.h"

namespace luthier::theme {

namespace {

QPalette paletteOf(const Colors& c) {
    QPalette palette;
    palette.setColor(QPalette::Window, c.window);
    palette.setColor(QPalette::WindowText, c.text);
    palette.setColor(QPalette::Base, c.surface);
    palette.setColor(QPalette::AlternateBase, c.sunken);
    palette.setColor(QPalette::Text, c.text);
    palette.setColor(QPalette::PlaceholderText, c.muted);
    palette.setColor(QPalette::Button, c.surface);
    palette.setColor(QPalette::ButtonText, c.text);
    palette.setColor(QPalette::BrightText, c.failed);
    palette.setColor(QPalette::Highlight, c.selection);
    palette.setColor(QPalette::HighlightedText, c.text);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::ToolTipBase, c.surface);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::Mid, c.border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) palette.setColor(QPalette::Disabled, role, c.muted);
    return palette;
}

// Qt 6.4 does not say which scheme the system has; its palette does.
Scheme schemeOfSystem(const QPalette& system) {
    return system.color(QPalette::Window).lightnessF() < 0.5F ? Scheme::Dark : Scheme::Light;
}

QString& currentStyleSheet() {
    static QString sheet;
    return sheet;
}

QPalette& systemPalette() {
    static QPalette palette = QApplication::palette();
    return palette;
}

}  // namespace

Theme& Theme::instance() {
    static Theme* const theme = new Theme;   // lives as long as the program: widgets are destroyed after main's locals
    return *theme;
}

Theme::Theme() {
    systemPalette();
    qApp->installEventFilter(this);
    apply();
}

void Theme::setChoice(Choice choice) {
    m_choice = choice;
    apply();
}

bool Theme::reducedMotion() {
    static const bool reduced = qEnvironmentVariableIntValue("LUTHIER_REDUCED_MOTION") != 0 || !QApplication::isEffectEnabled(Qt::UI_AnimateMenu);
    return reduced;
}

bool Theme::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ThemeChange && watched->isWindowType() && !m_applying) {
        systemPalette() = QApplication::style()->standardPalette();
        if (m_choice == Choice::System) apply();
    }
    // Before a window is shown for the first time; one that belongs to another has its style.
    if (event->type() == QEvent::Polish && watched->isWidgetType()) {
        auto* const widget = static_cast<QWidget*>(watched);
        if (widget->isWindow() && !widget->parentWidget() && widget->styleSheet().isEmpty()) widget->setStyleSheet(currentStyleSheet());
    }
    return QObject::eventFilter(watched, event);
}

void Theme::apply() {
    m_applying = true;
    m_scheme = m_choice == Choice::System ? schemeOfSystem(systemPalette()) : (m_choice == Choice::Dark ? Scheme::Dark : Scheme::Light);
    QApplication::setStyle("Fusion");
    QApplication::setFont(font(TextStyle::Body));
    QApplication::setPalette(paletteOf(colors()));
    // Of the windows and not of the application: what is built has no style before it is put into a window, so it is styled once and not anew with each of its
    // parents. That is half of the time a large form takes.
    currentStyleSheet() = styleSheetOf(colors());
    for (QWidget* const window : QApplication::topLevelWidgets())
        if (!window->parentWidget() && (window->isVisible() || !window->styleSheet().isEmpty())) window->setStyleSheet(currentStyleSheet());
    m_applying = false;
    emit changed();
}

}  // namespace luthier::theme
