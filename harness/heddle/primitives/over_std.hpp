// SPDX-License-Identifier: Apache-2.0
#pragma once

/// The names of namespace sync that std does not have, over std: what a production program uses in place of heddle's, with
/// no trace of heddle in the object code. Included by <heddle/sync.hpp> alone.
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <utility>

inline namespace sync_names {
namespace sync {

/// What holds the value of a shared<T>: a plain T, so that a race is undefined behaviour, as in any program over std. With
/// HEDDLE_SYNC_STD_ATOMIC_SHARED defined each load and each store is atomic and sequentially consistent, if T can be
/// copied by bytes: for programs whose races are meant (DataRaces::allowed), and whose `+=` stays a load and a store.
#if defined(HEDDLE_SYNC_STD_ATOMIC_SHARED)
template <class T>
using SharedValue = std::conditional_t<std::is_trivially_copyable_v<T>, std::atomic<T>, T>;
#else
template <class T>
using SharedValue = T;
#endif

template <class T>
class shared {
public:
    explicit shared(T initial = T{}) : value_(std::move(initial)) {}
    shared(shared const&) = delete;
    shared& operator=(shared const&) = delete;

    T load() const { return value_; }
    void store(T value) { value_ = std::move(value); }
    operator T() const { return value_; }
    shared& operator=(T next) {
        value_ = std::move(next);
        return *this;
    }
    shared& operator+=(T by) { return *this = static_cast<T>(value_ + by); }
    shared& operator-=(T by) { return *this = static_cast<T>(value_ - by); }
    shared& operator++() { return *this += T{1}; }
    shared& operator--() { return *this -= T{1}; }

private:
    SharedValue<T> value_;
};

/// A requirement that does not hold ends the process.
inline void require(
    bool holds, std::string_view message = "a requirement does not hold", char const* file = __builtin_FILE(),
    int line = __builtin_LINE()) {
    if (holds) [[likely]]
        return;
    std::fprintf(stderr, "%s:%d: %.*s\n", file, line, static_cast<int>(message.size()), message.data());
    std::abort();
}

/// A random number below `count`.
inline std::uint32_t any_of(std::uint32_t count) {
    if (count == 0 || count > UINT16_MAX) throw std::invalid_argument("any_of: the count must be 1 to 65535");
    thread_local std::minstd_rand random{std::random_device{}()};
    return std::uniform_int_distribution<std::uint32_t>{0, count - 1}(random);
}

/// Polls.
template <class Holds>
void await(Holds holds) {
    while (!holds()) std::this_thread::yield();
}

/// Writes to the standard output, and keeps what was written for printed().
class Console {
public:
    void write(std::string_view text) const {
        std::lock_guard const guard{mutex_};
        printed_ += text;
        std::fwrite(text.data(), 1, text.size(), stdout);
    }
    void write_line(std::string_view text) const { write(std::string{text}.append("\n")); }
    template <class... Parts>
    void print(Parts const&... parts) const {
        bool first = true;
        ((first ? void(first = false) : write(" "), write_part(parts)), ...);
        write("\n");
    }
    std::string printed() const {
        std::lock_guard const guard{mutex_};
        return printed_;
    }

private:
    template <class Part>
    void write_part(Part const& part) const {
        std::ostringstream text;
        text << part;
        write(text.str());
    }

    mutable std::mutex mutex_;
    mutable std::string printed_;
};
inline Console const console;
inline std::string printed() { return console.printed(); }

class manual_reset_event {
public:
    explicit manual_reset_event(bool set = false) : set_{set} {}

    void set() {
        std::lock_guard const guard{mutex_};
        set_ = true;
        changed_.notify_all();
    }
    void reset() {
        std::lock_guard const guard{mutex_};
        set_ = false;
    }
    bool is_set() const {
        std::lock_guard const guard{mutex_};
        return set_;
    }
    void wait() const {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return set_; });
    }
    template <class Rep, class Period>
    bool wait_for(std::chrono::duration<Rep, Period> const& duration) const {
        std::unique_lock lock{mutex_};
        return changed_.wait_for(lock, duration, [this] { return set_; });
    }

private:
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    bool set_;
};

class wait_group {
public:
    void add(int tasks = 1) {
        std::lock_guard const guard{mutex_};
        count_ += tasks;
    }
    void done() {
        std::lock_guard const guard{mutex_};
        if (count_ == 0)
            throw std::logic_error("wait_group: done() without a task: add() comes before the start of a task");
        if (--count_ == 0) all_done_.notify_all();
    }
    void wait() {
        std::unique_lock lock{mutex_};
        all_done_.wait(lock, [this] { return count_ <= 0; });
    }

private:
    std::mutex mutex_;
    std::condition_variable all_done_;
    int count_ = 0;
};

}  // namespace sync
}  // namespace sync_names
