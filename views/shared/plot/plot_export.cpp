// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures are drawn on the GUI thread (they are small); making CSV of millions of points and every write to the disk happen in a worker.
#include <charconv>
#include <cmath>

#include <QBuffer>
#include <QImage>
#include <QSvgGenerator>
#include "views/shared/plot/qcustomplot_include.h"

#include "core/base/files.h"
#include "views/shared/background/in_background.h"
#include "views/shared/plot/plot_panel.h"

namespace luthier {

namespace {

constexpr QSize exportSize(1200, 640);

void append(std::string& to, double value) {
    if (!std::isfinite(value)) {
        to += std::isnan(value) ? "NaN" : (value > 0 ? "Infinity" : "-Infinity");
        return;
    }
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    to.append(digits, end);
}

// As RFC 4180 has it; a text that a spreadsheet would take for a formula is quoted like any other and keeps its characters.
std::string quoted(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string result = "\"";
    for (const char c : text) result += c == '"' ? std::string("\"\"") : std::string(1, c);
    return result + '"';
}

std::string bytesOf(const QByteArray& array) { return {array.constData(), static_cast<std::size_t>(array.size())}; }

}  // namespace

std::string csvOf(const std::vector<PlotCurve>& curves) {
    std::string csv = "run,series,step,tokens,epoch,seconds,value\n";
    for (const PlotCurve& curve : curves) {
        const std::shared_lock lock(curve.run->mutex);
        const RunSeries& run = curve.run->series;
        const SeriesPyramid* series = run.find(curve.series);
        for (std::size_t i = 0; series && i < series->size(); ++i) {
            const auto step = static_cast<double>(series->stepAt(i));
            csv += quoted(curve.label.toStdString()) + ',' + quoted(curve.series) + ',' + std::to_string(series->stepAt(i));
            for (const SeriesAxis axis : {SeriesAxis::Tokens, SeriesAxis::Epoch, SeriesAxis::Time}) {
                csv += ',';
                append(csv, run.positionOf(axis, step));
            }
            csv += ',';
            append(csv, series->valueAt(i));
            csv += '\n';
        }
    }
    return csv;
}

void PlotPanel::exportTo(const QString& path, QObject* context, std::function<void(Status)> then) {
    std::function<std::string()> content;
    if (path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) {
        QBuffer buffer;
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(exportSize);
        generator.setViewBox(QRect(QPoint(), exportSize));
        generator.setTitle(m_traits.title);
        QCPPainter painter;
        painter.begin(&generator);
        painter.setMode(QCPPainter::pmVectorized);
        paintAll(painter, exportSize);
        painter.end();
        content = [bytes = bytesOf(buffer.data())] { return bytes; };
    } else if (path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive)) {
        content = [curves = m_curves] { return csvOf(curves); };
    } else {
        constexpr int scale = 2;
        QImage image(exportSize * scale, QImage::Format_RGB32);
        QCPPainter painter(&image);
        painter.scale(scale, scale);
        paintAll(painter, exportSize);
        painter.end();
        content = [image] {
            QBuffer buffer;
            image.save(&buffer, "PNG");
            return bytesOf(buffer.data());
        };
    }
    inBackground(context, [content, path = path.toStdString()] { return writeFileDurably(path, content()); }, std::move(then));
}

}  // namespace luthier
