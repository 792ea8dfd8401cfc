// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/thread.hpp>
#include <heddle/substrate/thread_locals.hpp>

#include <tests/support/run.hpp>

#include <gtest/gtest.h>
#include <pthread.h>

#include <string>
#include <vector>

/// Variables for tests of whose they are.
namespace heddle::tests {

inline constexpr int executions = 300;

inline thread_local int number = 7;
inline thread_local int zero;
inline thread_local std::string const* pointer = nullptr;

/// Counts how many there were.
struct Counted {
    static inline int made = 0;
    static inline int destroyed = 0;
    std::string text = "as made, and too long for a string that needs no memory";
    Counted() { ++made; }
    Counted(Counted const&) = delete;
    Counted& operator=(Counted const&) = delete;
    ~Counted() { ++destroyed; }
};
inline thread_local Counted counted;

/// Where threads share the carrier's there is nothing to test.
class ThreadLocal : public testing::Test {
protected:
    void SetUp() override {
        if (ThreadLocals const here = thread_locals(); !here.own) GTEST_SKIP() << here.why;
        Counted::made = Counted::destroyed = 0;
    }

    /// Runs the body in three threads side by side, in many interleavings; what it returns must be "right" each time.
    template <class Body>
    void side_by_side(Body body) {
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
            for (std::string const& result : results) ASSERT_EQ(result, "right") << "execution " << i;
        }
    }

    Runner runner;
};

/// A key, made once as programs make them.
inline pthread_key_t key_of(void (*destructor)(void*)) {
    pthread_key_t key{};
    pthread_key_create(&key, destructor);
    return key;
}

}  // namespace heddle::tests
