// SPDX-License-Identifier: Apache-2.0
// The key of an endpoint. It comes from standard input or from a file that nobody else can read, never from the command line or the environment, stands in no
// message, and is overwritten when it is no longer needed. Thread: one owner.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace luthier {

class Secret {
public:
    Secret() = default;                          // none
    // White space around it is no part of it. The text given is overwritten. Errors: InvalidArgument (empty, or not of letters, digits and signs).
    static Result<Secret> fromText(std::string&& text);
    // Errors: those of opening it; InvalidArgument (others may read it, no file, larger than 8 KiB, or as above).
    static Result<Secret> fromFile(const std::string& path);
    Secret(Secret&& other) noexcept : m_bytes(std::move(other.m_bytes)) {}
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret();

    bool empty() const { return m_bytes.empty(); }
    std::string_view text() const { return {m_bytes.data(), m_bytes.size()}; }
    // A foreign text as it may be shown: an endpoint may well send back what it was sent.
    std::string removedFrom(std::string_view text) const;

private:
    std::vector<char> m_bytes;                   // never grown, so it is in one place only
};

}  // namespace luthier
