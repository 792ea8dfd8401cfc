# SPDX-License-Identifier: Apache-2.0
# Debian's cross compiler for 64-bit Arm, and qemu to run what it makes. The libraries are the arm64 packages, which Debian
# installs beside those of the machine (tools/setup aarch64 does), so that nothing has to be told where they are.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++-12)
set(CMAKE_CROSSCOMPILING_EMULATOR qemu-aarch64-static)
