// SPDX-License-Identifier: Apache-2.0
#include <tests/command/process.hpp>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <sstream>

namespace heddle::command::tests {

namespace {

/// An unnamed file that takes what a process writes.
class Captured {
public:
    Captured() : file_{std::tmpfile()} {}
    Captured(Captured const&) = delete;
    Captured& operator=(Captured const&) = delete;
    ~Captured() { std::fclose(file_); }

    int descriptor() const { return fileno(file_); }
    std::string text() const {
        std::string result;
        std::rewind(file_);
        char buffer[4096];
        while (std::size_t const got = std::fread(buffer, 1, sizeof buffer, file_)) result.append(buffer, got);
        return result;
    }

private:
    std::FILE* file_;
};

}  // namespace

Finished run_program(std::string const& path, std::vector<std::string> const& arguments) {
    Captured const out;
    Captured const err;
    std::vector<char*> words{const_cast<char*>(path.c_str())};
    for (std::string const& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    pid_t const child = fork();
    if (child == 0) {
        dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
        dup2(out.descriptor(), STDOUT_FILENO);
        dup2(err.descriptor(), STDERR_FILENO);
        execv(path.c_str(), words.data());
        std::_Exit(127);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, out.text(), err.text()};
}

Finished run_heddle(std::vector<std::string> const& arguments) { return run_program(HEDDLE_BINARY, arguments); }

std::vector<std::string> lines_of(std::string const& text) {
    std::vector<std::string> lines;
    std::istringstream stream{text};
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

std::vector<nlohmann::ordered_json> json_lines(std::string const& text) {
    std::vector<nlohmann::ordered_json> objects;
    for (std::string const& line : lines_of(text)) {
        auto object = nlohmann::ordered_json::parse(line, nullptr, false);
        if (!object.is_object()) {
            ADD_FAILURE() << "not an object: " << line;
            object = nlohmann::ordered_json::object();
        }
        objects.push_back(std::move(object));
    }
    return objects;
}

std::vector<std::string> fields_of(nlohmann::ordered_json const& object) {
    std::vector<std::string> names;
    for (auto const& [name, value] : object.items()) names.push_back(name);
    return names;
}

std::string failing_token() {
    static std::string const token = [] {
        Finished const explored = run_heddle({"explore", "lost_update", "--variant", "buggy", "--json", "-"});
        return json_lines(explored.out).at(0).at("findings").at(0).at("token").get<std::string>();
    }();
    return token;
}

}  // namespace heddle::command::tests
