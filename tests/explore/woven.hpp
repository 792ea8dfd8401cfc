// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "language.hpp"

#include <heddle/heddle.hpp>

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace heddle::language {

/// What the threads of a program share, made of heddle's primitives.
struct Loom {
    explicit Loom(std::uint8_t permits) : semaphore{permits} {}

    shared<int> plain[2]{shared<int>{}, shared<int>{}};
    atomic<int> atomics[2]{atomic<int>{}, atomic<int>{}};
    mutex mutexes[2];
    condition_variable condition;
    counting_semaphore<> semaphore;
    manual_reset_event event;
};

/// One thread of a program, as it runs.
class Weaver {
public:
    Weaver(bool atomics, Loom& loom, int& value) : atomics_{atomics}, loom_{loom}, register_{value} {}

    void run(std::vector<Statement> const& statements) {
        for (std::size_t at = 0; at < statements.size(); ++at) {
            if (statements[at].verb == Verb::skip) {
                if (register_ == 0) ++at;
            } else {
                run(statements[at]);
            }
        }
    }

private:
    void run(Statement const& statement) {
        if (is_one_of(statement.verb, "lsax")) {
            access(statement);
        } else if (is_one_of(statement.verb, "LUT")) {
            exclude(statement);
        } else if (is_one_of(statement.verb, "WV")) {
            if (held_[statement.what]) wait(statement);
        } else if (is_one_of(statement.verb, "PQRv")) {
            count(statement);
        } else if (is_one_of(statement.verb, "efEFi")) {
            signal(statement);
        } else {
            move_on(statement);
        }
    }

    void move_on(Statement const& statement) {
        switch (statement.verb) {
        case Verb::notify_one:
            loom_.condition.notify_one();
            break;
        case Verb::notify_all:
            loom_.condition.notify_all();
            break;
        case Verb::any_of:
            register_ = static_cast<int>(heddle::any_of(statement.number + 1U));
            break;
        case Verb::write:
            console.write(std::to_string(register_));
            break;
        case Verb::yield:
            this_thread::yield();
            break;
        default:
            this_thread::sleep_for(time_of(statement));
        }
    }

    static std::chrono::nanoseconds time_of(Statement const& statement) {
        return std::chrono::nanoseconds{statement.number + 1};
    }

    void access(Statement const& statement) {
        auto& plain = loom_.plain[statement.what];
        auto& cell = loom_.atomics[statement.what];
        int const number = statement.number;
        switch (statement.verb) {
        case Verb::load:
            register_ = atomics_ ? cell.load() : plain.load();
            break;
        case Verb::store:
            atomics_ ? cell.store(register_ + number) : plain.store(register_ + number);
            break;
        case Verb::add:
            if (atomics_) {
                register_ = cell.fetch_add(number);
            } else {
                plain += number;
            }
            break;
        default:
            if (atomics_) {
                register_ = cell.exchange(number);
            } else {
                plain.store(number);
            }
        }
    }

    void exclude(Statement const& statement) {
        mutex& mutex = loom_.mutexes[statement.what];
        bool& held = held_[statement.what];
        if (held == (statement.verb != Verb::unlock)) return;
        if (statement.verb == Verb::unlock) {
            mutex.unlock();
            held = false;
        } else if (statement.verb == Verb::lock) {
            mutex.lock();
            held = true;
        } else {
            register_ = held = mutex.try_lock();
        }
    }

    void wait(Statement const& statement) {
        unique_lock<mutex> lock{loom_.mutexes[statement.what], std::adopt_lock};
        if (statement.verb == Verb::wait) {
            loom_.condition.wait(lock);
        } else {
            register_ = loom_.condition.wait_for(lock, time_of(statement)) == cv_status::no_timeout;
        }
        lock.release();
    }

    void count(Statement const& statement) {
        switch (statement.verb) {
        case Verb::acquire:
            loom_.semaphore.acquire();
            break;
        case Verb::try_acquire:
            register_ = loom_.semaphore.try_acquire();
            break;
        case Verb::acquire_for:
            register_ = loom_.semaphore.try_acquire_for(time_of(statement));
            break;
        default:
            loom_.semaphore.release();
        }
    }

    void signal(Statement const& statement) {
        switch (statement.verb) {
        case Verb::set:
            loom_.event.set();
            break;
        case Verb::reset:
            loom_.event.reset();
            break;
        case Verb::wait_event:
            loom_.event.wait();
            break;
        case Verb::wait_event_for:
            register_ = loom_.event.wait_for(time_of(statement));
            break;
        default:
            register_ = loom_.event.is_set();
        }
    }

    bool const atomics_;
    Loom& loom_;
    int& register_;
    std::array<bool, 2> held_{};
};

/// A program of the language under heddle. Its outcome: cells, registers, time, output.
class WovenProgram final : public Program {
public:
    explicit WovenProgram(Source source) : source_{std::move(source)} {
        name = "woven";
        parameters = {{"source", text_of(source_)}};
        semantics.data_races = DataRaces::allowed;
        semantics.notify = source_.notify;
        semantics.time = source_.time;
        semantics.spurious = source_.spurious;
    }

    void construct() override {
        loom_.emplace(source_.permits);
        registers_.assign(source_.threads.size(), 0);
    }
    void body() override {
        std::vector<thread> threads;
        for (std::size_t i = 0; i < source_.threads.size(); ++i) {
            threads.emplace_back([this, i] { Weaver{source_.atomics, *loom_, registers_[i]}.run(source_.threads[i]); });
        }
        for (thread& thread : threads) thread.join();
    }
    void observe(std::string& outcome) override {
        outcome.clear();
        for (int i = 0; i < 2; ++i) {
            outcome += std::to_string(source_.atomics ? loom_->atomics[i].load() : loom_->plain[i].load()) + ' ';
        }
        outcome += '|';
        for (int const value : registers_) outcome += ' ' + std::to_string(value);
        outcome += " | " + std::to_string(steady_clock::now().time_since_epoch().count()) + " | " + printed();
    }
    void destroy() noexcept override { loom_.reset(); }

private:
    Source source_;
    std::optional<Loom> loom_;
    std::vector<int> registers_;
};

}  // namespace heddle::language
