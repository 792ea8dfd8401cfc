// SPDX-License-Identifier: Apache-2.0
// What std says of thread_local variables: each thread has its own, new when it begins and destroyed when it ends.
#include <heddle/heddle.hpp>

#include <tests/substrate/lent.hpp>

#include <gtest/gtest.h>
#include <pthread.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace heddle::tests {
namespace {

TEST_F(ThreadLocal, EachThreadHasItsOwnNewInEachExecution) {
    number = 100;  // the carrier's
    side_by_side([](int who) -> std::string {
        if (number != 7 || zero != 0 || pointer != nullptr) return "not new";
        std::string const mine = std::to_string(who);
        number = zero = who;
        pointer = &mine;
        for (int i = 0; i < 3; ++i) {
            this_thread::yield();
            if (number != who || zero != who || *pointer != mine) return "another thread's";
        }
        return "right";
    });
    EXPECT_EQ(number, 100);
    number = 7;
}

TEST_F(ThreadLocal, AddressesDiffer) {
    std::set<void const*> addresses{&number};
    std::set<pthread_t> threads{pthread_self()};
    runner.run([&] {
        auto const look = [&] {
            addresses.insert(&number);
            threads.insert(pthread_self());
            this_thread::yield();
        };
        thread one{look};
        thread two{look};
        look();
        one.join();
        two.join();
    });
    EXPECT_EQ(addresses.size(), 4u);
    EXPECT_EQ(threads.size(), 4u);
}

TEST_F(ThreadLocal, ObjectsAreMadeAtTheirFirstUseAndDestroyedAtTheEndOfTheThread) {
    side_by_side([](int who) -> std::string {
        this_thread::yield();
        if (who == 2) return "right";  // never uses it
        if (counted.text.substr(0, 7) != "as made") return counted.text;
        counted.text = "spent";
        this_thread::yield();
        return "right";
    });
    EXPECT_EQ(Counted::made, 2 * executions);
    EXPECT_EQ(Counted::destroyed, 2 * executions);
}

std::vector<std::string>* diary = nullptr;

struct WritesDown {
    std::string what;
    mutex* parks = nullptr;
    ~WritesDown() {
        if (parks != nullptr) {
            std::lock_guard const lock{*parks};
            diary->push_back(what);
        } else {
            diary->push_back(what);
        }
    }
};

TEST_F(ThreadLocal, DestroyedBeforeTheThreadIsSeenToEndLastMadeFirst) {
    for (int i = 0; i < executions; ++i) {
        std::vector<std::string> written;
        diary = &written;
        Conclusion const conclusion = runner.run([&] {
            mutex guard;
            thread one{[&] {
                thread_local WritesDown first{"first", &guard};
                thread_local WritesDown second{"second", &guard};
                first.parks = second.parks = &guard;
                diary->push_back("body");
            }};
            thread two{[&] { std::lock_guard const lock{guard}; }};
            one.join();
            diary->push_back("joined");
            two.join();
        });
        ASSERT_TRUE(conclusion.ok);
        ASSERT_EQ(written, (std::vector<std::string>{"body", "second", "first", "joined"}));
    }
}

struct MakesAnother {
    ~MakesAnother() {
        thread_local Counted late;
        late.text = "used";
    }
};

TEST_F(ThreadLocal, ADestructorMayMakeAnother) {
    for (int i = 0; i < executions; ++i) {
        runner.run([] {
            thread_local MakesAnother early;
            (void)early;
        });
    }
    EXPECT_EQ(Counted::made, executions);
    EXPECT_EQ(Counted::destroyed, executions);
}

TEST_F(ThreadLocal, AThreadThatThrowsEndsLikeAnyOther) {
    for (int i = 0; i < executions; ++i) {
        Conclusion const conclusion = runner.run([] {
            thread one{[] {
                counted.text = "used";
                this_thread::yield();
                throw std::runtime_error("out of the thread");
            }};
            this_thread::yield();
            one.join();
        });
        ASSERT_TRUE(conclusion.ok);
        ASSERT_EQ(runner.troubles.failures, std::vector<std::string>{"std::runtime_error: out of the thread"});
    }
    EXPECT_EQ(Counted::made, executions);
    EXPECT_EQ(Counted::destroyed, executions);
}

TEST_F(ThreadLocal, TheCarriersAreItsOwn) {
    counted.text = "the carrier's";
    side_by_side([](int) -> std::string {
        counted.text = "a thread's";
        this_thread::yield();
        return "right";
    });
    EXPECT_EQ(counted.text, "the carrier's");
}

TEST_F(ThreadLocal, CaughtExceptionsOfDroppedThreadsAreForgotten) {
    for (int i = 0; i < executions; ++i) {
        bool clean = true;
        Conclusion const conclusion = runner.run([&] {
            mutex one;
            clean = clean && std::current_exception() == nullptr && std::uncaught_exceptions() == 0;
            try {
                throw 1;
            } catch (int) {
                one.lock();
                one.lock();  // for ever
            }
        });
        ASSERT_EQ(conclusion.ending, Ending::deadlock);
        ASSERT_TRUE(clean);
    }
}

/// Ten thousand executions whose threads never end: nothing of theirs is destroyed, nothing of it is seen again.
TEST_F(ThreadLocal, DroppedThreadsLeaveNothingBehind) {
    static pthread_key_t const key = key_of(nullptr);
    constexpr int many = 10'000;
    int not_new = 0;
    for (int i = 0; i < many; ++i) {
        Conclusion const conclusion = runner.run([&] {
            mutex one;
            auto const hang = [&] {
                if (number != 7 || errno != 0 || pthread_getspecific(key) != nullptr) ++not_new;
                if (counted.text == "spent") ++not_new;
                counted.text = "spent";  // short: what a dropped object owns is lost
                number = errno = 1;
                pthread_setspecific(key, &number);
                one.lock();
                one.lock();
            };
            thread other{hang};
            hang();
        });
        ASSERT_EQ(conclusion.ending, Ending::deadlock);
    }
    EXPECT_EQ(not_new, 0);
    EXPECT_EQ(Counted::destroyed, 0);
    runner.run([&] { not_new += number == 7 ? 0 : 1; });
    EXPECT_EQ(not_new, 0);
}

TEST_F(ThreadLocal, NothingIsLeftForTheNextEngineEither) {
    static pthread_key_t const key = key_of(nullptr);
    int not_new = 0;
    for (int i = 0; i < 20; ++i) {
        Runner next;
        next.run([&] {
            if (number != 7 || pthread_getspecific(key) != nullptr) ++not_new;
            number = 1;
            pthread_setspecific(key, &number);
            mutex one;
            one.lock();
            one.lock();
        });
    }
    EXPECT_EQ(not_new, 0);
}

TEST_F(ThreadLocal, TeardownThatUnwindsDestroys) {
    runner.engine.set_teardown(Teardown::unwind);
    for (int i = 0; i < executions; ++i) {
        runner.run([&] {
            mutex one;
            thread other{[&] {
                counted.text = "used";
                one.lock();
                one.lock();
            }};
            other.join();
        });
    }
    EXPECT_EQ(Counted::made, executions);
    EXPECT_EQ(Counted::destroyed, executions);
}

std::string output_of_plain(std::string const& environment) {
    std::string const command = "env -u HEDDLE_THREAD_LOCAL " + environment + " " HEDDLE_PROGRAMS "/substrate_plain";
    std::string text;
    FILE* const pipe = popen(command.c_str(), "r");
    for (int c = 0; (c = std::fgetc(pipe)) != EOF;) text += static_cast<char>(c);
    pclose(pipe);
    return text;
}

TEST_F(ThreadLocal, AProgramWithoutAnyPaysNothingUnlessItAsksForIt) {
    EXPECT_EQ(output_of_plain(""), "shared, for there are none in this program\nerrno: 5\n");
    EXPECT_EQ(output_of_plain("HEDDLE_THREAD_LOCAL=shared"), "shared, for HEDDLE_THREAD_LOCAL=shared\nerrno: 5\n");
    EXPECT_EQ(output_of_plain("HEDDLE_THREAD_LOCAL=own"), "own\nerrno: 0\n");
}

TEST(SharedThreadLocal, ByEnvironmentAllHaveTheCarriers) {
    setenv("HEDDLE_THREAD_LOCAL", "shared", 1);
    ThreadLocals const here = thread_locals();
    Runner runner;
    unsetenv("HEDDLE_THREAD_LOCAL");
    EXPECT_FALSE(here.own);
    EXPECT_NE(here.why, "");
    number = 9;
    int seen = 0;
    runner.run([&] {
        thread one{[&] { seen = number; }};
        one.join();
    });
    EXPECT_EQ(seen, 9);
    number = 7;
}

}  // namespace
}  // namespace heddle::tests
