// SPDX-License-Identifier: Apache-2.0
// What belongs to a thread stays with it over switches: exceptions in flight and being handled, the registers that a call
// preserves, the floating-point control words.
#include <heddle/primitives/thread.hpp>

#include <tests/support/run.hpp>

#include <gtest/gtest.h>

#include <cfenv>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

namespace heddle::tests {
namespace {

constexpr int executions = 300;

/// Runs the body twice side by side, in many interleavings; what it returns must be "right" each time.
template <class Body>
void side_by_side(Body body) {
    Runner runner;
    for (int i = 0; i < executions; ++i) {
        std::vector<std::string> results(3);
        Conclusion const conclusion = runner.run([&] {
            thread one{[&] { results[0] = body(1); }};
            thread two{[&] { results[1] = body(2); }};
            results[2] = body(3);
            one.join();
            two.join();
        });
        ASSERT_TRUE(conclusion.ok);
        ASSERT_TRUE(runner.troubles.failures.empty()) << runner.troubles.failures.front();
        for (std::string const& result : results) ASSERT_EQ(result, "right");
    }
}

std::string current_message() {
    try {
        if (std::exception_ptr const current = std::current_exception()) std::rethrow_exception(current);
    } catch (std::exception const& error) {
        return error.what();
    }
    return "none";
}

TEST(Exceptions, HandledOnesStayWithTheirThread) {
    side_by_side([](int who) -> std::string {
        std::string const mine = "error " + std::to_string(who);
        this_thread::yield();
        if (std::current_exception() != nullptr) return "an exception of another thread";
        try {
            this_thread::yield();
            throw std::runtime_error(mine);
        } catch (std::runtime_error const& error) {
            this_thread::yield();
            if (current_message() != mine || error.what() != mine) return "another thread's: " + current_message();
            this_thread::yield();
        }
        this_thread::yield();
        return std::current_exception() == nullptr ? "right" : "still handled";
    });
}

TEST(Exceptions, NestedHandlersAndRethrows) {
    side_by_side([](int who) -> std::string {
        std::string const outer = "outer " + std::to_string(who);
        std::string const inner = "inner " + std::to_string(who);
        try {
            try {
                throw std::runtime_error(outer);
            } catch (std::runtime_error const&) {
                this_thread::yield();
                try {
                    throw std::logic_error(inner);
                } catch (std::logic_error const&) {
                    this_thread::yield();
                    if (current_message() != inner) return "inner: " + current_message();
                }
                this_thread::yield();
                if (current_message() != outer) return "outer: " + current_message();
                throw;
            }
        } catch (std::runtime_error const& again) {
            this_thread::yield();
            return again.what() == outer ? "right" : again.what();
        }
        return "lost";
    });
}

/// Parks while its frame is being unwound.
struct ParksInDestructor {
    int expected;
    std::string& result;
    ~ParksInDestructor() {
        for (int i = 0; i < 2; ++i) {
            if (std::uncaught_exceptions() != expected) result = "wrong number of exceptions in flight";
            this_thread::yield();
        }
        try {
            ParksInDestructor* const none = nullptr;
            this_thread::yield();
            if (none == nullptr) throw 1;
        } catch (int) {
            this_thread::yield();
        }
        if (std::uncaught_exceptions() != expected) result = "wrong number after another exception";
    }
};

TEST(Exceptions, OnesInFlightStayWithTheirThread) {
    side_by_side([](int who) -> std::string {
        std::string result = "right";
        try {
            if (who == 2) {  // one of the three throws nothing and must see none
                ParksInDestructor const parks{0, result};
            } else {
                ParksInDestructor const parks{1, result};
                throw std::runtime_error("in flight");
            }
        } catch (std::runtime_error const&) {
            this_thread::yield();
        }
        if (std::uncaught_exceptions() != 0) return "still in flight";
        return result;
    });
}

TEST(Exceptions, MayTravelBetweenThreads) {
    Runner runner;
    for (int i = 0; i < executions; ++i) {
        std::string caught;
        Conclusion const conclusion = runner.run([&] {
            std::exception_ptr carried;
            thread thrower{[&] {
                try {
                    this_thread::yield();
                    throw std::runtime_error("carried");
                } catch (...) {
                    this_thread::yield();
                    carried = std::current_exception();
                }
            }};
            thrower.join();
            try {
                std::rethrow_exception(carried);
            } catch (std::runtime_error const& error) {
                this_thread::yield();
                caught = error.what();
            }
        });
        ASSERT_TRUE(conclusion.ok);
        ASSERT_EQ(caught, "carried");
    }
}

/// More numbers than there are registers that a call preserves, alive over a switch: what differs afterwards.
template <class Number>
std::string kept_over_a_switch(int who) {
    Number volatile source[14];
    for (int i = 0; i < 14; ++i) source[i] = static_cast<Number>(100 * who + i);
    Number const a = source[0], b = source[1], c = source[2], d = source[3], e = source[4], f = source[5],
                 g = source[6];
    Number const h = source[7], i = source[8], j = source[9], k = source[10], l = source[11], m = source[12];
    Number const n = source[13];
    this_thread::yield();
    Number const now[] = {a, b, c, d, e, f, g, h, i, j, k, l, m, n};
    for (int at = 0; at < 14; ++at) {
        if (now[at] != static_cast<Number>(100 * who + at)) return "lost number " + std::to_string(at);
    }
    return "right";
}

TEST(Registers, IntegersStayWithTheirThread) { side_by_side(kept_over_a_switch<long>); }

TEST(Registers, FloatingPointNumbersStayWithTheirThread) { side_by_side(kept_over_a_switch<double>); }

TEST(FloatingPoint, TheRoundingModeStaysWithItsThread) {
    side_by_side([](int who) -> std::string {
        int const modes[] = {FE_TONEAREST, FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO};
        int const before = std::fegetround();
        if (before != FE_TONEAREST) return "began with another thread's mode";
        std::fesetround(modes[who]);
        for (int i = 0; i < 3; ++i) {
            this_thread::yield();
            if (std::fegetround() != modes[who]) return "lost its mode";
            double volatile third = 1.0;
            third = third / 3.0;
            bool const up = third > 0.333333333333333314829616256247;
            if (up != (who == 1)) return "the arithmetic rounds another way";
        }
        std::fesetround(before);
        return "right";
    });
    EXPECT_EQ(std::fegetround(), FE_TONEAREST);
}

}  // namespace
}  // namespace heddle::tests
