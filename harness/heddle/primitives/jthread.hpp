// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/stop_token.hpp>
#include <heddle/primitives/thread.hpp>

#include <tuple>

namespace heddle {

/// std::jthread under control: a thread that is asked to stop and joined when its handle ends. Composed of a thread and a
/// stop source: no model of its own.
class jthread {
public:
    using id = thread::id;
    using native_handle_type = thread::native_handle_type;

    jthread() noexcept : stop_{nostopstate} {}
    template <class Function>
    requires(!std::is_same_v<std::remove_cvref_t<Function>, jthread>) explicit jthread(
        Function&& function, Where where = Where::here())
        : stop_{where}, thread_{start(where, std::forward<Function>(function))}, where_{where} {}
    template <class Function, class First, class... Rest>
    requires(
        std::is_invocable_v<
            std::decay_t<Function>, std::decay_t<First>,
            std::decay_t<
                Rest>...> || std::is_invocable_v<std::decay_t<Function>, stop_token, std::decay_t<First>, std::decay_t<Rest>...>) explicit jthread(Function&& function, First&& first, Rest&&... rest)
        : stop_{Where{}},
          thread_{
              start({}, std::forward<Function>(function), std::forward<First>(first), std::forward<Rest>(rest)...)} {}
    jthread(jthread&&) noexcept = default;
    /// A thread that can be joined is first asked to stop and joined.
    jthread& operator=(jthread&& other) {
        jthread{std::move(other)}.swap(*this);
        return *this;
    }
    ~jthread() {
        if (!joinable() || active_engine == nullptr) return;
        request_stop(where_);
        join(where_);
    }

    void swap(jthread& other) noexcept {
        stop_.swap(other.stop_);
        thread_.swap(other.thread_);
        std::swap(where_, other.where_);
    }
    friend void swap(jthread& a, jthread& b) noexcept { a.swap(b); }
    bool joinable() const noexcept { return thread_.joinable(); }
    /// As of thread, with the same errors.
    void join(Where where = Where::here()) { thread_.join(where); }
    void detach(Where where = Where::here()) { thread_.detach(where); }
    id get_id() const noexcept { return thread_.get_id(); }
    native_handle_type native_handle() const noexcept { return thread_.native_handle(); }
    static unsigned hardware_concurrency() noexcept { return thread::hardware_concurrency(); }

    stop_source get_stop_source() noexcept { return stop_; }
    stop_token get_stop_token() const noexcept { return stop_.get_token(); }
    bool request_stop(Where where = Where::here()) { return stop_.request_stop(where); }

private:
    /// A function that can take a stop token first is given one.
    template <class Function, class... Arguments>
    thread start(Where where, Function&& function, Arguments&&... arguments) {
        if constexpr (std::is_invocable_v<std::decay_t<Function>, stop_token, std::decay_t<Arguments>...>) {
            return start_with(
                where, std::forward<Function>(function), stop_.get_token(), std::forward<Arguments>(arguments)...);
        } else {
            return start_with(where, std::forward<Function>(function), std::forward<Arguments>(arguments)...);
        }
    }
    template <class... Parts>
    static thread start_with(Where where, Parts&&... parts) {
        auto body = [mine = std::tuple<std::decay_t<Parts>...>(std::forward<Parts>(parts)...)]() mutable {
            std::apply([](auto&&... part) { std::invoke(std::forward<decltype(part)>(part)...); }, std::move(mine));
        };
        return thread{std::move(body), where};
    }

    stop_source stop_;
    thread thread_;
    Where where_;
};

}  // namespace heddle
