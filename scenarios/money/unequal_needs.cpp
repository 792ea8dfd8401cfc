// SPDX-License-Identifier: Apache-2.0
// One waits for 20, another for 10; 10 comes, then 20. A notify may wake the one that cannot use it yet, and the last one
// wakes nobody who is still short.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/money/purse.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

namespace heddle::scenarios {

namespace {

class Unequal {
public:
    explicit Unequal(Purse::Tells tells) : purse_{0, {Purse::Waits::until_enough, tells}} {}

    void run() {
        starting_line([this] { deposit(); }, [this] { spend("p0", 20); }, [this] { spend("p1", 10); });
    }
    std::string observe() const { return purse_.observe(); }
    std::string wrong() const { return purse_.wrong(); }

private:
    void deposit() {
        sync::this_thread::set_name("stingy");
        purse_.deposit(10);
        purse_.deposit(20);
    }
    void spend(char const* name, int amount) {
        sync::this_thread::set_name(name);
        purse_.spend(amount);
    }

    Purse purse_;
};

std::unique_ptr<Program> make_buggy(Settings const&) { return program_of<Unequal>(Purse::Tells::one, oldest_first()); }
std::unique_ptr<Program> make_fixed(Settings const&) { return program_of<Unequal>(Purse::Tells::all, oldest_first()); }

}  // namespace

Scenario unequal_needs() {
    return {
        "unequal_needs",
        "waiters that wait for different things need notify_all, or a condition each",
        "the notify wakes the one whose need is not met yet, and the other sleeps beside the money",
        "notify_all, or a condition for each need",
        {"B15b"},
        {},
        {{"buggy", {{FindingKind::deadlock}}, {{"e2_hetero_notify"}}, make_buggy},
         {"fixed", {}, {{"e2_hetero_notify_all"}}, make_fixed}}};
}

}  // namespace heddle::scenarios
