// SPDX-License-Identifier: Apache-2.0
// The README's program, letter for letter; tests/readme compares them.
#include <heddle/heddle.hpp>

#include <iostream>

int main() {
    heddle::Report const report = heddle::explore("payments", [] {
        heddle::mutex left{"left"};
        heddle::mutex right{"right"};
        auto const pay = [](heddle::mutex& from, heddle::mutex& to) {
            heddle::lock_guard const first{from};
            heddle::lock_guard const second{to};
        };
        heddle::thread there{[&] { pay(left, right); }};
        heddle::thread back{[&] { pay(right, left); }};
        there.join();
        back.join();
    });
    heddle::render_report(report, std::cout);
}
