// SPDX-License-Identifier: Apache-2.0
// A program that crashes in one interleaving of a few: explored when called `crashing HOW STRATEGY`, replayed when called
// `crashing HOW replay TOKEN`.
#include <heddle/heddle.hpp>

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>

namespace {

__attribute__((noinline)) int recurse(int depth) {
    char volatile here[1024] = {};
    here[0] = static_cast<char>(depth);
    return depth < 0 ? 0 : recurse(depth + 1) + here[0];
}

void crash(std::string const& how) {
    if (how == "abort") std::abort();
    if (how == "memory") {
        std::uintptr_t volatile nowhere = 8;
        *reinterpret_cast<int volatile*>(nowhere) = 1;
    }
    if (how == "terminate") {
        []() noexcept { static_cast<void>(std::string{}.at(1)); }();
    }
    if (how == "stack") std::exit(recurse(1));
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 3) return 2;
    std::string const how = arguments[1];
    auto const body = [&how] {
        heddle::atomic<int> turns{0};
        heddle::thread first{[&] {
            turns.store(1);
            turns.store(2);
        }};
        heddle::thread second{[&] {
            if (turns.load() == 1 && turns.load() == 2) crash(how);
        }};
        first.join();
        second.join();
    };
    std::string const strategy = arguments[2];
    if (strategy == "replay" && count == 4) {
        bool const same = heddle::replay("crashing", body, arguments[3]).same();
        std::cout << (same ? "the same trace\n" : "another trace\n");
        return 0;
    }
    heddle::Plan plan;
    plan.strategy = strategy;
    plan.executions = 10'000;
    heddle::explore("crashing", body, plan);
    std::cout << "no crash\n";
}
