// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/objects/completions.hpp>
#include <heddle/primitives/await.hpp>
#include <heddle/primitives/future.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>
#include <vector>

namespace heddle {

/// What as_completed gives: a range to be walked once.
template <class R>
class Completed {
public:
    class iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = future<R>;
        using difference_type = std::ptrdiff_t;
        using pointer = future<R>*;
        using reference = future<R>&;

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

    explicit Completed(std::span<future<R>> futures, Where where)
        : futures_{futures}, where_{where}, given_(futures.size(), 0), group_{group_of(futures)} {}
    /// Waits for the first.
    iterator begin() { return iterator{*this}; }
    static std::default_sentinel_t end() noexcept { return {}; }

private:
    /// no_object unless all are of one.
    static ObjectId group_of(std::span<future<R> const> futures) {
        if (futures.empty()) return no_object;
        ObjectId const first = futures.front().group();
        auto const same = [&](future<R> const& one) { return one.group() == first; };
        return std::all_of(futures.begin(), futures.end(), same) ? first : no_object;
    }

    void go_on() {
        over_ = handed_out_ == futures_.size();
        if (over_) return;
        at_ = group_ == no_object ? first_in_the_list() : first_of_the_group();
        given_[at_] = 1;
        ++handed_out_;
    }

    std::size_t first_of_the_group() {
        auto const is_open = [](void const* range, ObjectId future) noexcept {
            return static_cast<Completed const*>(range)->find(future) != none;
        };
        objects::Completions::Wanted const wanted{is_open, this};
        Engine& engine = running("as_completed");
        auto const address = static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(&wanted));
        engine.perform(OperationKind::event_wait, group_, no_object, never, where_, address);
        return find(engine.model<objects::Completions>(group_).first(wanted));
    }
    /// Of those that were not handed out.
    std::size_t find(ObjectId future) const noexcept {
        for (std::size_t i = 0; i < futures_.size(); ++i) {
            if (given_[i] == 0 && futures_[i].id() == future) return i;
        }
        return none;
    }

    std::size_t first_in_the_list() {
        // Who asks acquires what was released when it was set.
        auto const asked = [](future<R> const& one) {
            return one.wait_for(std::chrono::seconds{0}) == future_status::ready;
        };
        await([&] { return first([&](auto const& one) { return asked(one); }) != none; }, where_);
        return first([](auto const& one) { return one.is_there(); });
    }
    template <class Is>
    std::size_t first(Is is) const {
        for (std::size_t i = 0; i < futures_.size(); ++i) {
            if (given_[i] == 0 && is(futures_[i])) return i;
        }
        return none;
    }

    static constexpr std::size_t none = SIZE_MAX;

    std::span<future<R>> futures_;
    Where where_;
    std::vector<char> given_;
    ObjectId group_;
    std::size_t handed_out_ = 0;
    std::size_t at_ = 0;
    bool over_ = false;
};

/// The futures in the order in which their results come to be there (Python's concurrent.futures.as_completed):
///     for (future<int>& done : as_completed(futures)) ...
/// Waiting for the next is one step. Futures of one thread_pool come in the order in which their results came to be there. Of
/// others that order is not known: of several that are there, the first in the list comes first. Deferred ones never come. The
/// futures must be valid and stay in their places; those that were handed out may be emptied.
template <class R>
Completed<R> as_completed(std::span<future<R>> futures, Where where = Where::here()) {
    return Completed<R>{futures, where};
}
template <class R, class Allocator>
Completed<R> as_completed(std::vector<future<R>, Allocator>& futures, Where where = Where::here()) {
    return Completed<R>{futures, where};
}

}  // namespace heddle
