// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/promise.hpp>

namespace heddle {

/// A promise whose result the task gives: what packaged_task needs of it.
template <class R>
class TaskPromise : public basic_promise<R> {
public:
    using basic_promise<R>::basic_promise;
    using basic_promise<R>::state;
};

template <class Signature>
class packaged_task;

/// std::packaged_task under control: a function whose result goes to a future.
template <class R, class... Arguments>
class packaged_task<R(Arguments...)> {
public:
    /// No task: not valid, and each call but valid() throws std::future_error (no_state).
    packaged_task() noexcept = default;
    template <class Function>
    requires(!std::is_same_v<std::remove_cvref_t<Function>, packaged_task>) explicit packaged_task(
        Function&& function, Where where = Where::here())
        : function_{std::make_unique<Holding<std::decay_t<Function>>>(std::forward<Function>(function))},
          promise_{std::in_place, where} {}
    packaged_task(packaged_task&& other) noexcept { swap(other); }
    packaged_task& operator=(packaged_task&& other) noexcept {
        packaged_task{std::move(other)}.swap(*this);
        return *this;
    }

    bool valid() const noexcept { return function_ != nullptr; }
    void swap(packaged_task& other) noexcept {
        function_.swap(other.function_);
        promise_.swap(other.promise_);
        std::swap(called_, other.called_);
    }
    friend void swap(packaged_task& a, packaged_task& b) noexcept { a.swap(b); }

    /// The one future of this task: asking again throws std::future_error (future_already_retrieved).
    future<R> get_future() { return promise().get_future(); }
    /// Calls the function and makes the future ready with what it returns or throws. Once: a second call throws
    /// std::future_error (promise_already_satisfied) and does not call the function.
    void operator()(Arguments... arguments, Where where = Where::here()) {
        FutureState<R>& state = promise().state();
        if (std::exchange(called_, true)) throw future_error(future_errc::promise_already_satisfied);
        state.set_to_result_of([&]() -> R { return function_->call(std::forward<Arguments>(arguments)...); }, where);
    }
    /// The same task with a new future; the old one has a broken promise unless the task was called.
    void reset(Where where = Where::here()) {
        promise();
        promise_.emplace(where);
        called_ = false;
    }

    /// For set_name.
    ObjectId id() const { return promise().id(); }

private:
    struct Held {
        virtual ~Held() = default;
        virtual R call(Arguments&&... arguments) = 0;
    };
    template <class Function>
    struct Holding final : Held {
        explicit Holding(Function const& from) : function(from) {}
        explicit Holding(Function&& from) : function(std::move(from)) {}
        R call(Arguments&&... arguments) override {
            if constexpr (std::is_void_v<R>) {
                static_cast<void>(std::invoke(function, std::forward<Arguments>(arguments)...));
            } else {
                return std::invoke(function, std::forward<Arguments>(arguments)...);
            }
        }
        Function function;
    };

    TaskPromise<R>& promise() {
        if (!promise_) throw future_error(future_errc::no_state);
        return *promise_;
    }
    TaskPromise<R> const& promise() const { return const_cast<packaged_task&>(*this).promise(); }

    std::unique_ptr<Held> function_;
    std::optional<TaskPromise<R>> promise_;
    bool called_ = false;
};

/// The signature that std::function finds.
template <class Function>
struct SignatureOf;
template <class Signature>
struct SignatureOf<std::function<Signature>> {
    using type = Signature;
};
template <class Function>
packaged_task(Function) -> packaged_task<typename SignatureOf<decltype(std::function{std::declval<Function>()})>::type>;

}  // namespace heddle
