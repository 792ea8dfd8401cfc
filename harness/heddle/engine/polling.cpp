// SPDX-License-Identifier: Apache-2.0
#include <heddle/engine/polling.hpp>

namespace heddle {

void Polling::round_over(std::uint64_t changes) noexcept {
    bool const same = watching_ && foreign(changes) == seen_;
    repeats_ = same && round_ == last_round_ ? repeats_ + 1 : 0;
    boundary_ = same;
    seen_ = foreign(changes);
    last_round_ = round_;
    round_ = 0;
    reads_ = 0;
    watching_ = true;
}

bool Polling::read_again(Operation const& operation, std::uint64_t changes) noexcept {
    std::uint64_t const here =
        Random::mix(operation.where.key() ^ (std::uint64_t{index(operation.object)} << 32U)) | 1U;
    if (anchor_ == 0) {  // something has changed: a new search, whatever the last one came to
        anchor_ = here;
        since_anchor_ = 0;
        reach_ = 1;
        return false;
    }
    if (here == anchor_) {
        since_anchor_ = 0;
        round_over(changes);
        return true;
    }
    if (++since_anchor_ >= reach_) {
        anchor_ = here;
        since_anchor_ = 0;
        reach_ *= 2;
        if (reach_ > 1U << 20U) reach_ = 1;
    }
    return false;
}

}  // namespace heddle
