// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/observer.hpp>
#include <heddle/core/semantics.hpp>

#include <memory>
#include <span>
#include <vector>

namespace heddle {

/// How much a detector has to do: `notice` runs in every execution and only has to know that something is wrong;
/// `explain` runs when a failing execution is run again and has to say what, who, where and why.
enum class Effort : std::uint8_t { notice, explain };

/// An observer that finds one thing that can be wrong with an execution.
class Detector : public Observer {
public:
    /// Whether something was found in the execution that just ended. Cheap.
    virtual bool fired() const noexcept = 0;
    /// Appends what was found; kind and message are filled in, the rest is the caller's. The message is one headline and
    /// lines indented by two blanks, without a newline at the end.
    virtual void report(std::vector<Finding>& findings) const = 0;
};

/// One row of the table of detectors.
struct DetectorEntry {
    char const* name;                                             ///< the name of the finding kind it reports
    char const* summary;                                          ///< one line for lists
    std::unique_ptr<Detector> (*make)(Semantics const&, Effort);  ///< null result: not needed under these semantics
};

/// Every detector, in the order in which findings are reported.
std::span<DetectorEntry const> detectors() noexcept;

}  // namespace heddle
