// SPDX-License-Identifier: Apache-2.0
// What std says of thread_local variables and of errno, pthread_self() and keys: each thread has its own, new when it begins
// and destroyed when it ends.
#include <heddle/explore/runner.hpp>
#include <heddle/primitives/mutex.hpp>
#include <heddle/primitives/shared.hpp>
#include <heddle/primitives/thread.hpp>
#include <heddle/substrate/borrowed_threads.hpp>
#include <heddle/substrate/thread_locals.hpp>

#include <tests/support/run.hpp>

#include <gtest/gtest.h>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <memory>
#include <mutex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

namespace heddle::tests {
namespace {

constexpr int executions = 300;

thread_local int number = 7;
thread_local int zero;
thread_local std::string const* pointer = nullptr;

/// Counts, and says in which order.
struct Counted {
    static inline int made = 0;
    static inline int destroyed = 0;
    std::string text = "as made, and too long for a string that needs no memory";
    Counted() { ++made; }
    Counted(Counted const&) = delete;
    Counted& operator=(Counted const&) = delete;
    ~Counted() { ++destroyed; }
};
thread_local Counted counted;

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

TEST_F(ThreadLocal, Errno) {
    side_by_side([](int who) -> std::string {
        if (errno != 0) return "errno of an execution before";
        errno = who;
        this_thread::yield();
        if (errno != who) return "another thread's errno";
        return "right";
    });
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

TEST_F(ThreadLocal, MemoryMayBeFreedByAnotherThread) {
    side_by_side([](int who) -> std::string {
        static std::unique_ptr<std::string> passed[4];
        for (std::size_t i = 0; i < 20; ++i) {
            auto& place = passed[(i + static_cast<std::size_t>(who)) % 4];
            place = std::make_unique<std::string>(100 * i + static_cast<std::size_t>(who), 'x');
            this_thread::yield();
        }
        return "right";
    });
}

TEST_F(ThreadLocal, Streams) {
    testing::internal::CaptureStdout();
    std::string expected;
    for (int i = 0; i < 20; ++i) {
        runner.run([] {
            thread one{[] {
                std::cout << "one" << std::endl;
                this_thread::yield();
                std::printf("%d\n", 1);
                std::fflush(stdout);
            }};
            one.join();
            std::ostringstream text;
            text << 2.5;
            this_thread::yield();
            std::cout << text.str() << std::endl;
        });
        expected += "one\n1\n2.5\n";
    }
    EXPECT_EQ(testing::internal::GetCapturedStdout(), expected);
}

/// A key, made once as programs make them.
pthread_key_t key_of(void (*destructor)(void*)) {
    pthread_key_t key{};
    pthread_key_create(&key, destructor);
    return key;
}

TEST_F(ThreadLocal, KeysHaveValuesOfTheirThreadAndDestructors) {
    static int destroyed;
    destroyed = 0;
    static pthread_key_t const key = key_of([](void* value) { destroyed += *static_cast<int*>(value); });
    side_by_side([](int who) -> std::string {
        if (pthread_getspecific(key) != nullptr) return "not new";
        static int values[] = {0, 1, 10, 100};
        pthread_setspecific(key, &values[who]);
        this_thread::yield();
        return pthread_getspecific(key) == &values[who] ? "right" : "another thread's";
    });
    EXPECT_EQ(destroyed, 111 * executions);
    EXPECT_EQ(pthread_getspecific(key), nullptr);
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

TEST_F(ThreadLocal, AChildThatAForkMadeGoesOnByItself) {
    runner.run([] { thread{[] {}}.join(); });  // there are threads that the child will not have
    pid_t const child = fork();
    if (child == 0) {
        int wrong = 0;
        Runner more;
        for (int i = 0; i < 100; ++i) {
            more.run([&] {
                auto const look = [&] {
                    if (number != 7) ++wrong;
                    number = 1;
                    this_thread::yield();
                    counted.text = "used";
                };
                std::vector<thread> threads;
                for (int t = 0; t < 6; ++t) threads.emplace_back(look);
                for (thread& each : threads) each.join();
            });
        }
        _exit(wrong == 0 && Counted::made == 600 && Counted::destroyed == 600 ? 0 : 1);
    }
    int status = -1;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
}

TEST_F(ThreadLocal, AForkInsideAThread) {
    int status = -1;
    runner.run([&] {
        thread one{[&] {
            number = 3;
            pid_t const child = fork();
            if (child == 0) {
                this_thread::yield();
                _exit(number == 3 ? 0 : 1);
            }
            waitpid(child, &status, 0);
        }};
        this_thread::yield();
        one.join();
    });
    EXPECT_EQ(status, 0);
}

TEST_F(ThreadLocal, SeveralThreadsMayExploreAtOnce) {
    auto const explores = [](int* wrong) {
        Runner mine;
        for (int i = 0; i < executions; ++i) {
            mine.run([&] {
                auto const look = [&] {
                    if (number != 7 || errno != 0) ++*wrong;
                    number = errno = i;
                    this_thread::yield();
                    if (number != i || errno != i) ++*wrong;
                    counted.text = std::to_string(i);
                };
                thread one{look};
                look();
                one.join();
            });
        }
    };
    int wrong[2] = {0, 0};
    std::thread other{explores, &wrong[0]};
    explores(&wrong[1]);
    other.join();
    EXPECT_EQ(wrong[0] + wrong[1], 0);
}

/// In a process that may have no more threads.
void borrow_where_there_is_nothing_to_borrow() {
    rlimit const none{0, 0};
    setrlimit(RLIMIT_NPROC, &none);
    if (getuid() == 0 && setuid(65534) != 0) _exit(2);                       // the limit is not for root
    Runner poor{std::make_unique<BorrowedThreads>(std::size_t{20} * 1024)};  // a size that nobody has given back
    for (int i = 0; i < 2; ++i) {
        try {
            poor.run([] {});
            _exit(1);
        } catch (std::system_error const& error) {
            if (error.code() != std::errc::resource_unavailable_try_again) _exit(3);
            if (i == 1) std::fputs(error.what(), stderr);
        }
    }
    _exit(0);
}

TEST_F(ThreadLocal, SaysThatThereAreNoMoreThreads) {
    EXPECT_EXIT(
        borrow_where_there_is_nothing_to_borrow(), testing::ExitedWithCode(0),
        "heddle: no more threads: .*after 0 there are none left; raise the limit .*or set HEDDLE_THREAD_LOCAL=shared");
}

TEST_F(ThreadLocal, ManyThreads) {
    constexpr int many = 300;
    for (int i = 0; i < 3; ++i) {
        int sum = 0;
        Conclusion const conclusion = runner.run([&] {
            std::vector<thread> threads;
            for (int t = 0; t < many; ++t) {
                threads.emplace_back([&, t] {
                    number += t;
                    this_thread::yield();
                    sum += number - 7;
                });
            }
            for (thread& each : threads) each.join();
        });
        ASSERT_TRUE(conclusion.ok);
        ASSERT_EQ(sum, many * (many - 1) / 2);
    }
}

std::string output_of_plain(std::string const& environment) {
    std::string const command = environment + " " HEDDLE_PROGRAMS "/substrate_plain";
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
