// SPDX-License-Identifier: Apache-2.0
#include <tools/heddle/command.hpp>

#include <unistd.h>

#include <iostream>
#include <string>
#include <vector>

int main(int argc, char** argv) {
    std::vector<std::string> const arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    bool const on_terminal = isatty(STDERR_FILENO) == 1;
    return static_cast<int>(heddle::command::run(arguments, {std::cout, std::cerr, on_terminal}));
}
