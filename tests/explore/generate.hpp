// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "brute_force.hpp"
#include "language.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace heddle::language {

/// Statements that are likely to meet: locks are opened, conditions waited for under their mutex.
inline rc::Gen<Statement> arbitrary_statement() {
    static std::string const bag{"lllsssaaxLLLLUUUUTTWWWVVnnnNNPPQRvveefEEFicckkwwyz"};
    return rc::gen::map(
        rc::gen::tuple(rc::gen::elementOf(bag), rc::gen::inRange(0, 2), rc::gen::inRange(0, 3)), [](auto const& parts) {
            auto const [verb, what, number] = parts;
            return Statement{
                static_cast<Verb>(verb), static_cast<std::uint8_t>(what), static_cast<std::uint8_t>(number)};
        });
}

/// Two or three threads of up to five statements, of which so many are left as `limit` schedules allow.
inline Source arbitrary_source(std::uint64_t limit, Enumeration& all) {
    Source source;
    source.atomics = *rc::gen::arbitrary<bool>();
    source.notify = *rc::gen::element(Notify::any, Notify::oldest);
    source.time = *rc::gen::element(Time::quiescent, Time::adversarial);
    source.spurious = static_cast<std::uint8_t>(*rc::gen::weightedElement<int>({{4, 0}, {1, 1}, {1, 2}}));
    source.permits = static_cast<std::uint8_t>(*rc::gen::inRange(0, 3));
    auto const threads = *rc::gen::inRange<std::size_t>(2, 4);
    for (std::size_t i = 0; i < threads; ++i) {
        auto thread = *rc::gen::container<std::vector<Statement>>(5, arbitrary_statement());
        // Most threads that wait do so under the mutex.
        for (Statement const& statement : thread) {
            bool const waits = statement.verb == Verb::wait || statement.verb == Verb::wait_for;
            if (!waits) continue;
            thread.insert(thread.begin(), Statement{Verb::lock, statement.what, 0});
            break;
        }
        source.threads.push_back(std::move(thread));
    }
    tidy(source);
    while (!(all = enumerate(source, limit)).whole && shorten(source)) {
    }
    return source;
}

/// RC_GTEST_PROP with a number of its own. The seed and all the rest are RC_PARAMS's.
template <class Testable>
void check_so_often(int times, Testable&& testable) {
    auto const* const test = ::testing::UnitTest::GetInstance()->current_test_info();
    rc::detail::TestMetadata metadata;
    metadata.id = std::string{test->test_suite_name()} + "/" + test->name();
    metadata.description = test->name();
    rc::detail::TestParams params = rc::detail::configuration().testParams;
    params.maxSuccess = times;
    auto const result = rc::detail::checkTestable(std::forward<Testable>(testable), metadata, params);
    if (result.template is<rc::detail::SuccessResult>()) return;
    std::ostringstream text;
    rc::detail::printResultMessage(result, text);
    FAIL() << text.str();
}

}  // namespace heddle::language
