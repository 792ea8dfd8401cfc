// SPDX-License-Identifier: Apache-2.0
#include <tools/heddle/output.hpp>
#include <tools/heddle/usage.hpp>

#include <fmt/format.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace heddle::command {

Output::Output(std::string option, std::string const& path, std::ostream& standard)
    : option_{std::move(option)}, path_{path}, standard_{standard}, to_file_{path != "-"} {
    if (!to_file_) return;
    errno = 0;
    file_.open(path_, std::ios::binary | std::ios::trunc);
    if (file_) return;
    std::string const why = errno != 0 ? std::generic_category().message(errno) : "it cannot be opened";
    throw UsageError(fmt::format(
        "{} cannot write to {}: {}\n  name a file in a folder that exists and may be written, or - for standard output",
        option_, shown(path_), why));
}

void Output::flush() {
    if (stream().flush()) return;
    throw std::runtime_error(fmt::format("{} could not be written to {}; is the disk full?", option_, shown(path_)));
}

std::string json_line(nlohmann::ordered_json const& object) {
    return object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace heddle::command
