// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/ids.hpp>

#include <cstdint>
#include <map>

namespace heddle {

/// Plain memory of one execution that objects stand for (atomic_ref). By address: that is for looking up alone. The
/// entries stay until the execution ends, for whoever refers to the same memory later must be ordered after the earlier.
class Places {
public:
    struct Place {
        ObjectId object = no_object;   ///< no_object: nobody has referred to it yet
        std::uint32_t references = 0;  ///< how many refer to it now
    };

    void clear() noexcept { places_.clear(); }
    Place& operator[](void const* address) { return places_[address]; }

private:
    std::map<void const*, Place> places_;
};

}  // namespace heddle
