// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/envelope.hpp>
#include <heddle/core/replay_token.hpp>

#include <limits>
#include <span>
#include <stdexcept>
#include <vector>

namespace heddle {

namespace {

enum Bit : unsigned {
    races_bit = 1,
    time_bit = 2,
    notify_bit = 4,
    main_bit = 8,
    spurious_bit = 16,
    weak_bit = 32,
    bound_bit = 64,
    schedule_bit = 128
};

class Writer {
public:
    void byte(std::uint64_t value) { bytes_.push_back(static_cast<std::uint8_t>(value)); }
    void number(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7U) byte((value & 0x7FU) | 0x80U);
        byte(value);
    }
    void text(std::string_view value) {
        number(value.size());
        for (char const c : value) byte(static_cast<unsigned char>(c));
    }
    void word(std::uint64_t value) {
        for (unsigned shift = 0; shift < 64; shift += 8) byte(value >> shift & 0xFFU);
    }
    std::span<std::uint8_t const> bytes() const noexcept { return bytes_; }

private:
    std::vector<std::uint8_t> bytes_;
};

[[noreturn]] void refuse(char const* what, char const* field, char const* why) {
    throw std::invalid_argument(
        std::string{"replay token "} + what + " in its " + field + ": " + why
        + "; its checksum is right, so it was written wrong: make it again");
}

/// Reads what is there and never believes a length.
class Reader {
public:
    explicit Reader(std::span<std::uint8_t const> bytes) noexcept : left_{bytes} {}

    std::uint64_t byte(char const* field) {
        if (left_.empty()) refuse("is cut short", field, "the content ends there");
        std::uint8_t const value = left_.front();
        left_ = left_.subspan(1);
        return value;
    }
    std::uint64_t number(char const* field, std::uint64_t largest = UINT64_MAX) {
        std::uint64_t value = 0;
        for (unsigned shift = 0;; shift += 7) {
            std::uint64_t const next = byte(field);
            if (shift == 63 && next > 1) refuse("has a value out of range", field, "a number above 2^64 - 1");
            value |= (next & 0x7FU) << shift;
            if (next >= 0x80) continue;
            if (next == 0 && shift > 0) refuse("is not canonical", field, "a number is longer than it needs to be");
            break;
        }
        if (value > largest) refuse("has a value out of range", field, "the number is too large");
        return value;
    }
    std::uint64_t count(char const* field, std::size_t bytes_each) {
        std::uint64_t const value = number(field);
        if (value > left_.size() / bytes_each) refuse("is cut short", field, "it announces more than there is");
        return value;
    }
    std::string text(char const* field) {
        auto const size = static_cast<std::size_t>(count(field, 1));
        std::string value;
        value.reserve(size);
        for (std::uint8_t const c : left_.first(size)) value += static_cast<char>(c);
        left_ = left_.subspan(size);
        return value;
    }
    std::uint64_t word(char const* field) {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 8) value |= byte(field) << shift;
        return value;
    }
    bool at_end() const noexcept { return left_.empty(); }

private:
    std::span<std::uint8_t const> left_;
};

unsigned bits_of(ReplayToken const& token) {
    Semantics const usual;
    Semantics const& semantics = token.semantics;
    unsigned bits = 0;
    if (semantics.data_races != usual.data_races) bits |= races_bit;
    if (semantics.time != usual.time) bits |= time_bit;
    if (semantics.notify != usual.notify) bits |= notify_bit;
    if (semantics.main_ends_process != usual.main_ends_process) bits |= main_bit;
    if (semantics.spurious != usual.spurious) bits |= spurious_bit;
    if (semantics.weak_failures != usual.weak_failures) bits |= weak_bit;
    if (semantics.step_bound != usual.step_bound) bits |= bound_bit;
    if (std::holds_alternative<Schedule>(token.choices)) bits |= schedule_bit;
    return bits;
}

std::uint64_t unusual(Reader& reader, char const* field, std::uint64_t usual, std::uint64_t largest) {
    std::uint64_t const value = reader.number(field, largest);
    if (value == usual) refuse("is not canonical", field, "the default is written out");
    return value;
}

Semantics read_semantics(Reader& reader, std::uint64_t bits) {
    constexpr std::uint64_t half = std::numeric_limits<std::uint16_t>::max();
    Semantics semantics;
    if ((bits & races_bit) != 0) semantics.data_races = DataRaces::allowed;
    if ((bits & time_bit) != 0) semantics.time = Time::adversarial;
    if ((bits & notify_bit) != 0) semantics.notify = Notify::oldest;
    if ((bits & main_bit) != 0) semantics.main_ends_process = true;
    auto const small = [&](char const* field) { return static_cast<std::uint16_t>(unusual(reader, field, 0, half)); };
    if ((bits & spurious_bit) != 0) semantics.spurious = small("spurious wake-ups");
    if ((bits & weak_bit) != 0) semantics.weak_failures = small("weak failures");
    if ((bits & bound_bit) != 0) semantics.step_bound = unusual(reader, "step bound", semantics.step_bound, UINT64_MAX);
    return semantics;
}

void write_schedule(Writer& writer, Schedule const& schedule) {
    writer.number(schedule.size());
    std::uint64_t from = 0;
    for (auto const& [step, choice] : schedule) {
        if (step < from || step == UINT64_MAX)
            throw std::invalid_argument("heddle internal error: the steps of a schedule do not rise");
        if (choice.thread == no_thread)
            throw std::invalid_argument("heddle internal error: a schedule names no thread");
        bool const plain = choice.pick == 0 && choice.kind == OutcomeKind::done;
        writer.number(step - from);
        writer.number((std::uint64_t{index(choice.thread)} << 1U) | (plain ? 0U : 1U));
        if (!plain) writer.number((std::uint64_t{choice.pick} << 2U) | static_cast<std::uint64_t>(choice.kind));
        from = step + 1;
    }
}

Schedule read_schedule(Reader& reader) {
    Schedule schedule;
    std::uint64_t const count = reader.count("schedule", 2);
    std::uint64_t from = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        Deviation deviation;
        deviation.step = from + reader.number("schedule's steps", UINT64_MAX - 1 - from);
        std::uint64_t const head = reader.number("schedule's threads", (index(no_thread) << 1U) - 1);
        deviation.choice.thread = static_cast<ThreadId>(head >> 1U);
        if ((head & 1U) != 0) {
            std::uint64_t const outcome = reader.number("schedule's outcomes", (std::uint64_t{1} << 34U) - 1);
            if (outcome == 0) refuse("is not canonical", "schedule's outcomes", "the default is written out");
            deviation.choice.pick = static_cast<std::uint32_t>(outcome >> 2U);
            deviation.choice.kind = static_cast<OutcomeKind>(outcome & 3U);
        }
        from = deviation.step + 1;
        if (from == UINT64_MAX && i + 1 < count)
            refuse("has a value out of range", "schedule's steps", "too many steps");
        schedule.push_back(deviation);
    }
    return schedule;
}

}  // namespace

std::string encode(ReplayToken const& token) {
    Writer writer;
    writer.text(token.program);
    writer.number(token.parameters.size());
    for (auto const& [name, value] : token.parameters) {
        writer.text(name);
        writer.text(value);
    }
    unsigned const bits = bits_of(token);
    writer.byte(bits);
    if ((bits & spurious_bit) != 0) writer.number(token.semantics.spurious);
    if ((bits & weak_bit) != 0) writer.number(token.semantics.weak_failures);
    if ((bits & bound_bit) != 0) writer.number(token.semantics.step_bound);
    if (auto const* form = std::get_if<StrategyForm>(&token.choices)) {
        writer.text(form->strategy);
        writer.number(form->seed);
        writer.number(form->index);
    } else {
        write_schedule(writer, std::get<Schedule>(token.choices));
    }
    writer.word(token.fingerprint);
    return seal(writer.bytes());
}

ReplayToken decode(std::string_view text) {
    std::vector<std::uint8_t> const bytes = unseal(text);
    Reader reader{bytes};
    ReplayToken token;
    token.program = reader.text("program name");
    std::uint64_t const parameters = reader.count("parameters", 2);
    for (std::uint64_t i = 0; i < parameters; ++i) {
        std::string name = reader.text("parameters");
        token.parameters.emplace_back(std::move(name), reader.text("parameters"));
    }
    std::uint64_t const bits = reader.byte("semantics");
    token.semantics = read_semantics(reader, bits);
    if ((bits & schedule_bit) != 0) {
        token.choices = read_schedule(reader);
    } else {
        StrategyForm form;
        form.strategy = reader.text("strategy");
        form.seed = reader.number("seed");
        form.index = reader.number("index");
        token.choices = std::move(form);
    }
    token.fingerprint = reader.word("fingerprint");
    if (!reader.at_end()) refuse("has bytes left over", "content", "more follows its fingerprint");
    return token;
}

}  // namespace heddle
