// SPDX-License-Identifier: Apache-2.0
#include <heddle/explore/explore.hpp>
#include <heddle/primitives/atomic.hpp>
#include <heddle/primitives/condition_variable.hpp>
#include <heddle/primitives/shared.hpp>
#include <heddle/primitives/thread.hpp>

#include <tools/benchmarks/programs.hpp>

#include <array>

namespace heddle::benchmarks {

namespace {

template <std::size_t Threads, class Body>
void on_threads(Body const& body) {
    std::array<thread, Threads> threads;
    for (std::size_t i = 0; i < Threads; ++i) threads[i] = thread([&body, i] { body(i); });
    for (thread& each : threads) each.join();
}

template <class Body>
std::unique_ptr<Program> program(char const* name, Body body, DataRaces data_races = DataRaces::finding) {
    auto made = std::make_unique<BodyProgram<Body>>(name, body);
    made->semantics.data_races = data_races;
    return made;
}

std::unique_ptr<Program> lost_update() {
    return program(
        "lost_update",
        [] {
            shared<int> x{0};
            on_threads<2>([&](std::size_t) {
                for (int i = 0; i < 3; ++i) x += 1;
            });
        },
        DataRaces::allowed);
}

template <std::size_t Threads, int Rounds>
std::unique_ptr<Program> mutex_counter() {
    return program("mutex_counter", [] {
        mutex guard;
        shared<int> count{0};
        on_threads<Threads>([&](std::size_t) {
            for (int i = 0; i < Rounds; ++i) {
                lock_guard const lock{guard};
                count += 1;
            }
        });
    });
}

/// Capacity one, one condition each way.
struct Buffer {
    mutex guard;
    condition_variable not_full;
    condition_variable not_empty;
    shared<int> items{0};

    void put() {
        unique_lock lock{guard};
        while (items.load() == 1) not_full.wait(lock);
        items += 1;
        not_empty.notify_one();
    }
    void take() {
        unique_lock lock{guard};
        while (items.load() == 0) not_empty.wait(lock);
        items -= 1;
        not_full.notify_one();
    }
};

template <std::size_t Producers, int Items>
std::unique_ptr<Program> bounded_buffer() {
    return program("bounded_buffer", [] {
        Buffer buffer;
        on_threads<Producers + 1>([&](std::size_t who) {
            bool const consumes = who == Producers;
            int const rounds = consumes ? Items * static_cast<int>(Producers) : Items;
            for (int i = 0; i < rounds; ++i) consumes ? buffer.take() : buffer.put();
        });
    });
}

/// Everybody takes the lower fork first: no deadlock.
template <std::size_t Seats>
std::unique_ptr<Program> philosophers() {
    return program("philosophers", [] {
        std::array<mutex, Seats> forks;
        on_threads<Seats>([&](std::size_t seat) {
            std::size_t const next = (seat + 1) % Seats;
            lock_guard const first{forks[std::min(seat, next)]};
            lock_guard const second{forks[std::max(seat, next)]};
        });
    });
}

std::unique_ptr<Program> fetch_add() {
    return program("fetch_add", [] {
        atomic<int> count{0};
        on_threads<3>([&](std::size_t) {
            for (int i = 0; i < 3; ++i) count.fetch_add(1);
        });
    });
}

}  // namespace

std::vector<Candidate> const& candidates() {
    static std::vector<Candidate> const all = {
        {"lost_update_2x3", lost_update},
        {"mutex_counter_2x3", mutex_counter<2, 3>},
        {"mutex_counter_3x2", mutex_counter<3, 2>},
        {"bounded_buffer_1p1c_x3", bounded_buffer<1, 3>},
        {"bounded_buffer_2p1c_x2", bounded_buffer<2, 2>},
        {"philosophers_3", philosophers<3>},
        {"philosophers_5", philosophers<5>},
        {"fetch_add_3x3", fetch_add},
    };
    return all;
}

}  // namespace heddle::benchmarks
