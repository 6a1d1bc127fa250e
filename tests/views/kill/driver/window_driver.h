// SPDX-License-Identifier: GPL-3.0-or-later
// What Qt looks for in a plugin (window_driver.cpp).
#pragma once

#include <QGenericPlugin>

namespace luthier::test {

class WindowDriverPlugin : public QGenericPlugin {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QGenericPluginFactoryInterface_iid FILE "window_driver.json")
public:
    QObject* create(const QString& name, const QString& specification) override;
};

}  // namespace luthier::test
