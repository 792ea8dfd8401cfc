// SPDX-License-Identifier: Apache-2.0
// A process is forked while another thread holds a lock. The child has a copy of the lock as it was, held, and no copy of
// the thread that would unlock it.
#include <scenarios/families.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

namespace heddle::scenarios {

namespace {

enum class Forks { beside_the_thread, before_the_thread, holding_the_lock };

struct Globals {
    sync::mutex lock{"lock"};

    Globals() = default;
    Globals(Globals const& parent) : lock{sync::forked, parent.lock} {}
};

class Forking {
public:
    explicit Forking(Forks when) : when_{when} { sync::set_name(running_, "running children"); }

    void run() {
        if (when_ == Forks::before_the_thread) {
            sync::process child{sync::start_method::fork, globals_, [this](Globals& mine) { work(mine); }};
            sync::thread other{[this] { use_lock(); }};
            other.join();
            child.join();
            return;
        }
        starting_line([this] { use_lock(); }, [this] { parent(); });
    }
    std::string observe() const { return child_ == Child::got ? "child=got" : "child=waits"; }

private:
    enum class Child { waits, got };

    void use_lock() {
        sync::this_thread::set_name("worker");
        globals_.lock.lock();
        globals_.lock.unlock();
    }
    void parent() {
        sync::this_thread::set_name("parent");
        bool const holds = when_ == Forks::holding_the_lock;
        if (holds) globals_.lock.lock();
        sync::process child{sync::start_method::fork, globals_, [this, holds](Globals& mine) {
                                if (holds) mine.lock.unlock();
                                work(mine);
                            }};
        if (holds) globals_.lock.unlock();
        child.join();
    }
    void work(Globals& mine) {
        ++running_;
        mine.lock.lock();
        child_ = Child::got;
    }

    Forks when_;
    Globals globals_;
    sync::atomic<int> running_{0};  ///< makes the start of the child a step of its own
    Child child_ = Child::waits;
};

std::unique_ptr<Program> make_buggy(Settings const&) { return program_of<Forking>(Forks::beside_the_thread); }
std::unique_ptr<Program> make_fixed(Settings const& settings) {
    bool const first = settings.text("fix") == "fork_first";
    return program_of<Forking>(first ? Forks::before_the_thread : Forks::holding_the_lock);
}

}  // namespace

Scenario fork_held_lock() {
    return {
        "fork_held_lock",
        "a fork copies locks as they are, and no other thread: one that is held then is held for ever in the child",
        "the child of a fork waits for ever for a lock that a thread of the parent held at that moment",
        "fork before other threads start, or hold the lock oneself across the fork",
        {"B03b"},
        {choice_of(
            "fix", "the fixed variant forks before it starts threads, or holds the lock itself",
            {"fork_first", "hold_lock"})},
        {{"buggy", {{FindingKind::deadlock}}, {{"p_fork_lock_held", {}, {"fix"}}}, make_buggy},
         {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
