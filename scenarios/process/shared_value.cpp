// SPDX-License-Identifier: Apache-2.0
// Two processes add to a value in memory that they share. Sharing it does not make `+=` one step: that takes its lock.
#include <heddle/sync.hpp>

#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>

#include <fmt/format.h>

namespace heddle::scenarios {

namespace {

struct Options {
    int increments;
    bool locks;
};

/// What each process has for itself.
struct Nothing {};

class Value {
public:
    explicit Value(Options options) : options_{options} {
        sync::set_name(value_, "value");
        sync::set_name(lock_, "lock of value");
    }

    void run() {
        Nothing const nothing;
        auto const body = [this](Nothing&) { add(); };
        sync::process one{sync::start_method::fork, nothing, body};
        sync::process two{sync::start_method::fork, nothing, body};
        one.join();
        two.join();
    }
    std::string observe() const { return std::to_string(value_.load()); }
    std::string wrong() const {
        int const expected = 2 * options_.increments;
        if (value_.load() == expected) return {};
        return fmt::format("the shared value is {} and not {}: increments were lost", value_.load(), expected);
    }

private:
    void add() {
        for (int i = 0; i < options_.increments; ++i) {
            if (options_.locks) {
                sync::lock_guard const guard{lock_};
                value_ += 1;
            } else {
                value_ += 1;
            }
        }
    }

    Options options_;
    sync::shared<int> value_{0};
    sync::mutex lock_;  ///< in the shared memory too
};

std::unique_ptr<Program> make_buggy(Settings const& settings) {
    return program_of<Value>(Options{int_of(settings, "n"), false}, without_step_bound(racing_values()));
}
std::unique_ptr<Program> make_fixed(Settings const& settings) {
    return program_of<Value>(Options{int_of(settings, "n"), true}, without_step_bound({}));
}

}  // namespace

Scenario shared_value() {
    return {
        "shared_value",
        "memory that processes share is as open to races as that of threads: `+=` needs the value's lock",
        "two processes load the same shared value, and the second store wipes out the first",
        "the value's own lock around the update",
        {"B05"},
        {number_of("n", "how often each process adds 1", 2, 1, 1'000'000'000)},
        {{"buggy", {{FindingKind::requirement}}, {{"p_shared_value_nolock"}}, make_buggy},
         {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
