// SPDX-License-Identifier: Apache-2.0
#include <tests/conformance/std_coverage.hpp>

namespace conformance {

std::map<std::string, Shown>& covered() {
    static std::map<std::string, Shown> rows;
    return rows;
}

}  // namespace conformance
