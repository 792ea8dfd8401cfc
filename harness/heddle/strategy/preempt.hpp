// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/strategy.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace heddle {

/// A thread as people name it: its number, or the name it was given, with '_' for a blank. Digits alone are a number.
struct ThreadReference {
    std::string text;
    std::optional<ThreadId> id;

    /// Throws std::invalid_argument for a number that no thread can have, and for an empty text.
    static ThreadReference of(std::string_view text);
    /// Whether the thread has this name or, when no thread has it, this number. `directory` may be null; then only numbers
    /// match.
    bool matches(ThreadId thread, Directory const* directory) const noexcept;
};

/// "At this step switch to this thread."
struct PlannedSwitch {
    std::uint64_t step = 0;
    ThreadReference thread;
};

/// Reads `STEP/THREAD,STEP/THREAD...` in any order; the result is in order of steps. Throws std::invalid_argument when
/// it cannot be read or has a step twice.
std::vector<PlannedSwitch> planned_switches_in(std::string_view text);
std::string text_of(std::vector<PlannedSwitch> const& switches);

/// Runs until blocked and switches at the given steps, if the thread is enabled there. A search of one execution.
class PreemptAtStrategy final : public Strategy {
public:
    explicit PreemptAtStrategy(std::vector<PlannedSwitch> switches);

    bool begin_execution(std::uint64_t index) override;
    void repeat_execution() override;
    Decision choose(SchedulingPoint const& point) noexcept override;
    /// Which switches of the execution that ended last could not be made.
    std::string remark() const override;

private:
    std::vector<PlannedSwitch> switches_;
    std::vector<bool> made_;
    std::size_t next_ = 0;
};

/// "As soon as `thread` has taken its `count`-th `kind` on `object`."
struct PreemptionTrigger {
    ThreadReference thread;
    std::string operation;  ///< a name from operation_traits, '_' for a blank; load and store also mean an atomic's
    std::string object;     ///< the object's name, or kind and ordinal of one without a name: mutex_1
    std::uint64_t count = 1;
};

/// Reads `THREAD:OPERATION:OBJECT:COUNT`; OBJECT may contain colons. Throws std::invalid_argument when it cannot be
/// read, for operations that do not exist or are never scheduling points, and for the count 0.
PreemptionTrigger trigger_in(std::string_view text);
std::string text_of(PreemptionTrigger const& trigger);

/// Runs until blocked, but once the trigger has come its thread is preempted, once, by the next enabled thread after it
/// in the order of ids. That happens at the thread's next scheduling point; as long as the thread is the only one that
/// can move there is nobody to preempt it, and it happens as soon as there is. When the thread blocks first, it has
/// lost its turn anyway and nothing more happens. A search of one execution.
class PreemptAfterStrategy final : public Strategy {
public:
    explicit PreemptAfterStrategy(PreemptionTrigger trigger);

    bool begin_execution(std::uint64_t index) override;
    void repeat_execution() override;
    Decision choose(SchedulingPoint const& point) noexcept override;
    /// The count needs every step of the thread.
    bool wants_every_point() const noexcept override { return true; }
    /// Whether the trigger came in the execution that ended last.
    std::string remark() const override;

private:
    enum class Phase : std::uint8_t { counting, due, over };

    bool triggers(Operation const& operation, Directory const* directory) const noexcept;

    PreemptionTrigger trigger_;
    std::uint64_t taken_ = 0;
    Phase phase_ = Phase::counting;
};

}  // namespace heddle
