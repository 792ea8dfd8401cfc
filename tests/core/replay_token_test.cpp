// SPDX-License-Identifier: Apache-2.0
// size: golden tokens, damage and random texts of one format
#include <heddle/core/envelope.hpp>
#include <heddle/core/random.hpp>
#include <heddle/core/replay_token.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>
#include <stdexcept>

namespace heddle {
namespace {

ReplayToken plain_token() {
    ReplayToken token;
    token.program = "lost_update.buggy";
    token.parameters = {{"n", "3"}};
    token.choices = StrategyForm{"random", 1, 17};
    token.fingerprint = 0x0123456789ABCDEF;
    return token;
}

ReplayToken full_token() {
    ReplayToken token;
    token.program = "stingy_spendy.if";
    token.parameters = {{"n", "4"}, {"text", "a-B "}, {"empty", ""}};
    token.semantics = {DataRaces::allowed, Time::adversarial, Notify::oldest, 300, 2, true, 10'000};
    token.choices = Schedule{
        {0, {0, ThreadId{2}, OutcomeKind::done}},
        {1, {3, ThreadId{1}, OutcomeKind::done}},
        {900, {0, ThreadId{65534}, OutcomeKind::timed_out}},
        {UINT64_MAX - 1, {UINT32_MAX, ThreadId{0}, OutcomeKind::failed}}};
    token.fingerprint = UINT64_MAX;
    return token;
}

std::string refusal(std::string_view text) {
    try {
        (void)decode(text);
    } catch (std::invalid_argument const& error) {
        return error.what();
    }
    return "taken";
}

std::string refusal_of(std::vector<std::uint8_t> const& bytes) { return refusal(seal(bytes)); }

TEST(ReplayToken, golden) {
    EXPECT_EQ(encode(ReplayToken{}), "hd1-aaaaaaaaaaaaaaaaaaaaaaa-d1bb79c7");
    EXPECT_EQ(encode(plain_token()), "hd1-cfwg643ul52xazdborss4ytvm5txsaibnyatgaagojqw4zdpnuard36nvoeworjdae-2178659f");
    EXPECT_EQ(
        encode(full_token()),
        "hd1-"
        "cbzxi2lom54v643qmvxgi6jonftagaloae2ai5dfpb2aiyjniiqakzlnob2hsah7vqbafecoaqaaiaadbsbap7p7a4a7t6h777777777"
        "74aqd777777t77777777777774-6a1d7086");
    ReplayToken schedule = plain_token();
    schedule.choices = Schedule{{3, {0, ThreadId{1}, OutcomeKind::done}}};
    EXPECT_EQ(encode(schedule), "hd1-cfwg643ul52xazdborss4ytvm5txsaibnyathaabambo7tnlrftukiyb-caf6169d");
}

TEST(ReplayToken, comes_back) {
    for (ReplayToken const& token : {ReplayToken{}, plain_token(), full_token()}) {
        EXPECT_EQ(decode(encode(token)), token);
        EXPECT_EQ(encode(token).find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), std::string::npos);
    }
}

TEST(ReplayToken, default_semantics_cost_one_byte_and_a_preemption_two) {
    ReplayToken token;
    token.choices = Schedule{};
    EXPECT_EQ(unseal(encode(token)).size(), 1U + 1U + 1U + 1U + 8U);
    token.choices = Schedule{{5, {0, ThreadId{1}, OutcomeKind::done}}, {100, {0, ThreadId{2}, OutcomeKind::done}}};
    EXPECT_EQ(unseal(encode(token)).size(), 1U + 1U + 1U + 1U + 2U + 2U + 8U);
}

TEST(ReplayToken, says_what_is_wrong_with_the_text) {
    std::string const good = encode(plain_token());
    std::string const advice = "; copy the whole token, from hd1- to the eight digits at its end";
    for (std::string const text : {"", "h", "hello", "hd", "hd-", "hd1", "hd1", "1hd1-aa-", " hd1-aa-00000000"}) {
        EXPECT_EQ(refusal(text), "not a replay token: it does not begin with \"hd1-\"" + advice) << text;
    }
    EXPECT_EQ(
        refusal("hd2" + good.substr(3)),
        "replay token has version hd2, this heddle reads hd1; replay it with the heddle "
        "that wrote it, or search again");
    EXPECT_EQ(refusal("hd1-ab1-00000000"), "replay token is damaged: '1' at position 7 is not one of a-z 2-7" + advice);
    EXPECT_EQ(refusal("hd1-aB-00000000"), "replay token is damaged: 'B' at position 6 is not one of a-z 2-7" + advice);
    EXPECT_EQ(
        refusal("hd1-a\x80-00000000"),
        "replay token is damaged: byte 0x80 at position 6 is not one of a-z 2-7" + advice);
    EXPECT_EQ(refusal(good.substr(0, 20)), "replay token is cut short: it ends before its checksum" + advice);
    EXPECT_EQ(
        refusal(good.substr(0, good.size() - 3)), "replay token is cut short: its checksum has 5 of 8 digits" + advice);
    EXPECT_EQ(refusal(good + "."), "replay token goes on after its end: 1 characters follow the checksum" + advice);
    EXPECT_EQ(
        refusal("hd1-aa-0000000G"),
        "replay token is damaged: 'G' at position 15 is not one of 0-9 a-f, the digits of its "
        "checksum"
            + advice);
    EXPECT_EQ(
        refusal("hd1-a-00000000"), "replay token is cut short: no bytes give 1 characters between the dashes" + advice);
    EXPECT_EQ(
        refusal("hd1-ab-d202ef8d"),
        "replay token is damaged: the last character before the checksum has bits that belong "
        "to nothing"
            + advice);
    std::string wrong = good;
    wrong[10] = wrong[10] == 'a' ? 'b' : 'a';
    EXPECT_EQ(refusal(wrong), "replay token is damaged: its checksum differs from its content" + advice);
}

// size: one example a kind of damage
TEST(ReplayToken, says_what_is_wrong_with_the_content) {
    std::string const advice = "; its checksum is right, so it was written wrong: make it again";
    std::vector<std::uint8_t> const good = unseal(encode(ReplayToken{}));  // 0 0 0 | 0 0 0 | 8 bytes
    auto const with = [&](std::size_t at, std::vector<std::uint8_t> const& put) {
        std::vector<std::uint8_t> bytes = good;
        bytes.erase(bytes.begin() + static_cast<std::ptrdiff_t>(at));
        bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(at), put.begin(), put.end());
        return bytes;
    };
    auto const said = [&](char const* what) { return "replay token " + std::string{what} + advice; };
    EXPECT_EQ(refusal_of({}), said("is cut short in its program name: the content ends there"));
    EXPECT_EQ(refusal_of({5, 'a'}), said("is cut short in its program name: it announces more than there is"));
    EXPECT_EQ(
        refusal_of(with(1, {0xFF, 0xFF, 0xFF, 0xFF, 0x0F})),
        said("is cut short in its parameters: it announces more than there is"));
    std::vector<std::uint8_t> longer = good;
    longer.push_back(0);
    EXPECT_EQ(refusal_of(longer), said("has bytes left over in its content: more follows its fingerprint"));
    std::vector<std::uint8_t> shorter = good;
    shorter.pop_back();
    EXPECT_EQ(refusal_of(shorter), said("is cut short in its fingerprint: the content ends there"));
    EXPECT_EQ(
        refusal_of(with(4, {0x80, 0})), said("is not canonical in its seed: a number is longer than it needs to be"));
    EXPECT_EQ(
        refusal_of(with(4, {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 2})),
        said("has a value out of range in its seed: a number above 2^64 - 1"));
    EXPECT_EQ(
        refusal_of(with(2, {16, 0})), said("is not canonical in its spurious wake-ups: the default is written out"));
    EXPECT_EQ(
        refusal_of(with(2, {32, 0x80, 0x80, 4})),
        said("has a value out of range in its weak failures: the number is too large"));
    EXPECT_EQ(
        refusal_of(with(2, {64, 0xC0, 0x84, 0x3D})),
        said("is not canonical in its step bound: the default is written out"));
    EXPECT_EQ(
        refusal_of({0, 0, 128, 1, 0, 3, 0, 1, 2, 3, 4, 5, 6, 7, 8}),
        said("is not canonical in its schedule's outcomes: the default is written out"));
    EXPECT_EQ(
        refusal_of({0, 0, 128, 1, 0, 0xFE, 0xFF, 7, 1, 2, 3, 4, 5, 6, 7, 8}),
        said("has a value out of range in its schedule's threads: the number is too large"));
    EXPECT_EQ(
        refusal_of({0, 0, 128, 5, 0, 1, 2, 3, 4, 5, 6, 7, 8}),
        said("is cut short in its schedule: it announces more than there is"));
}

TEST(ReplayToken, refuses_to_write_what_names_no_execution) {
    ReplayToken token;
    Choice const choice{0, ThreadId{1}, OutcomeKind::done};
    token.choices = Schedule{{4, choice}, {4, choice}};
    EXPECT_THROW(encode(token), std::invalid_argument);
    token.choices = Schedule{{UINT64_MAX, choice}};
    EXPECT_THROW(encode(token), std::invalid_argument);
    token.choices = Schedule{{4, Choice{}}};
    EXPECT_THROW(encode(token), std::invalid_argument);
}

TEST(Envelope, crc32_is_the_usual_one) {
    std::vector<std::uint8_t> const digits = {'1', '2', '3', '4', '5', '6', '7', '8', '9'};
    EXPECT_EQ(crc32(digits), 0xCBF43926U);
    EXPECT_EQ(crc32({}), 0U);
}

TEST(Envelope, base32_is_that_of_rfc_4648) {
    std::string const text = "foobar";
    char const* const expected[] = {"", "my", "mzxq", "mzxw6", "mzxw6yq", "mzxw6ytb", "mzxw6ytboi"};
    for (std::size_t size = 0; size <= text.size(); ++size) {
        std::vector<std::uint8_t> const bytes(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(size));
        std::string const sealed = seal(bytes);
        EXPECT_EQ(sealed.substr(4, sealed.size() - 13), expected[size]);
        EXPECT_EQ(unseal(sealed), bytes);
    }
}

/// A number of any size: small ones are as likely as large ones.
std::uint64_t any_number(Random& random) { return random.next() >> random.below(64); }

std::string any_text(Random& random) {
    std::string text(random.below(12), ' ');
    for (char& c : text) c = static_cast<char>(random.below(256));
    return text;
}

Schedule any_schedule(Random& random) {
    Schedule schedule;
    std::uint64_t step = 0;
    for (std::uint32_t left = random.below(8); left > 0; --left) {
        step += 1 + (any_number(random) >> 5U);
        auto const thread = static_cast<ThreadId>(any_number(random) % 0xFFFFU);
        schedule.push_back(
            {step,
             {static_cast<std::uint32_t>(any_number(random)), thread, static_cast<OutcomeKind>(random.below(4))}});
        if (random.below(2) == 0) schedule.back().choice = {0, thread, OutcomeKind::done};
    }
    return schedule;
}

ReplayToken any_token(Random& random) {
    ReplayToken token;
    token.program = any_text(random);
    for (std::uint32_t left = random.below(4); left > 0; --left)
        token.parameters.emplace_back(any_text(random), any_text(random));
    if (random.below(2) == 0) token.semantics.data_races = DataRaces::allowed;
    if (random.below(2) == 0) token.semantics.time = Time::adversarial;
    if (random.below(2) == 0) token.semantics.notify = Notify::oldest;
    if (random.below(2) == 0) token.semantics.spurious = static_cast<std::uint16_t>(any_number(random));
    if (random.below(2) == 0) token.semantics.weak_failures = static_cast<std::uint16_t>(any_number(random));
    if (random.below(2) == 0) token.semantics.main_ends_process = true;
    if (random.below(2) == 0) token.semantics.step_bound = any_number(random);
    token.fingerprint = random.next();
    if (random.below(2) == 0) {
        token.choices = any_schedule(random);
    } else {
        StrategyForm form;
        form.strategy = any_text(random);
        form.seed = any_number(random);
        form.index = any_number(random);
        token.choices = form;
    }
    return token;
}

RC_GTEST_PROP(ReplayToken, every_token_comes_back, (std::uint64_t seed)) {
    Random random{seed};
    ReplayToken const token = any_token(random);
    std::string const text = encode(token);
    ReplayToken const back = decode(text);
    RC_ASSERT(back == token);
    RC_ASSERT(encode(back) == text);
}

std::uint64_t fuzz_runs() {
    char const* const asked = std::getenv("HEDDLE_FUZZ_RUNS");
    return asked != nullptr ? std::strtoull(asked, nullptr, 10) : 50'000;
}

template <typename Bytes>
void damage(Bytes& bytes, Random& random) {
    using Byte = typename Bytes::value_type;
    auto const size = static_cast<std::uint32_t>(bytes.size());
    auto const at = bytes.begin() + random.below(size + 1);
    switch (random.below(4)) {
    case 0:
        if (at != bytes.end()) *at = static_cast<Byte>(static_cast<unsigned char>(*at) ^ (1U << random.below(8)));
        break;
    case 1:
        bytes.erase(at, bytes.end());
        break;
    case 2:
        bytes.insert(at, static_cast<Byte>(random.below(256)));
        break;
    default:
        if (at != bytes.end()) bytes.erase(at);
        break;
    }
}

/// Refused, or taken and canonical.
bool holds(std::string const& text, std::uint64_t& taken) {
    try {
        ReplayToken const token = decode(text);
        ++taken;
        return encode(token) == text;
    } catch (std::invalid_argument const&) {
        return true;
    }
}

TEST(ReplayToken, survives_anything) {
    Random random{20'240'601};
    std::uint64_t taken = 0;
    std::string const letters = "hd12-abcdefghijklmnopqrstuvwxyz234567ABC019 ";
    for (std::uint64_t i = 0, runs = fuzz_runs(); i < runs; ++i) {
        std::string noise = random.below(2) == 0 ? "hd1-" : "";
        for (std::uint32_t left = random.below(60); left > 0; --left) {
            noise += random.below(8) == 0 ? static_cast<char>(random.below(256))
                                          : letters[random.below(static_cast<std::uint32_t>(letters.size()))];
        }
        ASSERT_TRUE(holds(noise, taken)) << noise;

        std::string text = encode(any_token(random));
        std::vector<std::uint8_t> bytes = unseal(text);
        for (std::uint32_t left = 1 + random.below(3); left > 0; --left) {
            damage(text, random);
            damage(bytes, random);
        }
        ASSERT_TRUE(holds(text, taken)) << text;
        ASSERT_TRUE(holds(seal(bytes), taken)) << seal(bytes);

        std::vector<std::uint8_t> content(random.below(40));
        for (std::uint8_t& byte : content) byte = static_cast<std::uint8_t>(random.next() >> (56U + random.below(8)));
        ASSERT_TRUE(holds(seal(content), taken)) << seal(content);
    }
    EXPECT_GT(taken, fuzz_runs() / 50) << "too little gets past the checksum to be a test of the content";
}

}  // namespace
}  // namespace heddle
