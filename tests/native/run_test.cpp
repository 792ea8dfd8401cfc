// SPDX-License-Identifier: Apache-2.0
// One native run: how it ends, what is told of it, and that nothing of it is left.
#include <tools/native/run.hpp>

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>

namespace heddle::native {
namespace {

using std::chrono::milliseconds;

/// A body, and a text that it may change.
class Body : public Program {
public:
    explicit Body(std::function<void(Body&)> run) : run_{std::move(run)} {}
    void body() override { run_(*this); }
    void observe(std::string& outcome) override {
        std::lock_guard const guard{mutex};
        outcome = text;
    }
    std::string check() override { return complaint; }

    std::mutex mutex;
    std::string text = "at first";
    std::string complaint;

private:
    std::function<void(Body&)> run_;
};

constexpr milliseconds short_limit{100};
constexpr milliseconds long_limit{60'000};

Ending run(std::function<void(Body&)> body, milliseconds limit = long_limit) {
    Body program{std::move(body)};
    return run_once(program, limit);
}

[[noreturn]] void sleep_for_ever() {
    while (true) std::this_thread::sleep_for(std::chrono::hours{1});
}

TEST(NativeRun, TellsWhatIsObservedAtTheEnd) {
    Ending const ending = run([](Body& body) { body.text = std::string("two\nlines ") + '\0' + "\xFF"; });
    EXPECT_EQ(ending.status, Status::ok);
    EXPECT_EQ(ending.outcome, std::string("two\nlines ") + '\0' + "\xFF");
    EXPECT_EQ(ending.wrong, "");
}

TEST(NativeRun, TellsWhatIsWrongAtTheEnd) {
    Ending const ending = run([](Body& body) { body.complaint = "too little"; });
    EXPECT_EQ(ending.status, Status::ok);
    EXPECT_EQ(ending.wrong, "too little");
}

TEST(NativeRun, BringsALongOutcomeThroughThePipe) {
    std::string const text(1'000'000, 'x');
    EXPECT_EQ(run([&](Body& body) { body.text = text; }).outcome, text);
}

TEST(NativeRun, EachBeginsAnew) {
    Body program{[](Body& body) { body.text += " and later"; }};
    for (int i = 0; i < 3; ++i) EXPECT_EQ(run_once(program, long_limit).outcome, "at first and later");
}

TEST(NativeRun, ThatIsStuckIsObservedAllTheSame) {
    Ending const ending = run(
        [](Body& body) {
            body.text = "waiting";
            sleep_for_ever();
        },
        short_limit);
    EXPECT_EQ(ending.status, Status::stuck);
    EXPECT_EQ(ending.outcome, "waiting");
}

TEST(NativeRun, ThatIsStuckInALoopIsStoppedAndObserved) {
    Ending const ending = run(
        [](Body& body) {
            std::thread other{[] {
                for (std::atomic<int> rounds{0};; ++rounds) {
                }
            }};
            body.text = "spinning";
            for (std::atomic<int> rounds{0};; ++rounds) {
            }
        },
        short_limit);
    EXPECT_EQ(ending.status, Status::stuck);
    EXPECT_EQ(ending.outcome, "spinning");
}

/// Its thread counts for ever, and observing it takes a while.
class Counting : public Program {
public:
    void body() override {
        while (true) ++count_;
    }
    void observe(std::string& outcome) override {
        std::uint64_t const before = count_;
        std::this_thread::sleep_for(milliseconds{50});
        outcome = before > 0 && count_ == before ? "stands still" : "moves";
    }

private:
    std::atomic<std::uint64_t> count_{0};
};

TEST(NativeRun, IsObservedWhileNobodyMoves) {
    Counting program;
    EXPECT_EQ(run_once(program, short_limit).outcome, "stands still");
}

TEST(NativeRun, ThatHoldsWhatObservingNeedsIsStuckWithoutAnOutcome) {
    Ending const ending = run(
        [](Body& body) {
            std::lock_guard const guard{body.mutex};
            sleep_for_ever();
        },
        short_limit);
    EXPECT_EQ(ending.status, Status::stuck);
    EXPECT_EQ(ending.outcome, std::nullopt);
}

TEST(NativeRun, ThatIsEndedByASignalHasCrashed) {
    Ending const ending = run([](Body&) { raise(SIGKILL); });
    EXPECT_EQ(ending.status, Status::crashed);
    EXPECT_EQ(ending.outcome, std::nullopt);
    EXPECT_NE(ending.wrong.find("Killed"), std::string::npos) << ending.wrong;
}

TEST(NativeRun, WithAnExceptionThatLeavesAThreadHasCrashed) {
    testing::internal::CaptureStderr();
    Ending const ending = run([](Body&) {
        std::thread other{[] { throw std::runtime_error("nobody catches it"); }};
        other.join();
    });
    testing::internal::GetCapturedStderr();
    EXPECT_EQ(ending.status, Status::crashed);
    EXPECT_NE(ending.wrong.find("Abort"), std::string::npos) << ending.wrong;
}

TEST(NativeRun, ThatEndsTheProcessHasCrashed) {
    Ending const ending = run([](Body&) { _exit(7); });
    EXPECT_EQ(ending.status, Status::crashed);
    EXPECT_EQ(ending.wrong, "ended with status 7");
}

TEST(NativeRun, PrintsNothing) {
    testing::internal::CaptureStdout();
    std::printf("before ");
    run([](Body&) {
        std::printf("inside ");
        std::fflush(stdout);
    });
    std::printf("after");
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "before after");
}

TEST(NativeRun, LeavesNoProcessBehind) {
    run([](Body&) {});
    run([](Body&) { sleep_for_ever(); }, short_limit);
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
    EXPECT_EQ(errno, ECHILD);
}

}  // namespace
}  // namespace heddle::native
