// SPDX-License-Identifier: Apache-2.0
// The number of traces of programs from the literature, which independent tools agree on.
#include "peers.hpp"

namespace heddle {
namespace {

struct Cell {
    shared<int> x{0};
    atomic<int> counter{0};
    mutex guard;
};

Count lost_update(int threads, int rounds) {
    return traces(times<Cell>(threads, [rounds](Cell& cell) {
        for (int i = 0; i < rounds; ++i) cell.x += 1;
    }));
}

Count mutex_counter(int threads, int rounds) {
    return traces(times<Cell>(threads, [rounds](Cell& cell) {
        for (int i = 0; i < rounds; ++i) {
            lock_guard const guard{cell.guard};
            cell.x += 1;
        }
    }));
}

Count fetch_adds(int threads, int rounds) {
    return traces(times<Cell>(threads, [rounds](Cell& cell) {
        for (int i = 0; i < rounds; ++i) cell.counter.fetch_add(1);
    }));
}

Count try_locks(int threads) {
    return traces(times<Cell>(threads, [](Cell& cell) {
        if (cell.guard.try_lock()) cell.guard.unlock();
    }));
}

TEST(Traces, of_lost_updates) {
    EXPECT_EQ(lost_update(2, 1), (Count{4, 0}));
    EXPECT_EQ(lost_update(2, 2), (Count{34, 0}));
    EXPECT_EQ(lost_update(2, 3), (Count{328, 0}));
    EXPECT_EQ(lost_update(2, 4), (Count{3334, 0}));
    EXPECT_EQ(lost_update(3, 1), (Count{36, 0}));
    EXPECT_EQ(lost_update(4, 1), (Count{576, 0}));
}

TEST(Traces, of_mutex_counters) {
    EXPECT_EQ(mutex_counter(2, 1), (Count{2, 0}));
    EXPECT_EQ(mutex_counter(2, 2), (Count{6, 0}));
    EXPECT_EQ(mutex_counter(2, 3), (Count{20, 0}));
    EXPECT_EQ(mutex_counter(3, 1), (Count{6, 0}));
    EXPECT_EQ(mutex_counter(3, 2), (Count{90, 0}));
    EXPECT_EQ(mutex_counter(4, 1), (Count{24, 0}));
}

TEST(Traces, of_fetch_adds) {
    EXPECT_EQ(fetch_adds(2, 1), (Count{2, 0}));
    EXPECT_EQ(fetch_adds(2, 2), (Count{6, 0}));
    EXPECT_EQ(fetch_adds(2, 3), (Count{20, 0}));
    EXPECT_EQ(fetch_adds(3, 1), (Count{6, 0}));
    EXPECT_EQ(fetch_adds(3, 2), (Count{90, 0}));
}

TEST(Traces, of_locks_that_are_tried) {
    EXPECT_EQ(try_locks(2), (Count{4, 0}));
    EXPECT_EQ(try_locks(3), (Count{24, 0}));
}

Count readers(int count) {
    return traces(together<Cell>({[](Cell& cell) { cell.x.store(1); }}, times<Cell>(count, [](Cell& cell) {
                                     static_cast<void>(cell.x.load());
                                 })));
}

TEST(Traces, of_one_writer_and_its_readers) {
    EXPECT_EQ(readers(2), (Count{4, 0}));
    EXPECT_EQ(readers(4), (Count{16, 0}));
}

TEST(Traces, of_writers) {
    auto const writers = [](int count) { return traces(times<Cell>(count, [](Cell& cell) { cell.x.store(1); })); };
    EXPECT_EQ(writers(3), (Count{6, 0}));
    EXPECT_EQ(writers(4), (Count{24, 0}));
    EXPECT_EQ(writers(5), (Count{120, 0}));
}

struct Pair {
    shared<int> a{1};
    shared<int> b{1};
};

Count fib_bench(int rounds) {
    return traces<Pair>(
        {[rounds](Pair& pair) {
             for (int i = 0; i < rounds; ++i) pair.a = pair.a + pair.b;
         },
         [rounds](Pair& pair) {
             for (int i = 0; i < rounds; ++i) pair.b = pair.b + pair.a;
         }});
}

struct Ring {
    shared<int> cells[8]{shared<int>{0}, shared<int>{0}, shared<int>{0}, shared<int>{0},
                         shared<int>{0}, shared<int>{0}, shared<int>{0}, shared<int>{0}};
};

/// N writers of a cell each from the one before it, and one who looks for the last cell that is zero.
Count last_zero(int threads) {
    std::vector<std::function<void(Ring&)>> bodies{[threads](Ring& ring) {
        for (int i = threads; ring.cells[i].load() != 0; --i) {
        }
    }};
    for (int i = 1; i <= threads; ++i) {
        bodies.emplace_back([i](Ring& ring) { ring.cells[i].store(ring.cells[i - 1].load() + 1); });
    }
    return traces(std::move(bodies));
}

Count store_buffering(int threads) {
    std::vector<std::function<void(Ring&)>> bodies;
    for (int i = 0; i < threads; ++i) {
        bodies.emplace_back([i, threads](Ring& ring) {
            ring.cells[i].store(1);
            static_cast<void>(ring.cells[(i + 1) % threads].load());
        });
    }
    return traces(std::move(bodies));
}

TEST(Traces, of_two_who_add_each_others_cell) {
    EXPECT_EQ(fib_bench(1), (Count{3, 0}));
    EXPECT_EQ(fib_bench(2), (Count{19, 0}));
    EXPECT_EQ(fib_bench(3), (Count{141, 0}));
}

TEST(Traces, of_lastzero) {
    EXPECT_EQ(last_zero(3), (Count{12, 0}));
    EXPECT_EQ(last_zero(4), (Count{28, 0}));
    EXPECT_EQ(last_zero(5), (Count{64, 0}));
    EXPECT_EQ(last_zero(6), (Count{144, 0}));
    EXPECT_EQ(last_zero(7), (Count{320, 0}));
}

TEST(Traces, of_store_buffering_rings) {
    EXPECT_EQ(store_buffering(2), (Count{3, 0}));
    EXPECT_EQ(store_buffering(3), (Count{7, 0}));
    EXPECT_EQ(store_buffering(4), (Count{15, 0}));
    EXPECT_EQ(store_buffering(5), (Count{31, 0}));
}

TEST(Traces, of_message_passing) {
    Count const count = traces<Pair>(
        {[](Pair& pair) {
             pair.a.store(2);
             pair.b.store(2);
         },
         [](Pair& pair) {
             static_cast<void>(pair.b.load());
             static_cast<void>(pair.a.load());
         }});
    EXPECT_EQ(count, (Count{3, 0}));
}

struct Forks {
    mutex forks[5];
};

Count philosophers(int count, int meals) {
    std::vector<std::function<void(Forks&)>> bodies;
    for (int i = 0; i < count; ++i) {
        bodies.emplace_back([i, count, meals](Forks& table) {
            for (int meal = 0; meal < meals; ++meal) {
                lock_guard const left{table.forks[i]};
                lock_guard const right{table.forks[(i + 1) % count]};
            }
        });
    }
    return traces(std::move(bodies));
}

TEST(Traces, of_philosophers) {
    EXPECT_EQ(philosophers(2, 1), (Count{2, 1}));
    EXPECT_EQ(philosophers(3, 1), (Count{6, 1}));
    EXPECT_EQ(philosophers(4, 1), (Count{14, 1}));
    EXPECT_EQ(philosophers(5, 1), (Count{30, 1}));
    EXPECT_EQ(philosophers(2, 2), (Count{6, 5}));
}

struct Permits {
    counting_semaphore<> two{2};
    counting_semaphore<> one{1};
};

TEST(Traces, of_semaphores) {
    auto const with = [](int threads, bool two) {
        return traces(times<Permits>(threads, [two](Permits& permits) {
            counting_semaphore<>& semaphore = two ? permits.two : permits.one;
            semaphore.acquire();
            semaphore.release();
        }));
    };
    EXPECT_EQ(with(3, false), (Count{6, 0}));
    EXPECT_EQ(with(2, true), (Count{4, 0}));
    EXPECT_EQ(with(3, true), (Count{30, 0}));
}

struct Shelf {
    shared_mutex guard;
};

TEST(Traces, of_shared_locks) {
    auto const with = [](int readers_count) {
        return traces(together<Shelf>(
            {[](Shelf& shelf) {
                shelf.guard.lock();
                shelf.guard.unlock();
            }},
            times<Shelf>(readers_count, [](Shelf& shelf) {
                shelf.guard.lock_shared();
                shelf.guard.unlock_shared();
            })));
    };
    EXPECT_EQ(with(1), (Count{2, 0}));
    EXPECT_EQ(with(2), (Count{4, 0}));
    EXPECT_EQ(with(3), (Count{8, 0}));
}

}  // namespace
}  // namespace heddle
