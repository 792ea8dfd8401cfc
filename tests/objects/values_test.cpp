// SPDX-License-Identifier: Apache-2.0
// Variables and atomics: how values of less than 64 bits wrap, extend and compare.
#include "asked.hpp"

#include <heddle/objects/atomic.hpp>
#include <heddle/objects/variable.hpp>
#include <heddle/primitives/bits.hpp>

#include <rapidcheck/gtest.h>

#include <limits>

namespace heddle::asked {
namespace {

using objects::Atomic;
using objects::Variable;

template <class T>
Atomic& with(Atomic& atomic, T value) {
    atomic.reset(bits_of(value), form_of<T>());
    return atomic;
}

std::uint64_t value_of(Atomic& atomic) { return take(atomic, operation(ann, Kind::atomic_load)).result; }

TEST(Variable, mirrors_what_is_stored) {
    Variable variable;
    variable.reset(bits_of(-7), form_of<int>());
    for (auto const& [load, store] : {std::pair{Kind::load, Kind::store}, {Kind::plain_load, Kind::plain_store}}) {
        variable.reset(bits_of(-7), form_of<int>());
        EXPECT_EQ(take(variable, operation(ann, load)).result, bits(-7));
        Effect const effect = take(variable, operation(ann, store, bits_of(8)));
        EXPECT_EQ(effect.result, bits(-7)) << "a store tells the value before";
        EXPECT_TRUE(effect.has(Effect::changes));
        EXPECT_TRUE(effect.has(Effect::is_signed));
        EXPECT_FALSE(effect.has(Effect::acquires) || effect.has(Effect::releases)) << "plain memory orders nothing";
        EXPECT_FALSE(take(variable, operation(ann, store, bits_of(8))).has(Effect::changes)) << "the same again";
        EXPECT_EQ(take(variable, operation(ann, load)).result, 8U);
    }
}

TEST(Variable, bytes_of_no_number_are_opaque_and_always_change) {
    Variable variable;
    int x = 0;
    variable.reset(bits_of(&x), form_of<int*>());
    Effect const effect = take(variable, operation(ann, Kind::store, bits_of(&x)));
    EXPECT_TRUE(effect.has(Effect::opaque));
    EXPECT_TRUE(effect.has(Effect::changes));
}

TEST(Atomic, edges) {
    Atomic atomic;
    with(atomic, 1);
    EXPECT_TRUE(take(atomic, operation(ann, Kind::atomic_load)).has(Effect::acquires));
    EXPECT_FALSE(take(atomic, operation(ann, Kind::atomic_load)).has(Effect::releases));
    Effect const store = take(atomic, operation(ann, Kind::atomic_store, 2));
    EXPECT_TRUE(store.has(Effect::releases) && store.has(Effect::replaces) && !store.has(Effect::acquires));
    for (Kind const kind :
         {Kind::exchange, Kind::fetch_add, Kind::fetch_sub, Kind::fetch_and, Kind::fetch_or, Kind::fetch_xor}) {
        Effect const both = take(atomic, operation(ann, kind, 1));
        EXPECT_TRUE(both.has(Effect::releases) && both.has(Effect::acquires) && !both.has(Effect::replaces));
    }
}

TEST(Atomic, compare_exchange) {
    Atomic atomic;
    with(atomic, -3);
    Effect const failed = take(atomic, operation(ann, Kind::compare_exchange, bits_of(5), bits_of(4)));
    EXPECT_EQ(failed.result, bits(-3));
    EXPECT_TRUE(failed.has(Effect::acquires));
    EXPECT_FALSE(failed.has(Effect::releases) || failed.has(Effect::changes));
    Effect const done = take(atomic, operation(ann, Kind::compare_exchange, bits_of(5), bits_of(-3)));
    EXPECT_EQ(done.result, bits(-3));
    EXPECT_TRUE(done.has(Effect::releases) && done.has(Effect::changes));
    EXPECT_EQ(value_of(atomic), 5U);
    Effect const weak =
        take(atomic, operation(ann, Kind::compare_exchange, bits_of(6), bits_of(5)), {0, OutcomeKind::failed});
    EXPECT_FALSE(weak.has(Effect::changes));
    EXPECT_EQ(value_of(atomic), 5U);
}

TEST(Atomic, a_store_of_the_same_value_changes_nothing) {
    Atomic atomic;
    with(atomic, 4);
    EXPECT_FALSE(take(atomic, operation(ann, Kind::atomic_store, bits_of(4))).has(Effect::changes));
    EXPECT_FALSE(take(atomic, operation(ann, Kind::fetch_add, 0)).has(Effect::changes));
    EXPECT_TRUE(take(atomic, operation(ann, Kind::fetch_add, 1)).has(Effect::changes));
}

TEST(Atomic, small_numbers_wrap_around) {
    Atomic atomic;
    with<std::uint8_t>(atomic, 250);
    EXPECT_EQ(take(atomic, operation(ann, Kind::fetch_add, bits_of(std::uint8_t{10}))).result, 250U);
    EXPECT_EQ(value_of(atomic), 4U);
    take(atomic, operation(ann, Kind::fetch_sub, bits_of(std::uint8_t{5})));
    EXPECT_EQ(value_of(atomic), 255U);
    with(atomic, std::numeric_limits<std::int8_t>::max());
    take(atomic, operation(ann, Kind::fetch_add, bits_of(std::int8_t{1})));
    EXPECT_EQ(value_of(atomic), bits(-128));
    with(atomic, std::numeric_limits<int>::min());
    take(atomic, operation(ann, Kind::fetch_sub, bits_of(1)));
    EXPECT_EQ(value_of(atomic), bits(std::numeric_limits<int>::max()));
    with(atomic, std::numeric_limits<std::uint64_t>::max());
    take(atomic, operation(ann, Kind::fetch_add, 1));
    EXPECT_EQ(value_of(atomic), 0U);
    with(atomic, std::numeric_limits<std::int64_t>::min());
    take(atomic, operation(ann, Kind::fetch_sub, 1));
    EXPECT_EQ(value_of(atomic), bits(std::numeric_limits<std::int64_t>::max()));
}

/// What a T holds after the operation.
template <class T>
T held_after(Kind kind, T held, T by, T expected) {
    using Unsigned = std::make_unsigned_t<T>;
    auto const a = static_cast<Unsigned>(held);
    auto const b = static_cast<Unsigned>(by);
    switch (kind) {
    case Kind::fetch_add:
        return static_cast<T>(static_cast<Unsigned>(a + b));
    case Kind::fetch_sub:
        return static_cast<T>(static_cast<Unsigned>(a - b));
    case Kind::fetch_and:
        return static_cast<T>(a & b);
    case Kind::fetch_or:
        return static_cast<T>(a | b);
    case Kind::fetch_xor:
        return static_cast<T>(a ^ b);
    case Kind::compare_exchange:
        return held == expected ? by : held;
    default:
        return by;
    }
}

/// Whatever is done to it, an atomic T holds what a T would.
template <class T>
void behaves_like() {
    T truth = *rc::gen::arbitrary<T>();
    Atomic atomic;
    with(atomic, truth);
    auto const kinds = rc::gen::element(
        Kind::atomic_store, Kind::exchange, Kind::fetch_add, Kind::fetch_sub, Kind::fetch_and, Kind::fetch_or,
        Kind::fetch_xor, Kind::compare_exchange);
    for (Kind const kind : *rc::gen::container<std::vector<Kind>>(kinds)) {
        T const by = *rc::gen::arbitrary<T>();
        T const expected = *rc::gen::oneOf(rc::gen::just(truth), rc::gen::arbitrary<T>());
        Effect const effect = take(atomic, operation(ann, kind, bits_of(by), bits_of(expected)));
        RC_ASSERT(from_bits<T>(effect.result) == truth);
        RC_ASSERT(effect.result == bits_of(truth));
        T const before = truth;
        truth = held_after(kind, truth, by, expected);
        RC_ASSERT(effect.has(Effect::changes) == (truth != before));
        RC_ASSERT(from_bits<T>(value_of(atomic)) == truth);
    }
}

RC_GTEST_PROP(AtomicOf, signed_bytes, ()) { behaves_like<std::int8_t>(); }
RC_GTEST_PROP(AtomicOf, unsigned_bytes, ()) { behaves_like<std::uint8_t>(); }
RC_GTEST_PROP(AtomicOf, shorts, ()) { behaves_like<std::int16_t>(); }
RC_GTEST_PROP(AtomicOf, unsigned_ints, ()) { behaves_like<std::uint32_t>(); }
RC_GTEST_PROP(AtomicOf, ints, ()) { behaves_like<std::int32_t>(); }
RC_GTEST_PROP(AtomicOf, longs, ()) { behaves_like<std::int64_t>(); }
RC_GTEST_PROP(AtomicOf, unsigned_longs, ()) { behaves_like<std::uint64_t>(); }

enum class Small : std::uint8_t { low = 1, high = 200 };
enum class Sunken : std::int8_t { low = -100, high = 100 };

template <class T>
void keeps(T first, T second) {
    Atomic atomic;
    with(atomic, first);
    EXPECT_EQ(from_bits<T>(value_of(atomic)), first);
    Effect const effect = take(atomic, operation(ann, Kind::compare_exchange, bits_of(second), bits_of(first)));
    EXPECT_EQ(from_bits<T>(effect.result), first);
    EXPECT_EQ(effect.result, bits_of(first)) << "faces compare these";
    EXPECT_EQ(from_bits<T>(value_of(atomic)), second);
}

TEST(AtomicOf, things_that_are_no_numbers) {
    keeps(false, true);
    keeps(true, false);
    keeps(1.5, -0.0);
    keeps(1.5F, -2.5F);
    keeps('\x80', 'a');
    keeps(Small::low, Small::high);
    keeps(Small::high, Small::low);
    keeps(Sunken::low, Sunken::high);
    int x = 0;
    keeps<int*>(&x, nullptr);
}

}  // namespace
}  // namespace heddle::asked
