// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/observer.hpp>
#include <heddle/core/random.hpp>

namespace heddle {

/// A hash of a trace, taken event by event: threads, kinds, objects, outcomes, values and texts in their order; no lines, no
/// addresses, no ids that depend on anything but the program and the schedule. The same in every build.
class Fingerprint final : public Observer {
public:
    void on_begin(Directory const& directory) override {
        directory_ = &directory;
        hash_ = 0;
    }
    void on_event(Event const& event, std::uint64_t step) override;
    void on_end(Ending ending, std::span<Operation const>) override { mix(static_cast<std::uint64_t>(ending)); }

    std::uint64_t value() const noexcept { return hash_; }

private:
    void mix(std::uint64_t word) noexcept { hash_ = Random::mix(hash_ * 0x9E3779B97F4A7C15U + word + 1); }

    Directory const* directory_ = nullptr;
    std::uint64_t hash_ = 0;
};

}  // namespace heddle
