// SPDX-License-Identifier: GPL-3.0-or-later
// The speed of this machine, as an engine measures it, kept in the user's settings.
#include <algorithm>

#include <QSettings>

#include "views/shared/theme/widgets.h"
#include "views/train/run_draft.h"
#include "views/train/train_page.h"

namespace luthier {

namespace {

// Rates depend on the device and the number format; that they also depend a little on the model's shape is left out.
QString measuredKey(const RunConfig& config) {
    const Json precision = runConfigToJson(config)["model"]["precision"];
    const std::string format = precision.is_string() ? precision.get<std::string>() : "auto";
    return QStringLiteral("measured/%1-%2").arg(textOf(config.device).replace(':', '_'), textOf(format));
}

double numberAt(const Json& json, const char* key) {
    const Json found = json.is_object() ? json.value(key, Json()) : Json();
    return found.is_number() ? found.get<double>() : 0;
}

}  // namespace

std::optional<MeasuredDevice> TrainPage::measuredFor(const RunConfig& config) const {
    const auto kept = parseJson(session().settings.value(measuredKey(config)).toString().toStdString());
    if (!kept || !kept->is_object()) return std::nullopt;
    MeasuredDevice device;
    const Json rates = kept->value("rates", Json::object());
    const double askSeconds = std::max(0.0, numberAt(rates, "ask_seconds"));
    device.rates = {numberAt(rates, "matmul_flops"), numberAt(rates, "attention_flops"), numberAt(rates, "stream_bytes"), true, askSeconds};
    // A file that somebody has edited.
    if (!(device.rates.matmulFlops > 0) || !(device.rates.attentionFlops > 0) || !(device.rates.streamBytes > 0)) return std::nullopt;
    const Json name = kept->value("device", Json());
    device.device = name.is_string() ? name.get<std::string>() : "cpu";
    device.isProcessor = device.device.find("cuda") == std::string::npos;
    device.prefersBf16 = kept->value("dtype", Json()) == "bfloat16";
    if (const double room = numberAt(*kept, "available_memory_bytes"); room > 0) device.availableBytes = static_cast<std::int64_t>(room);
    return device;
}

void TrainPage::measure() {
    if (!m_config) return;
    m_panel->setMeasuring(true);
    const QString key = measuredKey(*m_config);
    const auto failed = [this](const Error& error) {
        m_panel->setMeasuring(false);
        session().window.toastError(error);
        showProblems();
    };
    session().store.readLong(
        this, [run = values()](store::Project& project) { return freezeRun(project, run); },
        [this, key, failed](Result<FrozenRun> frozen) {
            if (!frozen) return failed(frozen.error());
            Json request = {{"op", "plan"}, {"settings", frozen->run}, {"folder", session().store.folder().toStdString()}};
            session().engine.send(std::move(request), this, {[](const Json&) {}, [this, key, failed](Result<Json> told) {
                                      if (!told) return failed(told.error());
                                      m_panel->setMeasuring(false);
                                      Json kept = Json::object();
                                      for (const char* const part : {"rates", "device", "available_memory_bytes", "dtype"})
                                          if (told->contains(part)) kept[part] = (*told)[part];
                                      session().settings.setValue(key, textOf(dumpJson(kept)));
                                      refresh();
                                  }});
        });
}

}  // namespace luthier
