// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/row_origin.h"

#include <QCoreApplication>

#include "core/store/example_rows.h"

namespace luthier {

namespace {

constexpr std::int64_t kPiece = 500;

struct OriginWords { Q_DECLARE_TR_FUNCTIONS(luthier::OriginWords) };

// As rows begin where they are kept (core/rows/example.h).
std::string beginningOf(const std::string& rowId) { return "{\"id\":" + dumpJson(Json(rowId)) + ","; }

// Where it was read from and its tags do not count.
bool saysTheSame(const std::string& body, const std::string& line) {
    const auto json = parseJson(line);
    const auto then = json ? exampleFromJson(*json) : Result<Example>(fail(json.error()));
    const auto now = store::exampleFromBody(body);
    return then && now && then->body == now->body;
}

}  // namespace

Result<RowOrigin> originOf(store::Project& project, const std::vector<std::int64_t>& datasets, const std::string& rowId, const std::string& line) {
    if (datasets.empty())
        return fail(Error(ErrorCode::NotFound, OriginWords::tr("the run was trained from a file, not from a data set of the project").toStdString())
                        .withHint(OriginWords::tr("Import the file, and train from the data set.").toStdString()));
    const std::string beginning = beginningOf(rowId);
    RowOrigin found;
    for (const std::int64_t id : datasets) {
        const auto dataset = project.datasets().get(id);
        if (!dataset) continue;          // deleted since
        store::ExampleFilter filter;
        filter.dataset = id;
        std::optional<store::ExampleCursor> after;
        do {
            ASSIGN_OR_RETURN(const store::Examples::Piece piece, project.examples().ids(filter, after, kPiece));
            ASSIGN_OR_RETURN(const std::vector<store::Examples::Body> bodies, project.examples().bodies(piece.ids));
            for (const store::Examples::Body& body : bodies) {
                if (!body.body.starts_with(beginning)) continue;
                const bool isUnchanged = saysTheSame(body.body, line);
                if (found.row == 0 || isUnchanged) found = {id, body.id, dataset->name, isUnchanged};
                if (isUnchanged) return found;
            }
            after = piece.next;
        } while (after);
    }
    if (found.row != 0) return found;
    return fail(Error(ErrorCode::NotFound, OriginWords::tr("row %1 is not in the run's data sets any more").arg(QString::fromStdString(rowId)).toStdString())
                    .withHint(OriginWords::tr("It was deleted, or its data set was.").toStdString()));
}

}  // namespace luthier
