// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/row_scan.h"

#include "core/base/clock.h"

namespace luthier {

namespace {

constexpr std::int64_t rowsPerPiece = 2000, rowsPerLook = 64;
constexpr double newsSeconds = 0.1;

}  // namespace

bool NewsClock::isDue() {
    const double now = monotonicSeconds();
    if (now - m_last < newsSeconds) return false;
    m_last = now;
    return true;
}

Status forEachRow(store::Project& project, store::ExampleFilter filter, const std::function<void(std::int64_t, const std::string&)>& visit,
                  const WorkContext& context) {
    filter.sort = store::ExampleFilter::Sort::Position;
    filter.descending = false;
    std::optional<store::ExampleCursor> after;
    std::int64_t numSeen = 0;
    do {
        RETURN_IF_ERROR(context.checkpoint());
        ASSIGN_OR_RETURN(const store::Examples::Piece piece, project.examples().ids(filter, after, rowsPerPiece));
        ASSIGN_OR_RETURN(const auto bodies, project.examples().bodies(piece.ids));
        for (const store::Examples::Body& row : bodies) {
            if (numSeen++ % rowsPerLook == 0) {
                RETURN_IF_ERROR(context.checkpoint());
                context.progress({"", numSeen, 0, "rows"});
            }
            visit(row.id, row.body);
        }
        after = piece.next;
    } while (after);
    context.progress({"", numSeen, 0, "rows"});
    return {};
}

}  // namespace luthier
