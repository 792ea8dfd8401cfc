// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <fstream>
#include <ostream>
#include <string>

namespace heddle::command {

/// A file that an option names, or standard output for `-`. It is opened, and emptied, at once, so that nobody works for a
/// result that cannot be kept.
class Output {
public:
    /// `option` is named in errors: "--json". Throws UsageError when the file cannot be written.
    Output(std::string option, std::string const& path, std::ostream& standard);

    std::ostream& stream() noexcept { return to_file_ ? file_ : standard_; }
    /// Throws std::runtime_error when what was written did not arrive (a full disk).
    void flush();

private:
    std::string option_;
    std::string path_;
    std::ostream& standard_;
    bool to_file_;
    std::ofstream file_;
};

/// The object on a line of its own. Text that is not UTF-8 is repaired.
std::string json_line(nlohmann::ordered_json const& object);

}  // namespace heddle::command
