// SPDX-License-Identifier: Apache-2.0
// Checkpoints that are either whole or not there. One is written to checkpoints/.tmp-step-000100-XXXX, given a manifest (folder_manifest.h), fsynced,
// renamed to checkpoints/step-000100, and never written again. final/ is made the same way. Whatever moment a kill comes, the newest published one verifies.
// Thread: one at a time per run folder, whose RunLock is held. Requires POSIX.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/runs/run_folder.h"

namespace luthier {

class CheckpointWriter {
public:
    // Makes the temporary folder. Errors: AlreadyExists (that step is published), DiskFull, Io.
    static Result<CheckpointWriter> begin(const RunFolder& run, std::int64_t step);
    static Result<CheckpointWriter> beginFinal(const RunFolder& run, std::int64_t step);
    CheckpointWriter(CheckpointWriter&& other) noexcept;
    CheckpointWriter& operator=(CheckpointWriter&& other) noexcept;
    ~CheckpointWriter();   // removes the temporary folder unless it was published

    // Where the caller writes its files; sub-folders are allowed.
    const std::string& folder() const { return m_temporary; }
    // Seals and renames; returns the path it has from now on. Errors: AlreadyExists, DiskFull, Io, Internal (empty). Whatever was published before is
    // untouched.
    Result<std::string> publish();

private:
    CheckpointWriter(std::string temporary, std::string target, std::int64_t step);
    static Result<CheckpointWriter> beginAt(const std::string& parent, const std::string& name, std::int64_t step);
    std::string m_temporary, m_target;
    std::int64_t m_step = 0;
};

struct Checkpoint { std::int64_t step = 0; std::string path; };

// Published ones, oldest first, not verified. A run folder without checkpoints/ has none.
Result<std::vector<Checkpoint>> listCheckpoints(const RunFolder& run);

// The newest that verifies, and every newer one that does not, with what is wrong.
struct DamagedCheckpoint { Checkpoint checkpoint; Error error; };
struct CheckpointSearch { std::optional<Checkpoint> latest; std::vector<DamagedCheckpoint> damaged; };
Result<CheckpointSearch> latestCheckpoint(const RunFolder& run);

// Removes .tmp-* of attempts that were killed; returns their names. Only with the run's lock held.
Result<std::vector<std::string>> removeLeftovers(const RunFolder& run);

// Which checkpoint was best so far, in checkpoints/best.json.
struct BestCheckpoint { std::int64_t step = 0; double evalLoss = 0; };
Status writeBest(const RunFolder& run, const BestCheckpoint& best);
Status removeBest(const RunFolder& run);   // none is the best any more; ok when none was
// nullopt when there is none. Errors: InvalidData, Io.
Result<std::optional<BestCheckpoint>> readBest(const RunFolder& run);

// Keeps the newest `keep` (at least 1), and the best one in addition. One that cannot be removed is left for the next time and told, never an end of the run.
struct CheckpointRemoval { std::vector<Checkpoint> removed; std::vector<Error> problems; };
Result<CheckpointRemoval> removeOldCheckpoints(const RunFolder& run, std::int64_t keep);

// Errors: DiskFull when the file system of path has less than numBytes free, with both sizes. `what` is what the space is for: "a checkpoint".
Status requireDiskSpace(const std::string& path, std::uint64_t numBytes, const std::string& what);

}  // namespace luthier
