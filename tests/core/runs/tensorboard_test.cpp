// SPDX-License-Identifier: Apache-2.0
#include <bit>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "core/base/files.h"
#include "core/runs/tensorboard.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using test::contentOf;
using test::TemporaryFolder;

constexpr double kStart = 1764000000.25;

RunSeries goldenSeries() {
    RunSeries series;
    const auto step = [&](std::int64_t number, Json fields) {
        fields["step"] = number;
        series.apply({1, number, fields, number + 1});
    };
    step(0, {{"eval_loss", 4.440709248185158}});
    step(1, {{"loss", 4.720421314239502}, {"learning_rate", 4.2857142857142856e-05}, {"step_tokens", 256}, {"tokens_per_second", 512.0}});
    step(2, {{"loss", "Infinity"}, {"learning_rate", 8.571428571428571e-05}, {"step_tokens", 256}, {"tokens_per_second", 512.0}});
    step(300, {{"loss", -0.0}, {"learning_rate", 0.0}, {"step_tokens", 256}, {"tokens_per_second", 512.0}});
    return series;
}

// The other way round, written from the format's description and not from our writer.
struct Scalar { double wallTime = 0; std::uint64_t step = 0; std::string tag, version; float value = 0; };
class EventReader {
public:
    explicit EventReader(std::string_view bytes) : m_bytes(bytes) {}
    bool next(Scalar& scalar) {
        if (m_bytes.empty()) return false;
        const std::string_view length = take(8);
        EXPECT_EQ(fixed<std::uint32_t>(take(4)), maskedCrc32c(length));
        const std::string_view payload = take(fixed<std::uint64_t>(length));
        EXPECT_EQ(fixed<std::uint32_t>(take(4)), maskedCrc32c(payload));
        scalar = {};
        fields(payload, [&](std::uint64_t number, std::uint64_t varint, std::string_view bytes) {
            if (number == 1) scalar.wallTime = std::bit_cast<double>(fixed<std::uint64_t>(bytes));
            if (number == 2) scalar.step = varint;
            if (number == 3) scalar.version = bytes;
            if (number != 5) return;
            fields(bytes, [&](std::uint64_t, std::uint64_t, std::string_view value) {
                fields(value, [&](std::uint64_t of, std::uint64_t, std::string_view inner) {
                    if (of == 1) scalar.tag = inner;
                    if (of == 2) scalar.value = std::bit_cast<float>(fixed<std::uint32_t>(inner));
                });
            });
        });
        return true;
    }

private:
    template <class T>
    static T fixed(std::string_view bytes) {
        T value = 0;
        for (std::size_t i = 0; i < bytes.size(); ++i) value |= static_cast<T>(T{static_cast<unsigned char>(bytes[i])} << (8 * i));
        return value;
    }
    std::string_view take(std::size_t count) {
        EXPECT_LE(count, m_bytes.size());
        const auto taken = m_bytes.substr(0, count);
        m_bytes.remove_prefix(taken.size());
        return taken;
    }
    template <class Visit>
    static void fields(std::string_view bytes, Visit visit) {
        EventReader inner(bytes);
        const auto varint = [&] {
            std::uint64_t value = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                const auto byte = static_cast<unsigned char>(inner.take(1)[0]);
                value |= std::uint64_t{byte & 0x7FU} << shift;
                if (byte < 0x80) break;
            }
            return value;
        };
        while (!inner.m_bytes.empty()) {
            const std::uint64_t key = varint();
            switch (key & 7) {
                case 0: visit(key >> 3, varint(), std::string_view()); break;
                case 1: visit(key >> 3, std::uint64_t{0}, inner.take(8)); break;
                case 2: visit(key >> 3, std::uint64_t{0}, inner.take(varint())); break;
                case 5: visit(key >> 3, std::uint64_t{0}, inner.take(4)); break;
                default: FAIL() << "wire type " << (key & 7);
            }
        }
    }
    std::string_view m_bytes;
};

TEST(TensorBoard, ChecksumsAreThoseOfTheRfc) {
    EXPECT_EQ(crc32c("123456789"), 0xE3069283U);
    EXPECT_EQ(crc32c(std::string(32, '\0')), 0x8A9136AAU) << "RFC 3720, B.4";
    EXPECT_EQ(crc32c(std::string(32, '\xFF')), 0x62A8AB43U);
}

TEST(TensorBoard, TheFileIsByteForByteThatOfTensorboardX) {
    const std::string golden = contentOf(LUTHIER_SOURCE_DIR "/tests/baselines/tensorboard_events.tfevents");
    ASSERT_GT(golden.size(), 100U);
    EXPECT_EQ(tensorBoardEvents(goldenSeries(), kStart), golden);
}

TEST(TensorBoard, EveryPointComesBack) {
    const std::string file = tensorBoardEvents(goldenSeries(), kStart);
    EventReader reader(file);
    Scalar scalar;
    ASSERT_TRUE(reader.next(scalar));
    EXPECT_EQ(scalar.version, "brain.Event:2");
    std::size_t numPoints = 0;
    while (reader.next(scalar)) {
        ++numPoints;
        if (scalar.tag == "loss" && scalar.step == 1) { EXPECT_FLOAT_EQ(scalar.value, 4.7204213F); }
        if (scalar.tag == "loss" && scalar.step == 2) { EXPECT_TRUE(std::isinf(scalar.value)); }
        if (scalar.step == 300) { EXPECT_DOUBLE_EQ(scalar.wallTime, kStart + 1.5); }
    }
    EXPECT_EQ(numPoints, 13U);
}

TEST(TensorBoard, AFileIsWrittenOnceAndItsNameIsSafe) {
    const TemporaryFolder folder;
    const auto path = writeTensorBoard(goldenSeries(), kStart, "../a b", folder / "tb");
    ASSERT_TRUE(path) << path.error().toString();
    EXPECT_EQ(*path, folder / "tb/events.out.tfevents.1764000000.---a-b");
    EXPECT_EQ(contentOf(*path), tensorBoardEvents(goldenSeries(), kStart));
    EXPECT_EQ(writeTensorBoard(goldenSeries(), kStart, "../a b", folder / "tb").error().code, ErrorCode::AlreadyExists);
}

}  // namespace
}  // namespace luthier
