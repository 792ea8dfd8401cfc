// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/object.hpp>

namespace heddle::objects {

/// The second half of an object whose happens-before is not one relation but two: it has no state, and what is released to
/// it can be acquired from it. What readers of a shared mutex leave to writers, and not to one another; what the end of a
/// barrier's phase tells those who waited for it, and early arrivals at the next one do not.
class Relay final : public Object {
public:
    explicit Relay(ObjectKind kind) noexcept : Object{kind} {}
    void reset() noexcept {}

    /// The other half, whose operation it is, has said everything.
    void apply(Operation const&, Outcome, Effect&) noexcept override {}
};

}  // namespace heddle::objects
