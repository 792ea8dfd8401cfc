// SPDX-License-Identifier: Apache-2.0
// A function that locks calls another that locks the same mutex: a plain mutex waits for its own holder.
#include <scenarios/families.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

namespace heddle::scenarios {

namespace {

struct Options {};

template <class Mutex>
class Nested {
public:
    explicit Nested(Options) { sync::set_name(mutex_, "guard"); }

    void run() {
        starting_line([this] { outer(); });
    }
    std::string observe() const { return {}; }

private:
    void outer() {
        sync::this_thread::set_name("A");
        sync::lock_guard const guard{mutex_};
        inner();
    }
    void inner() { sync::lock_guard const guard{mutex_}; }

    Mutex mutex_;
};

std::unique_ptr<Program> make_buggy(Settings const&) { return program_of<Nested<sync::mutex>>(Options{}); }
std::unique_ptr<Program> make_fixed(Settings const&) { return program_of<Nested<sync::recursive_mutex>>(Options{}); }

}  // namespace

Scenario lock_self() {
    return {
        "lock_self",
        "a plain mutex does not know its holder: locking it twice waits for oneself",
        "a thread waits for a mutex that it holds itself",
        "a recursive mutex",
        {"A13"},
        {},
        {{"buggy", {{FindingKind::deadlock, FindingKind::misuse}}, {{"j_lock_self"}}, make_buggy},
         {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
