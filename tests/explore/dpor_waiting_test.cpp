// SPDX-License-Identifier: Apache-2.0
// The number of traces of programs with condition variables, which independent enumerators agree on.
#include "peers.hpp"

namespace heddle {
namespace {

struct Buffer {
    mutex guard;
    condition_variable not_full;
    condition_variable not_empty;
    int count = 0;  ///< always under the lock: no shared<int>, whose accesses would be steps
    int capacity = 1;

    void put() {
        unique_lock lock{guard};
        while (count == capacity) not_full.wait(lock);
        ++count;
        not_empty.notify_one();
    }
    void take() {
        unique_lock lock{guard};
        while (count == 0) not_empty.wait(lock);
        --count;
        not_full.notify_one();
    }
};

Count buffer(int producers, int consumers, int capacity, int rounds, Notify notify = Notify::oldest) {
    int const takes = producers * rounds / consumers;
    auto const put = [capacity, rounds](Buffer& buffer) {
        buffer.capacity = capacity;
        for (int i = 0; i < rounds; ++i) buffer.put();
    };
    auto const take = [capacity, takes](Buffer& buffer) {
        buffer.capacity = capacity;
        for (int i = 0; i < takes; ++i) buffer.take();
    };
    Semantics semantics;
    semantics.notify = notify;
    return traces(together<Buffer>(times<Buffer>(producers, put), times<Buffer>(consumers, take)), semantics);
}

TEST(Traces, of_bounded_buffers) {
    EXPECT_EQ(buffer(1, 1, 1, 1), (Count{2, 0}));
    EXPECT_EQ(buffer(1, 1, 1, 2), (Count{8, 0}));
    EXPECT_EQ(buffer(1, 1, 1, 3), (Count{32, 0}));
    EXPECT_EQ(buffer(1, 1, 2, 3), (Count{24, 0}));
    EXPECT_EQ(buffer(2, 1, 1, 1), (Count{16, 0}));
    EXPECT_EQ(buffer(2, 2, 1, 1, Notify::any), (Count{64, 0}));
    EXPECT_EQ(buffer(2, 2, 1, 1, Notify::oldest), (Count{56, 0}));
}

struct Flag {
    mutex guard;
    condition_variable changed;
    bool set = false;
};

void wait_for_flag(Flag& flag) {
    unique_lock lock{flag.guard};
    while (!flag.set) flag.changed.wait(lock);
}

Count waiters(int count, bool all) {
    return traces(together<Flag>(times<Flag>(count, wait_for_flag), {[count, all](Flag& flag) {
                                     lock_guard const lock{flag.guard};
                                     flag.set = true;
                                     if (all) {
                                         flag.changed.notify_all();
                                     } else {
                                         for (int i = 0; i < count; ++i) flag.changed.notify_one();
                                     }
                                 }}));
}

TEST(Traces, of_waiters_on_a_flag) {
    EXPECT_EQ(waiters(1, true), (Count{2, 0}));
    EXPECT_EQ(waiters(2, true), (Count{10, 0}));
    EXPECT_EQ(waiters(3, true), (Count{96, 0}));
    EXPECT_EQ(waiters(1, false), (Count{2, 0}));
    EXPECT_EQ(waiters(2, false), (Count{14, 0}));
    EXPECT_EQ(waiters(3, false), (Count{312, 0}));
}

TEST(Traces, of_a_lost_wake_up) {
    Count const count = traces<Flag>(
        {[](Flag& flag) {
             unique_lock lock{flag.guard};
             flag.changed.wait(lock);
         },
         [](Flag& flag) {
             lock_guard const lock{flag.guard};
             flag.changed.notify_one();
         }});
    EXPECT_EQ(count, (Count{1, 1}));
}

}  // namespace
}  // namespace heddle
