// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target without libFuzzer: every seed of a folder, then fixed mutations of each seed, so that CI tries broken inputs too.
// Usage: fuzz_NAME CORPUS_FOLDER [mutations per seed]. Fails when there is no seed; a crash or a sanitizer report ends the process.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void runOne(const std::string& input) {
    // A copy of exactly this size, so that AddressSanitizer sees the first byte read too far.
    const std::vector<std::uint8_t> bytes(input.begin(), input.end());
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

std::string mutate(std::string input, std::mt19937_64& random) {
    const auto position = [&] { return input.empty() ? 0 : random() % input.size(); };
    switch (random() % 5) {
        case 0: input.resize(position()); break;
        case 1:
            if (!input.empty()) input[position()] = static_cast<char>(random());
            break;
        case 2:
            if (!input.empty()) input[position()] ^= static_cast<char>(1U << (random() % 8));
            break;
        case 3: input.insert(position(), input.substr(position(), 1 + random() % 64)); break;
        default: input.erase(position(), 1 + random() % 16); break;
    }
    return input;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: %s CORPUS_FOLDER [mutations per seed]\n", argv[0]);
        return 2;
    }
    const int numMutations = argc > 2 ? std::atoi(argv[2]) : 100;
    std::vector<std::filesystem::path> seeds;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[1])) {
        if (entry.is_regular_file()) seeds.push_back(entry.path());
    }
    std::sort(seeds.begin(), seeds.end());
    std::mt19937_64 random(20260101);
    for (const std::filesystem::path& seed : seeds) {
        std::ifstream file(seed, std::ios::binary);
        const std::string input{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        std::fprintf(stderr, "%s (%zu bytes)\n", seed.filename().c_str(), input.size());
        runOne(input);
        std::string mutated = input;
        for (int i = 0; i < numMutations; ++i) {
            mutated = mutate(i % 8 == 0 ? input : mutated, random);
            runOne(mutated);
        }
    }
    std::fprintf(stderr, "%zu seeds, %d mutations each\n", seeds.size(), numMutations);
    return seeds.empty() ? 1 : 0;
}
