// SPDX-License-Identifier: Apache-2.0
#include "core/training/record.h"

namespace luthier {

Status Record::event(EventKind kind, const Json& fields) {
    m_watcher(kind, fields);
    return m_attempt->events().append(kind, fields);
}

Status Record::step(std::int64_t step, const Json& series, const std::vector<RowLossSum>& rows) {
    Json shown = {{"step", step}};
    shown.update(series);
    m_watcher(EventKind::Step, shown);
    std::vector<RowLoss> losses;
    for (const RowLossSum& row : rows)
        losses.push_back({rowId(row.row), row.numTrained > 0 ? row.sum / static_cast<double>(row.numTrained) : 0.0, row.numTrained});
    RETURN_IF_ERROR(m_attempt->rows().append(step, losses));
    return m_attempt->metrics().append(step, series);
}

Status Record::evaluated(std::int64_t step, const Json& series) {
    RETURN_IF_ERROR(m_attempt->metrics().append(step, series));
    Json fields = {{"step", step}};
    fields.update(series);
    return event(EventKind::Evaluated, fields);
}

}  // namespace luthier
