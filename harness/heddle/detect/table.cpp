// SPDX-License-Identifier: Apache-2.0
#include <heddle/detect/data_race.hpp>
#include <heddle/detect/deadlock.hpp>
#include <heddle/detect/detector.hpp>
#include <heddle/detect/failure.hpp>
#include <heddle/detect/leftover.hpp>
#include <heddle/detect/livelock.hpp>
#include <heddle/detect/misuse.hpp>

namespace heddle {

std::span<DetectorEntry const> detectors() noexcept {
    static constexpr DetectorEntry table[] = {
        {"data_race", "two accesses to a shared<T>, one a write, that nothing orders", make_data_race},
        {"deadlock", "threads are left and none can take a step", make_deadlock},
        {"livelock", "only pollers can move, and nothing will ever change for them", make_livelock},
        {"misuse", "wrong use of a primitive, such as an unlock of a mutex that nobody holds", make_misuse},
        {"held_at_end", "a mutex is still held when the execution has finished", make_held_at_end},
        {"never_joined", "a thread was neither joined nor detached", make_never_joined},
        {"exception", "an exception left its thread", make_exception},
        {"requirement", "a requirement of the program did not hold", make_requirement},
    };
    return table;
}

}  // namespace heddle
