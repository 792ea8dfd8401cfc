// SPDX-License-Identifier: Apache-2.0
#include <heddle/engine/enabled.hpp>

#include <algorithm>

namespace heddle {

void EnabledList::change(ThreadId thread, Ways ways) {
    auto const end = [&] { return choices_.begin() + static_cast<std::ptrdiff_t>(size_); };
    auto const by_thread = [](Choice const& choice, ThreadId id) { return choice.thread < id; };
    auto const found = std::lower_bound(choices_.begin(), end(), thread, by_thread);
    auto const first = static_cast<std::size_t>(found - choices_.begin());
    std::size_t had = 0;
    while (first + had < size_ && choices_[first + had].thread == thread) ++had;
    std::size_t const has = ways.count();
    // Room is kept for one choice of every other thread, so that insert need not look.
    if (size_ + has + ways_.size() > choices_.size()) choices_.resize(2 * (size_ + has + ways_.size()));
    auto const at = [&](std::size_t position) { return choices_.begin() + static_cast<std::ptrdiff_t>(position); };
    if (has > had) {
        std::move_backward(at(first + had), end(), end() + static_cast<std::ptrdiff_t>(has - had));
    } else {
        std::move(at(first + had), end(), at(first + has));
    }
    size_ = size_ + has - had;
    for (std::uint32_t way = 0; way < has; ++way) {
        Outcome const outcome = ways.at(way);
        choices_[first + way] = {outcome.pick, thread, outcome.kind};
    }
    threads_ = threads_ + (has > 0 ? 1U : 0U) - (had > 0 ? 1U : 0U);
}

}  // namespace heddle
