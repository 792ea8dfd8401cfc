// SPDX-License-Identifier: Apache-2.0
// Replays tokens of the small language's programs in a process of their own: for each, one line with the fingerprint,
// whether the trace is the token's, and the outcome. The first line is an address, which shows whether processes differ.
#include <heddle/core/replay_token.hpp>

#include <tests/explore/woven.hpp>

#include <cstdio>
#include <exception>
#include <memory>

namespace {

void replay_one(char const* text) {
    heddle::ReplayToken const token = heddle::decode(text);
    heddle::language::WovenProgram program{heddle::language::source_in(token.parameters.at(0).second)};
    heddle::Replayed const replayed = heddle::replay(program, token);
    heddle::Trace const& trace = replayed.trace();
    std::printf(
        "%016llx %s %s %s\n", static_cast<unsigned long long>(trace.fingerprint), replayed.same() ? "same" : "other",
        trace.ok ? "ok" : "stuck", trace.outcome.c_str());
}

}  // namespace

int main(int count, char** arguments) {
    try {
        auto const somewhere = std::make_unique<int>(0);
        std::printf("%p\n", static_cast<void*>(somewhere.get()));
        for (int i = 1; i < count; ++i) replay_one(arguments[i]);
        return 0;
    } catch (std::exception const& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 2;
    }
}
