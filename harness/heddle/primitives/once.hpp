// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/objects/once.hpp>
#include <heddle/primitives/running.hpp>

#include <functional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace heddle {

/// std::once_flag under control.
class once_flag {
public:
    explicit once_flag(Where where = Where::here())
        : id_{running("once_flag").create<objects::Once>(ObjectKind::once, where)} {}
    explicit once_flag(std::string_view name, Where where = Where::here()) : once_flag{where} { set_name(*this, name); }
    once_flag(once_flag const&) = delete;
    once_flag& operator=(once_flag const&) = delete;

    ObjectId id() const noexcept { return id_; }

private:
    ObjectId id_;
};

/// As the other, from a known place.
template <class Function>
void call_once_from(Where where, once_flag& flag, Function&& call) {
    Engine& engine = running("call_once");
    if (engine.perform(OperationKind::call_once, flag.id(), no_object, 0, where) == 0) return;
    struct End {
        Engine& engine;
        ObjectId flag;
        Where where;
        std::uint64_t came_back = 0;
        ~End() { engine.perform(OperationKind::call_once_end, flag, no_object, came_back, where); }
    } end{engine, flag.id(), where};
    call();
    end.came_back = 1;
}

/// Calls the function unless a call of it with this flag came back before; waits while another thread is calling it. A
/// call that throws counts for nothing: the exception goes on and the next caller tries. Who calls call_once on the same
/// flag inside the function waits for ever, and is found.
template <class Function>
requires std::is_invocable_v<Function>
void call_once(once_flag& flag, Function&& function, Where where = Where::here()) {
    call_once_from(where, flag, [&] { std::invoke(std::forward<Function>(function)); });
}
template <class Function, class First, class... Rest>
requires std::is_invocable_v<Function, First, Rest...>
void call_once(once_flag& flag, Function&& function, First&& first, Rest&&... rest) {
    call_once_from({}, flag, [&] {
        std::invoke(std::forward<Function>(function), std::forward<First>(first), std::forward<Rest>(rest)...);
    });
}

}  // namespace heddle
