// SPDX-License-Identifier: Apache-2.0
// What of a session takes long and is done beside its answers: loading a model, planning a run.
#include <algorithm>
#include <utility>

#include "app/engine/guard.h"
#include "app/engine/serve/request_fields.h"
#include "app/engine/serve/session.h"
#include "core/base/utf8.h"
#include "core/protocol/events.h"

namespace luthier {

WorkContext ServeSession::beginJob(const Request& request, const std::string& model) {
    const auto cancellation = std::make_shared<Cancellation>();
    m_jobs.emplace(request.key, Job{request.id, model, cancellation});
    WorkContext context;
    context.cancellation = cancellation.get();
    // Holds what the context points to, for as long as there is a copy of it.
    context.progress = [this, id = request.id, cancellation](const Progress& progress) {
        if (!m_outbox.hasRoom()) return;   // the reader has enough to read
        Json told = progressToJson(progress);
        told.erase("event");
        send(id, "progress", told);
    };
    return context;
}

Status ServeSession::load(const Request& request) {
    MessageFields fields(request.fields);
    fields.allow({"id", "op"});
    const std::string name = fields.requiredText("name"), folder = fields.requiredText("folder"), precision = fields.text("precision", "auto");
    const std::string device = fields.text("device", "auto");
    if (precision != "auto" && precision != "f32" && precision != "bf16")
        fields.mistake("precision", "\"precision\" is " + excerpt(precision, 20), "auto, f32 or bf16");
    if (const Result<ComputeDevice> chosen = ComputeDevice::choose(device); !chosen) fields.mistake("device", chosen.error().message, chosen.error().hint);
    RETURN_IF_ERROR(fields.done());
    const auto isIt = [&](const auto& entry) { return entry.second.model == name; };
    if (m_models.contains(name) || std::any_of(m_jobs.begin(), m_jobs.end(), isIt))
        return fail(Error(ErrorCode::AlreadyExists, "a model is called \"" + excerpt(name, 60) + "\" already")
                        .withHint("Release it, or take another name.")
                        .withKey("name"));
    m_loader.post([this, request, name, folder, precision, device, context = beginJob(request, name)] {
        const auto loaded = std::make_shared<Result<std::unique_ptr<ServedModel>>>(fail(ErrorCode::Internal, "not loaded"));
        const Status done = guarded([&]() -> Status {
            *loaded = ServedModel::load(name, folder, precision, device, context);
            return {};
        });
        if (!done) *loaded = fail(done.error());
        post([this, request, name, loaded] {
            m_jobs.erase(request.key);
            if (!*loaded) return refuse(request.id, request.key, loaded->error());
            const Json told = (**loaded)->toJson();
            m_models[name] = std::move(**loaded);
            answer(request, told);
        });
    });
    return {};
}

// Reading and packing the rows is done by the planner; measuring by the session's own thread, between two tokens of the answers: beside them it would measure
// how busy the machine is. What is measured is kept, so only the first plans of a kind hold the answers up, for some tenths of a second.
Status ServeSession::plan(const Request& request) {
    MessageFields fields(request.fields);
    fields.allow({"id", "op"});
    PlanSettings settings = planSettingsFrom(fields);
    RETURN_IF_ERROR(fields.done());
    m_planner.post([this, request, settings = std::move(settings), context = beginJob(request, {})] {
        const auto planning = std::make_shared<Result<RunPlanner>>(fail(ErrorCode::Internal, "not read"));
        const Status done = guarded([&]() -> Status {
            ASSIGN_OR_RETURN(RunConfig config, runConfigOf(settings));
            *planning = RunPlanner::read(std::move(config), context);
            return {};
        });
        if (!done) *planning = fail(done.error());
        post([this, request, context, planning] { measureAndPlan(request, context, planning); });
    });
    return {};
}

void ServeSession::measureAndPlan(const Request& request, const WorkContext& context, const Planning& planning) {
    const Status measured = guarded([&]() -> Status {
        if (!*planning) return fail(planning->error());
        RETURN_IF_ERROR(context.checkpoint());
        return (*planning)->measure(m_machine);
    });
    if (!measured) return endPlan(request, measured, {});
    m_planner.post([this, request, planning] {
        const auto plan = std::make_shared<Json>();
        const Status done = guarded([&]() -> Status {
            *plan = (*planning)->plan();
            return {};
        });
        post([this, request, done, plan] { endPlan(request, done, *plan); });
    });
}

void ServeSession::endPlan(const Request& request, const Status& done, const Json& plan) {
    m_jobs.erase(request.key);
    if (done) answer(request, plan);
    else refuse(request.id, request.key, done.error());
}

}  // namespace luthier
