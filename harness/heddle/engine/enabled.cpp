// SPDX-License-Identifier: Apache-2.0
#include <heddle/engine/enabled.hpp>

#include <algorithm>

namespace heddle {

void EnabledList::change(ThreadId thread, Ways ways, std::uint32_t code) {
    auto const by_thread = [](Choice const& choice, ThreadId id) { return choice.thread < id; };
    auto first = std::lower_bound(choices_.begin(), choices_.end(), thread, by_thread);
    auto last = first;
    while (last != choices_.end() && last->thread == thread) ++last;
    auto const had = static_cast<std::uint32_t>(last - first);
    std::uint32_t const has = ways.count();
    if (has > had) {
        first = choices_.insert(last, has - had, Choice{}) - static_cast<std::ptrdiff_t>(had);
    } else if (has < had) {
        first = choices_.erase(first, first + static_cast<std::ptrdiff_t>(had - has));
    }
    for (std::uint32_t way = 0; way < has; ++way, ++first) {
        Outcome const outcome = ways.at(way);
        *first = {outcome.pick, thread, outcome.kind};
    }
    threads_ = threads_ + (has > 0 ? 1U : 0U) - (had > 0 ? 1U : 0U);
    codes_[index(thread)] = code;
}

}  // namespace heddle
