// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/future.hpp>
#include <heddle/primitives/thread.hpp>

#include <tuple>

namespace heddle {

using std::launch;

/// A function and its arguments, copied or moved, to be called once.
template <class... Parts>
class Call {
public:
    template <class... From>
    explicit Call(std::in_place_t, From&&... from) : parts_(std::forward<From>(from)...) {}
    decltype(auto) operator()() {
        return std::apply(
            [](auto&&... part) -> decltype(auto) { return std::invoke(std::forward<decltype(part)>(part)...); },
            std::move(parts_));
    }

private:
    std::tuple<Parts...> parts_;
};

/// The state of launch::deferred: the first who waits calls the function.
template <class R, class Called>
class DeferredState final : public FutureState<R> {
public:
    template <class... From>
    explicit DeferredState(Where where, From&&... from)
        : FutureState<R>{where, true}, call_{std::in_place, std::forward<From>(from)...} {}

private:
    void call_deferred(Where where) override { this->set_to_result_of(call_, where); }

    Called call_;
};

/// The state of launch::async: the end of its life joins its thread. (std orders the end of the thread before the return
/// of a wait already; here the thread does nothing after the result is there.)
template <class R, class Called>
class AsyncState final : public FutureState<R> {
public:
    template <class... From>
    explicit AsyncState(Where where, From&&... from)
        : FutureState<R>{where}, call_{std::in_place, std::forward<From>(from)...} {}
    ~AsyncState() override {
        if (thread_.joinable() && active_engine != nullptr) active_engine->join(thread_.native_handle(), {});
    }

    void start(Where where) {
        thread_ = thread{[this, where] { this->set_to_result_of(call_, where); }, where};
    }

private:
    Called call_;
    thread thread_;
};

/// As async, from a known place.
template <class Function, class... Arguments>
auto async_from(Where where, launch policy, Function&& function, Arguments&&... arguments) {
    using Called = Call<std::decay_t<Function>, std::decay_t<Arguments>...>;
    using R = std::invoke_result_t<std::decay_t<Function>, std::decay_t<Arguments>...>;
    if ((policy & launch::async) == launch::async) {
        auto state = std::make_shared<AsyncState<R, Called>>(
            where, std::forward<Function>(function), std::forward<Arguments>(arguments)...);
        state->start(where);
        return future<R>{std::move(state)};
    }
    return future<R>{std::make_shared<DeferredState<R, Called>>(
        where, std::forward<Function>(function), std::forward<Arguments>(arguments)...)};
}

/// std::async under control. launch::async: on a thread of its own, which the end of the last future waits for. deferred: by
/// the first who waits for the result. Of both together, and of no policy, async is taken, as the standard libraries do.
template <class Function>
requires std::is_invocable_v<std::decay_t<Function>>
[[nodiscard]] auto async(launch policy, Function&& function, Where where = Where::here()) {
    return async_from(where, policy, std::forward<Function>(function));
}
template <class Function, class First, class... Rest>
requires std::is_invocable_v<std::decay_t<Function>, std::decay_t<First>, std::decay_t<Rest>...>
[[nodiscard]] auto async(launch policy, Function&& function, First&& first, Rest&&... rest) {
    return async_from(
        {}, policy, std::forward<Function>(function), std::forward<First>(first), std::forward<Rest>(rest)...);
}
template <class Function>
requires std::is_invocable_v<std::decay_t<Function>>
[[nodiscard]] auto async(Function&& function, Where where = Where::here()) {
    return async_from(where, launch::async, std::forward<Function>(function));
}
template <class Function, class First, class... Rest>
requires std::is_invocable_v<std::decay_t<Function>, std::decay_t<First>, std::decay_t<Rest>...>
[[nodiscard]] auto async(Function&& function, First&& first, Rest&&... rest) {
    return async_from(
        {}, launch::async, std::forward<Function>(function), std::forward<First>(first), std::forward<Rest>(rest)...);
}

}  // namespace heddle
