// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/random.hpp>
#include <heddle/substrate/fibers.hpp>

#include <tools/benchmarks/floor.hpp>

#include <array>
#include <chrono>

namespace heddle::benchmarks {

namespace {

struct Ring {
    Fibers fibers;
    Fiber host;
    std::array<Fiber, 3> members;
    Random random{1};
    std::size_t running = 0;
    std::uint64_t left = 0;

    static void spin(void* passed) {
        auto& ring = *static_cast<Ring*>(passed);
        while (ring.left-- > 0) {
            std::size_t const from = ring.running;
            ring.running = ring.random.below(static_cast<std::uint32_t>(ring.members.size()));
            if (ring.running != from) ring.fibers.transfer(ring.members[from], ring.members[ring.running], 0);
        }
        ring.fibers.transfer(ring.members[ring.running], ring.host, 0);
    }
};

}  // namespace

double bare_switch_and_pick(std::uint64_t switches) {
    Ring ring;
    ring.fibers.adopt(ring.host);
    for (std::size_t i = 0; i < ring.members.size(); ++i) ring.fibers.prepare(ring.members[i], &Ring::spin, &ring, i);
    ring.left = switches;
    auto const begun = std::chrono::steady_clock::now();
    ring.fibers.transfer(ring.host, ring.members[0], 0);
    auto const took = std::chrono::steady_clock::now() - begun;
    for (Fiber& member : ring.members) {
        ring.fibers.abandon(ring.host, member);
        ring.fibers.release(member);
    }
    return std::chrono::duration<double, std::nano>(took).count() / static_cast<double>(switches);
}

}  // namespace heddle::benchmarks
