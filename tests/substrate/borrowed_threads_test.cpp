// SPDX-License-Identifier: Apache-2.0
// What else belongs to a thread: errno, pthread keys, the allocator's and the streams' records. And where the threads come from:
// forks, several carriers, very many, none left.
#include <heddle/substrate/borrowed_threads.hpp>

#include <tests/substrate/lent.hpp>

#include <gtest/gtest.h>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

namespace heddle::tests {
namespace {

using BorrowedThreadsTest = ThreadLocal;

TEST_F(BorrowedThreadsTest, Errno) {
    side_by_side([](int who) -> std::string {
        if (errno != 0) return "errno of an execution before";
        errno = who;
        this_thread::yield();
        if (errno != who) return "another thread's errno";
        return "right";
    });
}

TEST_F(BorrowedThreadsTest, MemoryMayBeFreedByAnotherThread) {
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

TEST_F(BorrowedThreadsTest, Streams) {
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

TEST_F(BorrowedThreadsTest, KeysHaveValuesOfTheirThreadAndDestructors) {
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

TEST_F(BorrowedThreadsTest, AChildThatAForkMadeGoesOnByItself) {
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

TEST_F(BorrowedThreadsTest, AForkInsideAThread) {
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

TEST_F(BorrowedThreadsTest, SeveralThreadsMayExploreAtOnce) {
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

TEST_F(BorrowedThreadsTest, SaysThatThereAreNoMoreThreads) {
    EXPECT_EXIT(
        borrow_where_there_is_nothing_to_borrow(), testing::ExitedWithCode(0),
        "heddle: no more threads: .*after 0 there are none left; raise the limit .*or set HEDDLE_THREAD_LOCAL=shared");
}

TEST_F(BorrowedThreadsTest, ManyThreads) {
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

}  // namespace
}  // namespace heddle::tests
