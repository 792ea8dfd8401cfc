// SPDX-License-Identifier: Apache-2.0
// A recursive mutex must be unlocked as often as it was locked; once less, and it keeps everybody else out.
#include <scenarios/families.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

namespace heddle::scenarios {

namespace {

struct Options {
    bool releases_both;
};

class Nested {
public:
    explicit Nested(Options options) : options_{options} {
        sync::set_name(mutex_, "guard of x");
        sync::set_name(x_, "x");
    }

    void run() {
        starting_line([this] { nested(); }, [this] { contends(); });
    }
    std::string observe() const { return std::to_string(x_.load()); }

private:
    void nested() {
        sync::this_thread::set_name("A");
        mutex_.lock();
        mutex_.lock();
        x_ += 1;
        mutex_.unlock();
        if (options_.releases_both) mutex_.unlock();
    }
    void contends() {
        sync::this_thread::set_name("B");
        mutex_.lock();
        x_ += 1;
        mutex_.unlock();
    }

    Options options_;
    sync::recursive_mutex mutex_;
    sync::shared<int> x_{0};
};

std::unique_ptr<Program> make_buggy(Settings const&) { return program_of<Nested>(Options{false}); }
std::unique_ptr<Program> make_fixed(Settings const&) { return program_of<Nested>(Options{true}); }

}  // namespace

Scenario half_release() {
    return {
        "half_release",
        "a recursive mutex that is unlocked once too few stays locked for everybody else",
        "the mutex was locked twice and unlocked once, so everybody else waits for ever",
        "unlock as often as it was locked",
        {"A14"},
        {},
        {{"buggy", {{FindingKind::deadlock, FindingKind::held_at_end}}, {{"j_rlock_half_release"}}, make_buggy},
         {"fixed", {}, {{"j_rlock_self"}}, make_fixed}}};
}

}  // namespace heddle::scenarios
