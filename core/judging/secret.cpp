// SPDX-License-Identifier: Apache-2.0
#include "core/judging/secret.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <fcntl.h>
#include <openssl/crypto.h>
#include <sys/stat.h>

#include "core/base/posix_file.h"

namespace luthier {

namespace {

constexpr std::size_t maxSecretBytes = 8192;

Error noSecret(std::string message) { return Error(ErrorCode::InvalidArgument, std::move(message)).withHint("a key is one line of letters, digits and signs"); }

// The bytes of the key within text; an error never shows them.
Result<std::vector<char>> bytesOf(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(space);
    if (begin == std::string_view::npos) return fail(noSecret("the key is empty"));
    text = text.substr(begin, text.find_last_not_of(space) - begin + 1);
    // A line end inside it would become a header of its own.
    if (std::any_of(text.begin(), text.end(), [](char c) { return c <= ' ' || c > '~'; })) return fail(noSecret("the key holds characters that no key has"));
    return std::vector<char>(text.begin(), text.end());
}

}  // namespace

Result<Secret> Secret::fromText(std::string&& text) {
    Secret secret;
    Result<std::vector<char>> bytes = bytesOf(text);
    OPENSSL_cleanse(text.data(), text.size());
    text.clear();
    if (!bytes) return fail(std::move(bytes.error()));
    secret.m_bytes = std::move(*bytes);
    return secret;
}

Result<Secret> Secret::fromFile(const std::string& path) {
    ASSIGN_OR_RETURN(PosixFile file, PosixFile::open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY));   // a pipe must not be waited for
    struct stat status {};
    if (::fstat(file.descriptor(), &status) != 0) return fail(errorFromErrno(errno, "examine", path));
    if (!S_ISREG(status.st_mode)) return fail(Error(ErrorCode::InvalidArgument, "the key file is no file").at(path).withKey("key_file"));
    if ((status.st_mode & 077U) != 0)
        return fail(Error(ErrorCode::InvalidArgument, "others than its owner can read or change the key file")
                        .withHint("chmod 600 it")
                        .at(path)
                        .withKey("key_file"));
    std::array<char, maxSecretBytes + 1> buffer{};
    std::size_t size = 0;
    while (size < buffer.size()) {
        Result<std::size_t> got = file.read(buffer.data() + size, buffer.size() - size);
        if (!got || *got == 0) {
            if (got) break;
            OPENSSL_cleanse(buffer.data(), buffer.size());
            return fail(std::move(got.error()));
        }
        size += *got;
    }
    Result<std::vector<char>> bytes = size > maxSecretBytes ? fail(noSecret("the key file is larger than 8 KiB")) : bytesOf({buffer.data(), size});
    OPENSSL_cleanse(buffer.data(), buffer.size());
    if (!bytes) return fail(std::move(bytes.error()).at(path).withKey("key_file"));
    Secret secret;
    secret.m_bytes = std::move(*bytes);
    return secret;
}

Secret& Secret::operator=(Secret&& other) noexcept {
    std::swap(m_bytes, other.m_bytes);   // other overwrites what was here
    return *this;
}

Secret::~Secret() {
    if (!m_bytes.empty()) OPENSSL_cleanse(m_bytes.data(), m_bytes.size());
}

std::string Secret::removedFrom(std::string_view text) const {
    std::string shown(text);
    if (empty()) return shown;
    for (std::size_t at = shown.find(this->text()); at != std::string::npos; at = shown.find(this->text(), at)) shown.replace(at, m_bytes.size(), "***");
    return shown;
}

}  // namespace luthier
