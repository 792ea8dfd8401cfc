// SPDX-License-Identifier: Apache-2.0
// Two wait for 20 each, and 40 comes at once: one notify wakes one, the other sleeps on beside its money.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/money/purse.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

namespace heddle::scenarios {

namespace {

class Bulk {
public:
    explicit Bulk(Purse::Tells tells) : purse_{0, {Purse::Waits::until_enough, tells}} {}

    void run() {
        starting_line([this] { deposit(); }, [this] { spend("p0"); }, [this] { spend("p1"); });
    }
    std::string observe() const { return purse_.observe(); }
    std::string wrong() const { return purse_.wrong(); }

private:
    void deposit() {
        sync::this_thread::set_name("stingy");
        purse_.deposit(40);
    }
    void spend(char const* name) {
        sync::this_thread::set_name(name);
        purse_.spend(20);
    }

    Purse purse_;
};

std::unique_ptr<Program> make_buggy(Settings const&) { return program_of<Bulk>(Purse::Tells::one, oldest_first()); }
std::unique_ptr<Program> make_fixed(Settings const&) { return program_of<Bulk>(Purse::Tells::all, oldest_first()); }

}  // namespace

Scenario bulk_notify() {
    return {
        "bulk_notify",
        "a change that several waiters can use is followed by notify_all, or by a notify for each",
        "one deposit is enough for two, one is woken, and the other sleeps beside the money",
        "notify_all",
        {"B15b"},
        {},
        {{"buggy", {{FindingKind::deadlock}}, {{"e2_bulk_notify"}}, make_buggy},
         {"fixed", {}, {{"e2_bulk_notify_all"}}, make_fixed}}};
}

}  // namespace heddle::scenarios
