// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Channels, thread pools and as_completed of namespace sync over std. Included by <heddle/sync.hpp> alone.
#include <heddle/primitives/over_std_thread.hpp>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <future>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stdexcept>
#include <string_view>
#include <tuple>
#include <vector>

inline namespace sync_names {
namespace sync {

class channel_closed : public std::runtime_error {
public:
    channel_closed() : std::runtime_error{"channel: a send into a channel that is closed"} {}
};

template <class T>
class channel {
public:
    static constexpr std::size_t unbounded = SIZE_MAX;

    explicit channel(std::size_t capacity) : capacity_{capacity} {
        if (capacity == 0) throw std::invalid_argument("channel: a capacity of 0");
    }

    void send(T value) {
        std::unique_lock lock{mutex_};
        room_.wait(lock, [this] { return may_send(); });
        put(std::move(value));
    }
    template <class Rep, class Period>
    bool send_for(T value, std::chrono::duration<Rep, Period> const& duration) {
        std::unique_lock lock{mutex_};
        if (!room_.wait_for(lock, duration, [this] { return may_send(); })) return false;
        put(std::move(value));
        return true;
    }
    bool try_send(T value) {
        std::lock_guard const guard{mutex_};
        if (!may_send()) return false;
        put(std::move(value));
        return true;
    }
    std::optional<T> receive() {
        std::unique_lock lock{mutex_};
        arrived_.wait(lock, [this] { return may_receive(); });
        return take();
    }
    template <class Rep, class Period>
    std::optional<T> receive_for(std::chrono::duration<Rep, Period> const& duration) {
        std::unique_lock lock{mutex_};
        arrived_.wait_for(lock, duration, [this] { return may_receive(); });
        return take();
    }
    std::optional<T> try_receive() {
        std::lock_guard const guard{mutex_};
        return take();
    }
    void close() {
        std::lock_guard const guard{mutex_};
        closed_ = true;
        room_.notify_all();
        arrived_.notify_all();
    }

private:
    bool may_send() const { return closed_ || messages_.size() < capacity_; }
    bool may_receive() const { return closed_ || !messages_.empty(); }
    void put(T&& value) {
        if (closed_) throw channel_closed{};
        messages_.push_back(std::move(value));
        arrived_.notify_one();
    }
    std::optional<T> take() {
        if (messages_.empty()) return std::nullopt;
        std::optional<T> taken{std::move(messages_.front())};
        messages_.pop_front();
        room_.notify_one();
        return taken;
    }

    std::size_t capacity_;
    std::mutex mutex_;
    std::condition_variable room_;
    std::condition_variable arrived_;
    std::deque<T> messages_;
    bool closed_ = false;
};

struct start_later_t {
    explicit start_later_t() = default;
};
inline constexpr start_later_t start_later{};

class thread_pool {
public:
    explicit thread_pool(std::size_t workers, std::string_view name = {}) : thread_pool{workers, start_later, name} {
        start();
    }
    thread_pool(std::size_t workers, start_later_t, std::string_view = {}) : workers_(workers) {
        if (workers == 0) throw std::invalid_argument("thread_pool: no workers");
    }
    thread_pool(thread_pool const&) = delete;
    thread_pool& operator=(thread_pool const&) = delete;
    ~thread_pool() { shutdown(); }

    void start() {
        if (std::exchange(started_, true)) throw std::logic_error("thread_pool: start() of a pool that was started");
        for (thread& worker : workers_) {
            worker = thread{[this] {
                while (std::optional<Task> task = tasks_.receive()) (**task)();
            }};
        }
    }
    template <class Function, class... Arguments>
    auto submit(Function&& function, Arguments&&... arguments) {
        using R = std::invoke_result_t<std::decay_t<Function>, std::decay_t<Arguments>...>;
        auto call = [function = std::decay_t<Function>(std::forward<Function>(function)),
                     with = std::tuple<std::decay_t<Arguments>...>(std::forward<Arguments>(arguments)...)]() mutable {
            return std::apply(
                [&](auto&&... part) -> R { return std::invoke(std::move(function), std::move(part)...); }, with);
        };
        auto task = std::make_shared<std::packaged_task<R()>>(std::move(call));
        std::future<R> result = task->get_future();
        try {
            tasks_.send(std::make_unique<std::function<void()>>([task] { (*task)(); }));
        } catch (channel_closed const&) {
            throw std::runtime_error("thread_pool: submit() after shutdown()");
        }
        return result;
    }
    void shutdown(bool wait = true) {
        tasks_.close();
        if (!wait) return;
        for (thread& worker : workers_) {
            if (worker.joinable()) worker.join();
        }
    }

private:
    using Task = std::unique_ptr<std::function<void()>>;

    channel<Task> tasks_{channel<Task>::unbounded};
    std::vector<thread> workers_;
    bool started_ = false;
};

/// Polls. Of several that are there, the first in the list comes first.
template <class R>
class Completed {
public:
    class iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = std::future<R>;
        using difference_type = std::ptrdiff_t;
        using pointer = std::future<R>*;
        using reference = std::future<R>&;

        explicit iterator(Completed& range) : range_{&range} { ++*this; }
        reference operator*() const noexcept { return range_->futures_[range_->at_]; }
        pointer operator->() const noexcept { return &**this; }
        iterator& operator++() {
            range_->go_on();
            return *this;
        }
        void operator++(int) { ++*this; }
        bool operator==(std::default_sentinel_t) const noexcept { return range_->over_; }

    private:
        Completed* range_;
    };

    explicit Completed(std::span<std::future<R>> futures) : futures_{futures}, given_(futures.size(), 0) {}
    iterator begin() { return iterator{*this}; }
    static std::default_sentinel_t end() noexcept { return {}; }

private:
    void go_on() {
        over_ = handed_out_++ == futures_.size();
        if (over_) return;
        while (!found()) std::this_thread::yield();
        given_[at_] = 1;
    }
    bool found() {
        for (at_ = 0; at_ < futures_.size(); ++at_) {
            if (given_[at_] != 0) continue;
            if (futures_[at_].wait_for(std::chrono::seconds{0}) == std::future_status::ready) return true;
        }
        return false;
    }

    std::span<std::future<R>> futures_;
    std::vector<char> given_;
    std::size_t handed_out_ = 0;
    std::size_t at_ = 0;
    bool over_ = false;
};

template <class R>
Completed<R> as_completed(std::span<std::future<R>> futures) {
    return Completed<R>{futures};
}
template <class R, class Allocator>
Completed<R> as_completed(std::vector<std::future<R>, Allocator>& futures) {
    return Completed<R>{futures};
}

}  // namespace sync
}  // namespace sync_names
