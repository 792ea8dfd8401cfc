// SPDX-License-Identifier: Apache-2.0
// An exception leaves a region between lock() and unlock(): without a guard object the mutex stays locked for ever.
#include <scenarios/families.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <fmt/format.h>

#include <stdexcept>

namespace heddle::scenarios {

namespace {

struct Options {
    bool guarded;
};

class Raises {
public:
    explicit Raises(Options options) : options_{options} {
        sync::set_name(mutex_, "guard");
        sync::set_name(x_, "x");
        sync::set_name(y_, "y");
    }

    void run() {
        starting_line([this] { swallowing_exceptions([this] { fails(); }); }, [this] { works(); });
    }
    std::string observe() const { return fmt::format("x={} y={}", x_.load(), y_.load()); }

private:
    void fails() {
        sync::this_thread::set_name("T0");
        if (options_.guarded) {
            sync::lock_guard const guard{mutex_};
            change_and_raise();
        } else {
            mutex_.lock();
            change_and_raise();
            mutex_.unlock();
        }
    }
    void change_and_raise() {
        x_.store(1);
        if (x_.load() == 1) throw std::runtime_error("the text cannot be counted");
    }
    void works() {
        sync::this_thread::set_name("T1");
        sync::lock_guard const guard{mutex_};
        y_.store(1);
    }

    Options options_;
    sync::mutex mutex_;
    sync::shared<int> x_{0};
    sync::shared<int> y_{0};
};

std::unique_ptr<Program> make_buggy(Settings const&) { return program_of<Raises>(Options{false}); }
std::unique_ptr<Program> make_fixed(Settings const&) { return program_of<Raises>(Options{true}); }

}  // namespace

Scenario raise_in_lock() {
    return {
        "raise_in_lock",
        "an exception between lock and unlock leaves the mutex locked; a guard object does not",
        "an exception jumps over the unlock, and the next thread waits for ever",
        "a lock guard, which unlocks however the block is left",
        {"B11"},
        {},
        {{"buggy", {{FindingKind::deadlock, FindingKind::held_at_end}}, {{"m_raise_in_lock"}}, make_buggy},
         {"fixed", {}, {{"m_raise_in_lock_finally"}}, make_fixed}}};
}

}  // namespace heddle::scenarios
