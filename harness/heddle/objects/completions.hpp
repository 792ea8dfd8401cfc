// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/object.hpp>

#include <vector>

namespace heddle::objects {

/// Which futures of a group are ready, in the order in which they were set: the second object of each such set. An event_wait
/// waits until one of some is; its `expected` is the address of a Wanted, which says of which.
class Completions final : public Object {
public:
    struct Wanted {
        bool (*is)(void const* context, ObjectId future) noexcept;
        void const* context;
    };

    Completions() noexcept : Object{ObjectKind::event} {}
    void reset() noexcept { ready_.clear(); }

    /// The first of those wanted that was set; no_object when none was.
    ObjectId first(Wanted const& wanted) const noexcept {
        for (ObjectId const future : ready_) {
            if (wanted.is(wanted.context, future)) return future;
        }
        return no_object;
    }

    Ways ways(Operation const& operation) const noexcept override {
        if (operation.kind != OperationKind::event_wait) return one_way;
        return first(*reinterpret_cast<Wanted const*>(operation.expected)) == no_object ? Ways{} : one_way;
    }

    void apply(Operation const& operation, Outcome, Effect& effect) noexcept override {
        if (operation.kind == OperationKind::event_wait) {
            effect.flags |= Effect::acquires | Effect::opaque;
        } else if (operation.kind == OperationKind::event_set && effect.result == 0) {  // it was not set before
            ready_.push_back(operation.object);
            effect.flags |= Effect::also_releases;
        }
    }

private:
    std::vector<ObjectId> ready_;
};

}  // namespace heddle::objects
