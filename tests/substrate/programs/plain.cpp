// SPDX-License-Identifier: Apache-2.0
// A program without thread_local variables: whose they would be, and which errno a thread sees that another one has set.
#include <heddle/heddle.hpp>

#include <cerrno>
#include <iostream>

int main() {
    heddle::ThreadLocals const here = heddle::thread_locals();
    std::cout << (here.own ? "own" : "shared, for " + here.why) << std::endl;
    int seen = 0;
    heddle::Plan plan;
    plan.executions = 1;
    heddle::explore(
        "errno",
        [&seen] {
            heddle::thread{[] { errno = 5; }}.join();
            seen = errno;
        },
        plan);
    std::cout << "errno: " << seen << std::endl;
}
