// SPDX-License-Identifier: Apache-2.0
// Memory over many executions. What is looked at is the most that the process ever had.
#include "explored.hpp"

#include <cstdio>
#include <fstream>
#include <vector>

namespace heddle::explored {
namespace {

/// KiB. (getrusage also counts what the process was before exec.)
long most_memory() {
    std::ifstream status{"/proc/self/status"};
    std::string word;
    while (status >> word && word != "VmHWM:") {
    }
    long most = 0;
    status >> most;
    return most;
}

struct Shop {
    mutex guard;
    condition_variable changed;
    shared<int> goods;
    atomic<int> sold;
    counting_semaphore<> permits{2};
    manual_reset_event open;
};

/// Nearly everything there is, and it always ends.
void trade(Shop& shop) {
    std::vector<thread> all;
    for (int i = 0; i < 4; ++i) {
        all.emplace_back([&shop, i] {
            shop.permits.acquire();
            {
                unique_lock<mutex> lock{shop.guard};
                shop.goods += 1;
                shop.changed.notify_one();
                if (i > 1) shop.changed.wait_for(lock, std::chrono::milliseconds{1});
            }
            shop.sold.fetch_add(i);
            if (i == 0) shop.open.set();
            shop.permits.release();
            shop.open.wait();
            console.print("thread", i);
        });
    }
    for (thread& one : all) one.join();
}

void wait_for_ever(Shop& shop) {
    thread one{[&] {
        std::string const lost(1000, 'x');
        shop.open.wait();
    }};
    thread two{[&] {
        shop.guard.lock();
        shop.guard.lock();
    }};
    one.join();
    two.join();
}

/// What 9,900 more executions add after 100, in KiB.
long growth(Program& program, Plan plan, long& before) {
    plan.executions = 100;
    explore(program, plan);
    before = most_memory();
    plan.executions = 9'900;
    EXPECT_EQ(explore(program, plan).executions, 9'900U);
    return most_memory() - before;
}

TEST(Memory, of_executions_that_end_does_not_grow) {
    for (char const* const strategy : {"random", "dfs"}) {
        Tale<Shop> program{trade, [](Shop& shop) { return std::to_string(shop.sold.load()); }, races_allowed()};
        long before = 0;
        long const more = growth(program, plan_of(strategy), before);
        std::printf("%s: %ld KiB after 100 executions, %ld KiB more after 10,000\n", strategy, before, more);
        EXPECT_LT(more * 10, before);
    }
}

TEST(Memory, of_stuck_executions_grows_by_less_than_four_kibibytes_each) {
    Tale<Shop> program{wait_for_ever};
    long before = 0;
    long const more = growth(program, plan_of("random"), before);
    std::printf("stuck: %.3f KiB an execution\n", static_cast<double>(more) / 9'900);
    EXPECT_LT(more, 4 * 9'900);
}

TEST(Memory, of_stuck_executions_does_not_grow_when_they_are_unwound) {
    Tale<Shop> program{[](Shop& shop) {
        std::vector<thread> all;
        std::string const text(1000, 'x');
        for (int i = 0; i < 3; ++i) all.emplace_back([&shop, text] { shop.open.wait(); });
        for (thread& one : all) one.join();
    }};
    Plan plan = plan_of("random");
    plan.unwind = true;
    long before = 0;
    long const more = growth(program, plan, before);
    std::printf("unwound: %ld KiB after 100 executions, %ld KiB more after 10,000\n", before, more);
    EXPECT_LT(more * 10, before);
}

TEST(Memory, of_executions_that_are_cut_grows_by_less_than_four_kibibytes_each) {
    Tale<Shop> program{[](Shop& shop) {
        thread spinning{[&] {
            for (int i = 0;; ++i) shop.sold.store(i);
        }};
        spinning.join();
    }};
    program.semantics.step_bound = 200;
    long before = 0;
    long const more = growth(program, plan_of("random"), before);
    EXPECT_LT(more, 4 * 9'900);
}

}  // namespace
}  // namespace heddle::explored
