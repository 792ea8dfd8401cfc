// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/announce.hpp>
#include <heddle/objects/future.hpp>
#include <heddle/primitives/chrono.hpp>

#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace heddle {

/// How a result of the type is kept: references by address, void by nothing.
template <class R>
struct Kept {
    using type = R;
};
template <class R>
struct Kept<R&> {
    using type = R*;
};
template <>
struct Kept<void> {
    using type = std::monostate;
};

/// What a promise and its futures share. Setting it and waiting for it are one scheduling point each.
template <class R>
class FutureState {
public:
    using Value = typename Kept<R>::type;

    explicit FutureState(Where where, bool deferred = false)
        : id_{running("future").create<objects::Future>(ObjectKind::future, where, deferred)}, deferred_{deferred} {}
    /// One of those that an objects::Completions tells of.
    FutureState(Where where, ObjectId group) : FutureState{where} { group_ = group; }
    FutureState(FutureState const&) = delete;
    FutureState& operator=(FutureState const&) = delete;
    virtual ~FutureState() = default;

    ObjectId id() const noexcept { return id_; }
    /// There is one future for each state. Throws std::future_error.
    void retrieve() {
        if (std::exchange(retrieved_, true)) throw std::future_error(std::future_errc::future_already_retrieved);
    }
    bool is_set() const noexcept {
        Unwatched const unwatched;
        return content_ != nullptr;
    }
    /// no_object: none.
    ObjectId group() const noexcept { return group_; }

    /// Makes it ready. Throws std::future_error if it was ready.
    template <class... Arguments>
    void set_value(Where where, Arguments&&... arguments) {
        refuse_if_set();
        auto made = std::make_unique<Content>();
        made->value.emplace(std::forward<Arguments>(arguments)...);
        if (!set(std::move(made), FutureContent::value, where)) refuse();
    }
    void set_exception(std::exception_ptr error, Where where) {
        refuse_if_set();
        if (!set_error(std::move(error), FutureContent::exception, where)) refuse();
    }
    /// The promise ends its life.
    void break_promise(Where where) {
        if (is_set()) return;
        auto const error = std::make_exception_ptr(std::future_error(std::future_errc::broken_promise));
        set_error(error, FutureContent::broken, where);
    }
    /// Sets it to what the function does.
    template <class Function>
    void set_to_result_of(Function&& function, Where where) {
        std::exception_ptr thrown;
        try {
            if constexpr (std::is_void_v<R>) {
                function();
                set_value(where);
            } else if constexpr (std::is_reference_v<R>) {
                set_value(where, std::addressof(static_cast<R>(function())));
            } else {
                set_value(where, function());
            }
        } catch (Abandoned const&) {
            throw;
        } catch (...) {
            thrown = std::current_exception();
        }
        // Outside of the handler: setting is a scheduling point.
        if (thrown != nullptr) set_exception(std::move(thrown), where);
    }

    /// Until it is ready; calls the deferred function if there is one and nobody has.
    void wait(Where where) {
        Engine& engine = running("future");
        if (!deferred_) {
            engine.perform(OperationKind::event_wait, id_, no_object, never, where);
        } else if (engine.perform(OperationKind::call_once, id_, no_object, 0, where) != 0) {
            call_deferred(where);
        }
    }
    std::future_status wait_until(std::uint64_t deadline, Where where) {
        switch (running("future").perform(OperationKind::event_wait, id_, no_object, deadline, where)) {
        case objects::Future::ready:
            return std::future_status::ready;
        case objects::Future::deferred:
            return std::future_status::deferred;
        default:
            return std::future_status::timeout;
        }
    }
    /// The value, once it is ready; throws what it was set to if that is an exception.
    Value& value() {
        Content* const content = seen();
        // Only where no thread can wait: when the host looks at what an execution has left behind.
        if (content == nullptr) throw std::future_error(std::future_errc::no_state);
        if (content->error != nullptr) std::rethrow_exception(content->error);
        return *content->value;
    }

protected:
    virtual void call_deferred(Where) {}

private:
    struct Content {
        std::optional<Value> value;
        std::exception_ptr error;
    };

    [[noreturn]] static void refuse() { throw std::future_error(std::future_errc::promise_already_satisfied); }
    /// Once set it stays set: who finds it so needs no step, and its value is not touched.
    void refuse_if_set() const {
        if (is_set()) refuse();
    }
    bool set_error(std::exception_ptr error, FutureContent how, Where where) {
        auto made = std::make_unique<Content>();
        made->error = std::move(error);
        return set(std::move(made), how, where);
    }
    /// Which of two threads is first is decided by the step. The content is made before it, by code of the user, and put
    /// in its place after it, with no scheduling point in between; so ThreadSanitizer is not told of the place.
    bool set(std::unique_ptr<Content> made, FutureContent how, Where where) {
        auto const operand = static_cast<std::uint64_t>(how);
        if (running("promise").perform(OperationKind::event_set, id_, group_, operand, where) != 0) return false;
        Unwatched const unwatched;
        content_ = std::move(made);
        return true;
    }
    Content* seen() const noexcept {
        Unwatched const unwatched;
        return content_.get();
    }

    ObjectId id_;
    ObjectId group_ = no_object;
    bool deferred_;
    bool retrieved_ = false;
    std::unique_ptr<Content> content_;
};

}  // namespace heddle
