// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/verdict.hpp>

namespace heddle {

char const* name_of(Ending ending) noexcept {
    constexpr char const* names[] = {"finished", "deadlock", "livelock", "failed", "step_bound", "abandoned"};
    return names[static_cast<std::size_t>(ending)];
}

namespace {
constexpr char const* kind_names[finding_kinds] = {"data_race", "deadlock",    "livelock",
                                                   "misuse",    "held_at_end", "never_joined",
                                                   "exception", "requirement", "nondeterminism"};
}

char const* name_of(FindingKind kind) noexcept { return kind_names[static_cast<std::size_t>(kind)]; }

bool finding_kind_of(std::string_view name, FindingKind& kind) noexcept {
    for (std::size_t i = 0; i < finding_kinds; ++i) {
        if (name == kind_names[i]) {
            kind = static_cast<FindingKind>(i);
            return true;
        }
    }
    return false;
}

}  // namespace heddle
