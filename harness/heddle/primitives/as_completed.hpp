// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/await.hpp>
#include <heddle/primitives/future.hpp>

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
        : futures_{futures}, where_{where}, given_(futures.size(), 0) {}
    /// Waits for the first.
    iterator begin() { return iterator{*this}; }
    static std::default_sentinel_t end() noexcept { return {}; }

private:
    static constexpr std::size_t none = SIZE_MAX;

    void go_on() {
        over_ = handed_out_ == futures_.size();
        if (over_) return;
        await([this] { return earliest([](auto const& one) { return asked(one); }) != none; }, where_);
        // The await was let go by one that is there, and no thread has moved since.
        at_ = earliest([](auto const& one) { return one.is_there(); });
        given_[at_] = 1;
        ++handed_out_;
    }

    /// For the predicate: whoever asks acquires what was released when it was set.
    static bool asked(future<R> const& one) { return one.wait_for(std::chrono::seconds{0}) == future_status::ready; }

    template <class IsThere>
    std::size_t earliest(IsThere is_there) const {
        std::size_t found = none;
        for (std::size_t i = 0; i < futures_.size(); ++i) {
            if (given_[i] != 0 || !is_there(futures_[i])) continue;
            if (found == none || futures_[i].place() < futures_[found].place()) found = i;
        }
        return found;
    }

    std::span<future<R>> futures_;
    Where where_;
    std::vector<char> given_;
    std::size_t handed_out_ = 0;
    std::size_t at_ = 0;
    bool over_ = false;
};

/// The futures in the order in which their results come to be there (Python's concurrent.futures.as_completed):
///     for (future<int>& done : as_completed(futures)) ...
/// Waiting for the next is one step. Of several that are there, the one of a thread_pool that was there first comes first; of
/// promises and of different pools no order is known, and they come as they stand. Deferred ones never come. The futures must
/// be valid and stay in their places; each has still its result, but those that were handed out may be emptied.
template <class R>
Completed<R> as_completed(std::span<future<R>> futures, Where where = Where::here()) {
    return Completed<R>{futures, where};
}
template <class R, class Allocator>
Completed<R> as_completed(std::vector<future<R>, Allocator>& futures, Where where = Where::here()) {
    return Completed<R>{futures, where};
}

}  // namespace heddle
