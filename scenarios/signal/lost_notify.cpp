// SPDX-License-Identifier: Apache-2.0
// A condition variable remembers nothing: a notify before the wait is lost, unless there is a predicate to look at.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

namespace heddle::scenarios {

namespace {

struct Options {
    bool has_predicate;
};

class Signal {
public:
    explicit Signal(Options options) : options_{options} {
        sync::set_name(condition_, "notified");
        sync::set_name(happened_, "happened");
    }

    void run() {
        starting_line([this] { wait(); }, [this] { notify(); });
    }
    std::string observe() const { return {}; }

private:
    void wait() {
        sync::this_thread::set_name("w");
        sync::unique_lock lock{mutex_};
        if (options_.has_predicate) {
            while (!happened_.load()) condition_.wait(lock);
        } else {
            condition_.wait(lock);
        }
    }
    void notify() {
        sync::this_thread::set_name("n");
        sync::lock_guard const guard{mutex_};
        if (options_.has_predicate) happened_.store(true);
        condition_.notify_one();
    }

    Options options_;
    sync::mutex mutex_;
    sync::condition_variable condition_;
    sync::shared<bool> happened_{false};
};

std::unique_ptr<Program> make_buggy(Settings const&) { return program_of<Signal>(Options{false}, oldest_first()); }
std::unique_ptr<Program> make_fixed(Settings const&) { return program_of<Signal>(Options{true}, oldest_first()); }

}  // namespace

Scenario lost_notify() {
    return {
        "lost_notify",
        "a notify that nobody waits for yet is lost; a predicate under the lock is what remembers",
        "the notify comes before the wait, and the waiter sleeps for ever",
        "a flag under the mutex, looked at before each wait",
        {"A16"},
        {},
        {{"buggy", {{FindingKind::deadlock}}, {{"j_notify_before_wait"}}, make_buggy}, {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
