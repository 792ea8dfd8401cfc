// SPDX-License-Identifier: Apache-2.0
// Not linked with heddle: that it links at all is half of the test.
#define HEDDLE_SYNC_STD
#include <tests/conformance/programs/every_name.hpp>

int main() { return use_every_name() == of_every_name ? 0 : 1; }
